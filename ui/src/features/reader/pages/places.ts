/** From what is seen on a page to the article's text and back: both have the same words, and blanks of their own. */
import type { Stretch } from '../marking';

/** A text without its blanks, and where each of its characters stands with them. */
interface Squeezed {
  text: string;
  /** Places in characters, one for each UTF-16 unit of `text`. */
  at: number[];
}

export function squeeze(text: string): Squeezed {
  const squeezed: Squeezed = { text: '', at: [] };
  let place = 0;
  for (const character of text) {
    if (character.trim()) {
      const plain = character.normalize('NFKC');
      squeezed.text += plain;
      for (let unit = 0; unit < plain.length; unit++) squeezed.at.push(place);
    }
    place++;
  }
  return squeezed;
}

/** Where words stand in a text, the occurrence at or after `from` first; null when they do not. */
export function stretchOf(text: string, words: string, from: number): Stretch | null {
  const [inside, sought] = [squeeze(text), squeeze(words).text];
  if (!sought) return null;
  const begin = inside.at.findIndex((place) => place >= from);
  const after = begin < 0 ? -1 : inside.text.indexOf(sought, begin);
  const found = after >= 0 ? after : inside.text.lastIndexOf(sought);
  const [start, last] = [inside.at[found], inside.at[found + sought.length - 1]];
  return start === undefined || last === undefined ? null : { start, end: last + 1 };
}

/** The first character of each page, from the marks in the article's HTML; pages without text have none. */
export function pageStarts(html: string): Map<number, number> {
  const starts = new Map<number, number>();
  let page: number | null = null;
  for (const [, name, number] of html.matchAll(/ data-(page|at)="(\d+)"/g)) {
    if (name === 'page') page = Number(number);
    else if (page !== null) {
      starts.set(page, Number(number));
      page = null;
    }
  }
  return starts;
}

/** The page on which a character of the text stands. */
export function pageAt(starts: ReadonlyMap<number, number>, at: number): number {
  let found = 1;
  for (const [page, start] of starts) if (start <= at) found = Math.max(found, page);
  return found;
}
