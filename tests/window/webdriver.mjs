// A client of the W3C WebDriver protocol, as much of it as the tests of the window use.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { until } from './waiting.mjs'

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

/** A port of this machine that nothing listens on. */
export async function freePort() {
  const server = createServer()
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address()
  await new Promise((done) => server.close(done))
  return port
}

/** One session of WebKitWebDriver: a started program with a web view. */
export class Session {
  static async start({ binary, args = [], env = {} }) {
    const port = await freePort()
    const environment = { ...process.env, ...env, TAURI_WEBVIEW_AUTOMATION: 'true' }
    // No bus but one that a test brings.
    if (!env.DBUS_SESSION_BUS_ADDRESS) delete environment.DBUS_SESSION_BUS_ADDRESS
    const driver = spawn('WebKitWebDriver', [`--port=${port}`], { env: environment, stdio: 'ignore', detached: true })
    const session = new Session()
    session.driver = driver
    session.base = `http://127.0.0.1:${port}`
    await until('WebKitWebDriver answers', () => fetch(`${session.base}/status`).then((r) => r.ok, () => false))
    const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args } } }
    session.startedAt = Date.now()
    try {
      const { sessionId } = await session.ask('POST', '/session', { capabilities })
      session.base += `/session/${sessionId}`
    } catch (error) {
      session.kill()
      throw error
    }
    return session
  }

  async ask(method, path, body) {
    const request = body ? { method, body: JSON.stringify(body) } : { method }
    const response = await fetch(this.base + path, request)
    const { value } = await response.json()
    if (response.ok) return value
    throw Object.assign(new Error(`${value.error}: ${value.message}`), { code: value.error })
  }

  /** Runs a function in the page with arguments and returns what it returns. */
  run(f, ...args) {
    const script = `return (${f}).apply(null, arguments)`
    return this.ask('POST', '/execute/sync', { script, args })
  }

  /** Runs an async function in the page. */
  async runAsync(f, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      (${f}).apply(null, [].slice.call(arguments, 0, -1)).then((value) => done({ value }), (error) => done({ error: String(error && error.message || error) }))`
    const answer = await this.ask('POST', '/execute/async', { script, args })
    if (!answer || 'error' in answer) throw new Error(answer?.error ?? 'the page went away')
    return answer.value
  }

  /** The elements that an XPath expression finds. */
  async all(xpath) {
    const found = await this.ask('POST', '/elements', { using: 'xpath', value: xpath })
    return found.map((element) => element[ELEMENT])
  }

  /** The centre of an element on the page, CSS pixels, once it stands still. */
  async centre(element) {
    const at = (e) => {
      e.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      const r = e.getBoundingClientRect()
      return { x: r.x + r.width / 2, y: r.y + r.height / 2, width: r.width, height: r.height }
    }
    let last
    return until('an element stands still', async () => {
      const now = await this.run(at, { [ELEMENT]: element })
      const still = last && now.x === last.x && now.y === last.y && now.width > 0
      last = now
      return still && now
    })
  }

  /** Runs a function on an element. */
  on(element, f, ...args) {
    return this.run(f, { [ELEMENT]: element }, ...args)
  }

  click(element) {
    return this.ask('POST', `/element/${element}/click`, {})
  }

  type(element, text) {
    return this.ask('POST', `/element/${element}/value`, { text })
  }

  /** Presses keys, each pressed until all are released. */
  async chord(...keys) {
    const actions = [...keys.map((value) => ({ type: 'keyDown', value })), ...keys.toReversed().map((value) => ({ type: 'keyUp', value }))]
    await this.ask('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] })
  }

  screenshot() {
    return this.ask('GET', '/screenshot').then((png) => Buffer.from(png, 'base64'))
  }

  /** Enters the frame that an XPath expression finds. */
  async enter(xpath) {
    const [frame] = await this.all(xpath)
    await this.ask('POST', '/frame', { id: { [ELEMENT]: frame } })
  }

  leave() {
    return this.ask('POST', '/frame', { id: null })
  }

  /** Closes the window, lets the program end its work, and ends the driver, and the program where it stayed. */
  async quit() {
    await this.ask('DELETE', '').catch(() => {})
    await until('the program ends', () => !hasChildren(this.driver.pid), 5_000).catch(() => {})
    this.kill()
  }

  kill() {
    try {
      process.kill(-this.driver.pid, 'SIGKILL')
    } catch {
      // It ended by itself.
    }
  }
}

/** Whether a process has children that are not merely waiting to be collected. */
function hasChildren(pid) {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
  return children.some((child) => !/\) Z/.test(readFileSync(`/proc/${child}/stat`, 'utf8')))
}

/** Keys by their WebDriver code points. */
export const KEYS = { enter: '\uE007', escape: '\uE00C', control: '\uE009', shift: '\uE008', tab: '\uE004', down: '\uE015', backspace: '\uE003', delete: '\uE017' }
