/** Marks that meet: the shortest shows its colour, the next one is told by a line. */
import { describe, expect, it } from 'vitest';
import type { Article, Quote } from '../src/api/wire';
import { marksOf } from '../src/features/reader/quoted';

const quote = (id: string, colour: number, start: number, end: number) =>
  ({ id, colour, start, end, placed: true, captureId: 'c', picture: null }) as Quote;
const drawn = (...quoteList: Quote[]) =>
  marksOf({ capture: 'c', quoteList } as unknown as Article, null).map(
    ({ name, start, end }) => `${name} ${start}-${end}`,
  );

describe('marks', () => {
  it('that do not meet, or are of one colour, are drawn as they are', () => {
    expect(drawn(quote('a', 1, 0, 4), quote('b', 2, 4, 9))).toEqual(['mark-1 0-4', 'mark-2 4-9']);
    expect(drawn(quote('a', 1, 0, 6), quote('b', 1, 4, 9))).toEqual(['mark-1 0-6', 'mark-1 4-9']);
  });

  it('that meet show both: the shortest over the next', () => {
    expect(drawn(quote('a', 3, 4, 20), quote('b', 1, 8, 12)).slice(2)).toEqual(['over-1 8-12', 'under-3 8-12']);
  });

  it('of which three meet show the two shortest', () => {
    const all = drawn(quote('a', 1, 0, 30), quote('b', 2, 5, 20), quote('c', 3, 10, 15)).slice(3);
    expect(all).toEqual([
      'over-2 5-10',
      'under-1 5-10',
      'over-3 10-15',
      'under-2 10-15',
      'over-2 15-20',
      'under-1 15-20',
    ]);
  });
});
