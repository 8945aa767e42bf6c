/** The quotes of the library in pages, narrowed or not. */
import type { Library } from '../../api/library';
import { PAGE, Pages } from '../../api/pages';
import type { ListQuotes, Quote } from '../../api/wire';

export function quotePages(library: Library, which: Pick<ListQuotes, 'speaker' | 'unplaced'>): Pages<Quote[], Quote> {
  const count = library.live('quotes.count', which);
  return new Pages({
    page: (offset) => library.live('quotes.list', { ...which, offset, limit: PAGE }),
    rows: (page) => page,
    total: () => count.value,
  });
}
