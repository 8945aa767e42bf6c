// Marking pictures: by a click and by keys, shown where they stand and wherever quotes are listed, exported, and lost with the picture.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { journey, until } from './journey.mjs'

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
  const picture = desk.frameLocator('iframe').locator('img[data-picture]')
  await picture.click()
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
  await desk.frameLocator('iframe').locator('img[data-picture]').waitFor()
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
