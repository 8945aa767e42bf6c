// Writing: what is typed stays as typed, links complete, an input method may compose, and a note leaves as a file with checked sources.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { journey, PAGE, refuse, until } from './journey.mjs'

const editor = (page) => page.getByRole('textbox', { name: 'Note in Markdown' })
const body = async (call) => (await call('notes.list'))[0]?.body

test('a note is written with a quote that [[ completes, and is there after a reload', async (t) => {
  const { page, open, call, clip } = await journey(t)
  const article = await clip(PAGE)
  const quote = await call('quotes.add', { article, text: 'HBM良率大约 62%', speaker: '一位主管' })
  await until('it is indexed', async () => (await call('search.find', { query: 'kind:quote 良率' })).total > 0)
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

test('a quote dropped into a note stays live, and a pasted picture is kept', async (t) => {
  const { page, open, call, clip } = await journey(t)
  const article = await clip(PAGE)
  const quote = await call('quotes.add', { article, text: 'CoWoS-L 的交期拉长到三十四周', speaker: '某封装厂' })
  const note = await call('notes.add', { title: 'Packaging', body: 'First line' })
  await open('#/quotes')
  await page.goto(`${page.url().split('#')[0]}#/quotes?note=${note.id}`)
  await page.evaluate((id) => (location.hash = `#?note=${id}`), note.id)
  await editor(page).waitFor()
  await page.locator(`#quote-${quote.id}`).dragTo(editor(page).locator('.cm-line').first(), { targetPosition: { x: 60, y: 8 } })
  const shown = page.locator('figure.note-quote')
  await until('the note holds the quote', async () => (await body(call)).includes(`](tearsheet:${quote.id})`))
  await page.getByRole('textbox', { name: 'Title' }).click()
  await shown.getByText('CoWoS-L 的交期拉长到三十四周').waitFor()
  await call('quotes.edit', { id: quote.id, speaker: 'Someone else' })
  await shown.getByText(/Someone else/).waitFor()
  await editor(page).click()
  await page.keyboard.press('Control+End')
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(3, 2)
    canvas.getContext('2d').fillRect(0, 0, 3, 2)
    const file = new File([await canvas.convertToBlob({ type: 'image/png' })], 'a.png', { type: 'image/png' })
    const clipboardData = new DataTransfer()
    clipboardData.items.add(file)
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await until('the picture is in the note', async () => /!\[\]\(tearsheet-blob:[0-9a-f]{64}\)/.test(await body(call)))
  await page.keyboard.press('Control+e')
  await until('the picture is drawn', () => page.locator('img.note-picture').evaluate((img) => img.naturalWidth === 3))
  await page.locator('figure.note-quote').click()
  await until('the quote leads to its article', async () => page.url().includes(`article=${article}`))
})

test('a note begins from a template and its history leads back', async (t) => {
  const { page, open, call } = await journey(t)
  await open('#/notes')
  await page.getByRole('button', { name: 'New note from a template' }).click()
  await page.getByRole('button', { name: 'Earnings call' }).click()
  await until('the note is there', async () => (await body(call)).includes('## Questions and answers'))
  await editor(page).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('All gone')
  await until('the new words are saved', async () => (await body(call)) === 'All gone')
  await page.getByRole('button', { name: 'History' }).click()
  await page.getByRole('button', { name: 'Restore this wording' }).click()
  await until('the old words are back', async () => (await body(call)).includes('## Questions and answers'))
})

test('the templates can be read whole, beside an article and in the list of a narrow window', async (t) => {
  const { page, open, clip } = await journey(t, { size: { width: 1024, height: 720 } })
  const article = await clip(PAGE)
  const names = ['Earnings call', 'Company', 'Interview']
  /** The buttons of the sheet of which a corner is cut or covered. */
  const cut = () =>
    page.getByRole('dialog', { name: 'New note from a template' }).evaluate((sheet) =>
      [...sheet.querySelectorAll('button')]
        .filter((button) => {
          const { left, right, top, bottom } = button.getBoundingClientRect()
          const corners = [[left + 4, top + 4], [right - 4, top + 4], [left + 4, bottom - 4], [right - 4, bottom - 4]]
          return corners.some(([x, y]) => document.elementFromPoint(x, y) !== button)
        })
        .map((button) => button.textContent),
    )
  const look = async (pane) => {
    await pane.getByRole('button', { name: 'New note from a template' }).click()
    const sheet = page.getByRole('dialog', { name: 'New note from a template' })
    assert.deepEqual((await sheet.getByRole('button').allTextContents()).map((name) => name.trim()), names)
    assert.deepEqual(await cut(), [])
    await page.keyboard.press('Escape')
  }
  await open('#/notes')
  await look(page.getByRole('region', { name: 'Notes' }))
  await open(`#?article=${article}`)
  await page.locator('iframe.seen').waitFor()
  await page.keyboard.press('i')
  await page.getByRole('tab', { name: /^Notes/ }).click()
  await look(page.getByRole('tabpanel'))
})

test('what is typed is shown as it reads and stays as typed: words, tables, tasks, footnotes', async (t) => {
  const { page, open, call } = await journey(t)
  const text = '# Weekly\n\n**Short** and ~~gone~~.[^1]\n\n- [ ] call the plant\n\n| a | b |\n|---|---|\n| 62 % | 70 % |\n\n[^1]: On the phone.\n\nEnd'
  const note = await call('notes.add', { title: '', body: text })
  await open(`#?note=${note.id}`)
  await editor(page).locator('.cm-line', { hasText: 'End' }).click()
  const shown = async () => (await editor(page).innerText()).replaceAll('\u200b', '')
  await until('the signs are out of sight', async () => !/\*\*|~~|\[ \]|\|---/.test(await shown()))
  await editor(page).locator('.cm-table-head').waitFor()
  await editor(page).getByRole('checkbox').click()
  await until('the task is ticked in the text', async () => (await body(call)) === text.replace('[ ]', '[x]'))
})

test('Tab nests the items of a list in a note, bullets and numbers, and leaves the note elsewhere', async (t) => {
  const { page, open, call } = await journey(t)
  const note = await call('notes.add', { title: 'Weekly', body: '' })
  await open(`#?note=${note.id}`)
  await editor(page).click()
  const keys = async (...all) => {
    for (const key of all) await (key.length > 1 && /^[A-Z]/.test(key) ? page.keyboard.press(key) : page.keyboard.type(key))
  }
  await keys('- one', 'Enter', 'two', 'Tab', 'Enter', 'three', 'Shift+Tab', 'Enter', 'Enter', 'Enter')
  await keys('1. uno', 'Enter', 'due', 'Tab', 'Enter', 'tre', 'Shift+Tab', 'Enter', 'Enter', 'Enter', 'end')
  await until('it is nested in Markdown', async () => (await body(call)) === '- one\n  - two\n- three\n\n1. uno\n   1. due\n2. tre\n\nend')
  await keys('Tab')
  assert.equal(await editor(page).evaluate((field) => field.contains(document.activeElement)), false)
  await editor(page).locator('.cm-line', { hasText: 'due' }).click()
  await keys('Escape', 'Tab')
  assert.equal(await editor(page).evaluate((field) => field.contains(document.activeElement)), false)
  await page.getByRole('button', { name: 'Show as it will read' }).click()
  await page.locator('.rendered ul ul > li', { hasText: 'two' }).waitFor()
  await page.locator('.rendered ol ol > li', { hasText: 'due' }).waitFor()
  assert.equal(await page.locator('.rendered li li').count(), 2)
})

test('a note is written beside the article one reads', async (t) => {
  const { page, open, call, clip } = await journey(t)
  const article = await clip(PAGE)
  await open(`#?article=${article}`)
  await page.getByRole('tab', { name: /^Notes/ }).click()
  await page.getByLabel('Write a note beside this article').click()
  await page.keyboard.type('Ask about lead times')
  await page.keyboard.press('Control+Enter')
  await until('the note is beside the article', async () => (await call('articles.get', { id: article })).notes[0]?.body === 'Ask about lead times')
  await page.getByTitle(/^Edit “Ask about/).click()
  await editor(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' again')
  await until('it is edited where it stands', async () => (await body(call)) === 'Ask about lead times again')
})

test('[[ completes in what is jotted beside an article as in a note, and its list is not cut at the pane', async (t) => {
  const { page, open, call, clip } = await journey(t)
  const article = await clip(PAGE)
  const quote = await call('quotes.add', { article, text: 'HBM良率大约 62%' })
  await until('it is indexed', async () => (await call('search.find', { query: 'kind:quote 良率' })).total > 0)
  await open(`#?article=${article}`)
  await page.getByRole('tab', { name: /^Notes/ }).click()
  // As while it slides in: what is fixed inside is then held by the pane.
  await page.getByRole('tabpanel').evaluate((pane) => (pane.style.transform = 'translateX(0)'))
  await page.getByLabel('Write a note beside this article').click()
  await page.keyboard.type('Compare [[良率')
  const list = page.getByRole('listbox', { name: 'What to link to' })
  await list.waitFor()
  const seen = await list.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    return [[left + 4, top + 4], [right - 4, bottom - 4]].map(([x, y]) => element.contains(document.elementFromPoint(x, y)))
  })
  assert.deepEqual(seen, [true, true])
  await list.getByRole('option', { name: /HBM良率大约 62%/ }).click()
  await page.keyboard.press('Control+Enter')
  await until('the note is beside the article', async () => (await body(call)) === `Compare [HBM良率大约 62%](tearsheet:${quote.id})`)
  assert.equal((await call('notes.list'))[0].articleId, article)
})

test('undo and redo of what was written are seen in the note that is open', async (t) => {
  const { page, open, call } = await journey(t)
  const note = await call('notes.add', { title: 'Weekly', body: 'First' })
  await open(`#?note=${note.id}`)
  await editor(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' and second')
  await until('it is saved', async () => (await body(call)) === 'First and second')
  const line = (text) => editor(page).locator('.cm-line').getByText(text, { exact: true }).waitFor()
  const command = async (name) => {
    await page.keyboard.press('Control+Shift+P')
    await page.getByRole('combobox', { name: 'Commands' }).fill(name)
    await page.keyboard.press('Enter')
  }
  await command('Undo')
  await line('First')
  assert.equal(await body(call), 'First')
  await command('Redo')
  await line('First and second')
  assert.equal(await body(call), 'First and second')
})

test('what is jotted beside an article and not added yet is there after a reload, beside that article alone', async (t) => {
  const { page, open, call, clip } = await journey(t)
  const [one, other] = [await clip(PAGE), await clip(PAGE.replaceAll('扩产周记', '另一篇').replace('/weekly', '/other'))]
  const jot = page.getByLabel('Write a note beside this article')
  await open(`#?article=${one}`)
  await page.getByRole('tab', { name: /^Notes/ }).click()
  await jot.click()
  await page.keyboard.type('Ask about lead times')
  await page.locator(`#article-${other}`).click()
  await until('the field is empty beside the other', async () => page.url().includes(other) && (await jot.locator('.cm-placeholder').count()) === 1)
  await page.reload()
  await page.locator(`#article-${one}`).click()
  await until('the words are there', async () => (await jot.innerText()) === 'Ask about lead times')
  await jot.click()
  await page.keyboard.press('Control+Enter')
  await until('they become a note', async () => (await body(call)) === 'Ask about lead times')
  await page.reload()
  await until('nothing is left in the field', async () => (await jot.locator('.cm-placeholder').count()) === 1)
})

test('a note that is refused says so, keeps its words, and is saved when the window starts again, whatever is open then', async (t) => {
  const { page, open, call } = await journey(t)
  const note = await call('notes.add', { title: 'Weekly', body: 'First' })
  await open(`#?note=${note.id}`)
  const takeAgain = await refuse(page, 'notes.edit')
  await editor(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' and second')
  await page.getByText('Not saved', { exact: true }).waitFor()
  assert.equal(await body(call), 'First')
  await page.getByRole('link', { name: /^Notes/ }).click()
  await page.getByText('“Weekly” could not be saved').waitFor()
  await takeAgain()
  await page.reload()
  await page.getByText('Words that were not saved are back').waitFor()
  await until('the words are saved', async () => (await body(call)) === 'First and second')
})

test('a note leaves as Word and as PDF, with its sources', async (t) => {
  const { page, open, call, clip } = await journey(t)
  const article = await clip(PAGE)
  const quote = await call('quotes.add', { article, text: 'HBM良率大约 62%' })
  const note = await call('notes.add', { title: 'Weekly', body: `![](tearsheet:${quote.id})` })
  await open(`#?note=${note.id}`)
  for (const [format, name, head] of [['Word', /Weekly\.docx$/, 'PK'], ['PDF', /Weekly\.pdf$/, '%PDF']]) {
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('button', { name: format, exact: true }).click()
    const file = await page.getByText(name).textContent()
    assert.equal(readFileSync(file, 'latin1').slice(0, head.length), head)
  }
})

test('formatted text is pasted as Markdown, plain by Ctrl+Shift+V, and nothing in it runs or is requested', async (t) => {
  const { page, open, call } = await journey(t)
  const note = await call('notes.add', { title: 'Weekly', body: 'See' })
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const asked = []
  page.on('request', (request) => asked.push(request.url()))
  await open(`#?note=${note.id}`)
  await editor(page).click()
  await page.keyboard.press('Control+End')
  const html =
    '<p>a <a href="https://example.org/a">bold <b>link</b></a></p><ul><li>one<ul><li>two</li></ul></li></ul>' +
    '<table><tr><td>x</td><td>62 %</td></tr><tr><td>y</td><td>70 %</td></tr></table>' +
    '<img src="https://hostile.example/pixel.png" onerror="document.title = \'ran\'"><iframe src="https://hostile.example/"></iframe>' +
    '<style>@import "https://hostile.example/a.css"; p { background: url(https://hostile.example/b.png) }</style>' +
    '<script>document.title = "ran"</script><a href="javascript:document.title=1">c</a>'
  /** As a program puts it on the clipboard; the clipboard of the page itself would clean it. */
  const paste = (data) =>
    editor(page).evaluate((field, all) => {
      const clipboardData = new DataTransfer()
      for (const [type, text] of Object.entries(all)) clipboardData.setData(type, text)
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, data)
  const loaded = () => asked.some((url) => url.includes('fromHtml'))
  assert.equal(loaded(), false)
  await paste({ 'text/html': html, 'text/plain': 'plain' })
  const markdown = 'See\n\na [bold **link**](https://example.org/a)\n\n- one\n  - two\n\n| x | 62 % |\n| --- | --- |\n| y | 70 % |\n\nc'
  await until('it stands there as Markdown', async () => (await body(call)) === markdown)
  assert.equal(loaded(), true)
  assert.deepEqual(asked.filter((url) => url.includes('hostile')), [])
  assert.notEqual(await page.title(), 'ran')
  await page.evaluate(async () => {
    const as = (type, text) => [type, new Blob([text], { type })]
    const both = Object.fromEntries([as('text/html', '<b>bold</b>'), as('text/plain', 'bare')])
    await navigator.clipboard.write([new ClipboardItem(both)])
  })
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+Shift+V')
  await until('the words alone stand there', async () => (await body(call)) === 'bare')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+v')
  await until('the bold ones stand there', async () => (await body(call)) === '**bold**')
  // Inside code a sign is a sign.
  await page.keyboard.press('Control+a')
  await page.keyboard.type('```\n')
  await paste({ 'text/html': '<b>bold</b>', 'text/plain': 'bold' })
  await until('code stays as it is', async () => (await body(call)).startsWith('```\nbold'))
})
