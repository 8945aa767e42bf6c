// Start and memory of the window with 10,000 articles beside those of a bare one, in turns, how soon a keystroke's results are
// painted, and for how long many drops at once stop the window; release builds: tests/window/bench
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { TYPED, dropping, keystrokes, median, painted, part, sideBySide } from './measure.mjs'
import { built, commandLine, freshFolder, homes, root } from './programs.mjs'
import { startScreen } from './screen.mjs'
import { until } from './waiting.mjs'
import { Session } from './webdriver.mjs'

const ARTICLES = 10_000
const TURNS = 7
/** The most that start and memory may be, as multiples of the bare window's. */
const LIMITS = { start: 1.5, memory: 1.3 }
const FRAME_MS = 1000 / 60
/** The most that a keystroke may take to painted results, in frames, at the median and at the 95th percentile. */
const FRAMES = { median: 3, p95: 5 }
/** Pages dropped at once, the bytes of each, and the longest that the window may stand still meanwhile, milliseconds. */
const DROPS = { pages: 100, bytes: 100_000, blocked: 50 }

const WORDS = '排产 良率 HBM4 中介层 测试机台 ASIC 客户 交期 四十周 台厂 CoWoS 产能 涨价 库存 季度 订单 晶圆 封装 老化 散热 电源 机柜 光模块 yield lead time capacity booked through 供应商 采购 主管 认为 明年 上半年 缺口 收窄'.split(' ')

/** A market article of some three kilobytes, different for each number. */
function articleOf(number) {
  let seed = number + 1
  const next = () => (seed = (seed * 48271) % 2147483647)
  const sentence = () => Array.from({ length: 9 + (next() % 9) }, () => WORDS[next() % WORDS.length]).join('') + `，约 ${next() % 1000} 亿美元。`
  const body = Array.from({ length: 6 }, () => Array.from({ length: 3 }, sentence).join('')).join('\n\n')
  const month = String(1 + (number % 12)).padStart(2, '0')
  return { id: `bench-${number}`, title: `第 ${number} 篇：${sentence().slice(0, 24)}`, source: `排产笔记 ${number % 40}`, published: `2026-${month}-15`, lang: 'zh', body, tags: [WORDS[number % 12]] }
}

/** A page of so many bytes, like no other: of three thousand characters, as of more words than an article has. */
function pageOf(number) {
  let [seed, page] = [number + 1, '']
  const next = () => (seed = (seed * 48271) % 2147483647)
  const sentence = () => Array.from({ length: 40 }, () => String.fromCharCode(0x4e00 + (next() % 3_000))).join('') + '。'
  while (Buffer.byteLength(page) < DROPS.bytes) page += `<p>${sentence()}${sentence()}</p>`
  return page
}

async function measureTypingAndDrops(library, folder) {
  const session = await Session.start({ binary: built('tearsheet-window', 'release'), args: ['--library', library], env: homes(folder) })
  try {
    await until('the page is painted', () => session.runAsync(painted, '[role=option]'))
    // The first walk opens the index and warms what is compiled on the way.
    await session.runAsync(keystrokes, TYPED.slice(0, 2))
    const typed = await session.runAsync(keystrokes, TYPED)
    const dropped = await dropping(session, Array.from({ length: DROPS.pages }, (_, number) => pageOf(number)))
    return { typed, dropped }
  } finally {
    await session.quit()
  }
}

async function main() {
  execFileSync('cargo', ['build', '--quiet', '--release', '--locked', '--workspace', '--features', 'window/custom-protocol', '--bins', '--example', 'bare'], { cwd: root, stdio: 'inherit' })
  const folder = freshFolder()
  const library = join(folder, 'library')
  const lines = join(folder, 'articles.jsonl')
  writeFileSync(lines, Array.from({ length: ARTICLES }, (_, number) => JSON.stringify(articleOf(number))).join('\n'))
  const { imported, seconds } = await commandLine(library, 'release')('import', 'jsonl', lines)
  console.log(`${imported} articles imported in ${seconds.toFixed(1)} s.`)
  const screen = await startScreen()
  let figures, typed, dropped
  try {
    figures = await sideBySide(TURNS, homes(folder), [built('tearsheet-window', 'release'), ['--library', library], '[role=option]'], [built('examples/bare', 'release'), [], 'body'])
    ;({ typed, dropped } = await measureTypingAndDrops(library, folder))
  } finally {
    screen.stop()
  }
  let within = true
  for (const [what, unit] of [['start', 'ms'], ['memory', 'MiB']]) {
    const [ours, bare] = [figures.ours, figures.bare].map((all) => median(all.map((one) => one[what])))
    const ratio = ours / bare
    within &&= ratio <= LIMITS[what]
    console.log(`${what}: ${ours.toFixed(0)} ${unit} with ${ARTICLES} articles, ${bare.toFixed(0)} ${unit} bare, ratio ${ratio.toFixed(2)} (at most ${LIMITS[what]})`)
  }
  for (const [what, share] of [['median', 0.5], ['p95', 0.95]]) {
    const ms = part(typed, share)
    within &&= ms <= FRAMES[what] * FRAME_MS
    console.log(`keystroke to painted results, ${what} of ${typed.length}: ${ms.toFixed(1)} ms, ${(ms / FRAME_MS).toFixed(1)} frames (at most ${FRAMES[what]})`)
  }
  within &&= dropped.longest <= DROPS.blocked && !dropped.failed
  console.log(`${DROPS.pages} pages of ${DROPS.bytes / 1_000} kB dropped at once: kept in ${dropped.kept.toFixed(0)} ms, ${dropped.failed} failed; the window stood still for ${dropped.longest.toFixed(0)} ms (at most ${DROPS.blocked})`)
  return within ? 0 : 1
}

process.exitCode = await main()
