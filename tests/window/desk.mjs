// The window as a person sees it: by the names of its controls, by its reader, by the pointer.
import { join } from 'node:path'
import { built, commandLine, freshFolder, homes } from './programs.mjs'
import { clickAt, place, sweep, windowOf, xdotool } from './screen.mjs'
import { until } from './waiting.mjs'
import { KEYS, Session } from './webdriver.mjs'

/** Where the window stands: right of the programs from which things are dragged. */
export const WINDOW = { x: 1100, y: 0, width: 1440, height: 900 }
export const MIDDLE = { x: WINDOW.x + WINDOW.width / 2, y: WINDOW.y + WINDOW.height / 2 }
/** The reader's frame that is seen; another waits beside it. */
export const FRAME = '//iframe[contains(@class, "seen")]'

const quoted = (text) => (text.includes('"') ? `'${text}'` : `"${text}"`)
const named = (name) => {
  const n = quoted(name)
  return `//*[self::button or self::a or self::input or self::textarea or self::select or self::label or @role][@aria-label=${n} or normalize-space(.)=${n} or @placeholder=${n} or @title=${n}]`
}
const saying = (text) => `//*[text()[contains(., ${quoted(text)})]]`

/** A started window on a library. */
export class Desk {
  /** Opens the window on a fresh library, or on one that is there. */
  static async open(t, { folder = freshFolder(), library = join(folder, 'library'), profile = 'debug', env = {}, args = [] } = {}) {
    const desk = new Desk()
    Object.assign(desk, { folder, library, run: commandLine(library, profile) })
    desk.session = await Session.start({ binary: built('tearsheet-window', profile), args: ['--library', library, ...args], env: { ...homes(folder), ...env } })
    t.after(() => desk.close())
    await until('the desk is laid', () => desk.session.run(() => !!document.querySelector('header')))
    desk.window = await windowOf('^Tearsheet$')
    await place(desk.window, WINDOW.x, WINDOW.y, WINDOW.width, WINDOW.height)
    return desk
  }

  async close() {
    const { session } = this
    this.session = undefined
    await session?.quit()
  }

  /** The element that is called so, once it can be seen. */
  find(name) {
    return until(`something called ${name}`, async () => {
      for (const element of await this.session.all(named(name))) {
        if (await this.session.on(element, (e) => e.checkVisibility())) return element
      }
      return undefined
    })
  }

  /** Waits until the window shows a text somewhere. */
  says(text) {
    return until(`the window says ${text}`, async () => {
      for (const element of await this.session.all(saying(text))) {
        if (await this.session.on(element, (e) => e.checkVisibility())) return element
      }
      return undefined
    })
  }

  async press(name) {
    await this.session.click(await this.find(name))
  }

  /** Shows a part of the inspector; its tab also counts. */
  async tab(name) {
    const [tab] = await until(`the tab ${name}`, async () => {
      const tabs = await this.session.all(`//*[@role="tab"][starts-with(normalize-space(.), ${quoted(name)})]`)
      return tabs.length && tabs
    })
    await this.session.click(tab)
  }

  async fill(name, text) {
    const element = await this.find(name)
    await this.session.click(element)
    await this.session.type(element, text)
    return element
  }

  enter(name, text) {
    return this.fill(name, text + KEYS.enter)
  }

  /** Asks the library through the window's own door. */
  call(name, request = {}) {
    return this.session.runAsync((n, r) => window.__TAURI_INTERNALS__.invoke('call', { name: n, request: r }).catch((e) => Promise.reject(new Error(`${e.code}: ${e.message}`))), name, request)
  }

  /** Opens an article by its address and waits until its frame shows it. */
  async openArticle(id) {
    await this.session.run((hash) => void (location.hash = hash), `#?article=${id}`)
    await until('the article is in the frame', async () => {
      const title = await this.session.run((xpath) => document.evaluate(xpath, document, null, 9).singleNodeValue?.contentDocument, FRAME)
      return title === null && (await this.inFrame(() => document.readyState === 'complete' && document.body.innerText.length > 0))
    })
  }

  /** Runs a function inside the reader's frame. */
  async inFrame(f, ...args) {
    await this.session.enter(FRAME)
    try {
      return await this.session.run(f, ...args)
    } finally {
      await this.session.leave()
    }
  }

  /** Waits until the reader shows a text. */
  reads(text) {
    return until(`the reader shows ${text}`, () => this.inFrame((t) => document.body.innerText.includes(t), text))
  }

  /** Selects words in the reader with the pointer, from their first to their last character. */
  async select(words) {
    const at = await this.inFrame((wanted) => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const from = node.data.indexOf(wanted)
        if (from < 0) continue
        const range = document.createRange()
        range.setStart(node, from)
        range.setEnd(node, from + wanted.length)
        node.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' })
        const all = [...range.getClientRects()]
        const [first, last] = [all[0], all.at(-1)]
        return { from: { x: first.left + 1, y: first.top + first.height / 2 }, to: { x: last.right - 1, y: last.top + last.height / 2 } }
      }
      throw new Error('the words do not stand in one piece')
    }, words)
    const frame = await this.session.run((xpath) => {
      const { x, y } = document.evaluate(xpath, document, null, 9).singleNodeValue.getBoundingClientRect()
      return { x, y }
    }, FRAME)
    const onScreen = (point) => ({ x: WINDOW.x + frame.x + point.x, y: WINDOW.y + frame.y + point.y })
    await xdotool('windowfocus', this.window)
    await sweep(onScreen(at.from), onScreen(at.to))
    await until('the words are selected', () => this.inFrame(() => getSelection().toString()))
  }

  /** Clicks an element of the page with the pointer. */
  async point(element) {
    const { x, y } = await this.session.centre(element)
    await clickAt({ x: WINDOW.x + x, y: WINDOW.y + y })
  }

  /** Gives the window the keyboard. */
  focus() {
    return xdotool('windowfocus', this.window)
  }

  /** Waits for articles in the library, read back through the command line. */
  articles(count = 1) {
    return until(`${count} article(s) in the library`, async () => {
      const articles = await this.run('list', 'articles')
      return articles.length >= count && articles
    })
  }
}
