/** Lays two captures out as one text: what is gone, what came, and what stayed, folded where nothing changed. */
import type { Diff } from '../../api/wire';

/** A stretch of a paragraph. */
export interface Part {
  kind: 'same' | 'gone' | 'come';
  text: string;
  /** Which change it belongs to; null for what stayed. */
  change: number | null;
  /** Whether figures changed in it. */
  figures: boolean;
}

/** A paragraph, or several in a row that nothing was changed in. */
export type Block = { kind: 'paragraph'; parts: Part[] } | { kind: 'folded'; paragraphs: Part[][] };

/** Paragraphs beside a change that are shown with it. */
const CONTEXT = 1;
/** Fewer are not worth folding: the line that says so would be as long. */
const FOLD_MIN = 2;

/** The blocks of a comparison in order. */
export function layOut({ text, changes }: Pick<Diff, 'text' | 'changes'>): Block[] {
  return fold(paragraphs(parts(text, changes)));
}

function parts(text: string, changes: Diff['changes']): Part[] {
  const characters = Array.from(text);
  const found: Part[] = [];
  const add = (kind: Part['kind'], words: string, change: number | null, figures = false) => {
    if (words) found.push({ kind, text: words, change, figures });
  };
  let read = 0;
  changes.forEach(({ before, after, at, figures }, number) => {
    add('same', characters.slice(read, at).join(''), null);
    add('gone', before, number, figures);
    add('come', after, number, figures);
    read = at + Array.from(after).length;
  });
  add('same', characters.slice(read).join(''), null);
  return found;
}

function paragraphs(all: Part[]): Part[][] {
  const lines: Part[][] = [[]];
  for (const part of all) {
    part.text.split('\n').forEach((text, at) => {
      if (at) lines.push([]);
      if (text) lines.at(-1)?.push({ ...part, text });
    });
  }
  return lines.filter((line) => line.length > 0);
}

function fold(lines: Part[][]): Block[] {
  const changed = lines.map((line) => line.some((part) => part.kind !== 'same'));
  const near = lines.map((_, at) => changed.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(Boolean));
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length;) {
    let end = at;
    while (end < lines.length && !near[end]) end++;
    if (end - at >= FOLD_MIN) blocks.push({ kind: 'folded', paragraphs: lines.slice(at, end) });
    else for (const line of lines.slice(at, end)) blocks.push({ kind: 'paragraph', parts: line });
    if (end < lines.length) blocks.push({ kind: 'paragraph', parts: lines[end] ?? [] });
    at = end + 1;
  }
  return blocks;
}
