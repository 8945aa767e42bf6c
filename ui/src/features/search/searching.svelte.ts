/**
 * What is being searched, and the latest answer.
 *
 * **Invariant:** an answer that was overtaken by a newer question is never shown.
 */
import type { Library } from '../../api/library';
import { length, slice } from '../../shared/characters';
import { Soon } from '../../shared/soon';
import type { Answer, Filter, Sort, WireError } from '../../api/wire';
import { ALTERNATIVES, narrowOf, ORDERED, withNarrow, type Narrow } from './narrows';

/** Enough to scroll through; narrowing serves better than paging. */
const HITS_MAX = 100;
/** Different spellings of what was searched; more would only be noise in the text. */
const FORMS_MAX = 24;
/** Questions that are under way at once; of those that come meanwhile only the latest is asked. */
const FLYING_MAX = 2;
/** Changes of the library that come together are answered by one question. */
const CALM_MS = 150;

export class Searching {
  /** The words in the field. */
  typed = $state('');
  narrows = $state.raw<Narrow[]>([]);
  /** The thing whose like is looked for, in place of words. */
  like = $state.raw<{ id: string; title: string } | null>(null);
  sort = $state<Sort>('relevance');
  answer = $state.raw<Answer | null>(null);
  error = $state.raw<WireError | null>(null);
  /** The query of the shown answer. */
  answered = $state('');
  /** The kept query that is run, as long as nothing of it was changed. */
  kept = $state('');
  #asked = 0;
  #flying = 0;
  #waiting = false;
  /** Fields that are finished leave the words once the answer says what they are: none, those before a space, or all. */
  #taken: 'none' | 'finished' | 'all' = 'finished';
  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
    const again = new Soon(() => void this.ask(), CALM_MS);
    library.host.on('changed', () => this.active && again.ask());
  }

  /** Whether results stand in place of the list. */
  get active(): boolean {
    return this.typed.trim() !== '' || this.narrows.length > 0 || this.like !== null;
  }

  /** The forms that matched in the shown hits, as they are written there. */
  readonly forms = $derived.by(() => {
    const found = (this.answer?.hits ?? []).flatMap((hit) => [
      ...hit.highlights.map(([start, end]) => slice(hit.snippet, start, end)),
      ...hit.titleHighlights.map(([start, end]) => slice(hit.title, start, end)),
    ]);
    return [...new Set(found)].slice(0, FORMS_MAX);
  });

  /** The whole of what is searched, as one query that can be kept and run again; the words come last, as they may go on. */
  get query(): string {
    return this.#composed(this.typed.trim());
  }

  /** Takes what stands in the field now; `still` is whether the cursor is not at its end, so that nothing may move. */
  type(text: string, still = false): void {
    this.typed = text;
    this.like = null;
    this.#taken = still ? 'none' : 'finished';
    this.#change();
  }

  narrow(one: Narrow): void {
    this.narrows = withNarrow(this.narrows, one);
    this.like = null;
    this.#change();
  }

  /** Narrows and takes its characters out of the words. */
  narrowFrom(one: Narrow, typed: string): void {
    this.typed = typed;
    this.narrow(one);
  }

  widen(one: Narrow): void {
    this.narrows = this.narrows.filter((known) => known !== one);
    this.#change();
  }

  order(sort: Sort): void {
    this.sort = sort;
    void this.ask();
  }

  clear(): void {
    this.#asked++;
    this.#waiting = false;
    this.typed = '';
    this.narrows = [];
    this.like = null;
    this.kept = '';
    this.answer = null;
    this.error = null;
  }

  /** Searches for a query that was kept or is an example. */
  run(query: string): void {
    this.clear();
    this.typed = query;
    this.kept = query;
    this.#taken = 'all';
    void this.ask();
  }

  /** Looks for what is like an article, a quote or a note. */
  findLike(thing: { id: string; title: string }): void {
    this.clear();
    this.like = thing;
    void this.ask();
  }

  /** Enter: what is a field becomes a chip, and the query goes into the history. */
  submit(): void {
    if (this.like || !this.query) return;
    this.#taken = 'all';
    if (this.answer && this.answered === this.query) this.#takeFields(this.answer, this.#composed(this.typed));
    this.remember();
  }

  /** Puts the query into the history. */
  remember(): void {
    if (this.like || !this.query) return;
    void this.#library.call('searches.remember', { query: this.kept || this.query }).catch(() => {});
  }

  /** Asks for what is typed and narrowed now; every keystroke asks, the latest answer counts. */
  async ask(): Promise<void> {
    const mine = ++this.#asked;
    if (!this.active) {
      this.answer = null;
      return;
    }
    this.#waiting = this.#flying >= FLYING_MAX;
    if (this.#waiting) return;
    this.#flying++;
    const query = this.query;
    const asked = this.#composed(this.typed);
    try {
      const answer = await this.#call(asked);
      if (mine !== this.#asked) return;
      this.answer = answer;
      this.answered = query;
      this.error = null;
      this.#takeFields(answer, asked);
    } catch (error) {
      if (mine === this.#asked) this.error = error as WireError;
    } finally {
      this.#flying--;
      if (this.#waiting) void this.ask();
    }
  }

  #call(query: string): Promise<Answer> {
    return this.like
      ? this.#library.call('search.like', { id: this.like.id, limit: HITS_MAX })
      : this.#library.call('search.find', { query, sort: this.sort, limit: HITS_MAX, typing: true });
  }

  #change(): void {
    this.kept = '';
    void this.ask();
  }

  #composed(words: string): string {
    const whole = this.narrows.length && ALTERNATIVES.test(words) ? `(${words})` : words;
    return [...this.narrows.map((one) => one.text), whole].filter(Boolean).join(' ');
  }

  /** Makes chips of the fields that the answer understood in the words; the query stays what it is. */
  #takeFields(answer: Answer, asked: string): void {
    if (this.#taken === 'none' || ORDERED.test(this.typed)) return;
    const words = Array.from(this.typed);
    const before = length(asked) - words.length;
    const isFinished = (end: number) => this.#taken === 'all' || /\s/.test(words[end - before] ?? '');
    const isKnown = (field: Filter) => field.field !== 'theme' || field.theme !== null;
    const fields = answer.filters.filter((field) => field.start >= before && isFinished(field.end) && isKnown(field));
    if (!fields.length) return;
    const kept = this.kept;
    for (const field of fields) {
      const text = words.slice(field.start - before, field.end - before).join('');
      this.narrows = withNarrow(this.narrows, narrowOf(field, text));
    }
    const stays = words.filter((_, at) => !fields.some(({ start, end }) => start <= at + before && at + before < end));
    this.typed = stays.join('').replaceAll(/\s+/g, ' ').trimStart();
    this.answered = this.query;
    this.kept = kept;
  }
}
