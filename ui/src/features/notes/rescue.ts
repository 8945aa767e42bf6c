/** Words of notes that the library does not have yet, kept on this device over a crash. */
import type { Note } from '../../api/wire';

/** The part of a note that one writes. */
export type Words = Pick<Note, 'title' | 'body'>;

const KEPT = 'tearsheet.draft.';
const keptUnder = (id: string) => KEPT + id;

/** The notes of which words are kept. */
export function keptDrafts(): string[] {
  try {
    return Object.keys(localStorage).flatMap((key) => (key.startsWith(KEPT) ? key.slice(KEPT.length) : []));
  } catch {
    return [];
  }
}

export function readKept(id: string): Words | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keptUnder(id)) ?? 'null') as Partial<Words> | null;
    return typeof kept?.title === 'string' && typeof kept.body === 'string'
      ? { title: kept.title, body: kept.body }
      : null;
  } catch {
    return null;
  }
}

export function keep(id: string, words: Words): void {
  try {
    localStorage.setItem(keptUnder(id), JSON.stringify(words));
  } catch {
    // A full or forbidden storage costs the rescue after a crash; the save itself goes on.
  }
}

export function forget(id: string): void {
  try {
    localStorage.removeItem(keptUnder(id));
  } catch {
    // What could not be kept need not be forgotten.
  }
}
