/** Ties a draft to the component that shows it: follows the library, and saves before one leaves. */
import { onDestroy, untrack } from 'svelte';
import type { Library } from '../../api/library';
import type { Note } from '../../api/wire';
import { i18n } from '../../shared/i18n';
import { toasts } from '../../shared/toasts.svelte';
import { Draft } from './draft.svelte';

/** The draft of a note, from the moment the note is known; called while a component is made. */
export function useDraft(library: Library, read: () => Note | undefined): { readonly draft: Draft | undefined } {
  let draft = $state.raw<Draft>();
  const flush = () => void draft?.flush();
  const leave = () => document.visibilityState === 'hidden' && flush();

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
    document.addEventListener('visibilitychange', leave);
    return () => {
      removeEventListener('blur', flush);
      removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', leave);
    };
  });
  onDestroy(flush);

  return {
    get draft() {
      return draft;
    },
  };
}

function begun(library: Library, note: Note): Draft {
  const draft = new Draft(library, note);
  if (draft.recovered) {
    void draft.flush();
    toasts.show({ title: i18n.t.notes.recovered, detail: i18n.t.notes.recoveredDetail, tone: 'good' });
  }
  return draft;
}
