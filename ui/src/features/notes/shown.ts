/** Quotes and pictures that a note shows itself: `![words](tearsheet:ID)` and `![words](tearsheet-blob:HASH)`. */
import type { Quote } from '../../api/wire';
import { spaced } from '../../shared/autospace';
import { i18n } from '../../shared/i18n';
import { wordsOf } from '../../shared/quoted';
import { SCHEME } from '../../api/links';
import { linkTo, type Target } from './targets';

/** The scheme of pictures that lie in the library. */
export const PICTURE = 'tearsheet-blob:';

/** What a note shows by itself has to ask for. */
export interface Shows {
  /** The quote with this id; null when it is gone. */
  quoteOf: (id: string) => Promise<Quote | null>;
  /** The address of a picture by its hash. */
  pictureUrl: (hash: string) => string;
}

/** The id of the item that an address shows; null when it is none. */
export const idIn = (address: string): string | null =>
  address.startsWith(SCHEME) ? address.slice(SCHEME.length).replace(/#shown$/, '') : null;

/** The Markdown that shows a quote whole, instead of a link to it. */
export const showing = (target: Pick<Target, 'id' | 'title'>): string => `!${linkTo(target, '')}`;

/** Where a quote is from, as one line. */
const from = ({ speaker, site, articleTitle, published }: Quote): string =>
  [speaker, site ?? articleTitle, published && i18n.day(published)].filter(Boolean).join(' · ');

/** The element of a quote; its words are those that the note has until the library answers. Call `refresh` when it changed. */
export function quoteFigure(id: string, words: string, shows: Shows): { figure: HTMLElement; refresh: () => void } {
  const figure = document.createElement('figure');
  const quoted = document.createElement('blockquote');
  const credit = document.createElement('figcaption');
  figure.className = 'note-quote';
  figure.dataset.href = SCHEME + id;
  quoted.replaceChildren(...spaced(words));
  figure.append(quoted, credit);
  const refresh = () => {
    void shows.quoteOf(id).then((quote) => {
      figure.classList.toggle('lost', !quote);
      figure.style.setProperty('--mark', quote ? `var(--mark-line-${quote.colour})` : 'var(--rule-2)');
      if (quote) fill(quoted, quote, shows);
      credit.textContent = quote ? from(quote) : i18n.t.notes.quoteGone;
    });
  };
  refresh();
  return { figure, refresh };
}

/** What is quoted: words, or a picture with what is said of it. */
function fill(quoted: HTMLElement, quote: Quote, shows: Shows): void {
  const words = wordsOf(quote);
  quoted.replaceChildren(...(quote.picture ? [pictureOf(quote.picture.blob, words, shows)] : []), ...spaced(words));
}

/** The element of a picture. */
export function pictureOf(hash: string, words: string, shows: Shows): HTMLElement {
  const picture = document.createElement('img');
  picture.className = 'note-picture';
  picture.alt = words;
  picture.src = shows.pictureUrl(hash);
  return picture;
}
