/** The quotes of an article as the page shows them. */
import type { Article, Quote } from '../../api/wire';
import type { Mark } from './messages';

/** The quotes that stand in the shown capture as marks; the chosen one is drawn once more. */
export function marksOf(article: Article | undefined, chosen: string | null): Mark[] {
  const placed = article?.quoteList.filter((one) => one.placed && one.captureId === article.capture) ?? [];
  const markOf = (name: string, { start, end, picture }: Quote): Mark =>
    picture ? { name, start, end, picture: picture.number } : { name, start, end };
  const all = placed.map((quote) => markOf(`mark-${quote.colour}`, quote));
  const meeting = meetings(placed.filter((quote) => !quote.picture));
  const one = placed.find((quote) => quote.id === chosen);
  return one ? [...all, ...meeting, markOf('chosen', one)] : [...all, ...meeting];
}

const length = ({ start, end }: Quote) => end - start;

/** Where quotes of different colours share words: the shortest is shown, the next one is still told. */
function meetings(quotes: readonly Quote[]): Mark[] {
  const ends = Array.from(new Set(quotes.flatMap(({ start, end }) => [start, end]))).toSorted((a, b) => a - b);
  const inOrder = quotes.toSorted((a, b) => a.start - b.start);
  const marks: Mark[] = [];
  let open: Quote[] = [];
  let next = 0;
  ends.forEach((start, at) => {
    const end = ends[at + 1];
    if (end === undefined) return;
    for (; inOrder[next] && inOrder[next]!.start <= start; next++) open.push(inOrder[next]!);
    open = open.filter((quote) => quote.end > start);
    const [over, ...rest] = open.toSorted((a, b) => length(a) - length(b));
    const under = rest.find(({ colour }) => colour !== over?.colour);
    if (over && under)
      marks.push({ name: `over-${over.colour}`, start, end }, { name: `under-${under.colour}`, start, end });
  });
  return marks;
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
