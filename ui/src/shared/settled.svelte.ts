/** What is shown while one goes from one list or page to the next: the one before, until the next can be drawn whole. */

export class Settled<T> {
  #shown: T | undefined;
  readonly #next: () => T;
  readonly #ready: (next: T) => boolean;

  /** `next` is what is wanted now; `ready` says whether it can be drawn. */
  constructor(next: () => T, ready: (next: T) => boolean) {
    this.#next = next;
    this.#ready = ready;
  }

  /** What to draw now; the first is drawn at once, ready or not. */
  readonly value = $derived.by((): T => {
    const next = this.#next();
    if (this.#shown === undefined || this.#ready(next)) this.#shown = next;
    return this.#shown;
  });
}
