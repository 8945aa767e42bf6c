/** The notes of the library in pages. */
import type { Library } from '../../api/library';
import { PAGE, Pages } from '../../api/pages';
import type { Note } from '../../api/wire';

export function notePages(library: Library): Pages<Note[], Note> {
  const count = library.live('notes.count', {});
  return new Pages({
    page: (offset) => library.live('notes.list', { offset, limit: PAGE }),
    rows: (page) => page,
    total: () => count.value,
  });
}
