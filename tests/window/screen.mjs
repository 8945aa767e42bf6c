// A display of our own, and the real pointer and keys on it.
import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pause, until } from './waiting.mjs'

const execute = promisify(execFile)

/** Starts Xvfb on a free display; everything started afterwards appears there. */
export async function startScreen(size = '2600x1000') {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const number = await new Promise((done, fail) => {
    server.stdio[3].once('data', (bytes) => done(String(bytes).trim()))
    server.once('error', fail)
    server.once('exit', () => fail(new Error('Xvfb did not start')))
  })
  process.env.DISPLAY = `:${number}`
  process.env.GDK_BACKEND = 'x11'
  // Without a GPU the page is drawn on the processor; the compositor's shared memory would fail in small containers.
  process.env.WEBKIT_DISABLE_DMABUF_RENDERER = '1'
  delete process.env.WAYLAND_DISPLAY
  delete process.env.DBUS_SESSION_BUS_ADDRESS
  await until('the display answers', () => existsSync(`/tmp/.X11-unix/X${number}`))
  return { stop: () => server.kill('SIGTERM') }
}

/** Runs xdotool. */
export async function xdotool(...args) {
  const { stdout } = await execute('xdotool', args.map(String))
  return stdout.trim()
}

/** The text on the clipboard; empty when there is none. */
export async function clipboardText() {
  const { stdout } = await execute('/usr/bin/python3', [join(import.meta.dirname, 'clipboard.py'), 'read'])
  return stdout
}

/** The window of this title, once it is shown: its id. */
export function windowOf(title) {
  return until(`a window called ${title}`, async () => {
    const ids = (await xdotool('search', '--onlyvisible', '--name', title)).split('\n').filter(Boolean)
    return ids.at(-1)
  })
}

/** Waits until the window of this title that an earlier test ended is off the screen: the display lets go of it a little later. */
export function gone(title) {
  return until(`no window called ${title}`, () => xdotool('search', '--onlyvisible', '--name', title).then((ids) => ids === '', () => true))
}

/** How many pixels of a part of a window have a colour on the display, whatever the page believes that it has painted. */
export async function painted(id, colour, { x, y, width, height }) {
  const part = [width, 'x', height, '+', x, '+', y].map((one) => (typeof one === 'number' ? Math.round(one) : one)).join('')
  const { stdout } = await execute('import', ['-window', id, '-crop', part, '-depth', '8', 'rgb:-'], { encoding: 'buffer', maxBuffer: 64e6 })
  const [red, green, blue] = Buffer.from(colour.slice(1), 'hex')
  let count = 0
  for (let at = 0; at < stdout.length; at += 3) if (stdout[at] === red && stdout[at + 1] === green && stdout[at + 2] === blue) count++
  return count
}

/** Asks a window to close, as a click on its cross does. */
export const askToClose = (id) => execute('/usr/bin/python3', [join(import.meta.dirname, 'close_window.py'), id])

/** Puts a window at a place and a size. */
export async function place(id, x, y, width, height) {
  await xdotool('windowmove', id, x, y)
  await xdotool('windowsize', id, width, height)
  await until('a window is in its place', async () => {
    const shell = await xdotool('getwindowgeometry', '--shell', id)
    const at = Object.fromEntries(shell.split('\n').map((line) => line.split('=')))
    return Number(at.X) === x && Number(at.Y) === y && Number(at.WIDTH) === width
  })
}

export const raise = (id) => xdotool('windowraise', id)

async function move(x, y) {
  await xdotool('mousemove', Math.round(x), Math.round(y))
  await pause(POINTER_MS)
}

/** Between two movements of the pointer: as a hand moves it, so that each is seen by itself. */
const POINTER_MS = 25
const THRESHOLD_STEPS = 6
const WAY_STEPS = 25

/** Presses at one point and takes hold: past the distance at which a drag begins. */
export async function grab(from) {
  await move(from.x, from.y)
  await xdotool('mousedown', 1)
  await pause(POINTER_MS * 2)
  for (let step = 1; step <= THRESHOLD_STEPS; step++) {
    await move(from.x + step * 3, from.y + step)
    await pause(POINTER_MS)
  }
}

/** Carries what was grabbed to a point and stays over it. */
export async function carry(from, to) {
  for (let step = 1; step <= WAY_STEPS; step++) {
    await move(from.x + ((to.x - from.x) * step) / WAY_STEPS, from.y + ((to.y - from.y) * step) / WAY_STEPS)
  }
  for (const shift of [3, -3, 2, 0]) await move(to.x + shift, to.y + shift)
}

export const release = () => xdotool('mouseup', 1)

/** A whole drag. */
export async function drag(from, to) {
  await grab(from)
  await carry(from, to)
  await release()
}

/** Selects by dragging the pointer over text. */
export async function sweep(from, to) {
  await move(from.x, from.y)
  await xdotool('mousedown', 1)
  for (let step = 1; step <= 12; step++) await move(from.x + ((to.x - from.x) * step) / 12, from.y + ((to.y - from.y) * step) / 12)
  await xdotool('mouseup', 1)
}

export async function clickAt(point) {
  await move(point.x, point.y)
  await xdotool('click', 1)
}

export const press = (...keys) => xdotool('key', '--clearmodifiers', ...keys)
