// Writing: what is typed stays as typed, links complete, an input method may compose, and a note leaves as a file with checked sources.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { journey, PAGE, until } from './journey.mjs'

const editor = (page) => page.getByRole('textbox', { name: 'Note in Markdown' })
const body = async (call) => (await call('notes.list'))[0]?.body

test('a note is written with a quote that [[ completes, and is there after a reload', async (t) => {
  const { page, open, call, clip } = await journey(t)
  const article = await clip(PAGE)
  const quote = await call('quotes.add', { article, text: 'HBM良率大约 62%', speaker: '一位主管' })
  await open('#/notes')
  await page.getByRole('button', { name: 'New note' }).first().click()
  await page.getByRole('textbox', { name: 'Title' }).fill('Weekly')
  await editor(page).click()
  await page.keyboard.type('## Supply\n\nIt is **short**, see [[良率')
  await page.getByRole('option', { name: /HBM良率大约 62%/ }).first().click()
  await page.keyboard.type(' today.')
  const written = `## Supply\n\nIt is **short**, see [HBM良率大约 62%](tearsheet:${quote.id}) today.`
  await until('the note is saved as it was typed', async () => (await body(call)) === written)
  await page.reload()
  await page.locator('.cm-line', { hasText: 'It is short, see HBM良率大约 62% today.' }).waitFor()
  assert.equal((await call('notes.list'))[0].title, 'Weekly')
})

test('an input method composes in the middle of formatted words', async (t) => {
  const { page, open, call } = await journey(t, { settings: { language: 'zh-CN' } })
  await call('notes.add', { title: '', body: '**良** ' })
  const { id } = (await call('notes.list'))[0]
  await open(`#?note=${id}`)
  const field = page.getByRole('textbox', { name: '笔记正文（Markdown）' })
  await field.click()
  await page.keyboard.press('Control+End')
  const method = await page.context().newCDPSession(page)
  for (const text of ['l', 'lü', '率', '率提', '率提升']) {
    await method.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  }
  await method.send('Input.insertText', { text: '率提升' })
  await page.keyboard.press('Enter')
  await page.keyboard.type('ok')
  await until('the words stand once', async () => (await body(call)) === '**良** 率提升\nok')
})

test('a note leaves as a file, and a passage that was changed is told', async (t) => {
  const { page, open, call, clip } = await journey(t)
  const article = await clip(PAGE)
  const quote = await call('quotes.add', { article, text: 'HBM良率大约 62%' })
  const note = await call('notes.add', { title: 'Weekly', body: `![](tearsheet:${quote.id})` })
  await open(`#?note=${note.id}`)
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('button', { name: /^HTML/ }).click()
  const said = page.getByText(/Weekly\.html$/)
  await said.waitFor()
  const file = await said.textContent()
  assert.ok(existsSync(file) && readFileSync(file, 'utf8').includes('HBM良率大约 62%'))
  await clip(PAGE.replace('大约 62%', '大约 58%'))
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('button', { name: /^Markdown/ }).click()
  await page.getByText('One passage does not stand as it is quoted').waitFor()
})
