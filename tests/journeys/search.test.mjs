// Searching while an input method composes: what it holds is not searched, what it gives is, and its Enter stays in the field.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { journey, PAGE, until } from './journey.mjs'

test('an input method composes in the search field', async (t) => {
  const { page, open, call, clip } = await journey(t, { settings: { language: 'zh-CN' } })
  await clip(PAGE)
  await until('it can be found', async () => (await call('search.find', { query: '良率' })).total > 0)
  await open('#/all')
  const field = page.getByRole('combobox', { name: '搜索文章、摘录与笔记' })
  const drawn = () => page.evaluate(() => document.querySelector('[data-query]')?.dataset.query ?? null)
  await field.click()
  const method = await page.context().newCDPSession(page)
  for (const text of ['l', 'li', 'liang', '良率']) {
    await method.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  }
  assert.equal(await drawn(), null)
  await method.send('Input.insertText', { text: '良率' })
  await until('what it gave is searched', async () => (await drawn()) === '良率')
  await page.keyboard.type(' 62')
  await until('typing goes on', async () => (await drawn()) === '良率 62')
  assert.equal(await page.locator('#results mark').first().textContent(), '良率')
  await page.keyboard.press('Enter')
  await until('the results have the keys', () => page.evaluate(() => document.activeElement.id === 'results'))
})
