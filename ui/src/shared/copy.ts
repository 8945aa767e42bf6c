/** Copies words to the clipboard of the system, and says so. */
import { i18n } from './i18n';
import { toasts } from './toasts.svelte';

/** Whether it worked; where the page may not, the old way of a selected field is taken. */
export async function copy(words: string, said: string): Promise<boolean> {
  const done = await navigator.clipboard
    ?.writeText(words)
    .then(() => true)
    .catch(() => bySelection(words));
  const copied = done ?? bySelection(words);
  toasts.show(copied ? { title: said, tone: 'good' } : { title: i18n.t.shared.failed, tone: 'bad' });
  return copied;
}

function bySelection(words: string): boolean {
  const field = document.createElement('textarea');
  field.value = words;
  // Beside what is focused, so that a sheet over everything lets it be selected.
  (document.activeElement?.closest('dialog') ?? document.body).append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
}
