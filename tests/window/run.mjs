// Runs the tests of the real window on a display of its own: tests/window/run [--only NAME]
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { parseArgs } from 'node:util'
import { built } from './programs.mjs'
import { startScreen } from './screen.mjs'

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const here = import.meta.dirname
const files = readdirSync(here).filter((name) => name.endsWith('.test.mjs')).toSorted().map((name) => join(here, name))

for (const program of ['tearsheet-window', 'tearsheet']) built(program)
const screen = await startScreen()
const count = { passed: 0, failed: 0 }
const literally = values.only?.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const stream = run({ files, concurrency: 1, ...(literally && { testNamePatterns: [new RegExp(literally, 'i')] }) })
const told = (outcome) => (event) => {
  if (event.details.type !== 'suite' && !event.skip && !files.includes(event.name)) count[outcome]++
}
stream.on('test:pass', told('passed')).on('test:fail', told('failed'))
stream.compose(new spec()).pipe(process.stdout)
stream.on('end', () => setImmediate(() => {
  screen.stop()
  process.stdout.write(`${count.passed} passed, ${count.failed} failed\n`)
  process.exitCode = count.failed || !count.passed ? 1 : 0
}))
