// Marking: words by the bar over them, pictures by a click and by keys; shown where they stand and wherever quotes are listed, exported, and placed by hand.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { journey, refuse, until } from './journey.mjs'

const CHART = readFileSync(new URL('../../crates/library/sample/chart.png', import.meta.url)).toString('base64')
const SHARE = '图二：各家在手订单'
/** A page with a picture, or without it. */
const page = (picture) => `<html lang="zh"><head><meta charset="utf-8"><title>图表周记</title>
<link rel="canonical" href="https://example.org/charts"></head><body><article><h1>图表周记</h1>
<p>本周走访了三家设备厂，三家都说订单排到了明年二季度，交期也都拉长到三十四周以上。</p>
${picture ? `<figure><img width="960" height="480" src="data:image/png;base64,${CHART}"><figcaption>${SHARE}</figcaption></figure>` : ''}
<p>A supplier added that shipments had already been booked, and that most of next year's capacity was spoken for.</p></article></body></html>`

const quotesOf = async (call, id) => (await call('articles.get', { id })).quoteList

test('a picture that is opened is marked by a colour, shown so, listed, cited in a note and exported', async (t) => {
  const { page: desk, open, call, clip } = await journey(t)
  const article = await clip(page(true))
  await open(`#?article=${article}`)
  const picture = desk.frameLocator('iframe.seen').locator('img[data-picture]')
  await picture.click()
  const large = desk.getByRole('dialog').getByRole('button', { name: /at its own size|whole/i })
  await large.waitFor()
  const ring = () => desk.evaluate(() => getComputedStyle(document.activeElement.querySelector('img') ?? document.activeElement).outlineStyle)
  assert.equal(await ring(), 'none', 'what was opened by pointer wears no ring of the keys')
  const size = () => large.getAttribute('aria-label')
  const before = await size()
  await desk.keyboard.press('Enter')
  assert.notEqual(await size(), before)
  await desk.getByRole('dialog').getByRole('button', { name: /^Mark in green/ }).click()
  await desk.getByRole('dialog').waitFor({ state: 'hidden' })
  const [quote] = await until('the quote is made', async () => {
    const quotes = await quotesOf(call, article)
    return quotes.length === 1 && quotes
  })
  assert.deepEqual([quote.exact, quote.colour, quote.picture.number, quote.start === quote.end], [SHARE, 2, 0, true])
  await until('the mark is drawn', async () => /mark-2/.test(await picture.getAttribute('data-marks')))
  const loaded = (image) => image.evaluate((one) => one.complete && one.naturalWidth > 0)
  const card = desk.getByRole('tabpanel').getByTitle('Show in the article')
  await until('the card shows it', () => loaded(card.locator('img')))
  await picture.click()
  await desk.keyboard.press('4')
  await until('the mark has another colour', async () => (await quotesOf(call, article))[0].colour === 4)
  await open('#/quotes')
  await until('the list of quotes shows it', () => loaded(desk.getByRole('option').locator('img')))
  const note = await call('notes.add', { title: 'Charts', body: `![](tearsheet:${quote.id})` })
  await open(`#?note=${note.id}`)
  await until('the note shows it', () => loaded(desk.locator('.note-quote img').first()))
  const [{ file, faults }] = await call('exports.save', { ids: [note.id], format: 'html' })
  assert.deepEqual(faults, [])
  assert.match(readFileSync(file, 'utf8'), /<img [^>]*src="data:image\/png;base64,/)
  const { items } = JSON.parse((await call('quotes.annotations', { article })).json).first
  assert.deepEqual([items[0].target.source.type, items[0].target.scope.type, items[0].target.source.format], ['Image', 'Text', 'image/png'])
})

test('keys alone select a picture and mark it; with the picture its place is lost, and found again', async (t) => {
  const { page: desk, open, call, clip } = await journey(t)
  const article = await clip(page(true))
  await open(`#?article=${article}`)
  await desk.frameLocator('iframe.seen').locator('img[data-picture]').waitFor()
  await desk.keyboard.press('f')
  await desk.getByRole('toolbar', { name: 'Selection' }).waitFor()
  await desk.keyboard.press('3')
  await until('the picture is marked', async () => (await quotesOf(call, article))[0]?.colour === 3)
  const placed = async () => (await quotesOf(call, article))[0].placed
  await clip(page(false))
  assert.equal(await placed(), false)
  await desk.getByRole('tabpanel').getByText('This picture is no longer in this capture').waitFor()
  await clip(page(true))
  assert.equal(await placed(), true)
})

const SPOKEN = `<html lang="zh"><head><meta charset="utf-8"><title>大会纪要</title><link rel="canonical" href="https://example.org/talk"></head><body><article>
<h1>大会纪要</h1><p>黄仁勋在会上说：“明年的产能已经订满，后年也订出去大半。”台下的人一片安静，随后才有人提问。</p>
<p>随后的问答里，分析师追问交期与价格，得到的回答都很短，口径与上一季相同，没有新的数字。</p></article></body></html>`

/** Selects words of the open page. */
const select = (desk, words) => desk.frameLocator('iframe.seen').locator('article').evaluate((root, wanted) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const from = node.data.indexOf(wanted)
    if (from >= 0) return getSelection().setBaseAndExtent(node, from, node, from + wanted.length)
  }
  throw new Error('the words do not stand in one piece')
}, words)

test('the bar over a selection marks in a colour, comments, names the speaker of the sentence and gives a theme', async (t) => {
  const { page: desk, open, call, clip } = await journey(t)
  await call('themes.add', { name: '黄仁勋', kind: 'person', aliases: ['Jensen Huang', '老黄'] })
  await call('themes.add', { name: 'Capacity' })
  const article = await clip(SPOKEN)
  await open(`#?article=${article}`)
  await desk.frameLocator('iframe.seen').locator('article').waitFor()
  const bar = desk.getByRole('toolbar', { name: 'Selection' })
  const only = async (is) => is((await quotesOf(call, article)).at(-1))
  const WORDS = '明年的产能已经订满'
  await select(desk, WORDS)
  await bar.getByRole('button', { name: 'Speaker' }).click()
  await desk.getByRole('combobox', { name: 'Who said it?' }).press('Enter')
  await until('the speaker is the one of the sentence', () => only((quote) => quote?.speaker === '黄仁勋' && quote.exact === WORDS))
  await select(desk, '后年也订出去大半')
  await bar.getByRole('button', { name: 'Comment' }).click()
  await desk.getByRole('textbox', { name: 'Comment' }).fill('要核对')
  await desk.keyboard.press('Enter')
  await until('the comment is kept', async () => (await quotesOf(call, article)).some(({ comment }) => comment === '要核对'))
  await select(desk, '台下的人一片安静')
  await bar.getByRole('button', { name: 'Theme' }).click()
  await desk.getByRole('combobox', { name: 'Add a theme…' }).last().fill('Capa')
  await desk.keyboard.press('Enter')
  await until('the quote carries the theme', async () => (await quotesOf(call, article)).some(({ exact, themes }) => exact === '台下的人一片安静' && themes.some(({ name }) => name === 'Capacity')))
  await select(desk, '口径与上一季相同')
  await bar.getByRole('button', { name: /^Mark in violet/ }).click()
  await until('the passage has the colour', async () => (await quotesOf(call, article)).some(({ exact, colour }) => exact === '口径与上一季相同' && colour === 5))
})

test('the card of a quote takes a comment, a colour, a speaker and a theme in one opening', async (t) => {
  const { page: desk, open, call, clip } = await journey(t)
  const article = await clip(SPOKEN)
  await call('quotes.add', { article, text: '明年的产能已经订满' })
  await open(`#?article=${article}`)
  const card = desk.getByRole('tabpanel').locator('section', { hasText: '明年的产能已经订满' })
  await card.hover()
  await card.getByRole('button', { name: 'Edit' }).click()
  const field = card.getByRole('textbox', { name: 'Comment' })
  await field.fill('要核对')
  await card.getByRole('button', { name: 'Violet' }).click()
  await until('the comment and the colour are kept', async () => {
    const [{ comment, colour }] = await quotesOf(call, article)
    return comment === '要核对' && colour === 5
  })
  await field.fill('核对过了')
  const speaker = card.getByRole('combobox', { name: 'Speaker' })
  await speaker.fill('黄仁勋')
  await speaker.press('Enter')
  const theme = card.getByRole('combobox', { name: 'Theme' })
  await theme.fill('Capacity')
  await theme.press('Enter')
  await until('all of it is kept', async () => {
    const [{ comment, colour, speaker: said, themes }] = await quotesOf(call, article)
    return JSON.stringify([comment, colour, said, themes.map(({ name }) => name)]) === '["核对过了",5,"黄仁勋",["Capacity"]]'
  })
  assert.equal(await field.inputValue(), '核对过了')
  await field.press('Enter')
  await card.locator('.comment', { hasText: '核对过了' }).waitFor()
  assert.equal(await field.count(), 0)
})

test('a comment that is refused while one turns elsewhere is kept, and offered again beside its article', async (t) => {
  const { page: desk, open, call, clip } = await journey(t)
  const other = await clip(page(false))
  const article = await clip(SPOKEN)
  await open(`#/all?article=${article}`)
  await desk.frameLocator('iframe.seen').locator('article').waitFor()
  await select(desk, '明年的产能已经订满')
  await desk.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Comment' }).click()
  await desk.getByRole('textbox', { name: 'Comment' }).fill('要核对')
  const takeAgain = await refuse(desk, 'quotes.edit')
  await desk.locator(`#article-${other}`).click()
  await desk.getByText('The library is busy.').waitFor()
  await takeAgain()
  await desk.reload()
  await desk.locator(`#article-${article}`).click()
  await desk.getByText('A comment on this article could not be saved').waitFor()
  await desk.getByText('要核对').waitFor()
  await desk.getByRole('button', { name: 'Retry' }).click()
  await until('the comment is saved, once', async () => (await quotesOf(call, article)).map(({ comment }) => comment).join() === '要核对')
  await until('the page knows it', () => desk.evaluate(() => !Object.keys(localStorage).some((key) => key.includes('comments'))))
  await desk.reload()
  await desk.getByRole('tabpanel').getByText('要核对').waitFor()
  assert.equal(await desk.getByText('A comment on this article could not be saved').count(), 0)
})

test('the quotes of an article leave as Web Annotations by a command', async (t) => {
  const { page: desk, open, call, clip } = await journey(t)
  await desk.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const article = await clip(SPOKEN)
  const { exact } = await call('quotes.add', { article, text: '明年的产能已经订满' })
  await open(`#?article=${article}`)
  await desk.keyboard.press('Control+Shift+P')
  await desk.getByRole('dialog', { name: 'Commands' }).getByRole('combobox').fill('of this article as Web')
  await desk.keyboard.press('Enter')
  await desk.getByText('1 quote copied').waitFor()
  const { type, first } = JSON.parse(await desk.evaluate(() => navigator.clipboard.readText()))
  assert.equal([type].flat().includes('AnnotationCollection'), true)
  assert.match(JSON.stringify(first.items[0].target.selector), new RegExp(exact))
})

test('a quote whose words went is listed as such, and is placed by hand', async (t) => {
  const { page: desk, open, call, clip } = await journey(t)
  const article = await clip(SPOKEN)
  await call('quotes.add', { article, text: '明年的产能已经订满' })
  await clip(SPOKEN.replace('明年的产能已经订满，后年也订出去大半。', '需求很好，供应跟得上。'))
  await open(`#?article=${article}`)
  await desk.getByText('Its words are no longer in this capture').waitFor()
  await desk.getByRole('button', { name: 'Place it by hand' }).click()
  await select(desk, '供应跟得上')
  await desk.getByRole('button', { name: 'Place here' }).click()
  const { text } = await call('articles.get', { id: article })
  await until('the quote stands there', async () => {
    const [{ placed, start }] = await quotesOf(call, article)
    return placed && start === Array.from(text.slice(0, text.indexOf('供应跟得上'))).length
  })
})
