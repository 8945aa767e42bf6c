/**
 * Tab and Shift+Tab nest and unnest the items of lists.
 *
 * **Invariant:** what looks nested is nested in CommonMark: an item stands below the words of the one before, and a
 * numbered list inside another begins with 1, since no other number may follow a paragraph at once.
 */
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import {
  ChangeSet,
  countColumn,
  type ChangeSpec,
  type EditorState,
  type Line,
  type StateCommand,
} from '@codemirror/state';
import type { KeyBinding } from '@codemirror/view';
import type { SyntaxNode } from './tree';

/** How long parsing may take before an older tree is good enough. */
const PARSE_MS = 50;
/** As CommonMark counts. */
const TAB_SIZE = 4;
/** More room after a mark is code. */
const ROOM_MAX = 4;

const isItem = (node: SyntaxNode) => node.name === 'ListItem';
const isList = (node: SyntaxNode) => /^(Bullet|Ordered)List$/.test(node.name);

/** The next node around or beside another for which a condition holds. */
function next(
  node: SyntaxNode | null,
  way: 'parent' | 'prevSibling' | 'nextSibling',
  holds: (node: SyntaxNode) => boolean,
): SyntaxNode | null {
  while (node && !holds(node)) node = node[way];
  return node;
}

/** The item whose words stand on a line. */
function itemOn(state: EditorState, line: Line): SyntaxNode | null {
  const tree = ensureSyntaxTree(state, state.doc.length, PARSE_MS) ?? syntaxTree(state);
  const words = /^[ \t>]*/.exec(line.text)?.[0].length ?? 0;
  if (words === line.length) return null;
  return next(tree.resolveInner(line.from + words, 1), 'parent', isItem);
}

const previous = (item: SyntaxNode) => next(item.prevSibling, 'prevSibling', isItem);
const following = (item: SyntaxNode) => next(item.nextSibling, 'nextSibling', isItem);

/** The item that another can be nested in: the one before, also of a list of another kind. */
function before(item: SyntaxNode): SyntaxNode | null {
  const sibling = previous(item);
  const list = item.parent?.prevSibling;
  return sibling ?? (list && isList(list) ? next(list.lastChild, 'prevSibling', isItem) : null);
}

/** The last item of the list at the end of an item. */
function lastInside(item: SyntaxNode): SyntaxNode | null {
  const list = item.lastChild;
  return list && isList(list) ? next(list.lastChild, 'prevSibling', isItem) : null;
}

/** Where the indent of a line begins, after the marks of the quotations its item stands in, and how wide it is. */
function indentOf(item: SyntaxNode, line: Line): { from: number; to: number; width: number } {
  let quotations = 0;
  for (let node = item.parent; node; node = node.parent) if (node.name === 'Blockquote') quotations++;
  const from = new RegExp(`^(?:[ \\t]*> ?){0,${quotations}}`).exec(line.text)?.[0].length ?? 0;
  const space = /^[ \t]*/.exec(line.text.slice(from))?.[0] ?? '';
  return { from: line.from + from, to: line.from + from + space.length, width: countColumn(space, TAB_SIZE) };
}

const columnOf = (state: EditorState, item: SyntaxNode) => indentOf(item, state.doc.lineAt(item.from)).width;

/** Where the words of an item stand. */
function wordsOf(state: EditorState, item: SyntaxNode): number {
  const mark = markOf(state, item);
  const rest = state.sliceDoc(item.from + mark.length, state.doc.lineAt(item.from).to);
  const room = /^ */.exec(rest)?.[0].length ?? 0;
  return columnOf(state, item) + mark.length + (room === 0 || room > ROOM_MAX || room === rest.length ? 1 : room);
}

function markOf(state: EditorState, item: SyntaxNode): string {
  const mark = item.getChild('ListMark');
  return mark ? state.sliceDoc(mark.from, mark.to) : '';
}

/** The number of an item; NaN for a bullet. */
const numberOf = (state: EditorState, item: SyntaxNode) => Number.parseInt(markOf(state, item), 10);

/** The number after that of another item; a list of its own begins with 1. */
const after = (state: EditorState, item: SyntaxNode | null) => ((item && numberOf(state, item)) || 0) + 1;

/** Moves an item with all it holds by some columns, and gives it a number when it has one. */
function moved(state: EditorState, item: SyntaxNode, by: number, number: number): ChangeSpec[] {
  const mark = markOf(state, item);
  const renewed = mark.replace(/^\d+/, String(number));
  const changes: ChangeSpec[] = [];
  if (renewed !== mark) changes.push({ from: item.from, to: item.from + mark.length, insert: renewed });
  const last = state.doc.lineAt(item.to).number;
  for (let at = state.doc.lineAt(item.from).number; at <= last; at++) {
    const line = state.doc.line(at);
    const { from, to, width } = indentOf(item, line);
    // What stands below its words moves with them, also when 9 becomes 10.
    const shift = line.from <= item.from ? by : by + renewed.length - mark.length;
    if (shift && to < line.to) changes.push({ from, to, insert: ' '.repeat(Math.max(0, width + shift)) });
  }
  return changes;
}

function nest(state: EditorState, item: SyntaxNode): ChangeSpec[] {
  const host = before(item);
  if (!host) return [];
  const beside = lastInside(host);
  const column = beside ? columnOf(state, beside) : wordsOf(state, host);
  return moved(state, item, column - columnOf(state, item), after(state, beside));
}

function unnest(state: EditorState, item: SyntaxNode): ChangeSpec[] {
  const host = item.parent?.parent;
  if (!host || !isItem(host)) return [];
  const changes = moved(state, item, columnOf(state, host) - columnOf(state, item), after(state, host));
  // Those that came after it stand below it now.
  let number = 1;
  for (let one = following(item); one; one = following(one)) changes.push(...moved(state, one, 0, number++));
  return changes;
}

/** Lets the numbers of a list follow each other. */
function renumbered(state: EditorState, list: SyntaxNode | null): ChangeSpec[] {
  const changes: ChangeSpec[] = [];
  let item = list?.name === 'OrderedList' ? next(list.firstChild, 'nextSibling', isItem) : null;
  for (let number = item ? numberOf(state, item) : 0; item; item = following(item)) {
    changes.push(...moved(state, item, 0, number++));
  }
  return changes;
}

/** Where the items begin whose words are selected; those inside another go with it. */
function selectedItems(state: EditorState): number[] {
  const starts: number[] = [];
  let covered = -1;
  for (const range of state.selection.ranges) {
    const last = state.doc.lineAt(range.to).number;
    for (let at = state.doc.lineAt(range.from).number; at <= last; at++) {
      const item = itemOn(state, state.doc.line(at));
      if (!item || item.from <= covered) continue;
      starts.push(item.from);
      covered = item.to;
    }
  }
  return starts;
}

/** Moves what is selected; true in every list, so that Tab leaves it nowhere but by Escape. */
function move(step: typeof nest): StateCommand {
  return ({ state: begun, dispatch }) => {
    const starts = selectedItems(begun);
    if (starts.length === 0) return false;
    let state = begun;
    let changes = ChangeSet.empty(begun.doc.length);
    const apply = (specs: ChangeSpec[]) => {
      const { changes: more, state: now } = state.update({ changes: specs });
      changes = changes.compose(more);
      state = now;
    };
    for (const start of starts) {
      const item = () => itemOn(state, state.doc.lineAt(changes.mapPos(start, 1)));
      const found = item();
      const specs = found ? step(state, found) : [];
      if (specs.length === 0) break;
      apply(specs);
      apply(renumbered(state, item()?.parent ?? null));
      apply(renumbered(state, item()?.parent?.parent?.parent ?? null));
    }
    const selection = begun.selection.map(changes, 1);
    if (!changes.empty) dispatch(begun.update({ changes, selection, scrollIntoView: true, userEvent: 'input.indent' }));
    return true;
  };
}

export const nestItems = move(nest);
export const unnestItems = move(unnest);

export const nestingKeys: KeyBinding[] = [{ key: 'Tab', run: nestItems, shift: unnestItems }];
