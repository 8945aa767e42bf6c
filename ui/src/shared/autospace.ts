/**
 * Whether the engine sets Han and Latin apart by itself.
 *
 * WebKitGTK 2.50 knows `text-autospace` and lays it out, but paints the character after the space twice as far, over
 * the next one; a layout that looks right cannot be measured, so the engine is told by its name.
 */
const isWebKitGtk = (agent: string): boolean =>
  /AppleWebKit\//.test(agent) && !/Chrom(?:e|ium)\//.test(agent) && /Linux|X11/.test(agent);

/** Whether `text-autospace` may be used. */
export const engineSpaces = (): boolean =>
  CSS.supports('text-autospace', 'normal') && !isWebKitGtk(navigator.userAgent);
