/** Makes of an article's lines the HTML that the library would give: sanitised, each block with the place of its text. */

/** HTML for the reader frame, and the text that its offsets count. */
export interface Page {
  html: string;
  text: string;
}

/** Lays out the lines of an article. */
export function layOut(body: string): Page {
  const text: string[] = [];
  const html: string[] = [];
  let at = 0;
  let pictures = 0;
  const block = (tag: string, words: string) => {
    const open = `<${tag} data-at="${at}">`;
    text.push(words);
    at += Array.from(words).length + 1;
    return `${open}${escape(words)}</${tag}>`;
  };
  for (const group of groupsOf(body)) {
    const rest = group.lines.map((line) => line.slice(group.mark.length).trim());
    if (group.mark === '- ') html.push(`<ul>${rest.map((item) => block('li', item)).join('')}</ul>`);
    else if (group.mark === '| ') html.push(tableOf(rest, block));
    else if (group.mark === '## ') html.push(...rest.map((words) => block('h2', words)));
    else if (group.mark === '> ')
      html.push(`<blockquote>${rest.map((words) => block('p', words)).join('')}</blockquote>`);
    else if (group.mark === '!') html.push(...rest.map((line) => chartOf(line, pictures++, block)));
    else html.push(...rest.map((words) => block('p', words)));
  }
  return { html: html.join('\n'), text: text.join('\n') };
}

type Block = (tag: string, words: string) => string;
const MARKS = ['- ', '| ', '## ', '> ', '!'];

function groupsOf(body: string) {
  const groups: Array<{ mark: string; lines: string[] }> = [];
  for (const line of body.split('\n')) {
    const mark = MARKS.find((known) => line.startsWith(known)) ?? '';
    const last = groups.at(-1);
    if (last?.mark === mark) last.lines.push(line);
    else groups.push({ mark, lines: [line] });
  }
  return groups;
}

function tableOf(rows: string[], block: Block): string {
  const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()));
  const [head = [], ...rest] = cells;
  const row = (tag: string, words: string[]) => `<tr>${words.map((word) => block(tag, word)).join('')}</tr>`;
  return `<table><thead>${row('th', head)}</thead><tbody>${rest.map((words) => row('td', words)).join('')}</tbody></table>`;
}

function chartOf(line: string, picture: number, block: Block): string {
  const [caption = '', values = ''] = line.split(':');
  const numbers = values.split(',').map(Number);
  const most = Math.max(...numbers);
  const step = 560 / numbers.length;
  const bars = numbers.map((value, index) => {
    const height = (value / most) * 120;
    return `<rect x="${(index + 0.2) * step}" y="${130 - height}" width="${step * 0.6}" height="${height}" rx="2"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 560 136"><g fill="#4a76b4">${bars.join('')}</g></svg>`;
  return `<figure><img alt="" data-picture="${picture}" src="data:image/svg+xml,${encodeURIComponent(svg)}">${block('figcaption', caption)}</figure>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);

/** A note's Markdown as HTML, as much of it as the pretended notes use. */
export function noteHtml(body: string): string {
  return layOut(body)
    .html.replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, '<a href="$2">$1</a>');
}
