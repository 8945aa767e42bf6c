/** When an article counts as read. */
import type { Library } from '../../api/library';

/** Long enough to have looked at it. */
const READ_AFTER_MS = 2000;

/**
 * Marks an article as read once it was looked at for a while; where read ones leave the list, only when it is left.
 * The returned function leaves it.
 */
export function readAfterAWhile(library: Library, article: string, stays: () => boolean): () => void {
  let due = false;
  const mark = () => void library.call('articles.mark', { ids: [article], read: true, quietly: true });
  const timer = setTimeout(() => (stays() ? (due = true) : mark()), READ_AFTER_MS);
  return () => {
    clearTimeout(timer);
    if (due) mark();
  };
}
