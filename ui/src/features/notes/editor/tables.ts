/**
 * Tables drawn as columns below each other; the text stays as typed, and on the line one is writing its marks show themselves.
 *
 * **Invariant:** what stands between two marks of a row is one cell, also when nothing stands there.
 */
import type { EditorState, Range } from '@codemirror/state';
import { Decoration, WidgetType } from '@codemirror/view';
import { Sign } from './sign';
import type { SyntaxNode } from './tree';

/** The widest column, in characters of half width; longer words go on below. */
const WIDEST = 36;
/** Room between two columns, in characters of half width. */
const GAP = 2;

/** Characters that are as wide as two Latin ones (Unicode Standard Annex 11: East Asian wide and full width). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/gu;

/** What a table needs of its surroundings. */
export interface Canvas {
  state: EditorState;
  /** Whether one is writing on a line of this range. */
  written: (from: number, to: number) => boolean;
  /** Marks inside lines. */
  ranges: Range<Decoration>[];
  /** Cells, which lie around all other marks. */
  cells: Range<Decoration>[];
}

interface Cell {
  /** Between the marks of the row. */
  from: number;
  to: number;
  /** The words alone. */
  first: number;
  last: number;
}

/** What a mark between two cells takes, in characters of half width: the dash of `|`. */
const MARK = 1;

class Blank extends WidgetType {
  constructor(readonly width: number) {
    super();
  }
  override eq(other: Blank): boolean {
    return other.width === this.width;
  }
  override toDOM(): HTMLElement {
    const blank = document.createElement('span');
    blank.className = 'cm-cell';
    blank.style.width = `${this.width}ch`;
    return blank;
  }
}

const hidden = Decoration.replace({});
const head = Decoration.line({ class: 'cm-table-head' });
const rule = Decoration.line({ class: 'cm-table-rule' });

/** How wide a text is, in characters of half width. */
export const widthOf = (text: string): number => Array.from(text).length + (text.match(WIDE)?.length ?? 0);

/** Draws a table. */
export function drawTable(table: SyntaxNode, canvas: Canvas): void {
  const { state, written, ranges } = canvas;
  const rows = [...table.getChildren('TableHeader'), ...table.getChildren('TableRow')];
  const cells = rows.map((row) => cellsOf(row, state));
  const widths = widthsOf(cells, state);
  for (const [number, row] of rows.entries()) {
    const at = state.doc.lineAt(row.from).from;
    if (row.name === 'TableHeader') ranges.push(head.range(at));
    drawRow(row, cells[number] ?? [], widths, canvas);
  }
  const under = table.getChild('TableDelimiter');
  if (under && !written(under.from, under.to)) {
    ranges.push(rule.range(state.doc.lineAt(under.from).from));
    ranges.push(Decoration.replace({ widget: new Sign('cm-break') }).range(under.from, under.to));
  }
}

function cellsOf(row: SyntaxNode, state: EditorState): Cell[] {
  const marks = row.getChildren('TableDelimiter');
  const edges = [row.from, ...marks.flatMap((mark) => [mark.from, mark.to]), row.to];
  const cells = Array.from({ length: edges.length / 2 }, (_, at) =>
    cell(edges[2 * at] ?? 0, edges[2 * at + 1] ?? 0, state),
  );
  const outside = (one: Cell | undefined) => one !== undefined && one.first === one.last;
  if (outside(cells[0]) && marks.length) cells.shift();
  if (outside(cells.at(-1)) && marks.length) cells.pop();
  return cells;
}

function cell(from: number, to: number, state: EditorState): Cell {
  const text = state.sliceDoc(from, to);
  const first = from + text.length - text.trimStart().length;
  return {
    from,
    to,
    first: Math.min(first, to),
    last: Math.max(to - (text.length - text.trimEnd().length), Math.min(first, to)),
  };
}

function widthsOf(rows: Cell[][], state: EditorState): number[] {
  const columns = Math.max(...rows.map((row) => row.length));
  const widest = (column: number) =>
    Math.max(...rows.map(({ [column]: one }) => (one ? widthOf(state.sliceDoc(one.first, one.last)) : 0)));
  return Array.from({ length: columns }, (_, column) => Math.min(widest(column), WIDEST) + GAP);
}

function drawRow(row: SyntaxNode, cells: Cell[], widths: number[], { written, ranges, cells: around }: Canvas): void {
  const plain = written(row.from, row.to);
  for (const [column, { from, to, first, last }] of cells.entries()) {
    const width = widths[column] ?? 0;
    const wide = (taken: number) => ({ class: 'cm-cell', attributes: { style: `width: ${width - taken}ch` } });
    if (first < last) around.push(Decoration.mark(wide(0)).range(first, last));
    // On the line one writes on, the marks show themselves, and an empty cell keeps its column.
    else if (plain && from < to) around.push(Decoration.mark(wide(MARK)).range(from, to));
    else if (from < to) ranges.push(Decoration.replace({ widget: new Blank(width) }).range(from, to));
    if (plain || first === last) continue;
    if (from < first) ranges.push(hidden.range(from, first));
    if (last < to) ranges.push(hidden.range(last, to));
  }
  if (!plain) for (const mark of row.getChildren('TableDelimiter')) ranges.push(hidden.range(mark.from, mark.to));
}
