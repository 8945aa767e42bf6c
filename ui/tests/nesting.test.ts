/** Items of lists nest by Tab as CommonMark nests them. */
import { describe, expect, it } from 'vitest';
import { markdownLanguage } from '@codemirror/lang-markdown';
import { EditorState, type StateCommand } from '@codemirror/state';
import { nestItems, unnestItems } from '../src/features/notes/editor/nesting';

/** The text after a command, `|` being where the cursor stands; null when the key was left alone. */
function after(command: StateCommand, text: string): string | null {
  const at = text.indexOf('|');
  const end = text.lastIndexOf('|');
  const anchor = { anchor: at, head: end > at ? end - 1 : at };
  let state = EditorState.create({
    doc: text.replaceAll('|', ''),
    selection: anchor,
    extensions: markdownLanguage.extension,
  });
  if (!command({ state, dispatch: (one) => (state = one.state) })) return null;
  const doc = state.doc.toString();
  const { from, to } = state.selection.main;
  return end > at
    ? `${doc.slice(0, from)}|${doc.slice(from, to)}|${doc.slice(to)}`
    : `${doc.slice(0, to)}|${doc.slice(to)}`;
}

describe('Tab in a list', () => {
  it.each([
    ['a bullet, below the words of the one before', '- a\n- b|', '- a\n  - b|'],
    ['an empty item', '- a\n- |', '- a\n  - |'],
    ['an item with all it holds', '- a\n- |b\n  - c\n\n  more', '- a\n  - |b\n    - c\n\n    more'],
    ['beside those that are nested already', '- a\n    - x\n- b|', '- a\n    - x\n    - b|'],
    ['a numbered one begins with 1, and those after it close up', '1. a\n2. b|\n3. c', '1. a\n   1. b|\n2. c'],
    ['numbers inside go on', '1. a\n   1. x\n2. b|', '1. a\n   1. x\n   2. b|'],
    ['a tenth, by the width of its number', '10. a\n11. b|', '10. a\n    1. b|'],
    ['what stands below a number that grows shorter', '9. a\n10. b|\n11. c\n    - d', '9. a\n   1. b|\n10. c\n    - d'],
    ['a task', '- [ ] a\n- [ ] b|', '- [ ] a\n  - [ ] b|'],
    ['inside a quotation', '> - a\n> - b|', '> - a\n>   - b|'],
    ['below a list of another kind', '- a\n1. b|', '- a\n  1. b|'],
    ['all that are selected', '1. a\n2. |b\n3. c|', '1. a\n   1. |b\n   2. c|'],
    ['not the first, which has none to stand in', '- a|\n- b', '- a|\n- b'],
  ])('nests %s', (_, before, nested) => expect(after(nestItems, before)).toBe(nested));

  it.each([
    ['a bullet', '- a\n  - b|', '- a\n- b|'],
    ['indents by tabs', '- a\n\t- b|', '- a\n- b|'],
    ['a number, after that of the one it stood in', '1. a\n   1. b|\n2. c', '1. a\n2. b|\n3. c'],
    [
      'those after it stand below it, from 1',
      '1. a\n   1. b\n   2. c|\n   3. d\n2. e',
      '1. a\n   1. b\n2. c|\n   1. d\n3. e',
    ],
    ['and with 9 become 10, what is below moves along', '9. a\n   1. b|\n      - c', '9. a\n10. b|\n    - c'],
    ['inside a quotation', '> - a\n>   - b|', '> - a\n> - b|'],
    ['all that are selected', '- a\n  - |b\n  - c|', '- a\n- |b\n- c|'],
    ['not the outermost', '- a|', '- a|'],
  ])('and Shift+Tab unnests %s', (_, before, unnested) => expect(after(unnestItems, before)).toBe(unnested));

  it.each(['words|', '|', '- a\n\n|', '```\n- a\n- b|\n```', '> words|'])('elsewhere leaves: %j', (text) => {
    expect(after(nestItems, text)).toBeNull();
    expect(after(unnestItems, text)).toBeNull();
  });
});
