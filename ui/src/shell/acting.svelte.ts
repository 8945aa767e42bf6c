/**
 * What is done to things by keys, buttons and commands: to those chosen in the middle list, or else to what is open.
 *
 * **Invariant:** nothing else decides what is meant, whichever list is shown.
 */
import type { Library } from '../api/library';
import { placeOfLike, type Place } from '../api/places';
import type { Mark } from '../api/wire';
import { attempt } from '../shared/attempt';
import { i18n } from '../shared/i18n';
import type { Key } from '../shared/keys';
import type { Listing } from '../shared/listing.svelte';
import { giveThemes } from '../shared/themes';
import { toasts } from '../shared/toasts.svelte';

/** Where one is, as far as it decides what is meant. */
export interface Whence {
  readonly place: Place;
  /** Whether results stand in place of the list. */
  readonly searching: boolean;
}

/** What a deed is done to. */
export interface Meant {
  readonly ids: readonly string[];
  /** The articles among them; of quotes, those they stand in. */
  readonly articles: readonly string[];
}

export class Acting {
  /** The list in the middle. */
  list = $state.raw<Listing | null>(null);
  /** What a theme is being chosen for. */
  tagging = $state.raw<Meant | null>(null);
  readonly #library: Library;
  readonly #whence: Whence;

  constructor(library: Library, whence: Whence) {
    this.#library = library;
    this.#whence = whence;
  }

  /** Takes a list as the one in the middle while it is shown. */
  attend = (list: Listing): (() => void) => {
    this.list = list;
    return () => {
      if (this.list === list) this.list = null;
    };
  };

  /** How many are chosen. */
  get count(): number {
    return this.list?.chosen.size ?? 0;
  }

  /** The ids of what is meant. */
  get ids(): readonly string[] {
    if (this.list?.chosen.size) return [...this.list.chosen];
    const { note, article } = this.#whence.place;
    const open = note ?? this.#quote ?? article;
    return open ? [open] : [];
  }

  /** The articles among what is meant; of quotes, those they stand in. */
  get articles(): readonly string[] {
    const { note, article } = this.#whence.place;
    if (!this.list?.chosen.size) return article && !note ? [article] : [];
    return this.#articlesOf([...this.list.chosen]);
  }

  get meant(): Meant {
    return { ids: this.ids, articles: this.articles };
  }

  /** What is meant by pointing at a row: all that is chosen when it is one of them, and else it alone. */
  meantAt(id: string): Meant {
    if (this.list?.chosen.has(id)) return this.meant;
    return { ids: [id], articles: this.#articlesOf([id]) };
  }

  #articlesOf(ids: readonly string[]): readonly string[] {
    const articleOf = (id: string) => {
      const one = this.list?.list.listed(id);
      const kind = one?.kind ?? (this.#listsArticles ? 'article' : undefined);
      return kind === 'article' ? id : kind === 'quote' ? one?.article : undefined;
    };
    return [...new Set(ids.flatMap((id) => articleOf(id) ?? []))];
  }

  /** The open quote, where a list shows quotes for themselves; the trash does so at times. */
  get #quote(): string | null {
    const { quote, view } = this.#whence.place;
    const isListed = this.inTrash && !!quote && this.list?.list.listed(quote)?.kind === 'quote';
    return this.#whence.searching || view === 'quotes' || isListed ? quote : null;
  }

  get #listsArticles(): boolean {
    const { view } = this.#whence.place;
    return !this.#whence.searching && view !== 'quotes' && view !== 'notes';
  }

  /** Whether what is meant lies in the trash. */
  get inTrash(): boolean {
    return this.#whence.place.view === 'trash' && !this.#whence.searching;
  }

  /** Hears the keys of lists; true when it took one. */
  hear({ key, ctrl, shift, alt }: Key): boolean {
    if (ctrl || alt) return false;
    const by = STEPS[key.toLowerCase()];
    if (by) return this.#step(shift ? 'extend' : 'step', by);
    if (key === 'Escape') return this.#leave();
    const deed = this.#deeds[key];
    if (!deed || !this.ids.length) return false;
    void deed();
    return true;
  }

  readonly #deeds: Record<string, () => unknown> = {
    e: () => this.read(),
    s: () => this.star(),
    t: () => this.askTheme(),
    m: () => this.like(),
    '#': () => (this.inTrash ? this.restore() : this.trash()),
    Delete: () => this.inTrash || this.trash(),
  };

  #step(how: 'step' | 'extend', by: 1 | -1): boolean {
    this.list?.[how](by);
    return this.list !== null;
  }

  #leave(): boolean {
    if (!this.count) return false;
    this.list?.clear();
    return true;
  }

  /** Marks as read, or as unread when all are read. */
  async read(meant = this.meant): Promise<void> {
    const leave = this.list?.after(new Set(meant.ids));
    const on = await this.#turn('read', meant);
    if (on && this.#whence.place.view === 'inbox' && !this.#whence.searching) leave?.();
  }

  /** Stars, or takes the stars off when all have one. */
  star(meant = this.meant): Promise<boolean | undefined> {
    return this.#turn('starred', meant);
  }

  async #turn(mark: Mark, { articles }: Meant): Promise<boolean | undefined> {
    const ids = [...articles];
    if (!ids.length) return undefined;
    return (await attempt(() => this.#library.call('articles.turn', { ids, mark })))?.on;
  }

  /** Lets one choose a theme. */
  askTheme(meant = this.meant): void {
    this.tagging = meant;
  }

  /** Gives the theme that was chosen. */
  async tag(theme: string): Promise<void> {
    const ids = [...(this.tagging?.ids ?? [])];
    this.tagging = null;
    await attempt(() => giveThemes(this.#library, ids, [theme]));
  }

  async trash(meant = this.meant): Promise<void> {
    const ids = [...meant.ids];
    const title = this.#titleOf(ids);
    const leave = this.list?.after(new Set(ids));
    if (!(await attempt(() => this.#library.call('items.trash', { ids })))) return;
    leave?.();
    const t = i18n.t.articles;
    toasts.done(
      {
        title: ids.length === 1 ? t.movedToTrash : t.manyToTrash(i18n.number(ids.length)),
        detail: title,
      },
      () => attempt(() => this.#library.call('items.restore', { ids })),
    );
  }

  async restore(meant = this.meant): Promise<void> {
    const ids = [...meant.ids];
    const leave = this.list?.after(new Set(ids));
    if (await attempt(() => this.#library.call('items.restore', { ids }))) leave?.();
  }

  /** Looks for what is like the first of what is meant. */
  like({ ids: [id] } = this.meant): void {
    if (id) location.hash = placeOfLike({ id, title: this.#titleOf([id]) ?? '' });
  }

  /** What the one thing is called; undefined for several. */
  #titleOf([id, ...more]: readonly string[]): string | undefined {
    if (more.length || id === undefined) return undefined;
    return this.list?.list.listed(id)?.title ?? this.#library.live('articles.get', { id }).value?.title;
  }
}

const STEPS: Record<string, 1 | -1> = { j: 1, arrowdown: 1, k: -1, arrowup: -1 };
