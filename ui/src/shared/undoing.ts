/** Takes back what was done last, or does it again, and says what it was. */
import type { Library } from '../api/library';
import type { Turn, WireError } from '../api/wire';
import { i18n } from './i18n';
import { toasts } from './toasts.svelte';

/** The last message of this kind: the next takes its place. */
let close: () => void = () => {};

/** What was taken back or done again may be older than what one sees; whoever holds a copy of it reads it again. */
export const turned = new EventTarget();

/** Undoes the last deed, or redoes the one that was undone last; with `of`, that deed alone, whatever was done since. */
export async function turn(library: Library, way: 'undo' | 'redo', of: Turn = {}): Promise<void> {
  const t = i18n.t.shell.undoing;
  close();
  toasts.settle();
  try {
    const { deed, items } = await library.call(`library.${way}`, of);
    turned.dispatchEvent(new Event('turned'));
    const named = deed ? (t.deeds[deed] ?? deed) : null;
    const title = named ? t[way](named) : (of.deed ? t.late : t.none)[way];
    const other = way === 'undo' ? 'redo' : 'undo';
    const back = () => void turn(library, other, { ...(deed && { deed }), ...(items[0] && { item: items[0].id }) });
    close = toasts.show({ title, actions: named ? [{ label: t[`${other}Now`], run: back }] : [] });
  } catch (error) {
    const isLate = (error as WireError).code === 'outdated';
    close = isLate ? toasts.show({ title: t.late[way], tone: 'warn' }) : toasts.fail(error);
  }
}
