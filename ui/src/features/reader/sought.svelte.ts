/** What is searched, inside the article that is shown: where its words stand, and the way to the passage that is meant. */
import type { Library } from '../../api/library';

/** What is looked for, and in which article. */
interface Question {
  article: string | undefined;
  query: string;
}

export class Sought {
  readonly #library: Library;
  readonly #question: () => Question;
  readonly #inside = $derived.by(() => {
    const { article, query } = this.#question();
    return article && query
      ? this.#library.live('search.inside', { id: article, query, typing: true }).value
      : undefined;
  });
  /** Whether the page is to go there as soon as it is known where that is. */
  #goes = $state(false);

  /** Made while a component is; `go` shows a character of the page. */
  constructor(library: Library, question: () => Question, go: (at: number) => void) {
    this.#library = library;
    this.#question = question;
    $effect(() => {
      const best = this.#goes ? this.#inside?.best : undefined;
      if (best === undefined) return;
      this.#goes = false;
      if (best !== null) go(best);
    });
  }

  /** Where the words stand. */
  get places(): ReadonlyArray<readonly [number, number]> {
    return this.#inside?.ranges ?? [];
  }

  /** Goes to the passage with the most of the words, if anything is searched. */
  arrive(): void {
    this.#goes = this.#question().query !== '';
  }
}
