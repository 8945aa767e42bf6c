import assert from 'node:assert/strict'
import test from 'node:test'
import { Desk } from './desk.mjs'
import { until } from './waiting.mjs'

/** Runs in the page: composes as an input method does, each state of what it holds in turn; `given` is what it leaves. */
async function compose(held, given) {
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  const content = document.querySelector('.cm-content')
  content.focus()
  const texts = document.createTreeWalker(content, NodeFilter.SHOW_TEXT)
  let words
  while (texts.nextNode()) words = texts.currentNode
  const before = words.data
  getSelection().collapse(words, before.length)
  await frame()
  const say = (event) => content.dispatchEvent(event)
  say(new CompositionEvent('compositionstart', { bubbles: true, data: '' }))
  const seen = []
  const put = async (text, inputType) => {
    say(new CompositionEvent('compositionupdate', { bubbles: true, data: text }))
    say(new InputEvent('beforeinput', { bubbles: true, isComposing: true, data: text, inputType }))
    // The engine itself writes into the text that stands there.
    words.data = before + text
    getSelection().collapse(words, words.data.length)
    say(new InputEvent('input', { bubbles: true, isComposing: true, data: text, inputType }))
    await frame()
    seen.push({ same: words.isConnected, offers: !!document.querySelector('.cm-tooltip-autocomplete') })
  }
  for (const text of held) await put(text, 'insertCompositionText')
  for (const key of ['Enter', 'Escape', 'ArrowDown']) say(new KeyboardEvent('keydown', { key, keyCode: 229, bubbles: true, cancelable: true, isComposing: true }))
  await frame()
  const lines = document.querySelectorAll('.cm-line').length
  await put(given, 'insertFromComposition')
  say(new CompositionEvent('compositionend', { bubbles: true, data: given }))
  await frame()
  return { seen, lines }
}

test('what an input method holds in a note is left alone, its Enter breaks no line, and what it gives is kept', async (t) => {
  const desk = await Desk.open(t)
  const note = await desk.call('notes.add', { title: '周记', body: '**重点**：' })
  await desk.session.run((place) => void (location.hash = place), `#?note=${note.id}`)
  const editor = await desk.find('Note in Markdown')
  await desk.session.click(editor)
  await desk.session.run(() => {
    const view = document.querySelector('.cm-content')
    view.focus()
    getSelection().selectAllChildren(view)
    getSelection().collapseToEnd()
  })
  const { seen, lines } = await desk.session.runAsync(compose, ['l', 'li', 'liang', "liang'lv"], '良率')
  assert.deepEqual(seen.map(({ same }) => same), seen.map(() => true), 'the composed words were replaced under the input method')
  assert.ok(seen.every(({ offers }) => !offers))
  assert.equal(lines, 1)
  await until('what it gave is in the library, and nothing of what it held', async () => (await desk.call('notes.get', { id: note.id })).body === '**重点**：良率')
  await desk.session.type(editor, '升了')
  await until('writing goes on', async () => (await desk.call('notes.get', { id: note.id })).body === '**重点**：良率升了')
})
