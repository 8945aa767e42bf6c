/**
 * What is being searched, and the latest answer.
 *
 * **Invariant:** an answer that was overtaken by a newer question is never shown.
 */
import type { Library } from '../../api/library';
import { slice } from '../../shared/characters';
import type { Answer, Find, Sort, WireError } from '../../api/wire';

/** Something that narrows the search, shown as a chip. */
export interface Narrow {
  by: 'kind' | 'theme' | 'site' | 'person' | 'month';
  value: string;
  label: string;
  /** Of a theme, `1..=8`. */
  colour?: number;
}

/** Enough to scroll through; narrowing serves better than paging. */
const HITS_MAX = 100;
/** Different spellings of what was searched; more would only be noise in the text. */
const FORMS_MAX = 24;

export class Searching {
  typed = $state('');
  narrows = $state.raw<Narrow[]>([]);
  sort = $state<Sort>('relevance');
  answer = $state.raw<Answer | null>(null);
  error = $state.raw<WireError | null>(null);
  /** The query of the shown answer. */
  answered = $state('');
  #asked = 0;
  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
    library.host.on('changed', () => this.active && void this.ask());
  }

  /** Whether results stand in place of the list. */
  readonly active = $derived.by(() => this.typed.trim() !== '' || this.narrows.length > 0);

  /** The forms that matched in the shown hits, as they are written there. */
  readonly forms = $derived.by(() => {
    const found = (this.answer?.hits ?? []).flatMap((hit) => [
      ...hit.highlights.map(([start, end]) => slice(hit.snippet, start, end)),
      ...hit.titleHighlights.map(([start, end]) => slice(hit.title, start, end)),
    ]);
    return [...new Set(found)].slice(0, FORMS_MAX);
  });

  type(text: string): void {
    this.typed = text;
    void this.ask();
  }

  narrow(by: Narrow): void {
    this.narrows = [...this.narrows.filter((one) => one.by !== by.by), by];
    void this.ask();
  }

  widen(by: Narrow): void {
    this.narrows = this.narrows.filter((one) => one !== by);
    void this.ask();
  }

  order(sort: Sort): void {
    this.sort = sort;
    void this.ask();
  }

  clear(): void {
    this.#asked++;
    this.typed = '';
    this.narrows = [];
    this.answer = null;
    this.error = null;
  }

  /** Asks for what is typed and narrowed now; every keystroke asks, the latest answer counts. */
  async ask(): Promise<void> {
    const mine = ++this.#asked;
    if (!this.active) {
      this.answer = null;
      return;
    }
    try {
      const request = this.#request();
      const answer = await this.#library.call('search.find', request);
      if (mine !== this.#asked) return;
      this.answer = answer;
      this.answered = this.typed.trim();
      this.error = null;
    } catch (error) {
      if (mine === this.#asked) this.error = error as WireError;
    }
  }

  /** The whole of what is searched, as one query that can be kept and run again. */
  readonly query = $derived.by(() => {
    const quoted = (text: string) => `"${text.replaceAll('"', ' ')}"`;
    const field = ({ by, value, label }: Narrow) => {
      if (by === 'kind') return `kind:${value}`;
      if (by === 'month') return `on:${value}`;
      return by === 'theme' ? `theme:${quoted(label)}` : `${by}:=${quoted(value)}`;
    };
    return [this.typed.trim(), ...this.narrows.map(field)].filter(Boolean).join(' ');
  });

  /** Searches for a query that was kept. */
  run(query: string): void {
    this.narrows = [];
    this.type(query);
  }

  #request(): Find {
    return {
      query: this.narrows.length ? this.query : this.typed,
      sort: this.sort,
      limit: HITS_MAX,
      typing: true,
    };
  }
}
