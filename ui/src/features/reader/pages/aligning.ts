/**
 * Lays the words of a page beside those of the article: the same text, set in another order, with lines that were cut, hyphens at line ends
 * and single characters read otherwise. Greedy tiling, as Wise's Running Karp-Rabin (1993) does it: long passages in common first, then
 * shorter ones between them.
 *
 * **Invariant:** pure; a place is only given where passages agree, never by position alone beyond a few characters.
 */

/** Lengths of the passages that are looked for, one after another; the first tells one sentence from another, the last a figure in a table. */
const SEEDS = [24, 8, 3, 1];
/** Passages that begin alike and are compared at the most: leaders of dots and rows of dashes begin everywhere. */
const ALIKE_MAX = 32;
/** Between two passages so much more text than page is no place to look for a short one. */
const SLACK = 16;
/** The widest gap in which single characters are told from each other. */
const NARROW = 8;

/** No place. */
export const NONE = -1;

interface Span {
  /** On the page. */
  from: number;
  to: number;
  /** In the text. */
  low: number;
  high: number;
}

/** For each UTF-16 unit of a page the one of the text that it is, or [`NONE`]. */
export function align(page: string, text: string): Int32Array {
  const places = new Int32Array(page.length).fill(NONE);
  fill(page, text, { from: 0, to: page.length, low: 0, high: text.length }, places, 0);
  return places;
}

function fill(page: string, text: string, span: Span, places: Int32Array, level: number): void {
  const seed = SEEDS[level];
  if (span.from >= span.to || span.low >= span.high) return;
  if (span.to - span.from === span.high - span.low && span.to - span.from <= NARROW / 2) return pair(span, places);
  if (seed === undefined || !isWorth(span, seed)) return;
  let [from, low] = [span.from, span.low];
  for (const tile of tilesOf(page, text, span, seed)) {
    for (let unit = 0; unit < tile.to - tile.from; unit++) places[tile.from + unit] = tile.low + unit;
    // Where the order differs, what follows the passage before is as near as one can tell.
    const high = tile.low >= low ? tile.low : Math.min(span.high, low + tile.from - from);
    fill(page, text, { from, to: tile.from, low, high }, places, level + 1);
    [from, low] = [tile.to, tile.high];
  }
  fill(page, text, { from, to: span.to, low, high: span.high }, places, level + 1);
}

/** Whether passages of a length are told from each other in such a gap. */
function isWorth({ from, to, low, high }: Span, seed: number): boolean {
  if (seed === 1) return high - low <= NARROW && to - from <= NARROW;
  return seed > NARROW / 2 || high - low <= 4 * (to - from) + SLACK;
}

/** What differs in a gap of equal width is the same, read otherwise. */
function pair({ from, to, low }: Span, places: Int32Array): void {
  for (let unit = 0; unit < to - from; unit++) places[from + unit] = low + unit;
}

/** Passages in common that begin with so many equal characters, in the order of the page. */
function tilesOf(page: string, text: string, span: Span, seed: number): Span[] {
  const known = new Map<string, number[]>();
  for (let at = span.low; at + seed <= span.high; at++) {
    const key = text.slice(at, at + seed);
    const places = known.get(key);
    if (!places) known.set(key, [at]);
    else if (places.length < ALIKE_MAX) places.push(at);
  }
  const tiles: Span[] = [];
  let [free, expected] = [span.from, span.low];
  for (let at = span.from; at + seed <= span.to;) {
    const tile = longest(page, text, { ...span, from: free }, at, known.get(page.slice(at, at + seed)) ?? [], expected);
    if (!tile) {
      at++;
      continue;
    }
    tiles.push(tile);
    at = free = tile.to;
    expected = tile.high;
  }
  return tiles;
}

/** The longest of passages that begin alike, grown to both sides; of equals the one nearest to where the text would go on. */
function longest(page: string, text: string, span: Span, at: number, begins: readonly number[], expected: number) {
  let best: Span | undefined;
  for (const begin of begins) {
    let [from, low, to, high] = [at, begin, at, begin];
    while (to < span.to && high < span.high && page[to] === text[high]) [to, high] = [to + 1, high + 1];
    while (from > span.from && low > span.low && page[from - 1] === text[low - 1]) [from, low] = [from - 1, low - 1];
    const more = best ? to - from - (best.to - best.from) : 1;
    const nearer = best && Math.abs(low - expected) < Math.abs(best.low - expected);
    if (more > 0 || (more === 0 && nearer)) best = { from, to, low, high };
  }
  return best;
}
