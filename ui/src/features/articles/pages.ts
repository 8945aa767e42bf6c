/** A long list read in pages, each only while it is looked at. */
import type { Library } from '../../api/library.svelte';
import type { ArticleRow, ListArticles } from '../../api/wire';

/** One answer fills some screens and takes a few milliseconds. */
export const PAGE = 200;

/** Which articles, in which order. */
export type Choice = Pick<ListArticles, 'shelf' | 'theme' | 'order'>;

export class Pages {
  readonly #library: Library;
  readonly choice: Choice;

  constructor(library: Library, choice: Choice) {
    this.#library = library;
    this.choice = choice;
  }

  #page(number: number) {
    return this.#library.live('articles.list', { ...this.choice, offset: number * PAGE, limit: PAGE });
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
    return this.#page(Math.floor(at / PAGE)).value?.rows[at % PAGE];
  }
}
