/** A note's history made short: one wording for each sitting instead of one for each save. */
import type { Revision } from '../../api/wire';

/** A pause this long ends a sitting. */
export const SITTING_MS = 10 * 60_000;

/** Of newest-first revisions, those with which a sitting began: what the note said before it was touched again. */
export function sittings(revisions: readonly Revision[]): Revision[] {
  return revisions.filter((revision, at) => {
    const before = revisions[at + 1];
    return !before || revision.replacedAt - before.replacedAt > SITTING_MS;
  });
}
