/** Keys of the editor beyond those of its library: bold, emphasis, following a link. */
import { syntaxTree } from '@codemirror/language';
import { EditorSelection, type ChangeSpec, type StateCommand } from '@codemirror/state';
import type { KeyBinding } from '@codemirror/view';
import { hrefAt } from './inPlace';

/** Wraps each selection in a mark, or takes the mark away where it stands already. */
export function wrap(mark: string): StateCommand {
  const size = mark.length;
  return ({ state, dispatch }) => {
    const change = state.changeByRange((range) => {
      const around =
        state.sliceDoc(range.from - size, range.from) === mark && state.sliceDoc(range.to, range.to + size) === mark;
      const changes: ChangeSpec[] = around
        ? [
            { from: range.from - size, to: range.from },
            { from: range.to, to: range.to + size },
          ]
        : [
            { from: range.from, insert: mark },
            { from: range.to, insert: mark },
          ];
      const shift = around ? -size : size;
      return { changes, range: EditorSelection.range(range.anchor + shift, range.head + shift) };
    });
    dispatch(state.update(change, { userEvent: 'input' }));
    return true;
  };
}

/** The bindings; `onfollow` gets the address of the link at the cursor. */
export function formatKeys(onfollow: (href: string) => void): KeyBinding[] {
  return [
    { key: 'Mod-b', run: wrap('**') },
    { key: 'Mod-i', run: wrap('*') },
    {
      key: 'Mod-Enter',
      run(view) {
        const href = hrefAt(syntaxTree(view.state), view.state.doc, view.state.selection.main.head);
        if (href) onfollow(href);
        return href !== null;
      },
    },
  ];
}
