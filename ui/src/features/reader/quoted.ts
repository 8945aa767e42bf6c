/** The quotes of an article as the page shows them. */
import type { Article, Quote } from '../../api/wire';
import type { Mark } from './messages';

/** The quotes that stand in the shown capture as marks; the chosen one is drawn once more. */
export function marksOf(article: Article | undefined, chosen: string | null): Mark[] {
  const placed = article?.quoteList.filter((one) => one.placed && one.captureId === article.capture) ?? [];
  const all = placed.map(({ start, end, colour }): Mark => ({ name: `mark-${colour}`, start, end }));
  const one = placed.find((quote) => quote.id === chosen);
  return one ? [...all, { name: 'chosen', start: one.start, end: one.end }] : all;
}

/** The quote that a place belongs to; the shortest where several overlap. */
export function quoteAt(article: Article, at: number): Quote | undefined {
  const inside = article.quoteList.filter((one) => one.placed && one.start <= at && at <= one.end);
  return inside.toSorted((a, b) => a.end - a.start - (b.end - b.start))[0];
}
