import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { promisify } from 'node:util'
import { startBus, startDesktop } from './bus.mjs'
import { Desk } from './desk.mjs'
import { built, freshFolder, homes } from './programs.mjs'
import { askToClose, press, windowOf, xdotool } from './screen.mjs'
import { fillClipboard, openSource } from './sources.mjs'
import { until } from './waiting.mjs'

const execute = promisify(execFile)
const isShown = (window) => xdotool('search', '--onlyvisible', '--name', '^Tearsheet$').then((ids) => ids.split('\n').includes(window), () => false)

/** The place that the window is at, once it is the one that is meant. */
const goesTo = (desk, part) => until(`the window is at ${part}`, () => desk.session.run((p) => location.hash.includes(p), part))

async function filled(t, options) {
  const desk = await Desk.open(t, options)
  const [{ id }] = await desk.call('clips.sample')
  const { text } = await desk.call('articles.get', { id })
  const words = text.split('\n').find((line) => line.length > 40).slice(0, 20)
  const quote = await desk.call('quotes.add', { article: id, text: words })
  const note = await desk.call('notes.add', { title: 'Lead times', body: 'Forty weeks.' })
  return { desk, id, quote, note, words }
}

test('links show their thing in the window that is open, and a second start ends', async (t) => {
  const bus = await startBus(t)
  const folder = freshFolder()
  const { desk, id, quote, note } = await filled(t, { folder, env: bus })
  const start = (link) => execute(built('tearsheet-window'), ['--library', desk.library, link], { env: { ...process.env, ...homes(folder), ...bus }, timeout: 30_000 })
  await start(`tearsheet://article/${id}`)
  await goesTo(desk, `article=${id}`)
  await start(`tearsheet://note/${note.id}`)
  await goesTo(desk, `note=${note.id}`)
  await start(`tearsheet://quote/${quote.id}`)
  await goesTo(desk, `quote=${quote.id}`)
  await start(`tearsheet:${note.id}`)
  await goesTo(desk, `note=${note.id}`)
  const [theme] = await desk.call('themes.list')
  await start(`tearsheet://theme/${theme.id}`)
  await goesTo(desk, `#/theme/${theme.id}`)
  await start(`tearsheet://search?q=${encodeURIComponent('Forty weeks')}`)
  await until('the words are searched', () => desk.session.run(() => document.querySelector('[data-query]')?.dataset.query === 'Forty weeks'))
  await start('tearsheet://article/01890a5d-ac96-774b-bcce-b302099a8057')
  await desk.says('This link leads to nothing here')
  await assert.rejects(start('tearsheet-blob:0'), 'another scheme is no link')
})

test('a link can begin the window', async (t) => {
  const folder = freshFolder()
  const { desk, note } = await filled(t, { folder })
  await desk.close()
  const again = await Desk.open(t, { folder, library: desk.library, args: [`tearsheet://note/${note.id}`] })
  await goesTo(again, `note=${note.id}`)
  await again.says('Forty weeks.')
})

test('the palette copies a link to what is shown', async (t) => {
  const { desk, id } = await filled(t)
  await desk.openArticle(id)
  await desk.session.run(() => document.body.focus())
  await desk.focus()
  await press('ctrl+shift+p')
  await desk.enter('A command, a theme, an article…', 'Copy link')
  await desk.says('Link copied')
})

test('a key clips the clipboard while another program is in front, and only once it is asked for', async (t) => {
  const desk = await Desk.open(t)
  const { id: other } = await openSource(t, 'text', 'elsewhere')
  await fillClipboard(t, 'text', 'Test benches are booked through the spring, three suppliers said.')
  await xdotool('windowfocus', other)
  await press('ctrl+alt+k')
  await desk.press('Settings')
  await desk.session.click(await desk.says('Clip the clipboard with a key, from every program'))
  await desk.says('Ctrl Alt K')
  assert.equal((await desk.run('list', 'articles')).length, 0)
  await xdotool('windowfocus', other)
  await press('ctrl+alt+k')
  const [article] = await desk.articles()
  assert.match(article.title, /Test benches/)
  const refused = await desk.session.runAsync((wishes) => window.__TAURI_INTERNALS__.invoke('fit_system', { wishes }).then(() => 'taken', ({ code }) => code), { shortcut: 'KeyK' })
  assert.equal(refused, 'bad-request')
})

test('the tray shows, clips and quits, and a closed window waits there', async (t) => {
  const bus = await startBus(t)
  const desktop = await startDesktop(t, bus)
  const desk = await Desk.open(t, { env: bus })
  assert.equal(desktop.heard.some(({ what }) => what === 'tray'), false)
  await desk.call('settings.put', { ...(await desk.call('settings.get')), language: 'zh-CN', tray: true })
  await desktop.hears('tray')
  assert.deepEqual(await desktop.menu(), ['显示 Tearsheet', '收录剪贴板内容', '退出'])
  await fillClipboard(t, 'text', '测试机台要等四十周，三家供应商都这么说。')
  desktop.click('收录剪贴板内容')
  await desk.articles()
  await askToClose(desk.window)
  await until('the window is hidden', async () => !(await isShown(desk.window)))
  desktop.click('显示 Tearsheet')
  await until('the window is shown', () => isShown(desk.window))
  await windowOf('^Tearsheet$')
  desktop.click('退出')
  await desktop.hears('tray gone')
})

test('a desktop without a tray is told of, and nothing is kept on', async (t) => {
  const desk = await Desk.open(t)
  await desk.press('Settings')
  await desk.session.click(await desk.says('An icon in the tray'))
  await desk.says('This desktop has no tray')
  assert.equal((await desk.call('settings.get')).tray, undefined)
})

test('notices come when they are asked for and the window is not in front', async (t) => {
  const bus = await startBus(t)
  const desktop = await startDesktop(t, bus)
  const desk = await Desk.open(t, { env: bus })
  const { id: other } = await openSource(t, 'text', 'elsewhere')
  await fillClipboard(t, 'text', 'Substrates <b>shortened</b> & shipped.')
  await desk.call('settings.put', { ...(await desk.call('settings.get')), notices: true, clipKey: 'Ctrl+Alt+KeyK' })
  await until('the key is watched', async () => {
    await xdotool('windowfocus', other)
    await press('ctrl+alt+k')
    return (await desk.run('list', 'articles')).length > 0
  })
  const { title, body } = await desktop.hears('notice')
  assert.equal(title, 'Kept')
  assert.match(body, /Substrates &lt;b&gt;/)
})

test('an export goes where one says in the dialog of the system', async (t) => {
  const folder = freshFolder()
  const { desk, id, words } = await filled(t, { folder })
  await desk.openArticle(id)
  await desk.tab('Quotes')
  await desk.press('Export')
  await desk.press('Web Annotation')
  const dialog = await windowOf('^Save')
  await xdotool('windowfocus', dialog)
  const file = join(folder, 'mine.jsonld')
  await press('ctrl+a')
  await xdotool('type', file)
  await press('Return')
  await desk.says('Exported 1 quote')
  const { first } = JSON.parse(readFileSync(file, 'utf8'))
  assert.equal(first.items[0].target.selector[0].exact, words)
})
