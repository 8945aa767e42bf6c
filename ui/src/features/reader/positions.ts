/** Where each article was left, in pixels from its top; kept for the articles read last. */

const KEY = 'tearsheet.positions';
/** Some weeks of reading, in a few kilobytes. */
const KEPT_MAX = 300;

const positions = read();

function read(): Map<string, number> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return new Map(Array.isArray(kept) ? (kept as Array<[string, number]>) : []);
  } catch {
    return new Map();
  }
}

export const leftAt = (id: string): number => positions.get(id) ?? 0;

/** Remembers where an article stands now. */
export function leave(id: string, top: number): void {
  positions.delete(id);
  positions.set(id, Math.round(top));
  const [oldest] = positions.keys();
  if (positions.size > KEPT_MAX && oldest !== undefined) positions.delete(oldest);
}

addEventListener('pagehide', () => {
  try {
    localStorage.setItem(KEY, JSON.stringify([...positions]));
  } catch {
    // A full or forbidden storage costs the memory, not the work.
  }
});
