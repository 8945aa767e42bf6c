// A library of its own behind the bridge, and a browser on the built page over it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { CHROMIUM } from '../chromium.mjs'

const root = resolve(import.meta.dirname, '../..')
const { chromium } = createRequire(join(root, 'ui/package.json'))('playwright-core')
const target = resolve(root, process.env.CARGO_TARGET_DIR ?? 'target')
/** Many times what a slow machine takes. */
const PATIENCE_MS = 60_000

let browser
/** One browser for the journeys of a file; it goes with the process. */
async function theBrowser() {
  browser ??= chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  return browser
}

/** Starts the bridge on a fresh library and opens the page; `settings` are kept before. */
export async function journey(t, { settings = {}, size = { width: 1440, height: 900 } } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tearsheet-journey-'))
  const program = join(target, 'debug/bridge')
  if (!existsSync(program)) throw new Error(`${program} is missing: make test builds it`)
  const env = { ...process.env, XDG_DOWNLOAD_DIR: join(folder, 'none'), HOME: folder }
  const bridge = spawn(program, [join(folder, 'library'), join(root, 'ui/dist')], { stdio: ['pipe', 'pipe', 'inherit'], env })
  const port = Number((await once(createInterface(bridge.stdout), 'line'))[0])
  const address = `http://127.0.0.1:${port}`

  const call = async (name, request = {}) => {
    const answer = await fetch(`${address}/call`, { method: 'POST', body: JSON.stringify({ name, request }) })
    const reply = await answer.json()
    if (!answer.ok) throw new Error(`${name}: ${reply.code}: ${reply.message}`)
    return reply
  }
  await call('settings.put', { language: 'en', appearance: 'light', ...settings })
  const context = await (await theBrowser()).newContext({ viewport: size, locale: 'en-GB' })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  const problems = []
  page.on('pageerror', (error) => problems.push(String(error)))
  t.after(async () => {
    await context.close()
    await (await browser).close()
    browser = undefined
    bridge.stdin.end()
    await once(bridge, 'exit').catch(() => undefined)
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
    if (problems.length) throw new Error(`the page failed: ${problems.join('; ')}`)
  })
  const open = async (place = '') => {
    await page.goto(`${address}/?bridge=${port}${place}`)
    await page.locator('header').first().waitFor()
  }
  const clip = async (bytes, name = 'page.html') => {
    const body = Buffer.from(bytes)
    const headers = { name: encodeURIComponent(name) }
    const [clipped] = await (await fetch(`${address}/clip_bytes`, { method: 'POST', body, headers })).json()
    if (clipped.state === 'failed') throw new Error(clipped.message)
    return clipped.id
  }
  return { page, open, call, clip, folder }
}

/** Lets the library refuse what the page asks of a command, until what it answers is called. */
export async function refuse(page, name) {
  const busy = { status: 500, json: { code: 'busy', message: 'The library is busy.', detail: null } }
  const refused = (route) => (route.request().postDataJSON().name === name ? route.fulfill(busy) : route.fallback())
  await page.route('**/call', refused)
  return () => page.unroute('**/call', refused)
}

/** A page of one paper, in both scripts. */
export const PAGE = `<html lang="zh"><head><meta charset="utf-8"><title>扩产周记：HBM良率过六成</title>
<link rel="canonical" href="https://example.org/weekly"><meta property="og:site_name" content="样张观察"></head><body><article>
<h1>扩产周记：HBM良率过六成</h1><p>来源：样张观察 作者：顾小舟 2026-03-12 09:41</p>
<p>本周走访了三家设备厂。一位主管说：“今年的 HBM良率大约 62%，到年底能到七成就很好。”去年同期这个数字是四成八。</p>
<p>封装方面，CoWoS-L 的交期拉长到三十四周，订单总额约 29亿美元，ASIC 客户的份额继续上升。H100 的租金则在回落。</p>
<p>A supplier added that shipments had already been booked, and that most of next year's capacity was spoken for.</p></article></body></html>`

/** Waits until a condition holds. */
export async function until(what, condition) {
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    const value = await condition().catch(() => undefined)
    if (value) return value
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`)
    await new Promise((done) => setTimeout(done, 40))
  }
}
