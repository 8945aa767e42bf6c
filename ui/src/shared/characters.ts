/**
 * Text counted in characters (Unicode code points), as the library counts it.
 *
 * **Invariant:** offsets of the wire never meet UTF-16 indexes outside this file and the reader's frame script.
 */

/** A stretch of text and whether it matched. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** Cuts a text at ranges of characters; ranges may overlap, be unsorted or reach beyond the end. */
export function pieces(text: string, ranges: ReadonlyArray<readonly [number, number]>): Piece[] {
  const characters = Array.from(text);
  const hit = new Uint8Array(characters.length);
  for (const [start, end] of ranges) hit.fill(1, Math.max(0, start), Math.max(0, end));
  const cut: Piece[] = [];
  characters.forEach((character, at) => {
    const last = cut.at(-1);
    if (last && last.hit === !!hit[at]) last.text += character;
    else cut.push({ text: character, hit: !!hit[at] });
  });
  return cut;
}

/** The characters from `start` up to `end`. */
export const slice = (text: string, start: number, end?: number): string => Array.from(text).slice(start, end).join('');

/** How many characters a text has. */
export const length = (text: string): number => Array.from(text).length;

/** Where the forms stand in the text, letter case aside: sorted ranges of characters, at most `most`. */
export function occurrences(text: string, forms: readonly string[], most: number): Array<[number, number]> {
  const low = lower(text);
  const found: Array<[number, number]> = [];
  for (const form of new Set(forms.map(lower))) {
    if (!form) continue;
    for (let at = low.indexOf(form); at >= 0 && found.length < most; at = low.indexOf(form, at + form.length)) {
      found.push([at, at + form.length]);
    }
  }
  return toCharacters(
    text,
    found.toSorted((a, b) => a[0] - b[0]),
  );
}

/** Ranges of characters as ranges of UTF-16 units, for editors and elements. */
export function inUnits<T extends { start: number; end: number }>(text: string, ranges: readonly T[]): T[] {
  if (!/[\u{10000}-\u{10ffff}]/u.test(text)) return [...ranges];
  const units = [0];
  for (const character of text) units.push((units.at(-1) ?? 0) + character.length);
  const at = (character: number) => units[Math.min(character, units.length - 1)] ?? 0;
  return ranges.map((range) => ({ ...range, start: at(range.start), end: at(range.end) }));
}

/** Lower case that keeps the length in UTF-16 units. */
function lower(text: string): string {
  const low = text.toLowerCase();
  return low.length === text.length ? low : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Turns sorted UTF-16 ranges into ranges of characters. */
function toCharacters(text: string, ranges: Array<[number, number]>): Array<[number, number]> {
  let unit = 0;
  let count = 0;
  const countTo = (target: number) => {
    if (target < unit) unit = count = 0;
    for (; unit < target; count++) unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
    return count;
  };
  return ranges.map(([start, end]) => [countTo(start), countTo(end)]);
}
