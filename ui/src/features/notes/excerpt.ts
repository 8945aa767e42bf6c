/** The beginning of a note as plain words, for lists. */

/** Two lines of a card. */
const EXCERPT_MAX = 200;

/** What stands in the cells of a row of a table. */
const cellsOf = (row: string) => row.split(/(?<!\\)\|/).flatMap((cell) => cell.trim() || []);

/** Markdown without its marks, on one line. */
export function excerpt(body: string): string {
  return body
    .slice(0, EXCERPT_MAX * 4)
    .replace(/!?\[([^\]]*)\]\([^)]*\)?/g, '$1')
    .replace(/^[ \t]*(?:#{1,6}|>|[-*+](?: \[[ xX]\])?|\d+[.)])[ \t]+/gm, '')
    .replace(/(\*\*|__|~~|`+)/g, '')
    .replace(/\*(\S(?:[^*\n]*\S)?)\*/g, '$1')
    .replace(/^[ \t]*(?:\|?(?:[ \t]*:?-{3,}:?[ \t]*\|?)+|\*{3,})[ \t]*$/gm, '')
    .replace(/^[ \t]*\|(.*)$/gm, (_, row: string) => cellsOf(row).join(' · '))
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, EXCERPT_MAX);
}
