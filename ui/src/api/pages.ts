/** A long list read in pages, each only while it is looked at. */
import type { Live } from './library';

/** One answer fills some screens and takes a few milliseconds. */
export const PAGE = 60;

/** How a list is read: `V` is what one page is answered with, `T` a row of it. */
export interface Paged<V, T> {
  /** A page from a place on. */
  page: (offset: number) => Live<V>;
  rows: (page: V) => readonly T[];
  /** How many rows there are in all; undefined until known. */
  total: () => number | undefined;
}

export class Pages<V, T extends { id: string }> {
  readonly #of: Paged<V, T>;
  readonly #asked = new Map<number, Live<V>>();

  constructor(of: Paged<V, T>) {
    this.#of = of;
  }

  #page(number: number): Live<V> {
    const known = this.#asked.get(number);
    if (known) return known;
    const page = this.#of.page(number * PAGE);
    this.#asked.set(number, page);
    return page;
  }

  #rows(page: Live<V>): readonly T[] {
    return page.value === undefined ? [] : this.#of.rows(page.value);
  }

  /** How many there are; undefined until known. */
  get total(): number | undefined {
    return this.#of.total();
  }

  get error() {
    return this.#page(0).error;
  }

  /** The row at a place; undefined until its page is there. */
  row(at: number): T | undefined {
    return at < 0 ? undefined : this.#rows(this.#page(Math.floor(at / PAGE)))[at % PAGE];
  }

  /** The row of an id, among those that were read. */
  find(id: string): T | undefined {
    for (const [, row] of this.known()) if (row.id === id) return row;
    return undefined;
  }

  /** The rows that were read so far, with their places. */
  *known(): Generator<[at: number, row: T]> {
    for (const [number, page] of [...this.#asked].toSorted(([a], [b]) => a - b)) {
      for (const [index, row] of this.#rows(page).entries()) yield [number * PAGE + index, row];
    }
  }
}
