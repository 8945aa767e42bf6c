/** What keys do while one reads. */
import type { Finding } from '../../shared/finding.svelte';
import type { Key } from '../../shared/keys';
import type { Selecting } from './selecting.svelte';

/** What the reader can do, as its keys need it. */
export interface Deeds {
  selecting: Selecting;
  finding: Finding;
  find: () => void;
  unselect: () => void;
  /** Selects a sentence, or lets the selection grow or shrink by one. */
  sentence: (by: 1 | -1, extend: boolean) => unknown;
  /** Selects the next picture, or the one before. */
  figure: (by: 1 | -1) => unknown;
  cite: () => unknown;
  contents: () => unknown;
  openOutside: () => unknown;
  /** Sets the page larger or smaller. */
  grow: (by: 1 | -1) => unknown;
  /** Scrolls by a window's height; false where nothing is read. */
  page: (by: 1 | -1) => boolean;
  /** Whether a link is offered. */
  link: () => boolean;
  /** Closes what lies over the page or stands in its place; false when nothing does. */
  leave: () => boolean;
}

const PARTS = { c: 'comment', p: 'speaker', t: 'theme' } as const;

/** Answers keys of the window; true when the key was taken. */
export function keysOf(deeds: Deeds): (key: Key) => boolean {
  const { selecting, finding } = deeds;

  function withControl(key: string): boolean {
    if (key.toLowerCase() === 'f') deeds.find();
    else if (key === '+' || key === '=') deeds.grow(1);
    else if (key === '-') deeds.grow(-1);
    else return false;
    return true;
  }

  function escape(): boolean {
    if (deeds.link()) return deeds.leave();
    if (selecting.now || selecting.placing) {
      selecting.placing = null;
      deeds.unselect();
      selecting.drop();
    } else if (finding.open) finding.close();
    else return deeds.leave();
    return true;
  }

  /** Keys that mean something for a selection alone. */
  function onSelection(key: string): boolean {
    if (selecting.placing && key === 'Enter') void selecting.place();
    else if (!selecting.now) return false;
    else if (/^[1-5]$/.test(key)) void selecting.paint(Number(key));
    else if (key === '+' || key === '=') deeds.sentence(1, true);
    else if (key === '-') deeds.sentence(-1, true);
    else if (key in PARTS) selecting.part = PARTS[key as keyof typeof PARTS];
    else return false;
    return true;
  }

  const alone: Record<string, () => unknown> = {
    v: () => deeds.sentence(1, false),
    V: () => deeds.sentence(-1, false),
    f: () => deeds.figure(1),
    F: () => deeds.figure(-1),
    b: deeds.openOutside,
    y: deeds.cite,
    h: deeds.contents,
  };

  return ({ key, ctrl, shift, alt }) => {
    if (alt) return false;
    if (ctrl) return withControl(key);
    if (key === ' ') return deeds.page(shift ? -1 : 1);
    if (key === 'Escape') return escape();
    if (onSelection(key)) return true;
    const deed = alone[key];
    deed?.();
    return !!deed;
  };
}
