/**
 * What the search field offers: earlier queries while it is empty, else ways to go on with the word at the cursor.
 *
 * **Invariant:** offers that were overtaken by further typing are never shown.
 */
import type { Library } from '../../api/library';
import { slice } from '../../shared/characters';
import type { Completion, Offer } from '../../api/wire';
import { narrowAs, ORDERED } from './narrows';
import type { Searching } from './searching.svelte';

/** Earlier queries that are offered: what is taken in at a glance. */
const HISTORY_MAX = 6;
/** Offers for a bare word, which lie beside each other above the results. */
const BESIDE_MAX = 6;
const NOTHING: Completion = { start: 0, end: 0, offers: [] };

export class Completing {
  /** Whether the field has the cursor and wants to be helped. */
  open = $state(false);
  /** The offer or query that the keys stand on, `-1` for the field itself. */
  at = $state(-1);
  history = $state.raw<string[]>([]);
  #completion = $state.raw<Completion>(NOTHING);
  #asked = 0;
  readonly #library: Library;
  readonly #searching: Searching;
  readonly #examples: () => number;

  /** `examples` is how many stand below the earlier queries. */
  constructor(library: Library, searching: Searching, examples: () => number) {
    this.#library = library;
    this.#searching = searching;
    this.#examples = examples;
  }

  /** Whether earlier queries and examples are shown, for nothing is searched yet. */
  get isBlank(): boolean {
    return this.open && !this.#searching.active;
  }

  get offers(): Offer[] {
    return this.open && this.#searching.typed ? this.#completion.offers : [];
  }

  /** Whether values of a field are offered; they are chosen from one below the other. */
  get isOfField(): boolean {
    return /[:：]/.test(this.#typedWord());
  }

  /** How many things the keys can stand on. */
  get count(): number {
    return this.isBlank ? this.history.length + this.#examples() : this.offers.length;
  }

  /** Reads the history while the field is empty, or completes what is typed up to the cursor, counted in characters. */
  async ask(cursor: number): Promise<void> {
    const mine = ++this.#asked;
    this.at = -1;
    if (!this.#searching.active) {
      const history = await this.#library.call('searches.history', {}).catch(() => []);
      if (mine === this.#asked) this.#show(NOTHING, history);
      return;
    }
    const query = this.#searching.typed;
    const found = await this.#library.call('search.complete', { query, cursor }).catch(() => NOTHING);
    if (mine === this.#asked && query === this.#searching.typed) this.#show(found, this.history);
  }

  close(): void {
    this.#asked++;
    this.open = false;
    this.at = -1;
    this.#completion = NOTHING;
  }

  /** Goes to the next or the one before; past the ends stands the field itself. */
  move(step: number): void {
    const places = this.count + 1;
    this.at = ((this.at + 1 + step + places) % places) - 1;
  }

  /** Takes an offer into the query; answers what the field then holds when there is more to type. */
  take(offer: Offer): string | null {
    const { start, end } = this.#completion;
    const typed = this.#searching.typed;
    const [before, after] = [slice(typed, 0, start), slice(typed, end)];
    if (!offer.label || ORDERED.test(typed))
      return `${before}${offer.text}${offer.label ? ' ' : ''}${after.trimStart()}`;
    const negated = before.endsWith('-');
    const rest = `${negated ? before.slice(0, -1) : before}${after.trimStart()}`;
    this.#searching.narrowFrom(narrowAs(offer, negated), rest);
    return null;
  }

  async forget(query?: string): Promise<void> {
    const asked = query === undefined ? {} : { query };
    this.history = (await this.#library.call('searches.forget', asked)).slice(0, HISTORY_MAX);
    this.at = -1;
  }

  #show(found: Completion, history: string[]): void {
    this.#completion = found;
    this.history = history.slice(0, HISTORY_MAX);
    if (!this.isOfField) this.#completion = { ...found, offers: found.offers.slice(0, BESIDE_MAX) };
  }

  #typedWord(): string {
    return slice(this.#searching.typed, this.#completion.start, this.#completion.end);
  }
}
