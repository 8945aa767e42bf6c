/** What stands in place of the clean text: a capture as it was, or two captures compared. */
import type { Library } from '../../api/library';
import type { Original } from '../../api/wire';
import { toasts } from '../../shared/toasts.svelte';

export class Captures {
  /** The capture that is shown as it was. */
  was = $state.raw<Original | null>(null);
  /** The captures that are compared. */
  compared = $state.raw<{ from: string; to: string } | null>(null);
  readonly #library: Library;
  readonly #before: () => void;

  /** `before` makes room for what comes in place of the text. */
  constructor(library: Library, before: () => void) {
    this.#library = library;
    this.#before = before;
  }

  /** Whether the clean text is not what is shown. */
  get open(): boolean {
    return this.was !== null || this.compared !== null;
  }

  compare = (from: string, to: string): void => {
    this.#before();
    this.compared = { from, to };
  };

  /** Shows a capture of an article as it was. */
  async show(article: string, capture: string): Promise<void> {
    this.#before();
    this.compared = null;
    try {
      this.was = await this.#library.call('articles.original', { id: article, capture });
    } catch (error) {
      toasts.fail(error);
    }
  }

  close(): void {
    this.was = this.compared = null;
  }
}
