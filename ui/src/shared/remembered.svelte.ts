/** Small preferences of this window, kept by the web view: widths of panes, which tab is open. */

/** A value that outlives the window; falls back when nothing, or nonsense, was kept. */
export class Remembered<T extends string | number | boolean> {
  #value = $state() as T;
  readonly #key: string;

  constructor(key: string, fallback: T, fits: (value: unknown) => boolean = () => true) {
    this.#key = `tearsheet.${key}`;
    this.#value = fallback;
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.#key) ?? 'null');
      if (typeof kept === typeof fallback && fits(kept)) this.#value = kept as T;
    } catch {
      // What cannot be read was never remembered.
    }
  }

  get value(): T {
    return this.#value;
  }

  set value(value: T) {
    this.#value = value;
    try {
      localStorage.setItem(this.#key, JSON.stringify(value));
    } catch {
      // A full or forbidden storage costs the memory, not the work.
    }
  }
}
