/** The quotes of an article as the page shows them. */
import type { Article, Quote } from '../../api/wire';
import type { Mark } from './messages';

/** The quotes that stand in the shown capture as marks; the chosen one is drawn once more. */
export function marksOf(article: Article | undefined, chosen: string | null): Mark[] {
  const placed = article?.quoteList.filter((one) => one.placed && one.captureId === article.capture) ?? [];
  const markOf = (name: string, { start, end, picture }: Quote): Mark =>
    picture ? { name, start, end, picture: picture.number } : { name, start, end };
  const all = placed.map((quote) => markOf(`mark-${quote.colour}`, quote));
  const one = placed.find((quote) => quote.id === chosen);
  return one ? [...all, markOf('chosen', one)] : all;
}

/** The quote that a place belongs to; the shortest where several overlap. */
export function quoteAt(article: Article, at: number): Quote | undefined {
  const words = article.quoteList.filter((one) => one.placed && !one.picture);
  const inside = words.filter((one) => one.start <= at && at <= one.end);
  return inside.toSorted((a, b) => a.end - a.start - (b.end - b.start))[0];
}

/** The quote that a picture of the shown capture is. */
export const pictureQuote = (article: Article, number: number): Quote | undefined =>
  article.quoteList.find((one) => one.placed && one.captureId === article.capture && one.picture?.number === number);
