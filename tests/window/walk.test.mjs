import assert from 'node:assert/strict'
import { join } from 'node:path'
import test from 'node:test'
import { Desk } from './desk.mjs'
import { until } from './waiting.mjs'
import { KEYS } from './webdriver.mjs'

const PAGE = join(import.meta.dirname, 'pages/bottleneck.html')
const WORDS = '我们今年下的订单里'
const COMMENT = '和上一季的说法不同'

test('read, mark, comment, tag, write, search; close and start: all of it is there', async (t) => {
  const desk = await Desk.open(t)
  const [{ id }] = await desk.run('clip', PAGE)
  await desk.says('测试产能为什么成了新的瓶颈')
  await desk.openArticle(id)

  await desk.select(WORDS)
  await desk.press('Comment')
  await desk.fill('What do you make of it?', COMMENT + KEYS.enter)
  const quote = await until('the quote has its comment', async () => (await desk.run('list', 'quotes')).find(({ comment }) => comment === COMMENT))
  assert.equal(quote.exact, WORDS)

  await desk.tab('Themes')
  await desk.enter('Add a theme…', 'HBM')
  await until('the article carries the theme', async () => (await desk.run('show', id)).themes.some(({ name }) => name === 'HBM'))

  await desk.press('Notes')
  await desk.press('New note')
  await desk.fill('Title', '排产周记')
  await desk.fill('Note in Markdown', '测试机台要等四十周，HBM良率因此更要紧。')
  await until('the note is kept', async () => (await desk.run('list', 'notes')).some(({ title, body }) => title === '排产周记' && body.includes('HBM良率')))

  await desk.fill('Search articles, quotes and notes', 'HBM良率')
  await until('the hit is shown', () => desk.session.all('//*[@aria-label="Search results"]//mark').then((marks) => marks.length > 0))

  const before = { quotes: await desk.run('list', 'quotes'), notes: await desk.run('list', 'notes') }
  await desk.close()

  const again = await Desk.open(t, { folder: desk.folder, library: desk.library })
  await again.openArticle(id)
  await again.tab('Quotes')
  await again.says(COMMENT)
  assert.deepEqual({ quotes: await again.run('list', 'quotes'), notes: await again.run('list', 'notes') }, before)
  await again.fill('Search articles, quotes and notes', '四十周')
  await until('the note is found again', () => again.session.all('//*[@aria-label="Search results"]//*[contains(., "排产周记")]').then((hits) => hits.length > 0))
})
