/** What one does to quotes, each with its way back. */
import type { Library } from '../../api/library';
import type { EditQuote, Quote } from '../../api/wire';
import { attempt } from '../../shared/attempt';
import { i18n } from '../../shared/i18n';
import { wordsOf } from '../../shared/quoted';
import { giveThemes } from '../../shared/themes';
import { toasts } from '../../shared/toasts.svelte';

/** The colours of marks, by the number of their token and key. */
export const COLOURS = [1, 2, 3, 4, 5];

/** A stretch of the article's text, in characters. */
export interface Stretch {
  start: number;
  end: number;
}

/** What a quote is made of: a stretch of words, or a picture of the capture by its number. */
export type Passage = Stretch | { picture: number };

export class Marking {
  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
  }

  /** Makes a quote; undefined when the library refused, which was said. */
  add(article: string, capture: string, passage: Passage, colour: number): Promise<Quote | undefined> {
    return attempt(() => this.#library.call('quotes.add', { article, capture, ...passage, colour }));
  }

  edit(id: string, change: Omit<EditQuote, 'id'>): Promise<Quote | undefined> {
    return attempt(() => this.#library.call('quotes.edit', { id, ...change }));
  }

  tag(id: string, theme: string): Promise<unknown> {
    return attempt(() => giveThemes(this.#library, [id], [theme]));
  }

  untag(id: string, theme: string): Promise<unknown> {
    return attempt(() => this.#library.call('items.untag', { ids: [id], themes: [theme] }));
  }

  async remove(quote: Quote): Promise<void> {
    const ids = [quote.id];
    const gone = await attempt(() => this.#library.call('items.trash', { ids }));
    if (!gone) return;
    toasts.done({ title: i18n.t.reader.quoteRemoved, detail: wordsOf(quote) }, () =>
      attempt(() => this.#library.call('items.restore', { ids })),
    );
  }
}

/** The stretch without the white space at its ends; null when nothing is left. */
export function trimmed(text: string, { start, end }: Stretch): Stretch | null {
  const characters = Array.from(text);
  const blank = (at: number) => !characters[at]?.trim();
  let [from, to] = [start, Math.min(end, characters.length)];
  while (from < to && blank(from)) from++;
  while (to > from && blank(to - 1)) to--;
  return to > from ? { start: from, end: to } : null;
}
