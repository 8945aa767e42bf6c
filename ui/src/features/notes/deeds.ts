/** What one does to a note, with its way back. */
import type { Library } from '../../api/library';
import { placeOfNote } from '../../api/places';
import type { Note } from '../../api/wire';
import { attempt } from '../../shared/attempt';
import { i18n } from '../../shared/i18n';
import { toasts } from '../../shared/toasts.svelte';
import type { Template } from './templates';

/** Makes a note, empty or from a template; opens it, unless it is written beside an article. Answers its id. */
export async function begin(library: Library, template?: Template, article?: string): Promise<string | undefined> {
  const page = template && (await import('./templates')).pageOf(template, i18n.language);
  const note = await attempt(() => library.call('notes.add', { ...page, ...(article && { article }) }));
  if (!note || article) return note?.id;
  begun = note.id;
  location.hash = placeOfNote(note.id);
  return note.id;
}

/** The note that was begun just now and whose page has not been told so. */
let begun: string | null = null;

/** Whether a note was begun just now, so that one writes at once; told once. */
export function isBegun(id: string): boolean {
  const is = begun === id;
  if (is) begun = null;
  return is;
}

/** Moves a note to the trash and offers to bring it back; true when it went. */
export async function trash(library: Library, note: Pick<Note, 'id' | 'title'>, onback?: () => void): Promise<boolean> {
  const gone = await attempt(() => library.call('items.trash', { ids: [note.id] }));
  if (!gone) return false;
  const back = () =>
    attempt(() => library.call('items.restore', { ids: [note.id] })).then((restored) => restored && onback?.());
  toasts.done({ title: i18n.t.notes.trashed, detail: note.title || undefined }, back);
  return true;
}
