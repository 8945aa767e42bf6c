/** Finding in the page that is open: what was typed, where it stands, which place one is at. */
import { occurrences } from '../../shared/characters';
import type { Mark } from './messages';

/** More places are not gone through one by one. */
const PLACES_MAX = 2000;

export class Finding {
  /** Whether the field is shown. */
  open = $state(false);
  typed = $state('');
  /** The number of the place one is at. */
  at = $state(0);
  readonly #text: () => string;

  constructor(text: () => string) {
    this.#text = text;
  }

  readonly places = $derived.by(() =>
    this.open && this.typed.trim() ? occurrences(this.#text(), [this.typed.trim()], PLACES_MAX) : [],
  );

  /** All places, and the present one. */
  readonly marks = $derived.by((): Mark[] => {
    const here = this.places[this.at];
    const all = this.places.map(([start, end]): Mark => ({ name: 'find', start, end }));
    return here ? [...all, { name: 'found', start: here[0], end: here[1] }] : all;
  });

  /** The first character of the present place. */
  get place(): number | undefined {
    return this.places[this.at]?.[0];
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
