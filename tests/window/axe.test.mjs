// What a person who does not see the window, or sees it badly, would stumble over: axe on each screen, in both appearances.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { Desk } from './desk.mjs'
import { root } from './programs.mjs'
import { until } from './waiting.mjs'
import { KEYS } from './webdriver.mjs'

const AXE = readFileSync(join(root, 'ui/node_modules/axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const FIELD = 'Search articles, quotes and notes'

/** The screens, each with what leads to it and what leaves it again. */
const screens = {
  'an article with its quotes': [(desk, id) => desk.openArticle(id)],
  themes: [(desk) => desk.tab('Themes')],
  notes: [(desk) => desk.tab('Notes')],
  captures: [(desk) => desk.tab('Captures')],
  'the examples': [(desk) => desk.press(FIELD), (desk) => desk.session.chord(KEYS.escape)],
  'completed values': [(desk) => desk.fill(FIELD, 'kind:').then(() => desk.says('article')), (desk) => desk.press('Clear the search')],
  results: [(desk) => desk.fill(FIELD, 'HBM良率 zzzz' + KEYS.enter).then(() => desk.says('some of the words')), (desk) => desk.press('Clear the search')],
  'no results': [(desk) => desk.fill(FIELD, 'zzzz').then(() => desk.says('Nothing found')), (desk) => desk.press('Clear the search')],
  'all quotes': [(desk) => go(desk, '#/quotes')],
  'all notes': [(desk) => go(desk, '#/notes')],
  trash: [(desk) => go(desk, '#/trash')],
  'a theme': [async (desk) => go(desk, `#/theme/${(await desk.call('themes.list')).find(({ name }) => name === 'HBM').id}`)],
  commands: [(desk) => desk.session.chord(KEYS.control, KEYS.shift, 'p'), (desk) => desk.session.chord(KEYS.escape)],
  settings: [(desk) => desk.press('Settings'), (desk) => desk.session.chord(KEYS.escape)],
}

const go = (desk, place) => desk.session.run((hash) => void (location.hash = hash), place)
const settled = (desk) => desk.session.runAsync(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {}))).then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))))

async function stumbles(desk) {
  await settled(desk)
  return desk.session.runAsync(async (rules) => {
    const { violations } = await window.axe.run(document, { iframes: false, runOnly: rules, resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`))
  }, RULES)
}

test('nobody stumbles over a screen, light or dark', async (t) => {
  const desk = await Desk.open(t)
  const [{ id }] = await desk.call('clips.sample')
  const { text } = await desk.call('articles.get', { id })
  await desk.call('quotes.add', { article: id, text: text.split('\n').find((line) => line.length > 20).slice(0, 20), themes: ['HBM'], comment: '要核对' })
  await desk.call('notes.add', { title: '排产周记', body: '`HBM良率` 要紧', article: id })
  const { id: gone } = await desk.call('notes.add', { title: '旧笔记', body: '不用了' })
  await desk.call('items.trash', { ids: [gone] })
  await desk.session.ask('POST', '/execute/sync', { script: AXE, args: [] })
  for (const appearance of ['light', 'dark']) {
    await desk.call('settings.put', { language: 'en', appearance })
    await until(`it is ${appearance}`, () => desk.session.run((a) => document.documentElement.dataset.appearance === a, appearance))
    await go(desk, '#/all')
    for (const [name, [enter, leave]] of Object.entries(screens)) {
      await enter(desk, id)
      const found = await stumbles(desk)
      await t.test(`${name}, ${appearance}`, () => assert.deepEqual(found, []))
      await leave?.(desk)
    }
  }
})
