// What a newcomer types: `make run` builds the window and opens it on a new library.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { freshFolder, homes, root } from './programs.mjs'
import { askToClose, gone, windowOf, xdotool } from './screen.mjs'
import { until } from './waiting.mjs'

/** What is not built yet is built first. */
const BUILDING_MS_MAX = 900_000

test('make run opens the window', async (t) => {
  const folder = freshFolder()
  await gone('^Tearsheet$')
  const run = spawn('make', ['run'], { cwd: root, env: { ...process.env, ...homes(folder) }, detached: true, stdio: 'ignore' })
  const ended = once(run, 'exit')
  t.after(() => run.exitCode ?? process.kill(-run.pid))
  await until('the window', () => xdotool('search', '--onlyvisible', '--name', '^Tearsheet$'), BUILDING_MS_MAX)
  await askToClose(await windowOf('^Tearsheet$'))
  assert.deepEqual(await ended, [0, null])
  assert.ok(existsSync(join(folder, 'data/tearsheet/library.db')))
})
