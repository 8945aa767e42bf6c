import assert from 'node:assert/strict'
import { join } from 'node:path'
import test from 'node:test'
import { askedOf, intoTheNext, readVectors, throughAllLayers, throughTheFrameAlone } from './attack.mjs'
import { withoutLayers } from './control.mjs'
import { Desk } from './desk.mjs'
import { freshFolder } from './programs.mjs'
import { startServer } from './sources.mjs'

const vectors = readVectors(join(import.meta.dirname, 'vectors.txt'))

test('the detector works: without layers, hostile HTML runs and asks the network', async (t) => {
  const server = await startServer(t)
  const numbers = await withoutLayers(vectors, server, freshFolder())
  assert.ok(numbers.length >= 30, `only ${numbers.length} ran`)
  assert.ok(new Set(server.asked).size >= 15, `only ${server.asked}`)
})

test('a request that comes after the vectors were shown is counted', async (t) => {
  const server = await startServer(t)
  setTimeout(() => void fetch(server.url('/late')), 1_500)
  setTimeout(() => void fetch(server.url('/later')), 3_000)
  assert.deepEqual(await askedOf(server), ['/late', '/later'])
})

test('behind all layers nothing runs, nothing is requested, nothing forbidden is left', async (t) => {
  const server = await startServer(t)
  const found = await throughAllLayers(await Desk.open(t), vectors, server)
  assert.deepEqual(found, { ran: [], requested: [], left: [] })
})

test('the frame alone, without the sanitiser, lets nothing run and requests nothing', async (t) => {
  const server = await startServer(t)
  const found = await throughTheFrameAlone(await Desk.open(t), vectors, server)
  assert.deepEqual(found, { ran: [], requested: [] })
})

test('a page that took its frame over reaches neither the frame that waits nor the next page', async (t) => {
  const { others, reached, left } = await intoTheNext(await Desk.open(t))
  assert.equal(others, 1, 'one frame waits beside the one that is seen')
  assert.deepEqual(reached, [])
  assert.deepEqual(left, [null, 2, false, 'block'])
})
