/** What is found in a note, marked over its words. */
import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import { inUnits } from '../../../shared/characters';
import type { Found } from '../../../shared/finding.svelte';

const put = StateEffect.define<DecorationSet>();
const MARKS = {
  find: Decoration.mark({ class: 'cm-find' }),
  found: Decoration.mark({ class: 'cm-found' }),
};

export const finds = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { changes, effects }) {
    return effects.find((effect) => effect.is(put))?.value ?? marks.map(changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Marks places; while an input method composes, those that are marked stay. */
export function markFinds(view: EditorView, found: readonly Found[]): void {
  const isBare = view.state.field(finds).size === 0;
  if (view.composing || (isBare && found.length === 0)) return;
  const text = view.state.doc.toString();
  const here = found.find(({ name }) => name === 'found')?.start;
  const ranges = inUnits(
    text,
    found.filter(({ name, start }) => name === 'found' || start !== here),
  );
  const inside = ranges.filter(({ start, end }) => start < end && end <= text.length);
  const marks = inside.map(({ name, start, end }) => MARKS[name].range(start, end));
  view.dispatch({ effects: put.of(Decoration.set(marks, true)) });
}

/** Brings a character to sight. */
export function reveal(view: EditorView, at: number): void {
  const text = view.state.doc.toString();
  const place = inUnits(text, [{ start: at, end: at }])[0]?.start ?? 0;
  view.dispatch({ effects: EditorView.scrollIntoView(Math.min(place, text.length), { y: 'center' }) });
}
