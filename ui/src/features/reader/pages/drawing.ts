/** Draws marks over the words of pages: the browser's own highlights, so that nothing is laid out anew when a page grows. */
import type { Mark } from '../messages';
import type { Layer } from './layer';

const NAMES = ['mark-1', 'mark-2', 'mark-3', 'mark-4', 'mark-5', 'chosen', 'find', 'found', 'spoken'];

/** Draws marks on the pages that are shown, in place of all that were drawn before. */
export function draw(layers: Iterable<Layer>, marks: readonly Mark[]): void {
  const drawn = new Map<string, Range[]>();
  const words = marks.filter((mark) => mark.picture === undefined);
  for (const layer of layers) {
    for (const mark of words) drawn.set(mark.name, [...(drawn.get(mark.name) ?? []), ...layer.rangesOf(mark)]);
  }
  for (const name of NAMES) {
    const ranges = drawn.get(name);
    if (ranges?.length) CSS.highlights.set(name, new Highlight(...ranges));
    else CSS.highlights.delete(name);
  }
}
