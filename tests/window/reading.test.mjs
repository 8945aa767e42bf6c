import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { Desk } from './desk.mjs'
import { clipboardText, xdotool } from './screen.mjs'
import { until } from './waiting.mjs'

const PAGE = join(import.meta.dirname, 'pages/bottleneck.html')

/** A page of several screens, written into a folder. */
function longPage(folder) {
  const paragraph = (_, at) => `<p>第 ${at + 1} 段讲 CoWoS 的排产。测试机台的交期从十六周拉长到四十周，最紧的时候要等一年。采购主管说，缺口要到后年才会补上。</p>`
  const file = join(folder, 'long.html')
  const body = Array.from({ length: 40 }, paragraph).join('')
  writeFileSync(file, `<!doctype html><html lang="zh"><head><title>排产周记：四十段</title></head><body><article><h1>排产周记：四十段</h1>${body}</article></body></html>`)
  return file
}

/** The block at the top edge of the page. */
const topBlock = () => [...document.querySelectorAll('[data-at]')].find((block) => block.getBoundingClientRect().bottom > 8).dataset.at

test('by keys alone: find, select, mark, undo and redo, set the type; after a start one reads on where one was', async (t) => {
  const desk = await Desk.open(t)
  const [{ id }] = await desk.run('clip', longPage(desk.folder))
  await desk.openArticle(id)
  await desk.focus()

  await xdotool('key', 'ctrl+f')
  await desk.find('Find in this page')
  await xdotool('type', '--delay', '30', 'CoWoS')
  const places = await until('the places are counted', () =>
    desk.session.run(() => /^(\d+) of (\d+)$/.exec(document.querySelector('[role=search][aria-label="Find in this page"] span')?.textContent ?? '')?.[2]),
  )
  assert.ok(Number(places) > 0)
  await until('the present place is drawn', () => desk.inFrame(() => CSS.highlights.get('found')?.size === 1))
  await xdotool('key', 'Escape')
  await until('nothing is drawn any more', () => desk.inFrame(() => !CSS.highlights.has('found')))

  await xdotool('key', 'v')
  await until('a sentence is selected', () => desk.inFrame(() => getSelection().toString().length > 3))
  await xdotool('key', 'v')
  await desk.find('Selection')
  await xdotool('key', '2')
  const [quote] = await until('the sentence is a quote', async () => {
    const quotes = await desk.run('list', 'quotes')
    return quotes.length && quotes
  })
  assert.equal(quote.colour, 2)
  await until('the mark is drawn', () => desk.inFrame(() => CSS.highlights.get('mark-2')?.size === 1))

  await xdotool('key', 'ctrl+z')
  await until('the quote is gone', async () => (await desk.run('list', 'quotes')).length === 0)
  await desk.says('Undone: passage marked')
  await xdotool('key', 'ctrl+shift+z')
  await until('the quote is there again', async () => (await desk.run('list', 'quotes'))[0]?.exact === quote.exact)

  const size = () => desk.inFrame(() => parseFloat(getComputedStyle(document.body).fontSize))
  const before = await size()
  await xdotool('key', 'ctrl+plus')
  await until('the text is larger', async () => (await size()) > before)

  await desk.inFrame(() => window.scrollTo(0, 500))
  const at = await desk.inFrame(topBlock)
  await until('the place is remembered', () => desk.session.run((a) => localStorage.getItem('tearsheet.positions')?.includes(a), id))
  const larger = await size()
  await desk.close()

  const again = await Desk.open(t, { folder: desk.folder, library: desk.library })
  await again.openArticle(id)
  assert.equal(await again.inFrame(() => parseFloat(getComputedStyle(document.body).fontSize)), larger)
  await until('one reads on where one was', async () =>
    (await again.inFrame(() => scrollY)) > 100 && (await again.inFrame(topBlock)) === at)
})

test('everything is drawn larger by keys, up to twice as large, and stays so after a start', async (t) => {
  const desk = await Desk.open(t)
  const [{ id }] = await desk.run('clip', PAGE)
  await desk.openArticle(id)
  await desk.focus()
  const width = (of) => of.session.run(() => innerWidth)
  const before = await width(desk)
  for (let step = 0; step < 5; step++) await xdotool('key', 'ctrl+alt+plus')
  await until('it is twice as large', async () => Math.abs((await width(desk)) - before / 2) <= 1)
  const hidden = await desk.session.run(() => {
    const seen = (one) => one.getBoundingClientRect().width > 40
    return [...document.querySelectorAll('nav, .rows, iframe.seen')].filter((one) => !seen(one)).length + (document.documentElement.scrollWidth > innerWidth ? 1 : 0)
  })
  assert.equal(hidden, 0)
  await desk.close()
  const again = await Desk.open(t, { folder: desk.folder, library: desk.library })
  await until('it is as large again', async () => Math.abs((await width(again)) - before / 2) <= 1)
})

test('a citation is on the clipboard of the system', async (t) => {
  const desk = await Desk.open(t)
  const [{ id, title }] = await desk.run('clip', PAGE)
  await desk.openArticle(id)
  await desk.focus()
  await xdotool('key', 'y')
  await desk.press('Copy')
  await desk.says('Copied')
  assert.ok((await until('the clipboard holds it', () => clipboardText())).includes(`${title}[EB]. `))
})
