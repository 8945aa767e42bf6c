// The two programs under test, each test with a library of its own.
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)
export const root = resolve(import.meta.dirname, '../..')
const target = resolve(root, process.env.CARGO_TARGET_DIR ?? 'target')

/** The path of a built program. */
export function built(name, profile = 'debug') {
  const path = join(target, profile, name)
  if (!existsSync(path)) throw new Error(`${path} is missing: build it with the feature window/custom-protocol (make test does)`)
  return path
}

/** A folder that goes when the tests end, after every program that writes into it. */
export function freshFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'tearsheet-window-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }))
  return folder
}

/** Where programs put what they remember, inside a test's folder. */
export const homes = (folder) => ({
  XDG_CONFIG_HOME: join(folder, 'config'),
  XDG_DATA_HOME: join(folder, 'data'),
  XDG_CACHE_HOME: join(folder, 'cache'),
  LANG: 'C.UTF-8',
  LANGUAGE: 'en',
})

/** A library by the command line: `list('articles')` and the like, as `--json` prints them. */
export function commandLine(library, profile = 'debug') {
  const program = built('tearsheet', profile)
  return async (...args) => {
    const { stdout } = await execute(program, ['--library', library, '--json', ...args], { maxBuffer: 1 << 28 })
    return JSON.parse(stdout)
  }
}
