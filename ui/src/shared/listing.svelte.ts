/**
 * How a list of the middle pane is gone through and chosen from, alike for pointer, keys and commands.
 *
 * **Invariant:** what is chosen is known by ids and counted whole, whether its rows were read or not.
 */
import type { Carried } from './carrying';
import { toasts } from './toasts.svelte';

/** What is known of a thing that a list shows. */
export interface Listed {
  kind: Carried['kind'];
  title: string;
  /** The article that a quote stands in. */
  article?: string | null;
}

/** A list, as far as it was read. */
export interface List {
  total: () => number;
  /** The id at a place; undefined until it is read. */
  id: (place: number) => string | undefined;
  /** What was read so far, in order. */
  known: () => Iterable<readonly [place: number, id: string]>;
  /** The ids from one place to another, both included, read or not. */
  between: (low: number, high: number) => Promise<readonly string[]>;
  /** What a row says; undefined for what was not read. */
  listed: (id: string) => Listed | undefined;
  /** The id of what is open. */
  current: () => string | null;
  open: (id: string) => void;
  /** Makes a place seen. */
  show: (place: number) => void;
}

/** Rows that are read in pages. */
interface Paged<T> {
  readonly total: number | undefined;
  row(place: number): T | undefined;
  known(): Iterable<readonly [place: number, row: T]>;
  find(id: string): T | undefined;
}

/** What a list of such rows knows of itself; `says` tells what one of them says. */
export const inPages = <T extends { id: string }>(
  pages: () => Paged<T>,
  says: (row: T) => Listed,
): Pick<List, 'total' | 'id' | 'known' | 'listed'> => ({
  total: () => pages().total ?? 0,
  id: (place) => pages().row(place)?.id,
  known: () => Array.from(pages().known(), ([place, row]) => [place, row.id] as const),
  listed(id) {
    const row = pages().find(id);
    return row && says(row);
  },
});

/** The ids of what a command answers. */
export const idsOf = async (rows: Promise<ReadonlyArray<{ id: string }>>): Promise<string[]> =>
  (await rows).map(({ id }) => id);

export class Listing {
  /** The ids of several that are chosen; none where what is open is meant. */
  chosen = $state.raw<ReadonlySet<string>>(new Set());
  /** The place that the keys stand on, `-1` for none. */
  at = $state(-1);
  /** The range that grows from one end. */
  #range = { from: -1, to: -1 };
  #asked = 0;

  constructor(readonly list: List) {}

  /** Whether a row counts as selected: one of several, or else the open one. */
  isSelected = (id: string): boolean => (this.chosen.size ? this.chosen.has(id) : id === this.list.current());

  /** A click on a row chooses it with Ctrl, all up to it with Shift, and else opens it. */
  press({ shiftKey, ctrlKey, metaKey }: MouseEvent, place: number): void {
    const id = this.list.id(place);
    if (id === undefined) return;
    if (shiftKey) this.#choose(this.chosen.size ? this.#range.from : this.at, place);
    else if (ctrlKey || metaKey) this.#toggle(id, place);
    else this.goTo(place);
  }

  /** Opens what stands at a place; nothing stays chosen. */
  goTo(place: number): void {
    const id = this.list.id(place);
    if (id === undefined) return;
    this.clear();
    this.at = place;
    this.list.show(place);
    this.list.open(id);
  }

  /** Opens the next, or the one before. */
  step(by: 1 | -1): void {
    this.goTo(this.#within(this.at + by));
  }

  /** Chooses one more in a direction, or one less. */
  extend(by: 1 | -1): void {
    const { from, to } = this.chosen.size ? this.#range : { from: this.at, to: this.at };
    const next = this.#within(to + by);
    this.#choose(from < 0 ? next : from, next);
    this.list.show(next);
  }

  /** What the pointer carries away with a row: one that is chosen takes all that are chosen with it. */
  carried(id: string): Carried[] {
    const ids = this.chosen.has(id) ? [...this.chosen] : [id];
    return ids.map((one) => ({ id: one, ...(this.list.listed(one) ?? { kind: 'article', title: '' }) }));
  }

  all(): void {
    this.#choose(0, this.list.total() - 1);
  }

  clear(): void {
    this.#asked++;
    if (this.chosen.size) this.chosen = new Set();
  }

  /** Another list begins at its top, with nothing chosen. */
  begin(): void {
    this.clear();
    this.at = -1;
  }

  /** The open thing keeps its place when rows before it come or go. */
  follow(): void {
    const id = this.list.current();
    if (id && this.list.id(this.at) !== id) this.at = this.#placeOf(id) ?? this.at;
    this.at = Math.min(this.at, this.list.total() - 1);
  }

  /** Whether the open thing stands in what was read of the list. */
  get holdsCurrent(): boolean {
    const id = this.list.current();
    return id !== null && this.#placeOf(id) !== undefined;
  }

  /** To be asked before things leave the list: opens the one after them, when what is open is one of them. */
  after(gone: ReadonlySet<string>): () => void {
    const current = this.list.current();
    const staying = Array.from(this.list.known()).filter(([, id]) => !gone.has(id));
    const [, next] = staying.find(([place]) => place > this.at) ?? staying.at(-1) ?? [];
    return () => {
      this.clear();
      if (next !== undefined && current !== null && gone.has(current)) this.list.open(next);
    };
  }

  #toggle(id: string, place: number): void {
    this.#asked++;
    const current = this.holdsCurrent ? this.list.current() : null;
    const next = new Set(this.chosen.size ? this.chosen : current ? [current] : []);
    if (!next.delete(id)) next.add(id);
    this.chosen = next;
    this.#range = { from: place, to: place };
  }

  #choose(from: number, to: number): void {
    const start = from < 0 ? to : from;
    if (to < 0) return;
    this.#range = { from: start, to };
    const mine = ++this.#asked;
    void this.list.between(Math.min(start, to), Math.max(start, to)).then(
      (ids) => {
        if (mine === this.#asked) this.chosen = new Set(ids);
      },
      (error: unknown) => void toasts.fail(error),
    );
  }

  #placeOf(id: string): number | undefined {
    for (const [place, known] of this.list.known()) if (known === id) return place;
    return undefined;
  }

  #within(place: number): number {
    return Math.min(this.list.total() - 1, Math.max(0, place));
  }
}
