/**
 * What the parts of the shell share: where one is, what is searched, which sheet is open, and what keys do.
 *
 * **Invariant:** features never see this; they get what they need as props and tell by callbacks.
 */
import { getContext, setContext } from 'svelte';
import type { Library } from '../api/library';
import { placeOfArticle, placeOfNote, placeOfQuote, placeOfView } from '../api/places';
import type { Hit } from '../api/wire';
import type { Command, Offer } from '../shared/commands';
import { FrameEvents } from '../shared/frameEvents';
import { isComposing, isEditable, isPressing, keyOf, type Key } from '../shared/keys';
import { Remembered } from '../shared/remembered.svelte';
import { keptDrafts } from '../features/notes/rescue';
import { Searching } from '../features/search/searching.svelte';
import { Acting } from './acting.svelte';
import { Preferences } from './preferences.svelte';
import { Whereabouts } from './whereabouts.svelte';
import { turnOf, Zoom } from './zoom';

/** A part of the desk that answers keys; true when it took the key. */
export type KeyHearer = (key: Key) => boolean;

export class Desk {
  readonly where = new Whereabouts();
  readonly preferences: Preferences;
  readonly searching: Searching;
  readonly zoom: Zoom;
  readonly acting: Acting;
  /** What happens inside the reader's frame and concerns the whole window. */
  readonly frame = new FrameEvents();
  /** Whether the window is too narrow for the inspector to stand beside the page; it then lies over it. */
  narrow = $state(false);
  readonly #beside = new Remembered<boolean>('inspector', true);
  #over = $state(false);
  readonly #lists = new Remembered<boolean>('lists', true);
  /** The sheet that lies over the desk. */
  sheet = $state<'settings' | 'shortcuts' | 'palette' | null>(null);
  /** Puts the cursor into the search field; set by the field. */
  focusSearch: () => void = () => {};
  readonly status;
  /** Whether what is on its way into the library is shown. */
  receiving = $state(false);
  /** How often a hit was opened; the article that is open already goes to what was found once more. */
  opened = $state(0);
  /** Whether one is asked if the trash is to be emptied. */
  emptying = $state(false);
  readonly #offers = new Set<() => Command[]>();
  readonly #hearers = new Set<KeyHearer>();

  /** Whether the inspector is shown. */
  get inspecting(): boolean {
    return this.narrow ? this.#over : this.#beside.value;
  }

  set inspecting(shown: boolean) {
    if (this.narrow) this.#over = shown;
    else this.#beside.value = shown;
  }

  /** Whether sidebar and list are wanted beside what is open. */
  get lists(): boolean {
    return this.#lists.value;
  }

  set lists(wanted: boolean) {
    this.#lists.value = wanted;
  }

  /** Whether what is open has the window for itself; where nothing is, or a theme is asked for, the list is needed. */
  get alone(): boolean {
    const { article, note, theme } = this.where.place;
    return !this.lists && !!(article ?? note ?? theme) && !this.acting.tagging;
  }

  /** Whether the inspector lies over the page, and is what Escape takes away first. */
  get #isCovered(): boolean {
    const { article, note } = this.where.place;
    return this.narrow && this.#over && !!article && !note;
  }

  constructor(readonly library: Library) {
    this.preferences = new Preferences(library);
    this.searching = new Searching(library);
    this.zoom = new Zoom(library.host);
    const { where, searching } = this;
    this.acting = new Acting(library, {
      get place() {
        return where.place;
      },
      get searching() {
        return searching.active;
      },
    });
    this.where.onlike = (thing) => this.searching.findLike(thing);
    this.where.onlink = this.follow;
    this.where.onsought = ({ query, like }) => {
      if (like) this.searching.findLike(like);
      else if (query) this.searching.run(query);
      else if (this.searching.active) this.searching.clear();
    };
    this.status = library.live('library.status', {});
    // In the page the arrows scroll.
    this.frame.key = (key) => void (key.key.startsWith('Arrow') || this.#answer(key));
  }

  begin = (): (() => void) => {
    const stops = [this.where.begin(), this.library.host.on('linked', this.follow)];
    if (keptDrafts().length) void this.#saveKept();
    return () => stops.forEach((stop) => stop());
  };

  /** Saves the words of notes that an earlier window could not. */
  async #saveKept(): Promise<void> {
    const { saveKept } = await import('../features/notes/writing.svelte');
    await saveKept(this.library, this.where.place.note);
  }

  /** Shows what a link of the scheme `tearsheet` leads to. */
  follow = (link: string): void => {
    void import('./following').then(({ follow }) => follow(this, link));
  };

  /** Does what a key does. */
  press = (key: Key): void => void this.#answer(key);

  /** Listens to keys while a component lives; the latest hears first. */
  hear = (hearer: KeyHearer): (() => void) => {
    this.#hearers.add(hearer);
    return () => this.#hearers.delete(hearer);
  };

  /** Offers commands while a component lives. */
  offer: Offer = (commands) => {
    this.#offers.add(commands);
    return () => this.#offers.delete(commands);
  };

  /** The commands that the parts of the desk offer now. */
  get offered(): Command[] {
    return [...this.#offers].flatMap((commands) => commands());
  }

  /** Leaves what is searched; one can go back to it. */
  leaveSearch = (): void => {
    this.searching.clear();
    this.where.step();
  };

  openArticle = (id: string): void => this.where.go(placeOfArticle(id));

  openHit = (hit: Hit): void => {
    this.opened++;
    if (hit.kind === 'note') this.where.go(placeOfNote(hit.id));
    else if (hit.kind === 'quote' && hit.articleId) this.where.go(placeOfQuote(hit.articleId, hit.id));
    else this.openArticle(hit.id);
  };

  likeHit = (hit: Hit): void => this.searching.findLike({ id: hit.id, title: hit.title || hit.snippet });

  heard = (event: KeyboardEvent): void => {
    if (isComposing(event) || event.defaultPrevented || this.sheet || document.querySelector('dialog[open]')) return;
    if (isPressing(event)) return;
    const key = keyOf(event);
    // While one types, undo and redo are the field's own.
    if (isEditable(event.target) && (!key.ctrl || /^[zy]$/i.test(key.key))) return;
    if (this.#answer(key)) event.preventDefault();
  };

  #answer(key: Key): boolean {
    if (key.key === 'Escape' && this.#isCovered) {
      this.#over = false;
      return true;
    }
    for (const hearer of [...this.#hearers].toReversed()) if (hearer(key)) return true;
    return this.acting.hear(key) || this.#everywhere(key);
  }

  #everywhere({ key, ctrl, shift, alt }: Key): boolean {
    if (ctrl && key.toLowerCase() === 'k') this.#openSearchOr(shift);
    else if (ctrl && shift && key.toLowerCase() === 'p') this.sheet = 'palette';
    else if (ctrl && key === ',') this.sheet = 'settings';
    else if (ctrl && key.toLowerCase() === 'z') this.turn(shift ? 'redo' : 'undo');
    else if (ctrl && key.toLowerCase() === 'y') this.turn('redo');
    else if (alt && key === 'ArrowLeft') history.back();
    else if (alt && key === 'ArrowRight') history.forward();
    else if (ctrl && alt) return this.#resize(key);
    else if (ctrl || alt) return false;
    else if (key === '/') this.focusSearch();
    else if (key === '?') this.sheet = 'shortcuts';
    else if (key === 'i') this.inspecting = !this.inspecting;
    else if (key === 'l') this.lists = this.alone;
    else if (key === 'Escape') return this.#leave();
    else return this.#goByDigit(key);
    return true;
  }

  #resize(key: string): boolean {
    const by = turnOf(key);
    if (by === undefined) return false;
    this.zoom.turn(by);
    return true;
  }

  /** Takes the last deed back, or does it again. */
  turn = (way: 'undo' | 'redo'): void => {
    void import('../shared/undoing').then(({ turn }) => turn(this.library, way));
  };

  #openSearchOr(palette: boolean): void {
    if (palette) this.sheet = 'palette';
    else this.focusSearch();
  }

  #leave(): boolean {
    if (!this.searching.active) return false;
    this.leaveSearch();
    return true;
  }

  #goByDigit(key: string): boolean {
    const view = ({ I: 'inbox', A: 'all', S: 'starred', Q: 'quotes', N: 'notes' } as const)[key];
    if (!view) return false;
    this.where.go(placeOfView(view));
    return true;
  }
}

const DESK = Symbol('desk');
export const provideDesk = (desk: Desk): Desk => setContext(DESK, desk);
export const useDesk = (): Desk => getContext<Desk>(DESK);
