/**
 * Formatted text as Markdown; loaded when the first such text is pasted.
 *
 * **Invariant:** what is pasted is hostile: it lives in a document of its own, where no script runs and nothing is
 * requested, and only words and the addresses of links leave it.
 */
import TurndownService from 'turndown';
import { SCHEME } from '../../../api/links';

/** Longer is no address that one would want to read. */
const ADDRESS_MAX = 2000;
const PROTOCOLS = new Set(['http:', 'https:', 'mailto:', SCHEME]);

const service = new TurndownService({
  headingStyle: 'atx',
  hr: '---',
  bulletListMarker: '-',
  codeBlockStyle: 'fenced',
  emDelimiter: '*',
});
service.remove([
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'object',
  'embed',
  'video',
  'audio',
  'canvas',
  'title',
  'textarea',
  'select',
  'button',
]);
service.remove(['svg', 'math'] as never);
service.escape = (text) =>
  TurndownService.prototype.escape
    .call(service, text)
    .replace(/<(?=[a-z/!?])/gi, String.raw`\<`)
    .replace(/&(?=#?\w+;)/g, String.raw`\&`)
    .replaceAll('~~', String.raw`\~~`);

const oneLine = (text: string) => text.trim().replace(/\s*\n\s*/g, ' ');

service.addRule('link', {
  filter: 'a',
  replacement(content, node) {
    const words = oneLine(content).replace(/^#{1,6} /, '');
    const address = addressOf(node.getAttribute('href') ?? '');
    return words && address ? `[${words}](${address})` : content;
  },
});

/** The address of a link as it may stand in a note; null of what leads nowhere or would do something. */
function addressOf(href: string): string | null {
  if (href.length > ADDRESS_MAX || !URL.canParse(href)) return null;
  const { protocol, href: whole } = new URL(href);
  return PROTOCOLS.has(protocol) ? whole.replaceAll('(', '%28').replaceAll(')', '%29') : null;
}

/** Nothing is fetched for a note: of a picture its words stay. */
service.addRule('picture', {
  filter: 'img',
  replacement: (_, node) => service.escape(oneLine(node.getAttribute('alt') ?? '')),
});

/** Some programs make words bold by a style, and all words plain by a style of `b`. */
service.addRule('bold', {
  filter: (node) => /^(B|STRONG|SPAN)$/.test(node.nodeName) && (node.nodeName !== 'SPAN' || isHeavy(node)),
  replacement: (content, node) => (content.trim() && !isLight(node) ? `**${content}**` : content),
});
const isHeavy = ({ style }: HTMLElement) => /^(bold|[6-9]00)$/.test(style.fontWeight);
const isLight = ({ style }: HTMLElement) => /^(normal|[1-5]00)$/.test(style.fontWeight);

service.addRule('gone', {
  filter: ['del', 's'],
  replacement: (content) => `~~${content}~~`,
});

service.addRule('item', {
  filter: 'li',
  replacement(content, node) {
    const mark = `${markOf(node)} `;
    const lines = content.trim().replace(/\n(?=[^\n])/g, `\n${' '.repeat(mark.length)}`);
    return `${mark}${lines}${node.nextElementSibling ? '\n' : ''}`;
  },
});

function markOf(item: HTMLElement): string {
  const list = item.parentElement;
  if (list?.nodeName !== 'OL') return '-';
  const first = Number.parseInt(list.getAttribute('start') ?? '1', 10) || 1;
  return `${first + [...list.children].indexOf(item)}.`;
}

service.addRule('box', {
  filter: (node) => node.nodeName === 'INPUT' && node.getAttribute('type') === 'checkbox' && !!node.closest('li'),
  replacement: (_, node) =>
    (node.hasAttribute('checked') ? '[x]' : '[ ]') + (/^\s/.test(node.nextSibling?.textContent ?? '') ? '' : ' '),
});

/** A table of rows and columns; what lies in one only for its layout stays text. */
function isTable(table: Element | null): table is HTMLTableElement {
  const rows = table ? [...table.querySelectorAll('tr')] : [];
  return rows.length > 1 && !table?.querySelector('table') && widthOf(rows) > 1;
}
const widthOf = (rows: HTMLTableRowElement[]) => Math.max(...rows.map((row) => row.children.length));

service.addRule('cell', {
  filter: ['td', 'th'],
  replacement: (content, node) =>
    isTable(node.closest('table')) ? ` ${oneLine(content).replaceAll('|', String.raw`\|`)} |` : `\n\n${content}\n\n`,
});
service.addRule('row', {
  filter: 'tr',
  replacement(content, node) {
    const table = node.closest('table');
    if (!isTable(table)) return content;
    const rows = [...table.querySelectorAll('tr')];
    const width = widthOf(rows);
    const line = `|${content}${'  |'.repeat(width - node.children.length)}\n`;
    return node === rows[0] ? `${line}|${' --- |'.repeat(width)}\n` : line;
  },
});
service.addRule('rows', { filter: ['thead', 'tbody', 'tfoot'], replacement: (content) => content });
service.addRule('table', { filter: 'table', replacement: (content) => `\n\n${content}\n\n` });

/** Makes usual what some programs write: a list beside the item it belongs in, code without its element. */
function tidy(body: HTMLElement): void {
  for (const list of body.querySelectorAll(':is(ul, ol) > :is(ul, ol)')) list.previousElementSibling?.append(list);
  for (const block of body.querySelectorAll('pre')) {
    for (const broken of block.querySelectorAll('br')) broken.replaceWith('\n');
    const code = body.ownerDocument.createElement('code');
    code.className = block.querySelector('code')?.className ?? '';
    code.textContent = block.textContent;
    block.replaceChildren(code);
  }
}

export function markdownFrom(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  tidy(body);
  return service.turndown(body);
}
