import assert from 'node:assert/strict'
import { join } from 'node:path'
import test from 'node:test'
import { Desk } from './desk.mjs'
import { xdotool } from './screen.mjs'
import { until } from './waiting.mjs'
import { KEYS } from './webdriver.mjs'

const FIELD = 'Search articles, quotes and notes'
const NOTE = '测试机台要等**四十周**，`HBM良率` 因此更要紧。'

/** A desk with two articles, a quote, a note and the themes of the sample. */
async function filled(t) {
  const desk = await Desk.open(t)
  const [sample] = await desk.call('clips.sample')
  const [{ id }] = await desk.run('clip', join(import.meta.dirname, 'pages/bottleneck.html'))
  await desk.call('items.tag', { ids: [id], themes: ['HBM'] })
  await desk.call('quotes.add', { article: id, text: '我们今年下的订单里', speaker: '采购主管', themes: ['HBM'] })
  await desk.call('notes.add', { title: '排产周记', body: NOTE })
  await until('all of it can be found', async () => (await desk.call('search.find', { query: 'kind:note HBM良率' })).total === 1)
  return { desk, sample, id }
}

/** Waits until what is drawn answers this query, and gives the words of its hits. */
function answered(desk, query) {
  return until(`the results of ${query} are drawn`, () => desk.session.run((wanted) => {
    if (document.querySelector('[data-query]')?.dataset.query !== wanted) return undefined
    const drawn = [...document.querySelectorAll('#results [role=option]')].map((hit) => hit.innerText)
    return drawn.length || !document.getElementById('results') ? drawn : undefined
  }, query))
}

const chips = (desk) => desk.session.run(() => [...document.querySelectorAll('[role=search] button[title]')].map((chip) => chip.innerText.trim()))
const value = (desk) => desk.session.run(() => document.querySelector('[role=search] input').value)
const offers = (desk) => desk.session.run(() => [...document.querySelectorAll('[role=search] [role=option]')].map((one) => one.innerText.replaceAll(/\s+/g, ' ').trim()))

test('a search is completed, narrowed, ordered, kept, remembered and left, by keys and by pointer', async (t) => {
  const { desk } = await filled(t)
  const field = await desk.find(FIELD)

  await desk.session.click(field)
  await desk.says('What one can type')
  await desk.session.type(field, 'theme:HB')
  await until('the theme is offered', async () => (await offers(desk))[0]?.startsWith('HBM'))
  await desk.session.type(field, KEYS.tab)
  assert.deepEqual(await chips(desk), ['HBM'])
  await desk.session.type(field, '订单')
  const hits = await answered(desk, 'theme:HBM 订单')
  assert.ok(hits.some((hit) => hit.includes('采购主管')) && hits.every((hit) => hit.includes('订单')), hits.join('\n'))

  await desk.press('1 quote')
  assert.equal((await answered(desk, 'theme:HBM kind:quote 订单')).length, 1)
  await desk.press('Keep this search in the sidebar')
  await until('it is counted', async () => (await desk.find('theme:HBM kind:quote 订单')) && (await desk.session.run(() => [...document.querySelectorAll('nav button')].some((row) => /kind:quote\D*1$/.test(row.innerText.replaceAll(/\s+/g, ' ').trim())))))
  await desk.press('Without Quote')
  await answered(desk, 'theme:HBM 订单')

  await desk.session.type(field, KEYS.enter)
  await until('the results have the keys', () => desk.session.run(() => document.activeElement.id === 'results'))
  await desk.session.chord(KEYS.enter)
  await until('a hit is open', () => desk.session.run(() => /(article|note)=/.test(location.hash)))
  await desk.session.chord('m')
  await until('what is like it is asked', async () => (await chips(desk))[0]?.startsWith('Like: '))

  await desk.press('Clear the search')
  await desk.session.click(field)
  await until('it is remembered first', async () => (await offers(desk))[0] === 'theme:HBM 订单')
  await desk.session.type(field, KEYS.down + KEYS.enter)
  await answered(desk, 'theme:HBM 订单')
  assert.deepEqual([await chips(desk), await value(desk)], [['HBM'], '订单'])
})

test('a note is shown as it reads, what has only some of the words says so, and remarks are gentle', async (t) => {
  const { desk } = await filled(t)
  await desk.fill(FIELD, 'kind:note 要等四十周')
  const [note] = await answered(desk, 'kind:note 要等四十周')
  assert.ok(note.includes('测试机台要等四十周，HBM') && !/[*`]/.test(note), note)
  const marked = await desk.session.run(() => [...document.querySelectorAll('#results mark')].map((mark) => mark.innerText).join(''))
  assert.equal(marked, '要等四十周')

  await desk.press('Clear the search')
  await desk.fill(FIELD, '排产 周记 zzzz')
  await answered(desk, '排产 周记 zzzz')
  await desk.says('Nothing has all the words; these have some of them')
  await desk.press('Clear the search')
  await desk.fill(FIELD, '"四十周')
  await answered(desk, '"四十周')
  await desk.says('A quotation mark or parenthesis is not closed')
  await desk.press('Clear the search')
  await desk.fill(FIELD, 'zzzz qqqq')
  await desk.says('Nothing found')
  await desk.session.click(await desk.says('HBM -Samsung'))
  await until('an example runs', async () => (await answered(desk, 'HBM -Samsung')).length > 0)
})

test('fast typing is never blocked, and what is drawn in the end answers what was typed in the end', async (t) => {
  const { desk } = await filled(t)
  await desk.press(FIELD)
  await desk.focus()
  const words = 'hbm yield cowos asic h100 lead time'
  for (let round = 0; round < 3; round++) {
    await xdotool('type', '--delay', '8', words)
    await until('all of it stands in the field', async () => (await value(desk)) === words)
    const drawn = await answered(desk, words)
    const { hits } = await desk.call('search.find', { query: words, typing: true, limit: 100 })
    assert.ok(!hits.length === !drawn.length && (!hits.length || drawn[0].includes(hits[0].title.slice(0, 12))), drawn[0])
    await xdotool('key', '--delay', '8', ...Array.from(words, () => 'BackSpace'))
    await until('the field is empty', async () => (await value(desk)) === '')
    await until('the list is back', () => desk.session.run(() => !document.querySelector('[data-query]')))
  }
})

test('what an input method holds is not searched, its Enter submits nothing, and what it gives is', async (t) => {
  const { desk } = await filled(t)
  await desk.press(FIELD)
  const state = () => desk.session.run(() => ({ focused: document.activeElement === document.querySelector('[role=search] input'), drawn: document.querySelector('[data-query]')?.dataset.query ?? null }))
  await desk.session.run(() => {
    const field = document.querySelector('[role=search] input')
    field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
    for (const held of ['l', 'li', 'liang', "liang'lv"]) {
      field.value = held
      field.dispatchEvent(new CompositionEvent('compositionupdate', { bubbles: true, data: held }))
      field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true, data: held, inputType: 'insertCompositionText' }))
    }
    for (const key of ['ArrowDown', 'Tab', 'Escape', 'Enter']) field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, isComposing: true }))
  })
  await desk.session.runAsync(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  assert.deepEqual(await state(), { focused: true, drawn: null })
  await desk.session.run(() => {
    const field = document.querySelector('[role=search] input')
    field.value = '良率'
    field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true, data: '良率', inputType: 'insertFromComposition' }))
    field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '良率' }))
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true }))
  })
  assert.ok((await answered(desk, '良率')).length > 0)
  assert.deepEqual(await state(), { focused: true, drawn: '良率' })
})
