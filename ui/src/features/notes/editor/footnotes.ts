/** Footnotes: a raised sign where one is named, its words smaller where they stand; a click leads from one to the other. */
import type { EditorState, Range } from '@codemirror/state';
import { Decoration, type EditorView } from '@codemirror/view';
import type { Tree } from './tree';

/** A sign, `[^1]`; at the beginning of a line and with a colon, the footnote itself. */
const SIGN = /\[\^([^\]\s]+)\](:?)/g;

const hidden = Decoration.replace({});
const words = Decoration.line({ class: 'cm-footnote' });

export interface Footnote {
  /** What its sign says. */
  label: string;
  from: number;
  to: number;
  /** Whether its words stand here. */
  defines: boolean;
}

/** The signs in a range of the text; none stand in code. */
export function footnotesIn(state: EditorState, tree: Tree, from: number, to: number): Footnote[] {
  return Array.from(state.sliceDoc(from, to).matchAll(SIGN)).flatMap(({ index, 0: sign, 1: label = '', 2: colon }) => {
    const at = from + index;
    const starts = state.doc.lineAt(at).from === at;
    const end = at + sign.length - (colon && !starts ? 1 : 0);
    return isCode(tree, at) ? [] : [{ label, from: at, to: end, defines: starts && colon === ':' }];
  });
}

const isCode = (tree: Tree, at: number): boolean => {
  for (let node: Tree['topNode'] | null = tree.resolveInner(at, 1); node; node = node.parent)
    if (/Code/.test(node.name)) return true;
  return false;
};

/** Draws the signs of a range, but on the lines one is writing. */
export function drawFootnotes(
  found: Footnote[],
  state: EditorState,
  written: (from: number, to: number) => boolean,
  ranges: Range<Decoration>[],
): void {
  for (const { label, from, to, defines } of found) {
    if (defines) ranges.push(words.range(state.doc.lineAt(from).from));
    if (written(from, to)) continue;
    const end = to - (defines ? 2 : 1);
    ranges.push(hidden.range(from, from + 2), hidden.range(end, to));
    ranges.push(Decoration.mark({ class: 'cm-sign', attributes: { 'data-note': label } }).range(from + 2, end));
  }
}

/** Goes from a sign to its words, and from the words to the first sign. */
export function followNote(view: EditorView, tree: Tree, label: string, at: number): void {
  const all = footnotesIn(view.state, tree, 0, view.state.doc.length).filter((one) => one.label === label);
  const here = all.find(({ from, to }) => from <= at && at <= to);
  const other = all.find(({ defines }) => defines !== (here?.defines ?? false));
  if (other) view.dispatch({ selection: { anchor: other.to }, scrollIntoView: true });
}
