import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import test from 'node:test'
import { Desk } from './desk.mjs'
import { commandLine, freshFolder } from './programs.mjs'
import { pause, until } from './waiting.mjs'

/** Many times what it takes to draw a row, and less than the minute after which a window tidies up and draws anew. */
const ROW_PATIENCE_MS = 20_000

/** Longer than a page takes to come from this machine. */
const LEAVING_MS = 500

test('a new library offers the sample, and the sample can be read', async (t) => {
  const desk = await Desk.open(t)
  await desk.press('Begin with a sample article')
  const [article] = await desk.articles()
  const title = await desk.says(article.title.slice(0, 8))
  assert.ok(title)
  await desk.openArticle(article.id)
  const { text } = await desk.run('show', article.id)
  await desk.reads(text.split('\n').find((line) => line.length > 20).slice(0, 12))
})

test('the first view is asked for before the page has its script, in whatever order the list is kept', async (t) => {
  const desk = await Desk.open(t)
  const taken = () => desk.session.run(() => window.tearsheetEarly?.taken)
  assert.equal(await taken(), true)
  await desk.session.run(() => localStorage.setItem('tearsheet.order', '"published"'))
  await desk.session.run(() => location.reload())
  await until('the desk is laid again', () => desk.session.run(() => !!document.querySelector('header')))
  assert.match(await desk.session.run(() => window.tearsheetEarly.asked), /"order":"published"/)
  assert.equal(await taken(), true)
})

test('a short list grows as articles come, and each is drawn', async (t) => {
  const desk = await Desk.open(t)
  const rows = () => desk.session.run(() => [...document.querySelectorAll('[role=option]')].filter((row) => row.checkVisibility({ visibilityProperty: true })).length)
  for (let count = 1; count <= 3; count++) {
    const page = join(desk.folder, `${count}.html`)
    writeFileSync(page, `<!doctype html><html lang="en"><head><title>Week ${count}</title></head><body><article><h1>Week ${count}</h1><p>${`Substrates arrived in week ${count} as planned, and the line went on. `.repeat(12)}</p></article></body></html>`)
    await desk.run('clip', page)
    await desk.says(count === 1 ? '1 article' : `${count} articles`)
    // What the bar counts is drawn with it; a minute later is never.
    await until(`${count} rows are drawn`, async () => (await rows()) === count, ROW_PATIENCE_MS)
  }
})

test('the pictures of the sample come from the library', async (t) => {
  const desk = await Desk.open(t)
  const [{ id }] = await desk.call('clips.sample')
  await until('the pictures are kept', async () => (await desk.call('articles.get', { id })).pictures.every(({ state }) => state === 'kept'))
  await desk.openArticle(id)
  await until('a picture is shown', () => desk.inFrame(() => [...document.images].some(({ naturalWidth, src }) => naturalWidth > 1 && src.startsWith('tearsheet-blob:'))))
})

test('a library that is damaged opens the window with a sentence', async (t) => {
  const folder = freshFolder()
  const library = join(folder, 'library')
  mkdirSync(library)
  writeFileSync(join(library, 'library.db'), 'this is no database, and it is longer than a header of one hundred bytes so that it is looked at as one')
  const desk = await Desk.open(t, { folder, library })
  await desk.says('The library could not be opened')
})

test('a damaged library is saved row by row from the window, and kept', async (t) => {
  const folder = freshFolder()
  const library = join(folder, 'library')
  const page = join(folder, 'page.html')
  writeFileSync(page, '<!doctype html><html lang="en"><head><title>Lead times shorten</title></head><body><article><h1>Lead times shorten</h1><p>' + 'Lead times for substrates shortened again this month. '.repeat(20) + '</p></article></body></html>')
  await commandLine(library)('clip', page)
  const file = join(library, 'library.db')
  const damaged = readFileSync(file).fill(0, 0, 4096)
  writeFileSync(file, damaged)
  const desk = await Desk.open(t, { folder, library })
  await desk.press('Save what can be read, row by row')
  await desk.says('Lead times shorten')
  const kept = readdirSync(library).find((name) => name.startsWith('library-kept-'))
  assert.ok(readFileSync(join(library, kept)).equals(damaged))
})

test('the page may not call what it was not given, and cannot leave', async (t) => {
  const desk = await Desk.open(t)
  for (const command of ['plugin:opener|open_url', 'plugin:window-state|save_window_state', 'plugin:window|close', 'plugin:event|emit']) {
    const refused = await desk.session.runAsync((name) => window.__TAURI_INTERNALS__.invoke(name, { url: 'https://example.com', event: 'x' }).then(() => 'allowed', String), command)
    assert.match(refused, /not allowed/, command)
  }
  const opened = await desk.session.runAsync(() => window.__TAURI_INTERNALS__.invoke('open_link', { url: 'file:///etc/passwd' }).then(() => 'opened', (error) => error.code))
  assert.equal(opened, 'bad-request')
  const asked = []
  const server = createServer((request, answer) => (asked.push(request.url), answer.end('<p>elsewhere'))).listen(0, '127.0.0.1')
  t.after(() => server.close())
  await once(server, 'listening')
  const elsewhere = `http://127.0.0.1:${server.address().port}/`
  const before = await desk.session.run(() => ((window.stays = true), location.href))
  for (const url of [elsewhere, 'tearsheet-blob://localhost/', 'data:text/html,x']) {
    await desk.session.run((to) => void (location.href = to), url)
    await pause(LEAVING_MS)
    assert.equal(await desk.session.run(() => window.stays && location.href), before, url)
  }
  assert.equal(await desk.session.run((to) => window.open(to) === null, elsewhere), true)
  await pause(LEAVING_MS)
  assert.deepEqual(asked, [])
})
