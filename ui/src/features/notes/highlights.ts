/** What is found in a note as it reads; the engine paints it, so that the elements stay as they are. */
import { inUnits } from '../../shared/characters';
import type { Found } from '../../shared/finding.svelte';

const NAMES = ['find', 'found'] as const;
const highlight = (name: string) => `note-${name}`;

/** The places of characters among the texts below an element. */
function rangesOf(root: HTMLElement, places: readonly Found[]): Array<[Found['name'], Range]> {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Array<{ node: Node; from: number; to: number }> = [];
  for (let from = 0; walker.nextNode();) {
    const to = from + (walker.currentNode.textContent?.length ?? 0);
    texts.push({ node: walker.currentNode, from, to });
    from = to;
  }
  return inUnits(root.textContent ?? '', places).flatMap(({ name, start, end }) => {
    const first = texts.find(({ to }) => start < to);
    const last = texts.find(({ to }) => end <= to);
    if (!first || !last) return [];
    const range = document.createRange();
    range.setStart(first.node, start - first.from);
    range.setEnd(last.node, end - last.from);
    return [[name, range] as [Found['name'], Range]];
  });
}

export function eraseFinds(): void {
  for (const name of NAMES) {
    // WebKit paints anew what leaves a highlight, and nothing where a highlight itself goes.
    CSS.highlights.get(highlight(name))?.clear();
    CSS.highlights.delete(highlight(name));
  }
}

/** Paints places until it is asked to paint others. */
export function paintFinds(root: HTMLElement, places: readonly Found[]): void {
  eraseFinds();
  const ranges = rangesOf(root, places);
  for (const name of NAMES) {
    const own = ranges.filter(([one]) => one === name).map(([, range]) => range);
    if (own.length) CSS.highlights.set(highlight(name), new Highlight(...own));
  }
}

/** Brings a character to sight. */
export function revealIn(root: HTMLElement, at: number): void {
  const range = rangesOf(root, [{ name: 'found', start: at, end: at }])[0]?.[1];
  range?.startContainer.parentElement?.scrollIntoView({ block: 'center' });
}
