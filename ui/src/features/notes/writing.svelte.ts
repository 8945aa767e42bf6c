/** Ties a draft to the component that shows it: follows the library, and saves before one leaves. */
import { onDestroy, untrack } from 'svelte';
import type { Library } from '../../api/library';
import type { Note } from '../../api/wire';
import { i18n } from '../../shared/i18n';
import { toasts } from '../../shared/toasts.svelte';
import { turned } from '../../shared/undoing';
import { Draft } from './draft.svelte';
import { keptDrafts } from './rescue';

/** The draft of a note, from the moment the note is known; called while a component is made. */
export function useDraft(library: Library, read: () => Note | undefined): { readonly draft: Draft | undefined } {
  let draft = $state.raw<Draft>();
  const flush = () => void draft?.flush();
  const hide = () => document.visibilityState === 'hidden' && flush();
  const again = async () => {
    const held = draft;
    const note = held && (await library.call('notes.get', { id: held.id }).catch(() => null));
    if (note) held.adopt(note, true);
  };

  $effect(() => {
    const note = read();
    if (!note) return;
    untrack(() => {
      if (draft) draft.adopt(note);
      else draft = begun(library, note);
    });
  });
  $effect(() => {
    addEventListener('blur', flush);
    addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', hide);
    turned.addEventListener('turned', again);
    return () => {
      removeEventListener('blur', flush);
      removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', hide);
      turned.removeEventListener('turned', again);
    };
  });
  onDestroy(() => void (draft && leave(draft)));

  return {
    get draft() {
      return draft;
    },
  };
}

/** Saves what is left; one who is elsewhere by now is told when that fails. */
async function leave(draft: Draft): Promise<void> {
  await draft.flush();
  if (draft.state !== 'failed') return;
  const t = i18n.t.notes;
  toasts.show({
    title: t.notSaved(draft.title.trim() || t.untitled),
    detail: i18n.t.notes.keptHere,
    tone: 'warn',
    stays: 0,
    actions: [{ label: i18n.t.notes.saveAgain, run: () => void leave(draft) }],
  });
}

/** Saves what an earlier window could not, of every note but the open one, which does so itself. */
export async function saveKept(library: Library, open: string | null): Promise<void> {
  for (const id of keptDrafts()) {
    const note = id === open ? null : await library.call('notes.get', { id }).catch(() => null);
    if (!note) continue;
    const draft = new Draft(library, note);
    await leave(draft);
    const saved = draft.recovered && draft.state === 'saved';
    if (saved)
      toasts.show({ title: i18n.t.notes.recovered, detail: draft.title || i18n.t.notes.untitled, tone: 'good' });
  }
}

function begun(library: Library, note: Note): Draft {
  const draft = new Draft(library, note);
  if (draft.recovered) {
    void draft.flush();
    toasts.show({ title: i18n.t.notes.recovered, detail: i18n.t.notes.recoveredDetail, tone: 'good' });
  }
  return draft;
}
