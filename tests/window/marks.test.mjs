import assert from 'node:assert/strict'
import test from 'node:test'
import { Desk } from './desk.mjs'
import { painted, press, xdotool } from './screen.mjs'
import { until } from './waiting.mjs'

async function sample(t) {
  const desk = await Desk.open(t)
  const [{ id }] = await desk.call('clips.sample')
  const { text } = await desk.call('articles.get', { id })
  await desk.openArticle(id)
  await desk.focus()
  return { desk, id, text }
}

/** The words that are drawn in a colour, mark by mark. */
const drawn = (desk, colour) => desk.inFrame((c) => [...(CSS.highlights.get(`mark-${c}`) ?? [])].map((range) => range.toString()), colour)

/** Selects from the middle of one block to the middle of the next but one, as the pointer would. */
const acrossBlocks = () => {
  const blocks = [...document.querySelectorAll('p[data-at]')].filter((block) => block.firstChild?.data?.length > 30).slice(0, 3)
  const [first, last] = [blocks[0].firstChild, blocks[2].firstChild]
  blocks[0].scrollIntoView({ block: 'center', behavior: 'instant' })
  getSelection().setBaseAndExtent(first, 12, last, 12)
  return { from: first.data.slice(12, 20), to: last.data.slice(4, 12) }
}

test('marks over several blocks and over each other are kept, drawn and chosen by the shortest', async (t) => {
  const { desk, id } = await sample(t)
  const { from, to } = await desk.inFrame(acrossBlocks)
  await desk.find('Selection')
  await xdotool('key', '1')
  const [long] = await until('the passage is a quote', async () => {
    const quotes = await desk.run('list', 'quotes')
    return quotes.length && quotes
  })
  assert.ok(long.exact.startsWith(from) && long.exact.endsWith(to) && long.exact.includes('\n'), long.exact)
  await until('it is drawn whole', async () => (await drawn(desk, 1)).join('').replaceAll(/\s/g, '') === long.exact.replaceAll(/\s/g, ''))

  const inner = await desk.call('quotes.add', { article: id, start: long.start + 2, end: long.start + 10, colour: 3 })
  const over = await desk.call('quotes.add', { article: id, start: long.start + 6, end: long.start + 16, colour: 4 })
  await until('all three are drawn', async () => (await drawn(desk, 3)).join('') === inner.exact && (await drawn(desk, 4)).join('') === over.exact)
  assert.equal((await drawn(desk, 1)).join('').replaceAll(/\s/g, ''), long.exact.replaceAll(/\s/g, ''))
  const { quoteList } = await desk.call('articles.get', { id })
  assert.deepEqual(quoteList.map(({ placed }) => placed), [true, true, true])
})

test('what is no longer found or marked leaves the screen, and of two marks that meet both are seen', async (t) => {
  const { desk, id, text } = await sample(t)
  const colours = await desk.session.run(() => {
    const style = getComputedStyle(document.documentElement)
    return Object.fromEntries(['page-find', 'page-mark-2', 'page-mark-3', 'mark-line-2'].map((name) => [name, style.getPropertyValue(`--${name}`).trim()]))
  })
  const part = await desk.session.run(() => {
    const { x, y, width, height } = document.querySelector('iframe.seen').getBoundingClientRect()
    return { x, y, width, height }
  })
  const seen = (name) => painted(desk.window, colours[name], part)
  const shows = (name, is) => until(`${name} is ${is ? 'on' : 'off'} the screen`, async () => (await seen(name)) > 20 === is)

  await xdotool('key', 'ctrl+f')
  await desk.find('Find in this page')
  await xdotool('type', '--delay', '60', 'HBM')
  await shows('page-find', true)
  const before = await seen('page-find')
  await xdotool('type', '--delay', '60', '4')
  await until('of what was typed before less is left', async () => (await seen('page-find')) < before * 0.8)
  await xdotool('key', 'Escape')
  await shows('page-find', false)

  const at = Array.from(text.slice(0, text.indexOf('线索只有一条'))).length
  await desk.call('quotes.add', { article: id, start: at - 9, end: at + 22, colour: 2 })
  await shows('page-mark-2', true)
  await desk.call('quotes.add', { article: id, start: at, end: at + 6, colour: 3 })
  await shows('page-mark-3', true)
  await shows('mark-line-2', true)
  for (const { id: quote } of await desk.run('list', 'quotes')) await desk.call('items.trash', { ids: [quote] })
  for (const name of ['page-mark-2', 'page-mark-3', 'mark-line-2']) await shows(name, false)
})

test('a picture opens large, at its own size, and closes', async (t) => {
  const { desk, id } = await sample(t)
  await until('the pictures are kept', async () => (await desk.call('articles.get', { id })).pictures.every(({ state }) => state === 'kept'))
  await desk.openArticle(id)
  const alt = await until('a picture is shown', () => desk.inFrame(() => {
    const picture = [...document.images].find(({ naturalWidth }) => naturalWidth > 1)
    picture?.scrollIntoView({ block: 'center', behavior: 'instant' })
    picture?.click()
    return picture && { words: picture.alt }
  }))
  const shown = () => desk.session.run(() => {
    const picture = document.querySelector('dialog[open] img')
    return picture && picture.naturalWidth > 1 && { alt: picture.alt, width: picture.getBoundingClientRect().width, own: picture.naturalWidth }
  })
  const whole = await until('it lies over the desk', shown)
  assert.equal(whole.alt, alt.words)
  await desk.press('Show at its own size')
  await until('it has its own size', async () => Math.abs((await shown()).width - whole.own) < 2)
  await press('Escape')
  await until('it is closed', () => desk.session.run(() => !document.querySelector('dialog[open]')))
})
