/**
 * The Markdown editor of notes; loaded when the first note is opened.
 *
 * **Invariant:** the text stays exactly as typed: what looks formatted is drawn over it.
 */
import { autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdownKeymap, markdownLanguage, pasteURLAsLink } from '@codemirror/lang-markdown';
import { Annotation, EditorState, Transaction } from '@codemirror/state';
import { EditorView, keymap, placeholder, tooltips } from '@codemirror/view';
import { completeLinks, drawn, type FindTargets } from './complete';
import { refreshQuotes } from './embeds';
import { finds, markFinds, reveal } from './finds';
import { inPlace } from './inPlace';
import { formatKeys } from './keys';
import { look } from './look';
import { nestingKeys } from './nesting';
import { taking, type KeepPictures } from './taking';
import type { Shows } from '../shown';

export interface Asked {
  parent: HTMLElement;
  text: string;
  label: string;
  placeholder: string;
  /** What the list of completions is called. */
  completions: string;
  findTargets: FindTargets;
  shows: Shows;
  /** Absent where a picture could not be kept. */
  keepPictures: KeepPictures | undefined;
  /** Every change that was typed. */
  onedit: (text: string) => void;
  /** A link was clicked, or opened with Ctrl+Enter. */
  onfollow: (href: string) => void;
}

export { markFinds, refreshQuotes, reveal };

const fromOutside = Annotation.define<true>();

/** Opens an editor inside an element. */
export function openEditor(asked: Asked): EditorView {
  const heard = EditorView.updateListener.of((update) => {
    const outside = update.transactions.some((one) => one.annotation(fromOutside));
    if (update.docChanged && !outside) asked.onedit(update.state.doc.toString());
  });
  return new EditorView({
    parent: asked.parent,
    state: EditorState.create({
      doc: asked.text,
      extensions: [
        history(),
        keymap.of([
          ...formatKeys(asked.onfollow),
          ...nestingKeys,
          ...markdownKeymap,
          ...completionKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        // The language alone: its wrapper would bring those of HTML, CSS and JavaScript along.
        markdownLanguage.extension,
        pasteURLAsLink,
        // Fixed, at the end of the page: a list inside a narrow pane would end at its edge.
        tooltips({ position: 'fixed', parent: document.body }),
        autocompletion({
          override: [completeLinks(asked.findTargets)],
          icons: false,
          addToOptions: [drawn],
          maxRenderedOptions: 20,
        }),
        taking(asked.keepPictures),
        inPlace(asked.onfollow, asked.shows),
        finds,
        look,
        placeholder(asked.placeholder),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': asked.label, spellcheck: 'true' }),
        EditorState.phrases.of({ Completions: asked.completions }),
        heard,
      ],
    }),
  });
}

/** Follows a text that changed elsewhere, by its differing middle alone, so that the cursor stays where it can. */
export function follow(view: EditorView, text: string): void {
  const now = view.state.doc.toString();
  if (now === text) return;
  let from = 0;
  while (from < now.length && from < text.length && now[from] === text[from]) from++;
  let end = 0;
  const most = Math.min(now.length, text.length) - from;
  while (end < most && now.at(-1 - end) === text.at(-1 - end)) end++;
  view.dispatch({
    changes: { from, to: now.length - end, insert: text.slice(from, text.length - end) },
    annotations: [fromOutside.of(true), Transaction.addToHistory.of(false)],
  });
}
