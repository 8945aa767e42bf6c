// What the benches of the window measure with: start, memory, keystrokes, and the middle of many figures.
import { readFileSync, readdirSync } from 'node:fs'
import { pause, until } from './waiting.mjs'
import { Session } from './webdriver.mjs'

/** What is typed letter by letter: a word, Chinese with English, a common word, a field with words. */
export const TYPED = ['yield', 'HBM4良率', '交期', 'kind:article 客户 订单', 'capacity booked through']

/** The memory of a process and all it started, MiB of proportional set size. */
function memoryOf(parent) {
  const children = new Map()
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const ppid = Number(readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[1])
      children.set(ppid, [...(children.get(ppid) ?? []), Number(name)])
    } catch {
      // It ended meanwhile.
    }
  }
  const family = []
  for (let of = [parent]; of.length; of = of.flatMap((pid) => children.get(pid) ?? [])) family.push(...of)
  const pss = (pid) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  return family.slice(1).reduce((sum, pid) => sum + pss(pid), 0) / 1024
}

/** Memory once it has stopped moving. */
export async function idleMemory(parent) {
  let last = 0
  return until('memory stands still', async () => {
    await pause(700)
    const now = memoryOf(parent)
    const still = Math.abs(now - last) < now * 0.005
    last = now
    return still && now
  })
}

/** Runs in the page: the time at which what it waits for has been painted. */
export const painted = (selector) => new Promise((done) => {
  let found = false
  const look = () => {
    if (found || location.href === 'about:blank' || document.readyState !== 'complete' || !document.querySelector(selector)) return
    found = true
    requestAnimationFrame(() => requestAnimationFrame(() => done(Date.now())))
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true })
  addEventListener('load', look)
  look()
})

async function measure(binary, args, env, selector) {
  const session = await Session.start({ binary, args, env })
  try {
    // The session may be there before the page, which then takes the question with it.
    const at = await until('the page is painted', () => session.runAsync(painted, selector))
    return { start: at - session.startedAt, memory: await idleMemory(session.driver.pid) }
  } finally {
    await session.quit()
  }
}

/** Starts ours and the bare window by turns, each as `[binary, arguments, selector]`, and gives what was measured of both. */
export async function sideBySide(turns, env, ours, bare) {
  const figures = { ours: [], bare: [] }
  for (let turn = 0; turn <= turns; turn++) {
    for (const [side, [binary, args, selector]] of Object.entries({ ours, bare })) {
      const figure = await measure(binary, args, env, selector)
      // The first turn warms the disk's cache for both.
      if (turn) figures[side].push(figure)
    }
  }
  return figures
}

/** Runs in the page: types texts letter by letter as one who waits for each answer, and gives the milliseconds from each letter to its painted results. */
export async function keystrokes(texts) {
  const field = document.querySelector('[role=search] input')
  const frame = () => new Promise((done) => requestAnimationFrame(done))
  const put = (text) => {
    field.value = text
    field.setSelectionRange(text.length, text.length)
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
  const drawn = (query) => new Promise((done) => {
    const look = () => document.querySelector('[data-query]')?.dataset.query === query && (watch.disconnect(), done())
    const watch = new MutationObserver(look)
    watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-query'] })
    look()
  })
  const taken = []
  field.focus()
  for (const text of texts) {
    const letters = Array.from(text)
    for (let end = 1; end <= letters.length; end++) {
      const now = letters.slice(0, end).join('')
      if (now.endsWith(' ') || now.endsWith(':')) continue
      const begun = performance.now()
      put(now)
      await drawn(now)
      // The first frame paints what was drawn; a message of the next says that it did.
      await frame()
      await new Promise((done) => setTimeout(done))
      taken.push(performance.now() - begun)
      if (/\s$/.test(field.value) || field.value !== now) break
    }
    document.querySelector('[role=search] .clear')?.click()
    await frame()
  }
  return taken
}

/** How long dropped pages may take before the bench gives up, milliseconds. */
const DROPPED_MS_MAX = 180_000

/** Runs in the page: drops pages all at once; what is measured stands in `window.dropped` once all are in. */
function drop(pages) {
  const { invoke } = window.__TAURI_INTERNALS__
  const { port1, port2 } = new MessageChannel()
  let [last, longest, over] = [0, 0, false]
  port1.addEventListener('message', () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    if (!over) port2.postMessage(null)
  })
  port1.start()
  const begun = performance.now()
  const clip = (html, number) => invoke('call', { name: 'clips.drop', request: { drops: [{ kind: 'html', html, url: `https://drops.example/${number}`, title: `${number}` }] } })
  Promise.all(pages.map(clip)).then((clips) => {
    const kept = performance.now() - begun
    const failed = clips.flat().filter(({ state }) => state === 'failed').length
    // The lists are read again after the answer.
    setTimeout(() => {
      over = true
      window.dropped = { kept, longest, failed }
    }, 1_000)
  })
  // Files that a person drops are named to the program: what the page takes to write all of them down is the bench's own.
  last = performance.now()
  port2.postMessage(null)
}

/** Drops pages all at once, and gives the milliseconds until all are in, the longest time for which the window could do nothing else, and how many failed. */
export async function dropping(session, pages) {
  await session.run(drop, pages)
  return until('all pages are in', () => session.run(() => window.dropped), DROPPED_MS_MAX)
}

export const part = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]
export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
