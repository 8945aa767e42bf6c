// Themes: dropped on, suggested and taken by a key, given by a rule that says so, and shown as a page.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { journey, PAGE, until } from './journey.mjs'

test('an article dropped on a theme of the sidebar carries it, and the way back is offered', async (t) => {
  const { page, open, call, clip } = await journey(t)
  const article = await clip(PAGE)
  await call('themes.add', { name: 'Packaging' })
  await open('#/inbox')
  const theme = page.getByRole('navigation').getByRole('link', { name: /Packaging/ })
  await page.locator(`#article-${article}`).dragTo(theme)
  const carries = async () => (await call('articles.get', { id: article })).themes.map((one) => one.name)
  await until('the article carries the theme', async () => (await carries()).includes('Packaging'))
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await until('it is taken off again', async () => (await carries()).length === 0)
})

test('articles that are chosen go onto a theme together', async (t) => {
  const { page, open, call, clip } = await journey(t)
  const ids = [await clip(PAGE), (await call('clips.sample'))[0].id]
  await call('themes.add', { name: 'Packaging' })
  await open('#/all')
  for (const id of ids) await page.locator(`#article-${id}`).click({ modifiers: ['Control'] })
  const theme = page.getByRole('navigation').getByRole('link', { name: /Packaging/ })
  await page.locator(`#article-${ids[1]}`).dragTo(theme)
  const carries = async (id) => (await call('articles.get', { id })).themes.some(({ name }) => name === 'Packaging')
  await until('both carry the theme', async () => (await Promise.all(ids.map(carries))).every(Boolean))
})

test('a quote says which notes are written about it', async (t) => {
  const { page, open, call, clip } = await journey(t)
  const article = await clip(PAGE)
  const { text } = await call('articles.get', { id: article })
  const quote = await call('quotes.add', { article, start: 0, end: Math.min(12, text.length) })
  await call('notes.add', { title: 'Weekly', body: `![](tearsheet:${quote.id})` })
  await open(`#?article=${article}`)
  await page.getByRole('tab', { name: /^Quotes/ }).click()
  await page.getByText('Written about in').waitFor()
  await page.getByRole('link', { name: 'Weekly' }).click()
  await page.getByRole('main').getByLabel('Title').waitFor()
})

test('a suggestion is taken by its number, and a rule says which names it found', async (t) => {
  const { page, open, call, clip } = await journey(t)
  await call('themes.add', { name: 'ASIC' })
  await call('themes.add', { name: 'HBM', aliases: ['高带宽内存'] })
  await call('themes.edit', { theme: 'HBM', rule: 1 })
  const article = await clip(PAGE)
  await open(`#?article=${article}`)
  await page.getByRole('tab', { name: /^Themes/ }).click()
  await page.getByText(/“HBM” came by its rule: named \d+ times \(HBM\)/).waitFor()
  await page.getByTitle('Add ASIC').waitFor()
  await page.getByRole('tab', { name: /^Themes/ }).press('1')
  const carries = async () => (await call('articles.get', { id: article })).themes.map((one) => one.name).toSorted()
  await until('the suggestion is taken', async () => (await carries()).join() === 'ASIC,HBM')
})

test('a rule looks through all that is there: its progress stands among the receipts, a quote and a note say it was the rule', async (t) => {
  const { page, open, call, clip } = await journey(t)
  await call('themes.add', { name: 'HBM' })
  const article = await clip(PAGE)
  const quote = await call('quotes.add', { article, text: '今年的 HBM良率大约 62%' })
  const note = await call('notes.add', { title: 'Weekly', body: 'On HBM.' })
  const { id } = await call('themes.edit', { theme: 'HBM', rule: 1 })
  await open(`#/theme/${id}`)
  await page.getByRole('main').getByRole('button', { name: 'Edit HBM' }).click()
  await page.getByRole('button', { name: 'Look through everything now' }).click()
  await page.keyboard.press('Escape')
  await until('all three carry it', async () => (await call('themes.list'))[0].count === 3)
  await page.getByRole('button', { name: /^Receipts/ }).click()
  await page.getByText('3 of 3 looked at · 3 given the theme').waitFor()
  await page.keyboard.press('Escape')
  await open(`#?note=${note.id}`)
  await page.getByText('“HBM” came by its rule: named once (HBM)').waitFor()
  await open(`#?article=${article}&quote=${quote.id}`)
  await page.getByRole('tab', { name: /^Quotes/ }).click()
  await page.getByTitle('Show in the article').click()
  await page.getByText('“HBM” came by its rule: named once (HBM)').waitFor()
})

test('a look-through that is cancelled among the receipts stops, and gives nothing more', async (t) => {
  const { page, open, call } = await journey(t)
  const { id } = await call('themes.add', { name: 'HBM' })
  // So much to read that nobody is quicker than the hand that cancels.
  const body = 'HBM is short, and so is the power for it. '.repeat(6_000)
  const NOTES = 60
  for (let number = 0; number < NOTES; number++) await call('notes.add', { title: `Weekly ${number}`, body })
  await call('themes.edit', { theme: 'HBM', rule: 1 })
  const given = async () => (await call('themes.list'))[0].count
  const before = await given()
  await open(`#/theme/${id}`)
  await page.getByRole('main').getByRole('button', { name: 'Edit HBM' }).click()
  await page.getByRole('button', { name: 'Look through everything now' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Receipts/ }).click()
  await page.getByRole('button', { name: 'Cancel HBM' }).click()
  await page.getByRole('button', { name: 'Cancel HBM' }).waitFor({ state: 'hidden' })
  const after = await given()
  assert.ok(before === 0 && after < NOTES, `${before} before, ${after} of ${NOTES} after`)
  // Longer than it writes down how far it is.
  await new Promise((done) => setTimeout(done, 1_500))
  assert.equal(await given(), after)
})

test('a theme opens as a page with what carries it, and themes go out and come in as a table', async (t) => {
  const { page, open, call, clip } = await journey(t)
  const { id } = await call('themes.add', { name: 'HBM', description: 'Stacked memory' })
  const article = await clip(PAGE)
  await call('items.tag', { ids: [article], themes: ['HBM'] })
  await call('notes.add', { title: 'On memory', body: `About [HBM](tearsheet:${id})` })
  await open(`#/theme/${id}`)
  const main = page.getByRole('main')
  await main.getByText('Stacked memory').waitFor()
  await main.getByRole('link', { name: /扩产周记/ }).waitFor()
  await main.getByText('样张观察 (1)').waitFor()
  await main.getByRole('link', { name: /On memory/ }).waitFor()
  await page.keyboard.press('Control+,')
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('button', { name: 'Save as CSV' }).click()
  const file = await page.getByText(/themes\.csv$/).textContent()
  assert.match(readFileSync(file, 'utf8'), /HBM/)
  const table = { name: 'more.csv', mimeType: 'text/csv', buffer: Buffer.from('name,aliases\nCoWoS,先进封装\n') }
  await settings.locator('input[type=file]').setInputFiles(table)
  await page.getByText(/1 new themes/).waitFor()
  assert.ok((await call('themes.list')).some((theme) => theme.name === 'CoWoS'))
})
