/** Finding in what is open, an article or a note: what was typed, where it stands, which place one is at. */
import { occurrences } from './characters';

/** More places are not gone through one by one. */
export const PLACES_MAX = 2000;

/** A place in characters, and whether it is the present one. */
export interface Found {
  name: 'find' | 'found';
  start: number;
  end: number;
}

/** What was searched in the library: its words, and the ranges of characters in which they stand in a text that is open. */
export interface Sought {
  words: string;
  places: (text: string) => ReadonlyArray<readonly [number, number]>;
}

export class Finding {
  /** Whether the field is shown. */
  open = $state(false);
  typed = $state('');
  /** The number of the place one is at. */
  at = $state(0);
  readonly #text: () => string;
  readonly #sought: () => Sought;

  constructor(text: () => string, sought: () => Sought = () => ({ words: '', places: () => [] })) {
    this.#text = text;
    this.#sought = sought;
  }

  /** What is gone through: what was typed, or all that was searched while the field is closed or holds its words. */
  readonly places = $derived.by((): ReadonlyArray<readonly [number, number]> => {
    const typed = this.typed.trim();
    const { words, places } = this.#sought();
    const sought = !this.open || typed === words.trim() ? places(this.#text()) : [];
    if (!this.open || sought.length) return sought;
    return typed ? occurrences(this.#text(), [typed], PLACES_MAX) : [];
  });

  /** All places, and the present one. */
  readonly marks = $derived.by((): Found[] => {
    const here = this.open ? this.places[this.at] : undefined;
    const all = this.places.map(([start, end]): Found => ({ name: 'find', start, end }));
    return here ? [...all, { name: 'found', start: here[0], end: here[1] }] : all;
  });

  /** The first character of the present place. */
  get place(): number | undefined {
    return this.places[this.at]?.[0];
  }

  /** Opens the field, with the words that led here. */
  show(): void {
    const { words, places } = this.#sought();
    if (!this.open && words.trim() && places(this.#text()).length) this.typed = words.trim();
    this.open = true;
  }

  /** Begins anew from a character of the page. */
  from(character: number): void {
    const next = this.places.findIndex(([start]) => start >= character);
    this.at = Math.max(0, next);
  }

  /** Goes on, round the ends of the page. */
  step(by: 1 | -1): void {
    const all = this.places.length;
    if (all) this.at = (this.at + by + all) % all;
  }

  close(): void {
    this.open = false;
  }
}
