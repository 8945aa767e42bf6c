/** A long list read in pages, each only while it is looked at. */
import type { Library, Live } from '../../api/library';
import type { ArticleList, ArticleRow, ListArticles, Order } from '../../api/wire';
import { Remembered } from '../../shared/remembered.svelte';

/** One answer fills some screens and takes a few milliseconds. */
export const PAGE = 60;

/** Which articles, in which order. */
export type Choice = Pick<ListArticles, 'shelf' | 'theme' | 'order'>;

/** The order that was chosen last in this window. */
export const rememberedOrder = () =>
  new Remembered<Order>('order', 'clipped', (value) => value === 'clipped' || value === 'published');

const pageOf = (choice: Choice, number: number): ListArticles => ({ ...choice, offset: number * PAGE, limit: PAGE });

/** The list that a window begins with. */
export const firstList = (): ListArticles => pageOf({ shelf: 'inbox', theme: null, order: rememberedOrder().value }, 0);

export class Pages {
  readonly #library: Library;
  readonly #choice: Choice;
  readonly #asked = new Map<number, Live<ArticleList>>();

  constructor(library: Library, choice: Choice) {
    this.#library = library;
    this.#choice = choice;
  }

  #page(number: number): Live<ArticleList> {
    const known = this.#asked.get(number);
    if (known) return known;
    const page = this.#library.live('articles.list', pageOf(this.#choice, number));
    this.#asked.set(number, page);
    return page;
  }

  /** How many there are; undefined until known. */
  get total(): number | undefined {
    return this.#page(0).value?.total;
  }

  get error() {
    return this.#page(0).error;
  }

  /** The row at a place; undefined until its page is there. */
  row(at: number): ArticleRow | undefined {
    return at < 0 ? undefined : this.#page(Math.floor(at / PAGE)).value?.rows[at % PAGE];
  }

  /** The rows that were read so far, with their places. */
  *known(): Generator<[at: number, row: ArticleRow]> {
    for (const [number, page] of [...this.#asked].toSorted(([a], [b]) => a - b)) {
      for (const [index, row] of (page.value?.rows ?? []).entries()) yield [number * PAGE + index, row];
    }
  }
}
