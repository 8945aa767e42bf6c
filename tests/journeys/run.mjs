// Runs the journeys: a browser over the built page, the real library behind it: tests/journeys/run [--only NAME]
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const here = import.meta.dirname
const files = readdirSync(here).filter((name) => name.endsWith('.test.mjs')).toSorted().map((name) => join(here, name))
const literally = values.only?.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
let [passed, failed] = [0, 0]
const stream = run({ files, concurrency: 2, ...(literally && { testNamePatterns: [new RegExp(literally, 'i')] }) })
const counts = (event) => event.details.type !== 'suite' && !event.skip && !files.includes(event.name)
stream.on('test:pass', (event) => counts(event) && passed++).on('test:fail', (event) => counts(event) && failed++)
stream.compose(new spec()).pipe(process.stdout)
stream.on('end', () => setImmediate(() => {
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  process.exitCode = failed || !passed ? 1 : 0
}))
