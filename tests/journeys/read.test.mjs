// Reading: how a page is set, what stands above it, the way from one article to the next, and a capture as it was.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { journey, PAGE, until } from './journey.mjs'

const LINE = '本周走访的三家设备厂都说订单排到了明年二季度，交期也都拉长到三十四周以上，价格则<em>没有</em>松动。'
const SECTIONS = ['产能', '交期', '价格', '客户']
const WIDE = `<table><tr>${'<th>季度的出货量与同比</th>'.repeat(14)}</tr><tr>${'<td>一千二百万颗</td>'.repeat(14)}</tr></table>`
/** A page of some screens, with sections, a table wider than the page, a stressed word and a script. */
const LONG = `<html lang="zh"><head><meta charset="utf-8"><title>设备周记：四个问题</title>
<link rel="canonical" href="https://example.org/four"></head><body><article><h1>设备周记：四个问题</h1>
${SECTIONS.map((name) => `<h2>${name}</h2>${`<p>${LINE}</p>`.repeat(8)}`).join('')}${WIDE}
<p>A supplier added that shipments had already been booked.</p><p>原文见 https://example.org/more 的附录，其中列出了每一家的口径与时间。</p>
<script>document.title = 'it ran'</script></article></body></html>`

const paper = (desk) => desk.frameLocator('iframe.seen')
const styleOf = (element, name) => element.evaluate((one, property) => getComputedStyle(one)[property], name)

test('size, face, leading and measure are chosen, and stay chosen', async (t) => {
  const { page: desk, open, clip } = await journey(t)
  await open(`#?article=${await clip(LONG)}`)
  const body = paper(desk).locator('body')
  const set = async () => ({ size: await styleOf(body, 'fontSize'), face: await styleOf(body, 'fontFamily'), leading: await styleOf(body, 'lineHeight'), measure: await styleOf(body, 'maxWidth') })
  await body.waitFor()
  const before = await set()
  await desk.getByRole('button', { name: 'Type and measure' }).click()
  await desk.getByRole('button', { name: 'Larger (Ctrl +)' }).click()
  await desk.getByRole('radiogroup', { name: 'Face' }).getByText('Kai').click()
  await desk.getByRole('radiogroup', { name: 'Leading' }).getByText('Open').click()
  await desk.getByRole('radiogroup', { name: 'Measure' }).getByText('Narrow').click()
  const changed = async () => {
    const now = await set()
    return Object.keys(before).every((what) => now[what] !== before[what]) && now
  }
  const chosen = await until('all four have changed', changed)
  await desk.reload()
  await body.waitFor()
  assert.deepEqual(await set(), chosen)
})

test('Chinese is set as Chinese: dots for stress, upright, no punctuation that begins a line, room beside Latin', async (t) => {
  const { page: desk, open, clip } = await journey(t)
  await open(`#?article=${await clip(LONG)}`)
  const stressed = paper(desk).locator('em .stressed').first()
  assert.equal(await styleOf(stressed, 'fontStyle'), 'normal')
  assert.match(await styleOf(stressed, 'textEmphasisStyle'), /circle/)
  const body = paper(desk).locator('body')
  assert.equal(await styleOf(body, 'lineBreak'), 'strict')
  assert.equal(await styleOf(body, 'fontSynthesisStyle'), 'none')
  assert.notEqual(await styleOf(body, 'textAutospace'), 'no-autospace')
  const aligned = (words) => styleOf(paper(desk).locator('p', { hasText: words }).first(), 'textAlign')
  assert.deepEqual([await aligned('本周走访'), await aligned('A supplier added')], ['justify', 'start'])
})

test('a table wider than the page scrolls by itself', async (t) => {
  const { page: desk, open, clip } = await journey(t)
  await open(`#?article=${await clip(LONG)}`)
  const [table, whole] = await paper(desk).locator('table').evaluate((one) => {
    const root = document.documentElement
    one.scrollLeft = 400
    return [one.scrollLeft, root.scrollWidth <= root.clientWidth]
  })
  assert.equal(table, 400)
  assert.equal(whole, true)
})

test('the contents lead to a section, and the line above the page tells how far one is', async (t) => {
  const { page: desk, open, clip } = await journey(t)
  await open(`#?article=${await clip(LONG)}`)
  await paper(desk).locator('h2').first().waitFor()
  const share = async () => Number(await desk.getByRole('progressbar', { name: 'Read so far' }).getAttribute('aria-valuenow'))
  await until('one is at the beginning', async () => (await share()) === 0)
  await desk.keyboard.press('h')
  await desk.getByRole('button', { name: '客户', exact: true }).click()
  const top = () => paper(desk).locator('h2', { hasText: '客户' }).evaluate((one) => one.getBoundingClientRect().top / innerHeight)
  await until('the section is seen', async () => (await top()) > 0 && (await top()) < 0.9)
  await until('the line tells so', async () => (await share()) > 40)
})

test('Tab leads through the links and the wide tables of a page, and out of it again', async (t) => {
  const { page: desk, open, clip } = await journey(t)
  await open(`#?article=${await clip(LONG.replace('https://example.org/more', '<a href="https://example.org/more">附录</a>'))}`)
  const [table, link] = [paper(desk).locator('table'), paper(desk).locator('a')]
  const focused = (one) => one.evaluate((element) => document.activeElement === element)
  await until('the wide table can be reached', async () => (await table.getAttribute('tabindex')) === '0')
  await paper(desk).locator('p').first().click()
  await desk.keyboard.press('Tab')
  await until('the table has the focus', () => focused(table))
  await desk.keyboard.press('ArrowRight')
  await until('it scrolls', () => table.evaluate((one) => one.scrollLeft > 0))
  await desk.keyboard.press('Tab')
  await until('the link has the focus', () => focused(link))
  await desk.keyboard.press('Enter')
  await desk.getByText('example.org/more').waitFor()
  await desk.keyboard.press('Tab')
  await until('the focus is out of the page', () => desk.evaluate(() => document.activeElement?.localName !== 'iframe'))
})

test('keys that scroll do so in the text, wherever the article was opened from', async (t) => {
  const { page: desk, open, clip } = await journey(t)
  const [first, second] = [await clip(LONG), await clip(PAGE)]
  await open('#/all')
  await desk.locator(`#article-${second}`).click()
  await desk.locator('nav a[href="#/all"]').click()
  await desk.keyboard.press('j')
  const opened = (id) => desk.url().includes(`article=${id}`)
  await until('the next is open', async () => opened(first))
  await paper(desk).locator('h2').first().waitFor()
  const top = () => paper(desk).locator('body').evaluate(() => scrollY)
  await desk.keyboard.press('Space')
  await until('it scrolls by a page', async () => (await top()) > 300)
  await paper(desk).locator('p').nth(12).click()
  const before = await top()
  await desk.keyboard.press('ArrowUp')
  await until('it scrolls by a line', async () => (await top()) < before)
  assert.ok(opened(first))
})

test('a sheet over the page takes the keys, and closes by Escape or a click in the page', async (t) => {
  const { page: desk, open, clip } = await journey(t)
  await open(`#?article=${await clip(LONG)}`)
  await paper(desk).locator('h2').first().waitFor()
  await paper(desk).locator('p').first().click()
  await desk.keyboard.press('h')
  const contents = desk.getByRole('dialog', { name: 'Contents (h)' })
  await contents.waitFor()
  await desk.keyboard.press('Escape')
  await contents.waitFor({ state: 'hidden' })
  await desk.keyboard.press('h')
  await contents.waitFor()
  for (let heading = 0; heading < SECTIONS.length; heading++) await desk.keyboard.press('ArrowDown')
  await desk.keyboard.press('Enter')
  await contents.waitFor({ state: 'hidden' })
  const last = paper(desk).locator('h2', { hasText: SECTIONS.at(-1) })
  await until('the last section is seen', () => last.evaluate((one) => one.getBoundingClientRect().top < innerHeight))
  const type = desk.getByRole('dialog', { name: 'Type and measure' })
  await desk.getByRole('button', { name: 'Type and measure' }).click()
  await type.waitFor()
  await paper(desk).locator('p:visible').nth(20).click()
  await type.waitFor({ state: 'hidden' })
})

test('the next article and the one before are opened by buttons and by keys', async (t) => {
  const { page: desk, open, call, clip } = await journey(t)
  const [first, second] = [await clip(LONG), await clip(PAGE)]
  for (const id of [first, second]) assert.ok((await call('articles.get', { id })).id)
  await open('#/all')
  await desk.locator(`#article-${second}`).click()
  const opened = (id) => until('it is open', async () => desk.url().includes(`article=${id}`))
  await opened(second)
  await desk.getByRole('button', { name: 'Next article (j)' }).click()
  await opened(first)
  await desk.keyboard.press('k')
  await opened(second)
})

test('a capture is shown as it was, without its script, and left again', async (t) => {
  const { page: desk, open, clip } = await journey(t)
  await open(`#?article=${await clip(LONG)}`)
  await desk.getByRole('tab', { name: /^Captures/ }).click()
  await desk.getByRole('button', { name: /^As it was: Captured/ }).click()
  await desk.getByText(/^As it was captured: all that stood on the page, without its style sheets, scripts or network$/).waitFor()
  await paper(desk).locator('h2', { hasText: '客户' }).waitFor()
  await desk.locator('iframe.seen:not([title=""])').waitFor()
  assert.equal(await paper(desk).locator('script').count(), 0)
  assert.equal(await paper(desk).locator('body').evaluate(() => document.title), '')
  assert.equal(await paper(desk).locator('h1').count(), 1)
  assert.equal(await styleOf(paper(desk).locator('p').first(), 'fontSize'), '16px')
  const [left, right, width] = await paper(desk).locator('p').first().evaluate((line) => {
    const box = line.getBoundingClientRect()
    return [box.left, innerWidth - box.right, box.width]
  })
  assert.ok(left >= 16 && right >= 16 && width <= 800, `its edges: ${left}, ${right}, ${width}`)
  assert.equal(await desk.locator('iframe.seen').getAttribute('sandbox'), 'allow-scripts')
  await desk.getByRole('button', { name: 'Back to the clean text' }).click()
  await desk.getByText(/^As it was captured/).waitFor({ state: 'hidden' })
})

test('an article is opened in the browser at its own address', async (t) => {
  const { page: desk, open, clip } = await journey(t)
  await desk.addInitScript(() => (window.open = (url) => void (window.outside = url)))
  await open(`#?article=${await clip(LONG)}`)
  await desk.getByRole('button', { name: 'Open example.org in the browser' }).click()
  await until('the browser is asked', () => desk.evaluate(() => window.outside === 'https://example.org/four'))
})

test('an article is read aloud by a voice of the system, from where one is, until it is told to stop', async (t) => {
  const { page: desk, open, clip } = await journey(t)
  await desk.addInitScript(() => {
    const said = (window.said = [])
    const voice = { lang: 'zh-CN', name: 'A voice', default: true, localService: true, voiceURI: 'a' }
    const voices = Object.assign(new EventTarget(), { getVoices: () => [voice], speak: (one) => said.push(one.text), cancel: () => said.push(null) })
    Object.defineProperty(window, 'speechSynthesis', { value: voices })
    window.SpeechSynthesisUtterance = class extends EventTarget {
      constructor(text) {
        super()
        this.text = text
      }
    }
  })
  await open(`#?article=${await clip(LONG)}`)
  await desk.getByRole('button', { name: 'Read aloud', exact: true }).click()
  await until('it reads', () => desk.evaluate(() => window.said.some((text) => text?.includes('设备厂') || text?.includes('产能'))))
  await desk.getByRole('button', { name: 'Stop reading aloud' }).click()
  await until('it is silent', () => desk.evaluate(() => window.said.at(-1) === null))
})

test('what an article says of itself is corrected from the citation, searched at once, and taken back', async (t) => {
  const { page: desk, open, clip, call } = await journey(t)
  const id = await clip(LONG)
  const author = async () => (await call('articles.get', { id })).byline
  const before = await author()
  await open(`#?article=${id}`)
  await paper(desk).locator('body').waitFor()
  await desk.keyboard.press('y')
  await desk.getByRole('dialog', { name: 'Citation' }).getByRole('button', { name: /Correct title/ }).click()
  const sheet = desk.getByRole('dialog', { name: /Correct title/ })
  await sheet.getByLabel('Author').fill('林晓')
  await desk.keyboard.press('Escape')
  await sheet.getByText('not saved yet').waitFor()
  await sheet.getByLabel('Author').press('Enter')
  await until('it is kept', async () => (await author()) === '林晓')
  await until('it is searched', async () => (await call('search.find', { query: 'author:林晓' })).total === 1)
  await sheet.waitFor({ state: 'hidden' })
  await desk.keyboard.press('Control+z')
  await until('it is taken back', async () => (await author()) === before)
})

test('a citation follows the style that is chosen, of the manuals or of one’s own', async (t) => {
  const { page: desk, open, clip, folder } = await journey(t)
  let last = ''
  await desk.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(`#?article=${await clip(PAGE)}`)
  await paper(desk).locator('h1').waitFor()
  mkdirSync(join(folder, 'library/styles'))
  const own = '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info><title>House</title><id>house</id><updated>2026-01-01T00:00:00Z</updated></info><citation><layout><text variable="title"/></layout></citation><bibliography><layout><text variable="title"/><text variable="URL" prefix=" @ "/></layout></bibliography></style>'
  writeFileSync(join(folder, 'library/styles/house.csl'), own)
  writeFileSync(join(folder, 'library/styles/broken.csl'), 'no style')
  const cited = async (form, among) => {
    await desk.keyboard.press('y')
    const dialog = desk.getByRole('dialog', { name: 'Citation' })
    await until('the key that copies is at hand', () => dialog.getByRole('button', { name: 'Copy', exact: true }).evaluate((button) => button === document.activeElement))
    if (among) await dialog.getByLabel('Other styles').selectOption({ label: form })
    else await dialog.getByText(form, { exact: true }).click()
    await until('it is written anew', async () => (await dialog.locator('pre').textContent()) !== last)
    last = await dialog.locator('pre').textContent()
    await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    return desk.evaluate(() => navigator.clipboard.readText())
  }
  assert.match(await cited('GB/T 7714'), /\[EB\/OL\]/)
  assert.match(await cited('BibTeX'), /^@/)
  assert.match(await cited('IEEE Reference Guide version 11.29.2023', true), /^顾小舟, “扩产周记：HBM良率过六成,” 样张观察\. Accessed: /)
  assert.equal(await cited('House', true), '扩产周记：HBM良率过六成 @ https://example.org/weekly')
  await desk.keyboard.press('y')
  const broken = desk.getByRole('option', { name: 'broken.csl: no style of the Citation Style Language' })
  assert.equal(await broken.isDisabled(), true)
})

test('in a narrow window the inspector makes room for what one asked it for, and goes by Escape', async (t) => {
  const { page: desk, open, clip } = await journey(t, { size: { width: 1024, height: 768 } })
  const id = await clip(PAGE)
  await clip(PAGE.replace('62%', '58%'))
  await open(`#?article=${id}`)
  await paper(desk).locator('h1').waitFor()
  const inspector = desk.getByRole('tab', { name: /^Captures/ })
  await desk.keyboard.press('i')
  await inspector.click()
  await desk.getByRole('button', { name: 'What changed' }).click()
  await desk.getByText('58%').first().waitFor()
  await inspector.waitFor({ state: 'hidden' })
  await desk.keyboard.press('i')
  await inspector.waitFor()
  await desk.keyboard.press('Escape')
  await inspector.waitFor({ state: 'hidden' })
})
