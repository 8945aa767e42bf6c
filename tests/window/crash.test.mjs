import assert from 'node:assert/strict'
import test from 'node:test'
import { Desk } from './desk.mjs'
import { until } from './waiting.mjs'

test('what was typed into a note is there after the program was killed', async (t) => {
  const desk = await Desk.open(t)
  await desk.press('Notes')
  await desk.press('New note')
  await desk.fill('Title', '被打断的笔记')
  await desk.fill('Note in Markdown', '第一句已经写下。')
  // Nobody leaves the field, presses a key to save or closes the window.
  await until('the words are in the library', async () => (await desk.run('list', 'notes')).some(({ body }) => body === '第一句已经写下。'))
  await desk.fill('Note in Markdown', '第二句也写下。')
  await until('the second sentence is there, too', async () => (await desk.run('list', 'notes')).some(({ body }) => body === '第一句已经写下。第二句也写下。'))
  desk.session.kill()
  desk.session = undefined

  const again = await Desk.open(t, { folder: desk.folder, library: desk.library })
  const [{ id, body }] = await again.run('list', 'notes')
  assert.equal(body, '第一句已经写下。第二句也写下。')
  await again.session.run((place) => void (location.hash = place), `#?note=${id}`)
  await again.says('第二句也写下。')
  const checked = await again.run('check')
  assert.equal(checked.ok, true)
})
