/** `[[` completes what the library holds and becomes a link to it; so does `【【`, which is what Chinese input methods type. */
import type { Completion, CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete';
import { i18n } from '../../../shared/i18n';
import { showing } from '../shown';
import { linkTo, type Target } from '../targets';

export type FindTargets = (typed: string) => Promise<Target[]>;

/** Longer is no longer the name of anything. */
const TYPED_MAX = 80;
const OPENED = new RegExp(`(?:\\[\\[|【【)[^\\[\\]【】\\n]{0,${TYPED_MAX}}$`);

/** A completion that knows what it stands for. */
export interface TargetCompletion extends Completion {
  target: Target;
}

/** The words typed after the opening brackets before a place, and where the brackets begin. */
export function openedBefore(line: string): { from: number; typed: string } | null {
  const found = OPENED.exec(line);
  return found && { from: found.index, typed: found[0].slice(2) };
}

/** The source of completions; it asks at every key, since the library ranks better than a filter here could. */
export function completeLinks(find: FindTargets): CompletionSource {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const line = context.state.doc.lineAt(context.pos);
    const opened = openedBefore(line.text.slice(0, context.pos - line.from));
    if (!opened) return null;
    const targets = await find(opened.typed).catch((): Target[] => []);
    if (context.aborted || targets.length === 0) return null;
    return {
      from: line.from + opened.from,
      to: context.pos,
      filter: false,
      options: targets.map(optionOf),
    };
  };
}

function optionOf(target: Target): TargetCompletion {
  const t = i18n.t.notes;
  return {
    target,
    label: target.title || t.untitled,
    detail: [t.targets[target.kind], target.from].filter(Boolean).join(' · '),
    apply(view, _, from, to) {
      const line = view.state.doc.lineAt(from);
      // On a line of its own a quote stands there whole.
      const alone = target.kind === 'quote' && !line.text.slice(0, from - line.from).trim();
      const insert = alone ? showing(target) : linkTo(target, t.untitled);
      const closed = /^(?:\]\]|】】)$/.test(view.state.sliceDoc(to, to + 2));
      view.dispatch({
        changes: { from, to: closed ? to + 2 : to, insert },
        selection: { anchor: from + insert.length },
        userEvent: 'input.complete',
      });
    },
  };
}

/** Draws the chip before a completion: the colour of a theme, a quiet one for the others. */
export const drawn = {
  position: 10,
  render(completion: Completion): Node {
    const { target } = completion as TargetCompletion;
    const chip = document.createElement('i');
    chip.className = `cm-target ${target.kind}`;
    if (target.colour) chip.style.background = `var(--theme-${target.colour})`;
    return chip;
  },
};
