/**
 * How much each saved search finds, asked in one call for all, some time after the library changed.
 *
 * **Invariant:** of changes that come together, only one asks; nothing is counted before the window was drawn.
 */
import type { Library } from '../../api/library';
import { Soon } from '../../shared/soon';

/** Long enough for a drop and what follows from it. */
const CALM_MS = 600;

export class Counts {
  /** By the search's id; null while the index is being built. */
  of = $state.raw<ReadonlyMap<string, number | null>>(new Map());
  readonly #soon = new Soon(() => void this.#count(), CALM_MS);
  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
  }

  /** Counts now and whenever something changed; the returned function stops. */
  follow(): () => void {
    this.#soon.ask();
    const deaf = this.#library.host.on('changed', this.#soon.ask);
    return () => {
      deaf();
      this.#soon.stop();
    };
  }

  async #count(): Promise<void> {
    const counted = await this.#library.call('searches.list', { counts: true }).catch(() => null);
    if (counted) this.of = new Map(counted.map(({ id, count }) => [id, count]));
  }
}
