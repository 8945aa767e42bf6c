/**
 * A note's HTML as elements of the page.
 *
 * **Invariant:** no HTML text reaches the page: it is parsed in a document without scripts, and only listed elements
 * and attributes are built anew. (The library has sanitised it before.)
 */
import { SCHEME } from '../../api/links';
import { setApart } from '../../shared/autospace';
import { idIn, PICTURE, pictureOf, quoteFigure, type Shows } from './shown';

const ELEMENTS = new Set(
  (
    'a abbr b blockquote br caption code dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li ' +
    'mark ol p pre q s section small span strong sub sup table tbody td tfoot th thead tr u ul'
  ).split(' '),
);
/** What disappears with all it holds; other unknown elements leave their words. */
const DROPPED = new Set([
  'script',
  'style',
  'template',
  'iframe',
  'object',
  'svg',
  'math',
  'noscript',
  'textarea',
  'title',
]);
/** The box of a task, which is its own sign in a list. */
const BOX = /^\s*[☐☑] /;
/** Deeper is no note; it stays out rather than exhaust the stack. */
const DEPTH_MAX = 100;

/** Builds the elements of sanitised HTML; with `shows`, quotes and pictures of the library stand there themselves. */
export function rebuild(html: string, shows?: Shows): DocumentFragment {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const fragment = document.createDocumentFragment();
  append(fragment, parsed.body, 0);
  setApart(fragment);
  if (shows) for (const link of fragment.querySelectorAll<HTMLAnchorElement>('a[href]')) show(link, shows);
  return fragment;
}

function show(link: HTMLAnchorElement, shows: Shows): void {
  const href = link.getAttribute('href') ?? '';
  const words = link.textContent ?? '';
  if (href.startsWith(PICTURE)) link.replaceWith(pictureOf(href.slice(PICTURE.length), words, shows));
  else if (href.endsWith('#shown')) link.replaceWith(quoteFigure(idIn(href) ?? '', words, shows).figure);
}

function append(to: Node, from: Node, depth: number): void {
  if (depth > DEPTH_MAX) return;
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.appendChild(document.createTextNode(node.textContent ?? ''));
    else if (node.nodeType === Node.ELEMENT_NODE) appendElement(to, node as Element, depth);
  }
}

function appendElement(to: Node, source: Element, depth: number): void {
  const name = source.localName;
  if (DROPPED.has(name)) return;
  if (!ELEMENTS.has(name)) return append(to, source, depth + 1);
  const made = document.createElement(name);
  copyAttributes(made, source);
  append(made, source, depth + 1);
  to.appendChild(made);
}

function copyAttributes(made: HTMLElement, source: Element): void {
  for (const name of ['title', 'lang', 'colspan', 'rowspan', 'start', 'align']) copy(made, source, name);
  if (made instanceof HTMLAnchorElement) linkTo(made, source.getAttribute('href') ?? '');
  else if (made instanceof HTMLImageElement) picture(made, source);
  else if (made instanceof HTMLInputElement) {
    made.type = 'checkbox';
    made.disabled = true;
    made.checked = source.hasAttribute('checked');
  } else if (made.localName === 'em' && /\p{Script=Han}/u.test(source.textContent ?? '')) made.className = 'han';
  else if (made.localName === 'li' && BOX.test(source.textContent ?? '')) made.className = 'task';
}

function copy(made: HTMLElement, source: Element, name: string): void {
  const value = source.getAttribute(name);
  if (value !== null) made.setAttribute(name, value);
}

function linkTo(made: HTMLAnchorElement, href: string): void {
  if (/^(https?|mailto):/i.test(href) || href.startsWith(SCHEME) || href.startsWith(PICTURE))
    made.setAttribute('href', href);
  if (href.startsWith(SCHEME)) made.className = 'inside';
}

/** Pictures come from the library or the page itself: nothing is fetched from outside. */
function picture(made: HTMLImageElement, source: Element): void {
  copy(made, source, 'alt');
  const src = source.getAttribute('src') ?? '';
  if (/^(tearsheet-blob:|https?:\/\/tearsheet-blob\.localhost\/|data:image\/)/i.test(src))
    made.setAttribute('src', src);
}
