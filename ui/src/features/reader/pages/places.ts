/** Where the pages of a document stand in the article's text, and both texts in a form in which they can be laid side by side. */

/** A text without its blanks and hidden signs, and where each of its characters stands with them. */
export interface Squeezed {
  text: string;
  /** Places in the text, one for each UTF-16 unit of `text`. */
  at: number[];
}

/** A page that has a mark in the article's HTML. */
export interface Leaf {
  page: number;
  /** The first character that stands on this page alone. */
  start: number;
  /** The first character of the block before: a paragraph that goes on over the page's end began there. */
  before: number;
}

/** A stretch of characters that holds all the text of a page. */
export interface Reach {
  from: number;
  to: number;
}

const inCharacters = () => 1;
const HIDDEN = /[\s\p{Cf}]/u;

/** Squeezes a text; its places are characters, or what `size` counts of each. */
export function squeeze(text: string, size: (character: string) => number = inCharacters): Squeezed {
  const squeezed: Squeezed = { text: '', at: [] };
  let place = 0;
  for (const character of text) {
    // A ligature or a radical is read as what it stands for; what that holds of blanks is none of the text's.
    const plain = HIDDEN.test(character) ? '' : character.normalize('NFKC').replaceAll(' ', '');
    squeezed.text += plain;
    for (let unit = 0; unit < plain.length; unit++) squeezed.at.push(place);
    place += size(character);
  }
  return squeezed;
}

/** The first of ascending places that is not below another; their number when all are. */
export function firstFrom(places: readonly number[], place: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? place) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The part of a squeezed text that stands within a reach. */
export function part({ text, at }: Squeezed, { from, to }: Reach): Squeezed {
  const [first, last] = [firstFrom(at, from), firstFrom(at, to)];
  return { text: text.slice(first, last), at: at.slice(first, last) };
}

/** The pages in order, from the marks in the article's HTML; pages without text have none. */
export function leavesOf(html: string): Leaf[] {
  const leaves: Leaf[] = [];
  let page: number | null = null;
  let before = 0;
  for (const [, name, number] of html.matchAll(/ data-(page|at)="(\d+)"/g)) {
    if (name === 'page') page = Number(number);
    else {
      if (page !== null) leaves.push({ page, start: Number(number), before });
      page = null;
      before = Number(number);
    }
  }
  return leaves;
}

/** The page on which a character of the text stands, or the one before where its paragraph goes on over the end. */
export const pageAt = (leaves: readonly Leaf[], at: number): number =>
  leaves.findLast(({ start }) => start <= at)?.page ?? 1;

/** The first character of a page, or of the one before where it has none of its own. */
export const startOf = (leaves: readonly Leaf[], page: number): number =>
  leaves.findLast((leaf) => leaf.page <= page)?.start ?? 0;

/** Where in a text of so many characters the words of a page stand. */
export function reachOf(leaves: readonly Leaf[], page: number, length: number): Reach {
  const next = leaves.find((leaf) => leaf.page > page);
  // A page that only goes on with what began before has no mark of its own.
  const own = leaves.findLast((leaf) => leaf.page <= page);
  const from = own?.page === page ? own.before : (next?.before ?? own?.start ?? 0);
  return { from, to: next?.start ?? length };
}
