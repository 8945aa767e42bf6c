// A session's bus of our own, with or without what a desktop has on it.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { until } from './waiting.mjs'

/** Starts a bus; programs that are given this environment meet on it. */
export async function startBus(t) {
  const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=1'], { stdio: ['ignore', 'pipe', 'ignore'] })
  t.after(() => daemon.kill())
  const [address] = await new Promise((done, fail) => {
    daemon.once('error', fail)
    createInterface({ input: daemon.stdout }).once('line', (line) => done([line]))
  })
  return { DBUS_SESSION_BUS_ADDRESS: address }
}

/** A desktop on a bus: its tray and its notices. */
export async function startDesktop(t, env) {
  const program = spawn('/usr/bin/python3', [join(import.meta.dirname, 'desktop.py')], { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'inherit'] })
  t.after(() => program.kill())
  const heard = []
  createInterface({ input: program.stdout }).on('line', (line) => heard.push(JSON.parse(line)))
  const hears = (what, fits = () => true) => until(`the desktop hears of ${what}`, () => heard.find((one) => one.what === what && fits(one)))
  await hears('ready')
  return {
    heard,
    hears,
    async menu() {
      program.stdin.write('menu\n')
      return (await hears('menu')).lines
    },
    click: (label) => program.stdin.write(`click ${label}\n`),
  }
}
