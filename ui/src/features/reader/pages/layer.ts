/** The text over a painted page, laid beside the article's: from the one to the other and back. */
import type { Stretch } from '../marking';
import { align, NONE } from './aligning';
import { firstFrom, leavesOf, part, reachOf, squeeze, type Leaf, type Squeezed } from './places';

/** Of a stretch between two ends that were selected so much must have been selected, or the page has another order than the text. */
const COVERED_MIN = 0.5;

/** The text of a document, ready to be laid beside its pages. */
export class Leaves {
  readonly all: readonly Leaf[];
  readonly #text: Squeezed;
  readonly #length: number;

  constructor({ html, text }: { html: string; text: string }) {
    this.all = leavesOf(html);
    this.#text = squeeze(text);
    this.#length = text.length;
  }

  /** Lays the text over a page beside the article's. */
  lay(page: number, over: HTMLElement): Layer {
    return new Layer(over, part(this.#text, reachOf(this.all, page, this.#length)));
  }
}

export class Layer {
  readonly #over: HTMLElement;
  readonly #nodes: Text[] = [];
  /** Where each node begins in the page's text, UTF-16 units. */
  readonly #begins: number[] = [];
  readonly #length: number;
  readonly #page: Squeezed;
  readonly #text: Squeezed;
  /** For each unit of the page its character in the article, or [`NONE`]. */
  readonly #places: number[];

  constructor(over: HTMLElement, text: Squeezed) {
    this.#over = over;
    this.#text = text;
    let whole = '';
    const walker = document.createTreeWalker(over, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      this.#nodes.push(node as Text);
      this.#begins.push(whole.length);
      whole += (node as Text).data;
    }
    this.#length = whole.length;
    this.#page = squeeze(whole, (character) => character.length);
    this.#places = Array.from(align(this.#page.text, text.text), (unit) => text.at[unit] ?? NONE);
  }

  /** The stretch of the article that is selected on this page; null when it is none of its words. */
  stretchOf(range: Range): Stretch | null {
    if (!range.intersectsNode(this.#over)) return null;
    const [from, to] = [
      this.#unitAt(range.startContainer, range.startOffset),
      this.#unitAt(range.endContainer, range.endOffset),
    ];
    const { at } = this.#page;
    const met = this.#places.slice(firstFrom(at, from), firstFrom(at, to)).filter((place) => place !== NONE);
    const [start, last] = [met[0], met.at(-1)];
    if (start === undefined || last === undefined || last < start) return null;
    const held = firstFrom(this.#text.at, last + 1) - firstFrom(this.#text.at, start);
    return met.length >= held * COVERED_MIN ? { start, end: last + 1 } : null;
  }

  /** The character of the article at a point of this page. */
  placeAt(node: Node, offset: number): number | null {
    const place = this.#places[firstFrom(this.#page.at, this.#unitAt(node, offset))];
    return place === undefined || place === NONE ? null : place;
  }

  /** Where a stretch of the article stands on this page: once, not at all, or in pieces. */
  rangesOf({ start, end }: Stretch): Range[] {
    const ranges: Range[] = [];
    let [first, last] = [NONE, NONE];
    const close = () => {
      if (first !== NONE) ranges.push(this.#range(first, last));
      first = NONE;
    };
    this.#places.forEach((place, unit) => {
      if (place >= start && place < end) {
        if (first === NONE) first = unit;
        last = unit;
      } else if (place !== NONE) close();
    });
    close();
    return ranges;
  }

  #range(first: number, last: number): Range {
    const range = document.createRange();
    const from = this.#page.at[first] ?? 0;
    // The last character ends where the next one begins, a blank or not.
    const at = this.#page.at[last] ?? 0;
    const [begin, end] = [this.#nodeAt(from), this.#nodeAt(at)];
    range.setStart(begin.node, from - begin.begins);
    const size = end.node.data.codePointAt(at - end.begins) ?? 0;
    range.setEnd(end.node, Math.min(end.node.data.length, at - end.begins + (size > 0xffff ? 2 : 1)));
    return range;
  }

  #nodeAt(unit: number): { node: Text; begins: number } {
    const after = firstFrom(this.#begins, unit + 1);
    // Nodes without a character begin where the next one does, and are left aside by taking the last.
    return { node: this.#nodes[after - 1] as Text, begins: this.#begins[after - 1] ?? 0 };
  }

  /** Where a point stands in the page's text; one beside the words belongs to those that follow. */
  #unitAt(node: Node, offset: number): number {
    const own = this.#nodes.indexOf(node as Text);
    if (own >= 0) return (this.#begins[own] ?? 0) + offset;
    const point = document.createRange();
    point.setStart(node, offset);
    const next = this.#nodes.findIndex((text) => point.comparePoint(text, 0) >= 0);
    return next < 0 ? this.#length : (this.#begins[next] ?? 0);
  }
}
