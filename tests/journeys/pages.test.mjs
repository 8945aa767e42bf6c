// Marking on the pages of a document: words that are selected there are a quote, and every quote is drawn where it stands.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { journey, until } from './journey.mjs'

const REPORT = readFileSync(new URL('../fixtures/report-zh.pdf', import.meta.url))

/** A PDF of one page whose lines are set in a font that every reader has. */
function lines(...texts) {
  const stream = `BT /F1 12 Tf 14 TL 60 700 Td ${texts.map((text) => `(${text}) Tj T*`).join(' ')} ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
  ]
  let file = '%PDF-1.4\n'
  const places = objects.map((object, at) => {
    const place = file.length
    file += `${at + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const count = objects.length + 1
  return `${file}xref\n0 ${count}\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
}

/** Where a passage lies on a page: the middle of its line, its left and right edge. The report names radicals where it means characters. */
const placeOf = ([number, words]) => {
  for (const span of document.querySelectorAll(`[data-page="${number}"] .text span`)) {
    const [text, at] = [span.firstChild, span.textContent.normalize('NFKC').indexOf(words)]
    if (at < 0 || text?.nodeType !== Node.TEXT_NODE) continue
    const range = document.createRange()
    range.setStart(text, at)
    range.setEnd(text, at + words.length)
    const { left, right, top, height } = range.getBoundingClientRect()
    return { left, right, middle: top + height / 2 }
  }
}
/** What is drawn under a name, and whether all of it can be seen. */
const drawnAs = (name) =>
  [...(CSS.highlights.get(name) ?? [])].map((range) => {
    const { top, bottom } = range.getBoundingClientRect()
    return { words: range.toString().normalize('NFKC').replaceAll(/\s/g, ''), seen: top >= 0 && bottom <= innerHeight }
  })

function hand(page) {
  const find = (number, words) => until(`${words} lie over page ${number}`, () => page.evaluate(placeOf, [number, words]))
  return {
    find,
    async select(number, first, last) {
      const [from, to] = [await find(number, first), await find(number, last)]
      await page.mouse.move(from.left + 1, from.middle)
      await page.mouse.down()
      await page.mouse.move(to.right - 1, to.middle, { steps: 5 })
      await page.mouse.up()
      await page.getByRole('toolbar', { name: 'Selection' }).waitFor()
    },
    drawn: (name) => page.evaluate(drawnAs, name),
  }
}

test('a passage is marked on its page, and drawn there again when the report is opened anew', async (t) => {
  const { page, open, call, clip } = await journey(t)
  const article = await clip(REPORT, 'report.pdf')
  const quotes = async () => (await call('articles.get', { id: article })).quoteList
  const { find, select, drawn } = hand(page)
  await open(`#?article=${article}`)
  await select(1, 'HBM良率', '七成就很好')
  await page.keyboard.press('2')
  const [quote] = await until('the quote is kept', async () => (await quotes()).length && (await quotes()))
  const words = quote.exact.normalize('NFKC').replaceAll(/\s/g, '')
  assert.match(words, /^HBM良率大约62%,.*七成就很好$/)
  assert.equal(quote.colour, 2)
  await until('the mark is drawn', async () => (await drawn('mark-2')).length)
  assert.deepEqual((await drawn('mark-2')).map((mark) => mark.words), [words])
  // A comment and a speaker by keys alone, on the same page.
  await select(1, 'A supplier', 'added')
  await page.keyboard.press('c')
  await page.getByRole('textbox', { name: 'Comment' }).fill('who?')
  await page.keyboard.press('Enter')
  await until('the comment is kept', async () => (await quotes()).some((one) => one.comment === 'who?'))

  await page.reload()
  await until('both are drawn anew', async () => (await drawn('mark-2')).length === 2)
  assert.deepEqual((await drawn('mark-2')).map((mark) => mark.words).toSorted(), ['Asupplieradded', words])

  const { left, right, middle } = await find(1, 'HBM良率')
  await page.mouse.click((left + right) / 2, middle)
  await until('a click chooses its card', async () => (await drawn('chosen'))[0]?.words === words)
  await page.getByRole('tabpanel').getByTitle('Show in the article').filter({ hasText: 'HBM良率' }).waitFor()
})

test('a link to a quote goes to its line on its page, and what stands on the text view stands on the pages', async (t) => {
  const { page, open, call, clip } = await journey(t, { size: { width: 1200, height: 500 } })
  const article = await clip(REPORT, 'report.pdf')
  const last = await call('quotes.add', { article, text: '设备的交付节奏比预想的要快一些', colour: 3 })
  await call('quotes.add', { article, text: '26000', colour: 4 })
  // 长 is a radical there that no normal form knows.
  await call('quotes.add', { article, text: 'CoWoS-L 的交期拉长到三十四周', colour: 5 })
  const { drawn } = hand(page)
  await open(`#?article=${article}&quote=${last.id}`)
  await until('the quote is in sight', async () => (await drawn('mark-3'))[0]?.seen)
  assert.deepEqual((await drawn('chosen')).map((mark) => mark.words), ['设备的交付节奏比预想的要快一些'])
  const card = (words) => page.getByRole('tabpanel').getByTitle('Show in the article').filter({ hasText: words })
  await card('26000').click()
  await until('so is the figure in the table', async () => (await drawn('mark-4'))[0]?.seen)
  assert.deepEqual((await drawn('chosen')).map((mark) => mark.words), ['26000'])
  await card('三十四周').click()
  await until('and the line on the first page', async () => (await drawn('mark-5'))[0]?.seen)
  assert.match((await drawn('chosen'))[0].words, /^CoWoS-L的交期拉.到三十四周$/)
})

test('a word that was broken at the end of a line is one word of the quote', async (t) => {
  const { page, open, call, clip } = await journey(t)
  const paper = lines('The supplier said on Tuesday that the pro-', 'duction of the new stack had been booked,', 'and that prices would not fall.')
  const article = await clip(paper, 'paper.pdf')
  const { text } = await call('articles.get', { id: article })
  const { select, drawn } = hand(page)
  await open(`#?article=${article}`)
  await select(1, 'Tuesday that', 'of the new')
  await page.keyboard.press('1')
  const [quote] = await until('the quote is kept', async () => {
    const { quoteList } = await call('articles.get', { id: article })
    return quoteList.length && quoteList
  })
  assert.ok(text.includes(quote.exact))
  assert.match(quote.exact, /^Tuesday that the pro-?\s?duction of the new$/)
  await until('it is drawn over both lines', async () => (await drawn('mark-1'))[0]?.words === 'Tuesdaythatthepro-ductionofthenew')
})

test('a report is opened again where it was left', async (t) => {
  const { page, open, clip } = await journey(t, { size: { width: 1200, height: 500 } })
  const article = await clip(REPORT, 'report.pdf')
  await open(`#?article=${article}`)
  await hand(page).find(1, 'HBM良率')
  const pages = page.locator('.pages')
  await pages.hover()
  await page.mouse.wheel(0, 700)
  const top = () => pages.evaluate((one) => one.scrollTop)
  const left = await until('it was scrolled', async () => (await top()) > 400 && top())
  await page.reload()
  await until('it is where it was', async () => Math.abs((await top()) - left) < 5)
})

test('pages have numbers one can go to, are drawn larger, and their words are found and selected by keys', async (t) => {
  const { page, open, clip } = await journey(t)
  const article = await clip(REPORT, 'report.pdf')
  const { find, drawn } = hand(page)
  await open(`#?article=${article}`)
  await find(1, 'HBM良率')
  const width = () => page.locator('[data-page="1"]').evaluate((sheet) => sheet.getBoundingClientRect().width)
  const number = page.getByRole('textbox', { name: 'Go to page' })

  await number.fill('2')
  await number.press('Enter')
  await until('the second page is read', () => page.locator('[data-page="2"]').evaluate((sheet) => sheet.getBoundingClientRect().top < innerHeight / 2))
  await until('its number is told', async () => (await number.inputValue()) === '2')
  await number.fill('1')
  await number.press('Enter')
  await until('the first page is read', async () => (await number.inputValue()) === '1')

  const before = await width()
  await page.locator('.pages').focus()
  await page.keyboard.press('Control++')
  await until('it is larger', async () => (await width()) > before)
  await page.getByRole('button', { name: 'Fit the width' }).click()
  await until('it fits', async () => (await width()) === before)

  await page.keyboard.press('Control+f')
  await page.getByRole('textbox', { name: 'Find in this page' }).fill('HBM')
  await until('what is found is drawn on the page', async () => (await drawn('found')).some(({ words, seen }) => words === 'HBM' && seen))
  await page.keyboard.press('Escape')
  assert.equal(await page.getByRole('button', { name: 'Pages' }).getAttribute('aria-pressed'), 'true')
  assert.equal(await page.evaluate(() => localStorage.getItem('tearsheet.documentView')), null)

  await page.locator('.pages').focus()
  await page.keyboard.press('v')
  await page.keyboard.press('v')
  await page.getByRole('toolbar', { name: 'Selection' }).waitFor()
  await until('a sentence is selected', () => page.evaluate(() => getSelection().toString().length > 3))
})
