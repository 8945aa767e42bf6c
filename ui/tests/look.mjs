// Takes pictures of the built page over the pretended library and has axe judge what it shows; needs `npm run build`.
// node tests/look.mjs [FOLDER [case…]], with LOOKS=zh-light,en-dark and SIZE=1440x900 in the environment.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { preview } from 'vite';
import { CHROMIUM } from '../../tests/chromium.mjs';

const [folder = 'test-results', ...wanted] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'silent' });
const base = server.resolvedUrls.local[0];
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });

/** Each case: a name, the address, the window, the preferences, and what is done before the picture. */
const first = async (page) => {
  await page.locator('[role=option]').first().click();
  await page.waitForTimeout(500);
};
const select = async (page) => {
  await first(page);
  const frame = page.frames()[1];
  await frame.evaluate(() => {
    const node = document.querySelectorAll('article p')[1].firstChild;
    getSelection().setBaseAndExtent(node, 44, node, 92);
  });
  await page.waitForTimeout(400);
};
const search = (query) => async (page) => {
  await first(page);
  await page.getByRole('search').getByRole('combobox').pressSequentially(query);
  await page.waitForTimeout(400);
};
const tab = (at) => async (page) => {
  await first(page);
  await page.getByRole('tab').nth(at).click();
  await page.waitForTimeout(400);
};
const key = (name) => async (page) => {
  await page.keyboard.press(name);
  await page.waitForTimeout(400);
};
const hover = async (page) => {
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/uri-list', 'https://example.org/a');
    window.dispatchEvent(new DragEvent('dragenter', { dataTransfer: data, cancelable: true }));
  });
  await page.waitForTimeout(300);
};
const paste = async (page) => {
  await first(page);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'HBM4 样品送到两家客户\n三家原厂都说明年上半年放量。');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await page.waitForTimeout(500);
};
const pasteText = (text) => async (page) => {
  await first(page);
  await page.evaluate((words) => {
    const data = new DataTransfer();
    data.setData('text/plain', words);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
  await page.waitForTimeout(600);
};
const repost = pasteText(
  '存储涨价周：HBM 良率与 ASIC 之争\n台积电的 CoWoS 交期拉长，HBM良率过了六成，推理需求仍在上升。',
);
const compare = async (page) => {
  await tab(3)(page);
  await page
    .getByRole('tabpanel')
    .getByRole('button', { name: /^(改了什么|What changed)/ })
    .click();
  await page.waitForTimeout(300);
  await page.keyboard.press('n');
  await page.waitForTimeout(300);
};
const cases = {
  desk: ['#/all', select],
  plain: ['#/all', first],
  english: ['#/all', async (page) => (await page.locator('[role=option]').nth(1).click(), page.waitForTimeout(500))],
  search: ['#/all', search('良率')],
  blank: [
    '#/all',
    async (page) => {
      for (const query of ['theme:HBM 良率', 'CoWoS 交期', 'kind:quote yield']) {
        await search(query)(page);
        await page.keyboard.press('Enter');
        await page.keyboard.press('Escape');
        await page.waitForTimeout(100);
      }
      await page.keyboard.press('/');
      await page.waitForTimeout(400);
    },
  ],
  complete: ['#/all', search('theme:H')],
  beside: ['#/all', search('HBM')],
  narrowed: [
    '#/all',
    async (page) => {
      await search('theme:HBM 良')(page);
      await page.keyboard.press('Enter');
      await page.locator('nav section ul').nth(1).getByRole('button').nth(1).click();
      await page.waitForTimeout(400);
    },
  ],
  like: ['#/all', async (page) => (await first(page), page.keyboard.press('m'), page.waitForTimeout(500))],
  saved: [
    '#/all',
    async (page) => {
      await search('theme:HBM (良率')(page);
      await page.locator('section .bar .end button').first().click();
      await page.waitForTimeout(400);
    },
  ],
  themes: ['#/all', tab(1)],
  notes: ['#/all', tab(2)],
  captures: ['#/all', tab(3)],
  compare: ['#/all', compare],
  repost: ['#/all', repost],
  reposts: ['#/all', async (page) => (await repost(page), await page.keyboard.press('o'), tab(3)(page))],
  original: [
    '#/all',
    async (page) => {
      await tab(3)(page);
      await page
        .getByRole('tabpanel')
        .getByText(/^(原样|As it was)$/)
        .first()
        .click();
      await page.waitForTimeout(400);
    },
  ],
  look: [
    '#/all',
    async (page) => (
      await first(page),
      page.locator('main .tools .popover .face').nth(1).click(),
      page.waitForTimeout(500)
    ),
  ],
  contents: ['#/all', async (page) => (await first(page), page.keyboard.press('h'), page.waitForTimeout(500))],
  find: [
    '#/all',
    async (page) => {
      await first(page);
      await page.keyboard.press('Control+f');
      await page.keyboard.type('hbm');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(500);
    },
  ],
  cite: ['#/all', async (page) => (await first(page), page.keyboard.press('y'), page.waitForTimeout(500))],
  speaker: ['#/all', async (page) => (await select(page), page.keyboard.press('p'), page.waitForTimeout(400))],
  nothing: ['#/all', search('qqqq')],
  welcome: ['?empty#/inbox'],
  quotes: ['#/quotes', first],
  notelist: ['#/notes', first],
  theme: [
    '#/all',
    async (page) => (await page.locator('nav a[href^="#/theme"]').nth(1).click(), page.waitForTimeout(500)),
  ],
  trash: [
    '#/all',
    async (page) => {
      await first(page);
      await page.getByRole('listbox').first().focus();
      await page.keyboard.press('#');
      await page.keyboard.press('#');
      await page.locator('section button[aria-label]').last().click();
      await page.locator('nav a[href="#/trash"]').click();
      await page.waitForTimeout(500);
    },
  ],
  drop: ['#/all', hover],
  paste: ['#/all', paste],
  settings: ['#/all', key('Control+,')],
  shortcuts: ['#/all', key('?')],
  palette: ['#/all', key('Control+Shift+P')],
  receipts: [
    '#/all',
    async (page) => (await page.locator('header [aria-haspopup]').first().click(), page.waitForTimeout(300)),
  ],
};
const LOOKS = [
  ['zh', 'light'],
  ['en', 'light'],
  ['zh', 'dark'],
  ['en', 'dark'],
];
const [width, height] = (process.env.SIZE ?? '1440x900').split('x').map(Number);
const looks = LOOKS.filter(([language, scheme]) =>
  (process.env.LOOKS ?? 'zh-light').split(',').includes(`${language}-${scheme}`),
);

for (const [language, colorScheme] of looks) {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  for (const [name, [address, act]] of Object.entries(cases)) {
    if (wanted.length && !wanted.includes(name)) continue;
    const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale });
    const page = await context.newPage();
    page.on('pageerror', (error) => console.log(name, 'page error:', error.message));
    page.on('console', (said) => said.type() === 'error' && console.log(name, said.text()));
    await page.goto(base + address);
    await page.waitForTimeout(400);
    await act?.(page).catch((error) => console.log(name, error.message.split('\n')[0]));
    await page.screenshot({ path: `${folder}/${name}-${language}-${colorScheme}.png` });
    await page.evaluate(axe);
    const { violations } = await page.evaluate((runOnly) => window.axe.run({ iframes: false, runOnly }), WCAG);
    for (const { id, nodes } of violations)
      console.log(name, id, nodes.map((node) => node.html.slice(0, 160)).join('\n  '));
    await context.close();
  }
}
await browser.close();
await server.close();
