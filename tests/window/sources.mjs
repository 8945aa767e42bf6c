// Programs beside the window: a browser, a file manager's like, an owner of the clipboard, a web server.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { CHROMIUM } from '../chromium.mjs'
import { gone, raise, windowOf } from './screen.mjs'

const here = import.meta.dirname
const QUIET = ['--no-sandbox', '--test-type', '--no-first-run', '--password-store=basic', '--disable-gpu', '--disable-background-networking', '--disable-component-update']

function ended(program) {
  try {
    process.kill(-program.pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}

/** Opens a page in Chromium at the left of the screen; `spot(id)` is the middle of an element there. */
export async function openBrowser(t, url, folder) {
  await gone('^laid out ')
  const program = spawn(CHROMIUM, [...QUIET, `--user-data-dir=${join(folder, 'chromium')}`, '--window-position=0,0', '--window-size=1000,900', `--app=${url}`], { stdio: 'ignore', detached: true })
  t.after(() => ended(program))
  // The page says in its title when it is laid out, and where its parts are.
  const id = await windowOf('^laid out ')
  await raise(id)
  return { id, spots: await spotsOf(id) }
}

async function spotsOf(id) {
  const { xdotool } = await import('./screen.mjs')
  const title = await xdotool('getwindowname', id)
  const pairs = title.replace('laid out ', '').split(' ').filter(Boolean).map((part) => part.split('='))
  return Object.fromEntries(pairs.map(([name, at]) => [name, Object.fromEntries(at.split(',').map((n, i) => ['xy'[i], Number(n)]))]))
}

/** Opens the window from which files, a picture or a text can be dragged. */
export async function openSource(t, kind, ...what) {
  await gone('^Source$')
  const program = spawn('/usr/bin/python3', [join(here, 'file_source.py'), 'Source', kind, ...what], { stdio: ['ignore', 'ignore', 'inherit'], detached: true })
  t.after(() => ended(program))
  const id = await windowOf('^Source$')
  await raise(id)
  return { id, spots: { middle: { x: 150, y: 100 } } }
}

/** Puts something on the clipboard for the time of a test. */
export async function fillClipboard(t, kind, ...what) {
  const program = spawn('/usr/bin/python3', [join(here, 'clipboard.py'), kind, ...what], { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  t.after(() => ended(program))
  await once(program.stdout, 'data')
}

/** A web server of this machine that counts what is asked of it; a page with `after` is given once that came. */
export async function startServer(t, pages = {}) {
  const asked = []
  const server = createServer(async (request, response) => {
    asked.push(request.url)
    const page = pages[request.url.split('?')[0]]
    await page?.after
    const { type = 'text/html; charset=utf-8', body = '' } = page ?? {}
    response.writeHead(page ? 200 : 404, { 'content-type': type, 'access-control-allow-origin': '*' }).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => (server.closeAllConnections(), server.close()))
  const place = `127.0.0.1:${server.address().port}`
  return { asked, place, url: (path) => `http://${place}${path}` }
}
