/** Takes back what was done last, or does it again, and says what it was. */
import type { Library } from '../api/library';
import { i18n } from './i18n';
import { toasts } from './toasts.svelte';

/** The last message of this kind: the next takes its place. */
let close: () => void = () => {};

/** What was taken back or done again may be older than what one sees; whoever holds a copy of it reads it again. */
export const turned = new EventTarget();

/** Undoes the last deed, or redoes the one that was undone last. */
export async function turn(library: Library, way: 'undo' | 'redo'): Promise<void> {
  const t = i18n.t.shell.undoing;
  close();
  toasts.settle();
  try {
    const { deed } = await library.call(`library.${way}`, {});
    turned.dispatchEvent(new Event('turned'));
    const named = deed ? (t.deeds[deed] ?? deed) : null;
    const title = named ? t[way](named) : way === 'undo' ? t.nothing : t.nothingAgain;
    const other = way === 'undo' ? 'redo' : 'undo';
    close = toasts.show({
      title,
      actions: named ? [{ label: t[`${other}Now`], run: () => void turn(library, other) }] : [],
    });
  } catch (error) {
    close = toasts.fail(error);
  }
}
