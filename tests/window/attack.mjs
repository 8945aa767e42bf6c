// Shows hostile HTML in the reader of the real window: tests/window/attack [VECTORS_FILE]
// The file holds one vector a line, or a JSON array of vectors as strings or as objects with a `payload`.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { withoutLayers } from './control.mjs'
import { Desk, FRAME } from './desk.mjs'
import { armed, forbidden, listenForBeacons, ran, touchEverything } from './detector.mjs'
import { freshFolder } from './programs.mjs'
import { startScreen } from './screen.mjs'
import { startServer } from './sources.mjs'
import { pause, until } from './waiting.mjs'

/** How many vectors share a page: few enough that one which swallows the rest hides little. */
const BATCH = 25
/** For how long nothing may be asked before the look ends, milliseconds: what a page does later than at once, it does within a second or two. */
const LATE_MS = 2_500

/** The vectors of a file. */
export function readVectors(path) {
  const text = readFileSync(path, 'utf8')
  if (!path.endsWith('.json')) return text.split('\n').filter((line) => line.trim())
  return JSON.parse(text).map((vector) => (typeof vector === 'string' ? vector : vector.payload))
}

const batches = (vectors, server) => {
  const all = vectors.map((vector, number) => `<div>${armed(vector, number, server.place)}</div>`)
  return Array.from({ length: Math.ceil(all.length / BATCH) }, (_, n) => all.slice(n * BATCH, (n + 1) * BATCH).join('\n'))
}

const article = (number, body) => `<h1>Batch ${number}</h1><p>第 ${number} 批：排产经理说测试机台要等四十周，HBM良率因此更要紧。</p>\n${body}\n<p>The last line of batch ${number}.</p>`

/** Clips the vectors as selections and reads them: what ran, what was requested, what the sanitiser left. */
export async function throughAllLayers(desk, vectors, server) {
  await listenForBeacons(desk.session)
  const left = []
  for (const [number, body] of batches(vectors, server).entries()) {
    const drop = { kind: 'html', html: article(number, body), url: server.url('/page') }
    const [{ id, state, message }] = await desk.call('clips.drop', { drops: [drop] })
    if (!id) throw new Error(`batch ${number} was not kept: ${state}, ${message}`)
    await desk.openArticle(id)
    await desk.reads(`第 ${number} 批`)
    await desk.inFrame(touchEverything)
    left.push(...(await desk.inFrame(forbidden)))
  }
  const requested = await askedOf(server)
  return { ran: await settled(desk), requested, left }
}

/** Runs in the window: a frame like the reader's, with HTML told to its script as the reader tells a page, or written into its document. */
function stage(xpath, body, written) {
  const model = document.evaluate(xpath, document, null, 9).singleNodeValue
  window.empty ??= model.getAttribute('srcdoc')
  document.querySelectorAll('.stage').forEach((old) => old.remove())
  const frame = model.cloneNode()
  frame.className = 'stage'
  frame.srcdoc = written ? window.empty.replace('</body>', () => `${body}</body>`) : window.empty
  return new Promise((done) => {
    const told = () => {
      const nonce = /data-nonce="(\w+)"/.exec(window.empty)[1]
      const page = { lang: 'en', look: { appearance: 'light', size: 1, leading: 1, measure: 1, face: 'serif' }, body }
      if (!written) frame.contentWindow.postMessage({ nonce, type: 'page', page }, '*')
      setTimeout(() => done(), 100)
    }
    frame.addEventListener('load', told, { once: true })
    document.body.append(frame)
  })
}

/** Puts the vectors raw into the reader's frame, past the sanitiser: what the frame's sandbox and policies let through. */
export async function throughTheFrameAlone(desk, vectors, server) {
  const [{ id }] = await desk.call('clips.drop', { drops: [{ kind: 'html', html: article(0, '') }] })
  await desk.openArticle(id)
  await listenForBeacons(desk.session)
  for (const [number, body] of batches(vectors, server).entries()) {
    for (const written of [false, true]) {
      await desk.session.runAsync(stage, FRAME, `<h1>Batch ${number}</h1>${body}`, written)
      await desk.session.enter('//iframe[@class="stage"]')
      const shown = await desk.session.run((h1) => document.querySelector('h1')?.textContent === h1, `Batch ${number}`)
      if (!shown) throw new Error(`batch ${number} was not shown`)
      await desk.session.run(touchEverything)
      await desk.session.leave()
    }
  }
  const requested = await askedOf(server)
  return { ran: await settled(desk), requested }
}

/** Runs in a frame of the reader, as a page would that had broken through every layer but the sandbox: does to its document, and to the
 * frames beside it, all that it can. `nonces` are the secrets of all documents, as if it knew them. */
function takeOver(nonces) {
  window.taken = true
  document.head.append(Object.assign(document.createElement('style'), { textContent: 'body { display: none }' }))
  Object.defineProperty(Element.prototype, 'innerHTML', { set() {} })
  const look = { appearance: 'light', size: 1, leading: 1, measure: 1, face: 'serif' }
  const page = { lang: 'en', look, body: '<p>Words of the page before.</p>' }
  const others = Array.from({ length: parent.length }, (_, at) => parent.frames[at]).filter((one) => one !== window)
  const reached = []
  for (const other of others) {
    for (const nonce of nonces) other.postMessage({ nonce, type: 'page', page }, '*')
    for (const name of ['document', 'eval', 'name']) {
      try {
        reached.push(`${name} ${other[name]}`)
      } catch {
        // As it should be.
      }
    }
    try {
      other.location = 'data:text/html,x'
    } catch {
      // Some engines refuse aloud; whether it was refused, the next page shows.
    }
  }
  for (const nonce of nonces) parent.postMessage({ nonce, type: 'ready' }, '*')
  return { others: others.length, reached }
}

/** Lets one page take its frame over, turns to the next, and gives what of the first is there. */
export async function intoTheNext(desk) {
  const drops = ['First', 'Second'].map((name) => ({ kind: 'html', html: `<h1>${name}</h1><p>${name} words, which are long enough to be kept as an article.</p>` }))
  const [first, second] = await desk.call('clips.drop', { drops })
  await desk.openArticle(first.id)
  await desk.reads('First words')
  const secrets = () => desk.session.run(() => Array.from(document.querySelectorAll('iframe'), ({ srcdoc }) => /data-nonce="(\w+)"/.exec(srcdoc)[1]))
  const nonces = await until('a frame waits for the next page', async () => {
    const all = await secrets()
    return all.length === 2 && all
  })
  await pause(200)
  const { others, reached } = await desk.inFrame(takeOver, nonces)
  await pause(200)
  await desk.openArticle(second.id)
  await desk.reads('Second words')
  const left = await desk.inFrame(() => [window.taken, document.querySelectorAll('style').length, document.body.innerText.includes('before'), getComputedStyle(document.body).display])
  await until('the first frame is gone', async () => !(await secrets()).includes(nonces[0]))
  return { others, reached, left }
}

/** What was asked of the server, also what comes late: the look ends when nothing more came for a while. */
export async function askedOf(server) {
  let known
  do {
    known = server.asked.length
    await pause(LATE_MS)
  } while (server.asked.length > known)
  return [...server.asked]
}

/** The numbers that ran, once a message of our own has come through after them. */
async function settled(desk) {
  const own = await desk.session.run(() => (postMessage(7_999_999, '*'), 999_999))
  return until('our own message arrives', async () => {
    const numbers = await ran(desk.session)
    return numbers.includes(own) && numbers.filter((number) => number !== own)
  })
}

async function main(path = join(import.meta.dirname, 'vectors.txt')) {
  const after = []
  const t = { after: (f) => after.unshift(f) }
  const screen = await startScreen()
  const vectors = readVectors(path)
  try {
    const free = await startServer(t)
    const control = await withoutLayers(vectors, free, freshFolder())
    console.log(`${vectors.length} vectors. Without layers ${control.length} ran, ${new Set(free.asked).size} addresses were requested.`)
    const alone = await throughTheFrameAlone(await Desk.open(t), vectors, await startServer(t))
    console.log(`In the frame without the sanitiser ${alone.ran.length} ran, ${alone.requested.length} requests.`)
    const all = await throughAllLayers(await Desk.open(t), vectors, await startServer(t))
    console.log(`Behind all layers ${all.ran.length} ran, ${all.requested.length} requests, ${all.left.length} forbidden parts left.`)
    for (const number of new Set([...alone.ran, ...all.ran])) console.log(`ran: ${vectors[number]}`)
    for (const what of new Set([...alone.requested, ...all.requested, ...all.left])) console.log(`let through: ${what}`)
    const through = [alone.ran, alone.requested, all.ran, all.requested, all.left].some((list) => list.length)
    if (!control.length) console.log('Nothing ran without layers either: the detector saw nothing to detect.')
    return through || !control.length ? 1 : 0
  } finally {
    for (const f of after) await f()
    screen.stop()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await main(process.argv[2])
