/** The sentences of an article, for selecting without a pointer. */
import { length } from '../../shared/characters';
import type { Stretch } from './marking';

/** What a segmenter takes for a sentence though it ends in a number, a letter or a short title: it goes on. */
const UNFINISHED = /^\P{L}*(\p{Script=Latin}\P{L}*)?$|\b(?:Mr|Mrs|Ms|Dr|Prof|vs|approx)\.\s*$/u;

/** The sentences of a text in their order; none goes over the end of a line. `lang` may be no name of a language. */
export function sentencesOf(text: string, lang: string): Stretch[] {
  const known = /^(zh|ja|ko|en)\b/.exec(lang)?.[1] ?? 'en';
  const segmenter = new Intl.Segmenter(known, { granularity: 'sentence' });
  const found: Stretch[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    for (const piece of whole(segmenter.segment(line))) {
      const start = at + length(piece) - length(piece.trimStart());
      const end = start + length(piece.trim());
      if (end > start) found.push({ start, end });
      at += length(piece);
    }
    at += 1;
  }
  return found;
}

/** The pieces of a line, each with what goes on with it. */
function whole(segments: Iterable<{ segment: string }>): string[] {
  const pieces: string[] = [];
  for (const { segment } of segments) {
    const last = pieces.at(-1);
    if (last !== undefined && UNFINISHED.test(last)) pieces[pieces.length - 1] = last + segment;
    else pieces.push(segment);
  }
  return pieces;
}

/** A stretch of whole sentences, and the character of it that should be in sight. */
export interface Step extends Stretch {
  at: number;
}

/**
 * The sentence after (1) or before (-1) what is selected, the first at `top` when nothing is; or, to `extend`, the selection with a
 * sentence more or less at its end.
 */
export function stepped(
  sentences: readonly Stretch[],
  selected: Stretch | null,
  top: number,
  step: 1 | -1,
  extend: boolean,
): Step | null {
  const from = selected?.start ?? top;
  const to = Math.max(selected?.end ?? top, from + 1);
  let first = sentences.findIndex(({ end }) => end > from);
  let last = sentences.findLastIndex(({ start }) => start < to);
  if (first < 0) first = sentences.length - 1;
  if (extend) last = Math.max(first, last + step);
  else if (selected) first = last = step > 0 ? last + 1 : first - 1;
  else last = first;
  first = Math.max(0, Math.min(first, sentences.length - 1));
  last = Math.max(first, Math.min(last, sentences.length - 1));
  const [begin, end] = [sentences[first], sentences[last]];
  return begin && end ? { start: begin.start, end: end.end, at: (extend ? end : begin).start } : null;
}
