/**
 * A note while one writes it: what was typed, and whether the library has it.
 *
 * **Invariant:** what was typed stays pending until the library acknowledged it; nothing that is read replaces it before.
 */
import type { Library } from '../../api/library';
import type { Note, WireError } from '../../api/wire';
import { forget, keep, readKept, type Words } from './rescue';

export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed';

/** A pause in typing this long saves; shorter would write at every key. */
export const SAVES_AFTER_MS = 700;
/** One who never pauses is saved this often all the same. */
export const SAVES_WITHIN_MS = 5000;

export class Draft {
  title = $state('');
  body = $state('');
  state = $state<SaveState>('saved');
  /** Why the latest save failed. */
  problem = $state.raw<WireError>();
  /** Whether it began with words that an earlier window could not save. */
  readonly recovered: boolean;
  readonly id: string;
  readonly #library: Library;
  #pending: Partial<Words> = {};
  #saving: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waitingSince = 0;
  #editedAt: number;

  constructor(library: Library, note: Pick<Note, 'id' | 'title' | 'body' | 'editedAt'>) {
    this.#library = library;
    this.id = note.id;
    this.#editedAt = note.editedAt;
    this.title = note.title;
    this.body = note.body;
    const kept = readKept(note.id);
    this.recovered = !!kept && (kept.title !== note.title || kept.body !== note.body);
    if (kept && this.recovered) this.edit(kept);
    else forget(note.id);
  }

  /** Takes what was typed and saves it after a pause. */
  edit(change: Partial<Words>): void {
    Object.assign(this, change);
    this.#pending = { ...this.#pending, ...change };
    keep(this.id, { title: this.title, body: this.body });
    if (this.state !== 'saving') this.state = 'waiting';
    const now = Date.now();
    if (this.#timer === undefined) this.#waitingSince = now;
    clearTimeout(this.#timer);
    const left = this.#waitingSince + SAVES_WITHIN_MS - now;
    this.#timer = setTimeout(() => void this.flush(), Math.max(0, Math.min(SAVES_AFTER_MS, left)));
  }

  /** Saves now; resolves when all that was typed is saved, or could not be. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#saving ??= this.#save().finally(() => (this.#saving = undefined));
    return this.#saving;
  }

  async #save(): Promise<void> {
    while (Object.keys(this.#pending).length > 0) {
      const sent = this.#pending;
      this.#pending = {};
      this.state = 'saving';
      try {
        const note = await this.#library.call('notes.edit', { id: this.id, ...sent });
        this.#editedAt = Math.max(this.#editedAt, note.editedAt);
      } catch (error) {
        this.#pending = { ...sent, ...this.#pending };
        this.problem = error as WireError;
        this.state = 'failed';
        return;
      }
    }
    this.problem = undefined;
    this.state = 'saved';
    forget(this.id);
  }

  /** Follows a change made elsewhere, unless something typed here is on its way; the later wording wins, or the one that was `taken` back. */
  adopt(note: Note, taken = false): void {
    const busy = this.#saving !== undefined || Object.keys(this.#pending).length > 0;
    if (busy || note.id !== this.id || (!taken && note.editedAt <= this.#editedAt)) return;
    this.#editedAt = note.editedAt;
    this.title = note.title;
    this.body = note.body;
  }
}
