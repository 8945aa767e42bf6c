// What a person who works all day waits for, in the real window with a large library: first picture, an article, a letter, a theme,
// scrolling, memory, and the script that is loaded first. Release builds: tests/window/desk-bench; the size of the library by the
// variables DESK_ARTICLES and DESK_QUOTES (100000 and 20000 are what the goals are for). Filling takes minutes: DESK_LIBRARY names a folder
// that was filled before by `bench fill`.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { TYPED, idleMemory, keystrokes, median, painted, part, sideBySide } from './measure.mjs'
import { built, freshFolder, homes, root } from './programs.mjs'
import { startScreen } from './screen.mjs'
import { until } from './waiting.mjs'
import { Session } from './webdriver.mjs'

const ARTICLES = Number(process.env.DESK_ARTICLES ?? 10_000)
const QUOTES = Number(process.env.DESK_QUOTES ?? 2_000)
const PROFILE = process.env.DESK_PROFILE ?? 'release'
const TURNS = 3
/** Articles that are opened, and themes that are shown. */
const OPENED = 20
/** The most that each may be: a ratio, milliseconds, mebibytes, thousands of bytes, a share of frames. */
const GOALS = { start: 1.3, open: 50, letter: 60, theme: 100, memory: 350, script: 250, dropped: 0.02 }
/** A frame that took longer than this had another dropped before it, milliseconds. */
const DROPPED_MS = 1.5 * (1000 / 60)

/** Runs in the page: opens articles one after the other, and gives the milliseconds until the frame of each has been painted. */
async function openings(ids) {
  const frame = () => new Promise((done) => requestAnimationFrame(done))
  const taken = []
  for (const id of ids) {
    const begun = performance.now()
    const ready = new Promise((done) => {
      const hear = ({ data, source }) => data?.type === 'ready' && source !== window && (removeEventListener('message', hear), done())
      addEventListener('message', hear)
    })
    location.hash = `#?article=${id}`
    await ready
    // The marks are told now; the next frame paints them.
    await frame()
    await new Promise((done) => setTimeout(done))
    taken.push(performance.now() - begun)
    await new Promise((done) => setTimeout(done, 60))
  }
  return taken
}

/** Runs in the page: shows themes one after the other, and gives the milliseconds until the list and the page of each are painted. */
async function switches(themes) {
  const frame = () => new Promise((done) => requestAnimationFrame(done))
  const taken = []
  for (const { id, name } of themes) {
    const begun = performance.now()
    location.hash = `#/theme/${id}`
    await new Promise((done) => {
      const look = () => {
        const page = document.querySelector('main h1')?.textContent === name
        // The rows of the list before stay until the new ones are there, and their list has the new name only then.
        const list = [...document.querySelectorAll('[role=listbox]')].some((one) => one.getAttribute('aria-label') === name && one.querySelector('[role=option]'))
        if (page && list) return done()
        requestAnimationFrame(look)
      }
      look()
    })
    await frame()
    await new Promise((done) => setTimeout(done))
    taken.push(performance.now() - begun)
    await new Promise((done) => setTimeout(done, 60))
  }
  return taken
}

/** Runs in the page: scrolls the list by a screen's height each eighth of a second, and gives the milliseconds between its frames. */
async function scrolling() {
  const row = document.querySelector('[role=listbox] [role=option]')
  let scroller = row.parentElement
  while (scroller.scrollHeight <= scroller.clientHeight) scroller = scroller.parentElement
  const between = []
  let last = await new Promise((done) => requestAnimationFrame(done))
  for (let number = 0; number < 180; number++) {
    scroller.scrollTop += scroller.clientHeight / 8
    const now = await new Promise((done) => requestAnimationFrame(done))
    between.push(now - last)
    last = now
  }
  return between
}

/** The bytes of the script that the first picture needs, and of all that it imports, as a server would send them compressed. */
function firstScript() {
  const assets = join(root, 'ui/dist/assets')
  const page = readFileSync(join(root, 'ui/dist/index.html'), 'utf8')
  const wanted = [...page.matchAll(/(?:src|href)="\.\/assets\/([^"]+\.js)"/g)].map(([, name]) => name)
  const seen = new Map()
  while (wanted.length) {
    const name = wanted.pop()
    if (seen.has(name)) continue
    const code = readFileSync(join(assets, name))
    seen.set(name, gzipSync(code).length)
    for (const [, other] of String(code).matchAll(/(?:\bfrom|\bimport)\s*"\.\/([^"]+\.js)"/g)) wanted.push(other)
  }
  return [...seen.values()].reduce((sum, bytes) => sum + bytes, 0) / 1000
}

const program = (name) => built(name, PROFILE)

async function work(library, folder) {
  const session = await Session.start({ binary: program('tearsheet-window'), args: ['--library', library], env: homes(folder) })
  const call = (name, request) => session.runAsync((n, r) => window.__TAURI_INTERNALS__.invoke('call', { name: n, request: r }), name, request)
  try {
    await until('the page is painted', () => session.runAsync(painted, '[role=option]'))
    const scrolled = await session.runAsync(scrolling)
    const { rows } = await call('articles.list', { shelf: 'all', theme: null, order: 'clipped', offset: 40, limit: OPENED + 2 })
    const ids = rows.map(({ id }) => id)
    // The first fetches the reader and warms what is compiled on the way; so does the first theme, and the first search.
    await session.runAsync(openings, ids.slice(0, 2))
    const opened = await session.runAsync(openings, ids.slice(2))
    const themes = (await call('themes.list', {})).filter(({ count }) => count).slice(0, OPENED)
    await session.runAsync(switches, themes.slice(0, 2))
    const shown = await session.runAsync(switches, [...themes.slice(2), ...themes.slice(0, 2)])
    await session.runAsync(keystrokes, TYPED.slice(0, 2))
    const typed = await session.runAsync(keystrokes, TYPED)
    return { scrolled, opened, shown, typed, memory: await idleMemory(session.driver.pid) }
  } finally {
    await session.quit()
  }
}

async function main() {
  const folder = freshFolder()
  const library = process.env.DESK_LIBRARY ?? join(folder, 'library')
  if (!process.env.DESK_LIBRARY) {
    execFileSync(program('bench'), ['fill', library, String(ARTICLES), String(QUOTES)], { stdio: 'inherit' })
  }
  const screen = await startScreen()
  let starts, worked
  try {
    starts = await sideBySide(TURNS, homes(folder), [program('tearsheet-window'), ['--library', library], '[role=option]'], [program('examples/bare'), [], 'body'])
    worked = await work(library, folder)
  } finally {
    screen.stop()
  }
  console.log(`With ${ARTICLES} articles and ${QUOTES} quotes:`)
  let within = true
  const tell = (what, value, goal, unit, digits = 0) => {
    within &&= value <= goal
    console.log(`${value <= goal ? 'met   ' : 'NOT   '} ${what}: ${value.toFixed(digits)} ${unit} (at most ${goal})`)
  }
  const middle = (side, what) => median(starts[side].map((one) => one[what]))
  tell(`first picture, ${middle('ours', 'start').toFixed(0)} ms against ${middle('bare', 'start').toFixed(0)} bare`, middle('ours', 'start') / middle('bare', 'start'), GOALS.start, 'times', 2)
  tell('memory, idle after the start', middle('ours', 'memory'), GOALS.memory, 'MiB')
  tell('memory, idle after the work below', worked.memory, GOALS.memory, 'MiB')
  for (const [what, times, goal] of [['an article, to its painted frame', worked.opened, GOALS.open], ['a theme, to its painted list and page', worked.shown, GOALS.theme], ['a keystroke, to its painted results', worked.typed, GOALS.letter]]) {
    tell(`${what}, median of ${times.length}`, part(times, 0.5), goal, 'ms', 1)
    tell(`${what}, p95`, part(times, 0.95), goal, 'ms', 1)
  }
  tell('frames dropped while the list is scrolled', worked.scrolled.filter((ms) => ms > DROPPED_MS).length / worked.scrolled.length, GOALS.dropped, 'of all', 3)
  tell('script of the first load, compressed', firstScript(), GOALS.script, 'kB')
  return within ? 0 : 1
}

process.exitCode = await main()
