/**
 * What the frame may say: every message is judged before it is believed, for the page inside is foreign.
 *
 * **Invariant:** a message without the document's nonce, or of another shape, is nothing.
 */

import type { Page } from './document';
import type { Look } from './look.svelte';

export interface Rect {
  left: number;
  top: number;
  width: number;
  height: number;
}

export type FrameMessage =
  /** The document waits for its page; it has its page. */
  | { type: 'empty' | 'ready' }
  /** `picture` is the number of the one that is selected in place of words. */
  | { type: 'selection'; start: number; end: number; picture: number | null; rect: Rect | null }
  | { type: 'click'; at: number }
  | { type: 'link'; href: string }
  | { type: 'key'; key: string; ctrl: boolean; shift: boolean; alt: boolean }
  | { type: 'scroll'; at: number; share: number }
  | { type: 'picture'; src: string; alt: string; number: number | null }
  | { type: 'drag' }
  | { type: 'drop' | 'paste'; seen: { html: string; text: string; url: string; files: number } };

/** What the window says. */
export type WindowMessage =
  /** Heard once: a document has one page. */
  | { type: 'page'; page: Page }
  | { type: 'marks' | 'finds' | 'spoken'; marks: Mark[] }
  | { type: 'look'; look: Look }
  | { type: 'top'; at: number }
  /** Brings a place to sight, or a picture by its number. */
  | { type: 'place'; at: number; picture?: number }
  /** Selects a stretch, and brings a place of it to sight. */
  | { type: 'select'; start: number; end: number; at: number }
  | { type: 'picture'; step: 1 | -1 }
  /** Scrolls by a window's height. */
  | { type: 'turn'; step: 1 | -1 }
  | { type: 'unselect' };

/**
 * A stretch to be drawn: `mark-1..5`, `chosen`, `find`, `found` (the one that was gone to) or `spoken`; where marks of two colours
 * meet, the one that is shown (`over-1..5`) and the one below it (`under-1..5`).
 */
export interface Mark {
  name: string;
  start: number;
  end: number;
  /** The number of the picture that is marked in place of words. */
  picture?: number;
}

/** No address of a page is longer; what is, is no address. */
const ADDRESS_MAX = 8192;
/** A page of the size that the library takes. */
const TEXT_MAX = 20_000_000;

type Raw = Record<string, unknown>;

const isPlace = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isText = (value: unknown, most: number): value is string => typeof value === 'string' && value.length <= most;

function rectOf(value: unknown): Rect | null {
  if (typeof value !== 'object' || value === null) return null;
  const { left, top, width, height } = value as Raw;
  return [left, top, width, height].every(isNumber) ? ({ left, top, width, height } as Rect) : null;
}

function seenOf(value: unknown) {
  if (typeof value !== 'object' || value === null) return null;
  const { html, text, url, files } = value as Raw;
  const right = isText(html, TEXT_MAX) && isText(text, TEXT_MAX) && isText(url, TEXT_MAX) && isPlace(files);
  return right ? { html, text, url, files } : null;
}

/** Reads a message; null when it is not one of this document. */
export function readMessage(data: unknown, nonce: string): FrameMessage | null {
  if (typeof data !== 'object' || data === null) return null;
  const raw = data as Raw;
  if (raw.nonce !== nonce) return null;
  const { type, start, end, at, href, key, ctrl, shift, alt, share, src, picture, number } = raw;
  switch (type) {
    case 'empty':
    case 'ready':
    case 'drag':
      return { type };
    case 'selection':
      return isPlace(start) && isPlace(end) && end >= start
        ? { type, start, end, picture: isPlace(picture) ? picture : null, rect: rectOf(raw.rect) }
        : null;
    case 'click':
      return isPlace(at) ? { type, at } : null;
    case 'link':
      return isText(href, ADDRESS_MAX) ? { type, href } : null;
    case 'key':
      return isText(key, 24) ? { type, key, ctrl: ctrl === true, shift: shift === true, alt: alt === true } : null;
    case 'scroll':
      return isPlace(at) && isNumber(share) ? { type, at, share } : null;
    case 'picture':
      return isText(src, ADDRESS_MAX)
        ? { type, src, alt: isText(alt, ADDRESS_MAX) ? alt : '', number: isPlace(number) ? number : null }
        : null;
    case 'drop':
    case 'paste': {
      const seen = seenOf(raw.seen);
      return seen && { type, seen };
    }
    default:
      return null;
  }
}
