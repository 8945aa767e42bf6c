import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { pathToFileURL } from 'node:url'
import { Desk, MIDDLE } from './desk.mjs'
import { freshFolder, root } from './programs.mjs'
import { carry, drag, grab, press, release } from './screen.mjs'
import { fillClipboard, openBrowser, openSource, startServer } from './sources.mjs'
import { until } from './waiting.mjs'

const pages = join(import.meta.dirname, 'pages')
const bottleneck = join(pages, 'bottleneck.html')
const chart = join(root, 'crates/library/sample/chart.png')

/** A page of this machine in Chromium, with a link to our server and a picture. */
async function browse(t, folder) {
  const server = await startServer(t, { '/bottleneck.html': { body: readFileSync(bottleneck) }, '/chart.png': { type: 'image/png', body: readFileSync(chart) } })
  const file = join(folder, 'market.html')
  writeFileSync(file, readFileSync(join(pages, 'market.html'), 'utf8').replaceAll('LINK', server.url('/bottleneck.html')).replace('PICTURE', pathToFileURL(chart)).replace('WRAPPED', server.url('/chart.png')))
  return { server, ...(await openBrowser(t, pathToFileURL(file), folder)) }
}

test('a selection of a Chinese page, dragged from a browser, becomes an article', async (t) => {
  const desk = await Desk.open(t)
  const { spots } = await browse(t, desk.folder)
  await drag(spots.selection, MIDDLE)
  const [{ id }] = await desk.articles()
  const { text } = await desk.run('show', id)
  for (const words of ['先进封装的瓶颈已经从中介层转到了测试', 'HBM良率年初是 61%', 'CoWoS-L lots are booked through 2028', 'ASIC 客户的占比首次超过三成']) {
    assert.ok(text.includes(words), `“${words}” is missing in: ${text}`)
  }
})

test('a link, dragged from a browser, is fetched', async (t) => {
  const folder = freshFolder()
  const browser = await browse(t, folder)
  const desk = await Desk.open(t, { folder, env: { TEARSHEET_ALLOW_PRIVATE: browser.server.place } })
  await drag(browser.spots.link, MIDDLE)
  const article = await until('the page is fetched', async () => (await desk.articles()).find(({ title }) => title.includes('测试产能')))
  const { text, url } = await desk.run('show', article.id)
  assert.ok(text.includes('买排队的位置'))
  assert.equal(url, browser.server.url('/bottleneck.html'))
  assert.equal(browser.server.asked.filter((path) => path === '/bottleneck.html').length, 1)
})

test('a link to a private address is refused with a sentence', async (t) => {
  const desk = await Desk.open(t)
  const { spots, server } = await browse(t, desk.folder)
  await drag(spots.link, MIDDLE)
  const receipt = await until('the clip failed', async () => (await desk.call('clips.receipts')).find(({ state }) => state === 'failed'))
  assert.match(receipt.message, /private network/)
  // The browser itself asks for the pictures of its page; the link is what nobody may follow.
  assert.ok(!server.asked.includes('/bottleneck.html'), `asked for ${server.asked}`)
})

test('a picture alone, dragged from a browser, keeps its bytes', async (t) => {
  const desk = await Desk.open(t)
  const { spots } = await browse(t, desk.folder)
  await drag(spots.picture, MIDDLE)
  const [{ id }] = await desk.articles()
  const pictures = await until('the picture is kept', async () => {
    const { pictures: all } = await desk.call('articles.get', { id })
    return all.length === 1 && all[0].state === 'kept' && all
  })
  const served = await desk.session.runAsync((hash) => {
    const image = new Image()
    image.src = `tearsheet-blob://localhost/${hash}`
    return image.decode().then(() => [image.naturalWidth, image.naturalHeight])
  }, pictures[0].blob)
  const bytes = readFileSync(chart)
  assert.deepEqual(served, [bytes.readUInt32BE(16), bytes.readUInt32BE(20)])
})

test('a picture in a link is the article it leads to, and the picture when one says so', async (t) => {
  const folder = freshFolder()
  const browser = await browse(t, folder)
  const desk = await Desk.open(t, { folder, env: { TEARSHEET_ALLOW_PRIVATE: browser.server.place } })
  await drag(browser.spots.wrapped, MIDDLE)
  await until('the page is fetched', async () => (await desk.articles()).some(({ title }) => title.includes('测试产能')))
  await desk.says('The picture instead')
  await desk.focus()
  await press('p')
  const [picture, ...others] = await until('only the picture is there', async () => {
    const all = await desk.run('list', 'articles')
    return all.every(({ title }) => !title.includes('测试产能')) && all.length && all
  })
  assert.equal(others.length, 0)
  assert.match(picture.url, /chart\.png$/)
})

test('one file, dragged from a file manager, becomes an article', async (t) => {
  const desk = await Desk.open(t)
  const { spots } = await openSource(t, 'files', bottleneck)
  await drag(spots.middle, MIDDLE)
  const [article] = await desk.articles()
  assert.equal(article.title, '测试产能为什么成了新的瓶颈')
  assert.equal(article.site, '芯片排产笔记')
})

test('several files become as many articles, and the overlay counts them', async (t) => {
  const desk = await Desk.open(t)
  const other = join(desk.folder, '第二篇.html')
  writeFileSync(other, readFileSync(bottleneck, 'utf8').replaceAll('测试产能为什么成了新的瓶颈', '老化测试的机台从哪里来').replaceAll('三分之一', '四分之一'))
  const note = join(desk.folder, '纪要.txt')
  writeFileSync(note, '电话会纪要：供应商说 HBM 的交期缩短到十八周，价格在年底前不会再涨。\n')
  const { spots } = await openSource(t, 'files', bottleneck, other, note)
  await grab(spots.middle)
  await carry(spots.middle, MIDDLE)
  await desk.says('3 files')
  await release()
  const titles = (await desk.articles(3)).map(({ title }) => title)
  for (const title of ['测试产能为什么成了新的瓶颈', '老化测试的机台从哪里来']) assert.ok(titles.includes(title), titles.join(', '))
})

test('a picture that WebKit refuses is taken all the same', async (t) => {
  const desk = await Desk.open(t)
  const { spots } = await openSource(t, 'picture', chart)
  await drag(spots.middle, MIDDLE)
  const [{ id }] = await desk.articles()
  await until('the picture is kept', async () => (await desk.call('articles.get', { id })).pictures[0]?.state === 'kept')
})

test('a drag onto the open article is a drop like any other', async (t) => {
  const desk = await Desk.open(t)
  const [{ id }] = await desk.call('clips.sample')
  await desk.openArticle(id)
  const before = (await desk.articles()).length
  const { spots } = await openSource(t, 'text', '代工厂把三月的投片量下调了一成，HBM 除外。')
  await drag(spots.middle, MIDDLE)
  const articles = await desk.articles(before + 1)
  const texts = await Promise.all(articles.map(({ id: each }) => desk.run('show', each)))
  assert.ok(texts.some(({ text }) => text.includes('投片量下调了一成')))
})

for (const [what, content, expected] of [
  ['text', ['粘贴的文字：HBM良率升到 74%，ASIC 的占比过了三成。'], 'HBM良率升到 74%'],
  ['html', ['<h2>粘贴的一段</h2><p>先进封装的<b>测试</b>机台要等四十周。</p>'], '测试机台要等四十周'],
  ['files', [bottleneck], '买排队的位置'],
]) {
  test(`paste of ${what} becomes an article`, async (t) => {
    const desk = await Desk.open(t)
    await fillClipboard(t, what, ...content)
    await desk.focus()
    await press('ctrl+v')
    const [{ id }] = await desk.articles()
    const { text } = await desk.run('show', id)
    assert.ok(text.includes(expected), text)
  })
}

test('paste of a picture becomes an article', async (t) => {
  const desk = await Desk.open(t)
  await fillClipboard(t, 'picture', chart)
  await desk.focus()
  await press('ctrl+v')
  const [{ id }] = await desk.articles()
  await until('the picture is kept', async () => (await desk.call('articles.get', { id })).pictures[0]?.state === 'kept')
})
