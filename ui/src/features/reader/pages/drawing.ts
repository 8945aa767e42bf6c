/** Draws marks over the words of pages: the browser's own highlights, so that nothing is laid out anew when a page grows. */
import { COLOURS } from '../marking';
import type { Mark } from '../messages';
import type { Layer } from './layer';

const COLOURED = ['mark', 'over', 'under'].flatMap((of) => COLOURS.map((colour) => `${of}-${colour}`));
/** The later lies over the earlier. */
const NAMES = [...COLOURED, 'chosen', 'find', 'found', 'spoken'];

/** Draws marks on the pages that are shown, in place of all that were drawn before. */
export function draw(layers: Iterable<Layer>, marks: readonly Mark[]): void {
  const drawn = new Map<string, Range[]>();
  const words = marks.filter((mark) => mark.picture === undefined);
  for (const layer of layers) {
    for (const mark of words) drawn.set(mark.name, [...(drawn.get(mark.name) ?? []), ...layer.rangesOf(mark)]);
  }
  for (const name of NAMES) {
    const ranges = drawn.get(name);
    // WebKit paints anew what leaves a highlight, and nothing where a highlight itself goes.
    CSS.highlights.get(name)?.clear();
    CSS.highlights.delete(name);
    if (ranges?.length) CSS.highlights.set(name, new Highlight(...ranges));
  }
}
