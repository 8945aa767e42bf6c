import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { Desk } from './desk.mjs'
import { startServer } from './sources.mjs'
import { until } from './waiting.mjs'

const PAGE = join(import.meta.dirname, 'pages/bottleneck.html')

/** A desk, and how a link is dropped onto it. */
async function opened(t, server) {
  const desk = await Desk.open(t, { env: { TEARSHEET_ALLOW_PRIVATE: server.place } })
  await desk.session.runAsync((seen) => window.__TAURI_INTERNALS__.invoke('take_drop', { seen }), { url: server.url('/page.html'), files: 0 })
  return desk
}

test('a clip on its way is given up with one button, and leaves nothing', async (t) => {
  const server = await startServer(t, { '/page.html': { body: readFileSync(PAGE), after: new Promise(() => {}) } })
  const desk = await opened(t, server)
  await until('the page is asked for', () => server.asked.length > 0)
  await desk.press('Receipts: 1 clip on its way')
  await desk.press(`Cancel ${server.url('/page.html')}`)
  await desk.says('Nothing is on its way')
  assert.deepEqual(await desk.run('list', 'articles'), [])
  assert.deepEqual(await desk.call('clips.receipts'), [])
})

test('a clip that failed is tried again with one button', async (t) => {
  const pages = {}
  const server = await startServer(t, pages)
  const desk = await opened(t, server)
  await desk.press('Receipts: 1 needs you')
  pages['/page.html'] = { body: readFileSync(PAGE) }
  await desk.press(`Retry ${server.url('/page.html')}`)
  await until('it is fetched', async () => (await desk.call('clips.receipts'))[0].state === 'done')
  const [{ title }] = await desk.articles()
  assert.equal(title, '测试产能为什么成了新的瓶颈')
})
