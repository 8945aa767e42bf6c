/** Pages of a document: words seen on a page are found in the text, and places of the text on their page. */
import { describe, expect, it } from 'vitest';
import { pageAt, pageStarts, squeeze, stretchOf } from '../src/features/reader/pages/places';
import { walkable } from '../src/features/reader/pages/streams';

const TEXT = '良率大约 62%，到年底能到七成。\nThe yield of the new stack rose.\n良率大约 62%。';

describe('words on a page', () => {
  it('are found whatever blanks the page sets between them', () => {
    const words = (start: number, end: number) => Array.from(TEXT).slice(start, end).join('');
    for (const [seen, meant] of [
      ['大约62 %，到\n年底', '大约 62%，到年底'],
      ['yield  of\nthe new', 'yield of the new'],
      ['良率⼤约', '良率大约'],
    ] as const) {
      const found = stretchOf(TEXT, seen, 0);
      expect(found && words(found.start, found.end)).toBe(meant);
    }
  });

  it('are those of the page they were seen on', () => {
    expect(stretchOf(TEXT, '良率大约', 0)?.start).toBe(0);
    expect(stretchOf(TEXT, '良率大约', 30)?.start).toBe(Array.from(TEXT).length - 9);
    // A sentence that began on the page before.
    expect(stretchOf(TEXT, '到年底', 30)?.start).toBe(9);
  });

  it('are nothing when the text has no such words', () => {
    expect(stretchOf(TEXT, '交期', 0)).toBeNull();
    expect(stretchOf(TEXT, ' \n', 0)).toBeNull();
  });

  it('count characters, not halves of them', () => {
    expect(squeeze('𠮷 a').at).toEqual([0, 0, 2]);
    expect(stretchOf('𠮷野家 良率', '良率', 0)).toEqual({ start: 4, end: 6 });
  });
});

describe('pages', () => {
  it('begin where the text says', () => {
    const html =
      '<p data-page="1" data-at="0">a</p><p data-at="2">b</p><ul data-page="2"><li data-at="4">c</li></ul><figure data-page="3"></figure>';
    const starts = pageStarts(html);
    expect([...starts]).toEqual([
      [1, 0],
      [2, 4],
    ]);
    expect([0, 3, 4, 9].map((at) => pageAt(starts, at))).toEqual([1, 1, 2, 2]);
  });
});

describe('streams', () => {
  it('can be walked where the engine cannot', async () => {
    const prototype = ReadableStream.prototype as unknown as Record<symbol, unknown>;
    const own = Object.getOwnPropertyDescriptor(prototype, Symbol.asyncIterator);
    Reflect.deleteProperty(prototype, Symbol.asyncIterator);
    walkable();
    const seen: number[] = [];
    const stream = new ReadableStream<number>({
      start(controller) {
        [1, 2].forEach((value) => controller.enqueue(value));
        controller.close();
      },
    });
    for await (const value of stream as unknown as AsyncIterable<number>) seen.push(value);
    if (own) Object.defineProperty(prototype, Symbol.asyncIterator, own);
    expect(seen).toEqual([1, 2]);
  });
});
