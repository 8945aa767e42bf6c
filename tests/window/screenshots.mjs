// Pictures of the window in both appearances and languages: tests/window/screenshots FOLDER
import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Desk, MIDDLE } from './desk.mjs'
import { carry, grab, press, release, startScreen } from './screen.mjs'
import { openSource } from './sources.mjs'
import { until } from './waiting.mjs'

const execute = promisify(execFile)
/** Companies beside the themes that the sample brings. */
const COMPANIES = [
  ['台积电', 6, ['TSMC', '2330.TW']],
  ['SK 海力士', 7, ['SK hynix']],
]
const THEMES = ['HBM', 'ASIC', 'CoWoS', '推理需求']

async function fill(desk) {
  const [sample] = await desk.call('clips.sample')
  for (const [name, colour, aliases] of COMPANIES) await desk.call('themes.add', { name, kind: 'company', colour, aliases })
  await desk.run('clip', join(import.meta.dirname, 'pages/bottleneck.html'))
  const [market] = /(?<=<div id="selection">).*(?=<\/div>)/s.exec(readFileSync(join(import.meta.dirname, 'pages/market.html'), 'utf8'))
  await desk.call('clips.drop', { drops: [{ kind: 'html', html: market, url: 'https://paichan.example/2026/09' }], themes: ['HBM'] })
  const { text } = await desk.call('articles.get', { id: sample.id })
  const sentences = text.split('\n').filter((line) => line.length > 40)
  for (const [number, line] of sentences.slice(2, 6).entries()) {
    const words = line.split(/(?<=[。；])/)[0]
    await desk.call('quotes.add', { article: sample.id, text: words, colour: 1 + number, comment: number ? undefined : '和上一季的说法不同，要核对。', themes: [THEMES[number]] })
  }
  for (const { id } of await desk.articles(4)) await desk.call('items.tag', { ids: [id], themes: ['HBM', ...COMPANIES.map(([name]) => name)] })
  await desk.call('notes.add', { title: '排产周记', body: '测试机台要等**四十周**，`HBM良率` 因此更要紧。', article: sample.id })
  return sample.id
}

async function main(folder) {
  if (!folder) throw new Error('say where the pictures go: tests/window/screenshots FOLDER')
  mkdirSync(folder, { recursive: true })
  const after = []
  const t = { after: (f) => after.unshift(f) }
  const screen = await startScreen()
  try {
    const desk = await Desk.open(t)
    const shoot = async (name) => {
      await until('fonts and pictures are there', () => desk.session.runAsync(() => document.fonts.ready.then(() => [...document.images].every(({ complete }) => complete))))
      await desk.session.runAsync(() => new Promise((done) => setTimeout(done, 400)))
      await execute('import', ['-window', desk.window, join(folder, `${name}.png`)])
      console.log(join(folder, `${name}.png`))
    }
    const shown = async (language, appearance) => {
      await desk.call('settings.put', { language, appearance })
      await until('the settings are shown', () => desk.session.run((l, a) => document.documentElement.lang.startsWith(l.slice(0, 2)) && document.documentElement.dataset.appearance === a, language, appearance))
    }
    await shown('en', 'light')
    await shoot('welcome-en-light')
    await shown('zh-CN', 'dark')
    await shoot('welcome-zh-dark')
    const id = await fill(desk)
    await desk.session.run(() => void (location.hash = '#/all'))
    await desk.openArticle(id)
    for (const language of ['en', 'zh-CN']) {
      for (const appearance of ['light', 'dark']) {
        await shown(language, appearance)
        await shoot(`desk-${language.slice(0, 2)}-${appearance}`)
      }
    }
    await shown('en', 'light')
    await desk.fill('Search articles, quotes and notes', 'HBM良率')
    await until('there are hits', () => desk.session.all('//*[@aria-label="Search results"]//mark').then((marks) => marks.length > 0))
    await shoot('search-en-light')
    await desk.press('Clear the search')
    const { spots } = await openSource(t, 'files', join(import.meta.dirname, 'pages/bottleneck.html'))
    await grab(spots.middle)
    await carry(spots.middle, MIDDLE)
    await desk.says('Let go to keep it')
    // Drawn by the page itself: the picture of what is dragged would lie over it on the display.
    writeFileSync(join(folder, 'drop-en-light.png'), await desk.session.screenshot())
    console.log(join(folder, 'drop-en-light.png'))
    await press('Escape')
    await release()
    return 0
  } finally {
    for (const f of after) await f()
    screen.stop()
  }
}

process.exitCode = await main(process.argv[2])
