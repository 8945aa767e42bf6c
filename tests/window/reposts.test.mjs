import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { Desk, MIDDLE } from './desk.mjs'
import { drag, press } from './screen.mjs'
import { openSource } from './sources.mjs'
import { until } from './waiting.mjs'

const page = join(import.meta.dirname, 'pages/bottleneck.html')
const html = readFileSync(page, 'utf8')
const ADDED = '<p>本刊另外了解到，两家客户已经把明年的验收提前了一个季度，细节还没有公布，供应商也没有回应。</p>'
const [, paragraph] = /<p>([^<]{20,})<\/p>/.exec(html)

/** The page as another site prints it: another headline, and a paragraph more. */
function repost(folder) {
  const file = join(folder, 'repost.html')
  writeFileSync(file, html.replace(/(?<=<h1[^>]*>)[^<]*/, '独家：测试成了瓶颈').replace(paragraph + '</p>', `${paragraph}</p>${ADDED}`))
  return file
}

test('a dropped repost says how much is the same, and is merged or taken back with one key', async (t) => {
  const desk = await Desk.open(t)
  const [first] = await desk.run('clip', page, '--url', 'https://a.example/1')
  const { spots } = await openSource(t, 'files', repost(desk.folder))
  await drag(spots.middle, MIDDLE)
  await desk.says('the same as')
  await desk.says('1 new paragraph')
  await desk.focus()
  await press('u')
  await until('it was taken back', async () => (await desk.run('list', 'articles')).length === 1)
  await desk.says('Taken back')

  await drag(spots.middle, MIDDLE)
  await desk.says('the same as')
  await desk.focus()
  await press('m')
  await desk.says('Merged into')
  const { captures } = await desk.run('show', first.id)
  assert.equal(captures.length, 2)
  assert.equal((await desk.run('list', 'articles')).length, 1)
})

test('two captures are compared by the word, and a quote without a place is given one', async (t) => {
  const desk = await Desk.open(t)
  const [{ id }] = await desk.run('clip', page, '--url', 'https://a.example/1')
  const words = paragraph.slice(0, 12)
  await desk.run('quote', 'add', id, '--text', paragraph)
  const edited = join(desk.folder, 'edited.html')
  writeFileSync(edited, html.replace(paragraph, `${words}，后来的话都改过了，和原来的说法没有一句相同。`))
  const [again] = await desk.run('clip', edited, '--url', 'https://a.example/1')
  assert.deepEqual([again.state, again.unplaced], ['captured', 1])

  await desk.openArticle(id)
  await desk.tab('Captures')
  await desk.press('What changed')
  await desk.says('后来的话都改过了')
  const marks = await desk.session.all('//article//ins | //article//del')
  assert.ok(marks.length >= 2)
  await desk.press('Next change')
  await desk.press('Close')

  await desk.tab('Quotes')
  await desk.press('Place it by hand')
  await desk.says('Select where this stands now')
  await desk.select(words)
  await desk.press('Place here')
  await until('the quote has its place', async () => (await desk.run('list', 'quotes'))[0].placed)
})
