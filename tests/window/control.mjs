// The control of the attack: the same HTML in frames without any layer, which must execute, or the detector is broken.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { armed, ran, touchEverything } from './detector.mjs'
import { built } from './programs.mjs'
import { until } from './waiting.mjs'
import { Session } from './webdriver.mjs'

const BATCH = 60

const page = (vectors) => `<!doctype html><meta charset=utf-8><title>control</title><body><script>
window.beacons = new Set()
addEventListener('message', (event) => typeof event.data === 'number' && event.data >= 7000000 && window.beacons.add(event.data - 7000000))
const vectors = ${JSON.stringify(vectors).replaceAll('<', '\\u003c')}
const touch = ${touchEverything}
window.show = async (from, to) => {
  document.querySelectorAll('iframe').forEach((old) => old.remove())
  await Promise.all(vectors.slice(from, to).map((vector) => new Promise((done) => {
    const frame = document.createElement('iframe')
    frame.onload = () => setTimeout(() => { try { touch(frame.contentDocument) } catch {} done() }, 50)
    setTimeout(done, 3000)
    // Leaves scripts all their power but that of leading the control itself away.
    frame.sandbox = 'allow-scripts allow-same-origin allow-forms allow-popups'
    frame.srcdoc = vector
    document.body.append(frame)
  })))
}
</script>`

/** Shows the vectors without layers: the numbers of those that ran. A batch that breaks the control costs its own numbers. */
export async function withoutLayers(vectors, server, folder) {
  const file = join(folder, 'control.html')
  writeFileSync(file, page(vectors.map((vector, number) => armed(vector, number, server.place))))
  const numbers = new Set()
  let session
  for (let from = 0; from < vectors.length; from += BATCH) {
    session ??= await open(file)
    try {
      await session.runAsync((a, b) => window.show(a, b), from, from + BATCH)
      for (const number of await ran(session)) numbers.add(number)
    } catch {
      await session.quit()
      session = undefined
    }
  }
  await session?.quit()
  return [...numbers]
}

async function open(file) {
  const session = await Session.start({ binary: built('examples/bare'), args: [file] })
  await until('the control is ready', () => session.run(() => typeof window.show === 'function'))
  return session
}
