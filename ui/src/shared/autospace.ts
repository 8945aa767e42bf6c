/**
 * Whether the engine sets Han and Latin apart by itself.
 *
 * WebKitGTK 2.50 knows `text-autospace` and lays it out, but paints the character after the space twice as far, over
 * the next one; a layout that looks right cannot be measured, so the engine is told by its name.
 */
const isWebKitGtk = (agent: string): boolean =>
  /AppleWebKit\//.test(agent) && !/Chrom(?:e|ium)\//.test(agent) && /Linux|X11/.test(agent);

/** Between Han and Latin. */
const BORDER = /(?<=\p{Script=Han})(?=[\p{Script=Latin}\p{Nd}])|(?<=[\p{Script=Latin}\p{Nd}])(?=\p{Script=Han})/u;

/** The pieces of a text between which room has to be made; one piece where the engine makes it. */
export const apart = (text: string): string[] => (engineSpaces() ? [text] : text.split(BORDER));

/** Whether room has to be made between a text and what follows it. */
export function apartFrom(before: string, text: string): boolean {
  const border = new RegExp(BORDER, 'uy');
  border.lastIndex = before.length;
  return !engineSpaces() && border.test(before + text);
}

/** The text as nodes; the room between them is an empty element, so that a copy brings no spaces. */
export function spaced(text: string): Node[] {
  return apart(text).flatMap((piece, at) => (at ? [room(), new Text(piece)] : [new Text(piece)]));
}

/** What begins a text of its own. */
const BLOCKS = 'p, li, td, th, dt, dd, div, figcaption, summary, h1, h2, h3, h4, h5, h6';

/** Makes room in all running text below a node, also where an element begins or ends between the scripts. */
export function setApart(root: Node): void {
  if (engineSpaces()) return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  let last = { text: '', block: null as Element | null };
  for (const text of texts) {
    const { parentElement, data } = text;
    const block = parentElement?.closest(BLOCKS) ?? null;
    const isCode = !!parentElement?.closest('pre, code');
    const meets = block === last.block && apartFrom(last.text, data);
    if (!isCode) text.replaceWith(...(meets ? [room()] : []), ...spaced(data));
    last = { text: isCode ? '' : data, block };
  }
}

function room(): HTMLElement {
  const made = document.createElement('span');
  made.className = 'apart';
  return made;
}

/** Whether `text-autospace` may be used. */
export const engineSpaces = (): boolean =>
  CSS.supports('text-autospace', 'normal') && !isWebKitGtk(navigator.userAgent);
