import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { Desk, WINDOW } from './desk.mjs'
import { sweep } from './screen.mjs'
import { until } from './waiting.mjs'

const REPORT = join(import.meta.dirname, '../fixtures/report-zh.pdf')

/** Whether a page is painted: some of its points are dark. */
const painted = (number) => {
  const canvas = document.querySelector(`[data-page="${number}"] canvas`)
  if (!canvas?.width) return false
  const points = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data
  for (let at = 0; at < points.length; at += 4) if (points[at + 3] > 0 && points[at] < 90) return true
  return false
}

/** The share of points in a box of a picture of the window that have the first colour of marks, and of those that are ink. */
const marked = async (base64, { left, top, right, bottom }) => {
  const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]))
  const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
  canvas.drawImage(picture, 0, 0)
  const scale = picture.width / innerWidth
  const { data } = canvas.getImageData(left * scale, top * scale, (right - left) * scale, (bottom - top) * scale)
  let [yellow, ink] = [0, 0]
  for (let at = 0; at < data.length; at += 4) {
    if (data[at] > 240 && data[at + 1] > 215 && data[at + 2] < 160) yellow++
    else if (data[at] < 110) ink++
  }
  return { yellow: (yellow * 4) / data.length, ink: (ink * 4) / data.length }
}

/** The words that are drawn in the first colour, and the box they lie in. */
const drawn = () => {
  const [range] = CSS.highlights.get('mark-1') ?? []
  if (!range) return undefined
  const { left, top, right, bottom } = range.getBoundingClientRect()
  return { words: range.toString(), left, top, right, bottom }
}

test('a report is shown page by page; what is marked on a page stands in its text', async (t) => {
  const desk = await Desk.open(t)
  // Through the window's own door: it is the window's program that then reads the report apart.
  const [{ id, title, message }] = await desk.session.runAsync(
    (base64) => window.__TAURI_INTERNALS__.invoke('clip_bytes', Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)), { headers: { 'x-name': 'report.pdf' } }),
    readFileSync(REPORT).toString('base64'),
  )
  assert.equal(message, undefined)
  assert.equal(title, 'HBM 产能跟踪：良率过六成')
  await desk.session.run((place) => void (location.hash = place), `#?article=${id}`)
  await until('the first page is painted', () => desk.session.run(painted, 1))
  const words = await until('its words lie over it', () =>
    desk.session.run(() => {
      const spans = [...document.querySelectorAll('[data-page="1"] .text span')].filter((span) => span.textContent.includes('booked'))
      if (!spans.length) return undefined
      const box = spans[0].getBoundingClientRect()
      return { left: box.left, right: box.right, middle: box.top + box.height / 2, text: spans[0].textContent }
    }),
  )
  const at = (x) => ({ x: WINDOW.x + x, y: WINDOW.y + words.middle })
  await desk.focus()
  await sweep(at(words.left + 1), at(words.right - 1))
  await desk.press('Mark in yellow (1)')
  const [quote] = await until('the quote is kept', async () => {
    const quotes = await desk.run('list', 'quotes')
    return quotes.length && quotes
  })
  assert.ok(words.text.includes(quote.exact.slice(3, -3)), `${quote.exact} was marked, not ${words.text}`)

  const sees = async (what) => {
    const mark = await until(what, () => desk.session.run(drawn))
    assert.equal(mark.words, quote.exact)
    await until('the words can be read in their colour', async () => {
      const { yellow, ink } = await desk.session.runAsync(marked, (await desk.session.screenshot()).toString('base64'), mark)
      return yellow > 0.4 && ink > 0.02
    })
  }
  await sees('the mark is drawn on the page')
  await desk.press('Text')
  await desk.reads('设备的交付节奏')
  await desk.press('Pages')
  await until('the pages are back', () => desk.session.run(painted, 1))
  await sees('the mark is drawn again')
  await desk.session.run(() => document.querySelector('[data-page="3"]').scrollIntoView())
  await until('the last page is painted', () => desk.session.run(painted, 3))
})
