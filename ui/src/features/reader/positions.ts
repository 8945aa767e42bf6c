/** Where each article was left, in characters of its text, and how far it was read; kept for the articles read last. */

const KEY = 'tearsheet.positions';
/** Some weeks of reading, in a few kilobytes. */
const KEPT_MAX = 500;
/** A window may end without a word, so what was read is written while one reads. */
const WRITE_AFTER_MS = 1000;

/** The first character at the top of the page, and the share of the page above it, from 0 to 1. */
export interface Position {
  at: number;
  share: number;
}

const positions = read();
let writing: ReturnType<typeof setTimeout> | undefined;

function read(): Map<string, Position> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    const entries = Array.isArray(kept) ? (kept as Array<[string, number, number]>) : [];
    return new Map(entries.filter((one) => one.length === 3).map(([id, at, share]) => [id, { at, share }]));
  } catch {
    return new Map();
  }
}

export const leftAt = (id: string): Position => positions.get(id) ?? { at: 0, share: 0 };

/** Remembers where an article stands now. */
export function leave(id: string, at: number, share: number): void {
  positions.delete(id);
  positions.set(id, { at, share: Math.round(share * 1000) / 1000 });
  const [oldest] = positions.keys();
  if (positions.size > KEPT_MAX && oldest !== undefined) positions.delete(oldest);
  writing ??= setTimeout(write, WRITE_AFTER_MS);
}

function write(): void {
  clearTimeout(writing);
  writing = undefined;
  try {
    const entries = Array.from(positions, ([id, { at, share }]) => [id, at, share]);
    localStorage.setItem(KEY, JSON.stringify(entries));
  } catch {
    // A full or forbidden storage costs the memory, not the work.
  }
}

addEventListener('pagehide', write);
