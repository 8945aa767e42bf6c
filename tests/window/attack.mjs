// Shows hostile HTML in the reader of the real window: tests/window/attack [VECTORS_FILE]
// The file holds one vector a line, or a JSON array of vectors as strings or as objects with a `payload`.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { withoutLayers } from './control.mjs'
import { Desk } from './desk.mjs'
import { armed, forbidden, listenForBeacons, ran, touchEverything } from './detector.mjs'
import { freshFolder } from './programs.mjs'
import { startScreen } from './screen.mjs'
import { startServer } from './sources.mjs'
import { pause, until } from './waiting.mjs'

/** How many vectors share a page: few enough that one which swallows the rest hides little. */
const BATCH = 25
/** For how long nothing may be asked before the look ends, milliseconds: what a page does later than at once, it does within a second or two. */
const LATE_MS = 2_500
const FRAME = '//iframe[@srcdoc]'

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

/** Puts the vectors raw into the reader's frame, past the sanitiser: what the frame's sandbox and policies let through. */
export async function throughTheFrameAlone(desk, vectors, server) {
  const [{ id }] = await desk.call('clips.drop', { drops: [{ kind: 'html', html: article(0, '') }] })
  await desk.openArticle(id)
  await listenForBeacons(desk.session)
  for (const body of batches(vectors, server)) {
    await desk.session.runAsync(
      (xpath, raw) => new Promise((done) => {
        const frame = document.evaluate(xpath, document, null, 9).singleNodeValue
        window.shell ??= frame.getAttribute('srcdoc')
        const stage = frame.cloneNode()
        document.querySelectorAll('.stage').forEach((old) => old.remove())
        stage.className = 'stage'
        stage.addEventListener('load', () => setTimeout(done, 100))
        stage.srcdoc = window.shell.replace('</article>', () => `${raw}</article>`)
        document.body.append(stage)
      }), FRAME, body)
    await desk.session.enter('//iframe[@class="stage"]')
    await desk.session.run(touchEverything)
    await desk.session.leave()
  }
  const requested = await askedOf(server)
  return { ran: await settled(desk), requested }
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
