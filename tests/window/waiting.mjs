// Waiting for a condition, never for a time.

/** How long a condition may stay false before the test says so: many times what a slow machine takes. */
const PATIENCE_MS = 60_000
const POLL_MS = 40

export const pause = (ms) => new Promise((done) => setTimeout(done, ms))

/** Waits until `condition` is truthy and returns what it returned; errors count as not yet. */
export async function until(what, condition, patience = PATIENCE_MS) {
  const end = Date.now() + patience
  let last
  for (;;) {
    try {
      const value = await condition()
      if (value) return value
      last = undefined
    } catch (error) {
      last = error
    }
    if (Date.now() > end) throw new Error(`waited in vain: ${what}${last ? ` (${last.message})` : ''}`)
    await pause(POLL_MS)
  }
}
