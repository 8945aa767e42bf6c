/** Pages of a document: their words are laid beside the article's, from the one to the other and back. */
import { afterEach, describe, expect, it } from 'vitest';
import { align, NONE } from '../src/features/reader/pages/aligning';
import { draw } from '../src/features/reader/pages/drawing';
import { Leaves } from '../src/features/reader/pages/layer';
import { leavesOf, pageAt, reachOf, squeeze, startOf } from '../src/features/reader/pages/places';
import { walkable } from '../src/features/reader/pages/streams';

const FIRST = '良率大约 62%，到年底能到七成。';
const SECOND = 'The yield of the new stack rose to 62%, suppliers said.';
const HTML = `<p data-page="1" data-at="0">${FIRST}</p><p data-page="2" data-at="${FIRST.length + 1}">${SECOND}</p>`;
const TEXT = `${FIRST}\n${SECOND}`;

/** A page whose words are set in these pieces, laid beside a text. */
function page(pieces: readonly string[], { html = HTML, text = TEXT, number = 1 } = {}) {
  const over = document.createElement('div');
  over.innerHTML = pieces.map((piece) => (piece === '\n' ? '<br>' : '<span></span>')).join('');
  const spans = [...over.querySelectorAll('span')];
  pieces.filter((piece) => piece !== '\n').forEach((piece, at) => spans[at]?.append(piece));
  document.body.replaceChildren(over);
  const layer = new Leaves({ html, text }).lay(number, over);
  /** Selects from a passage of one piece to the end of a passage of another. */
  const stretch = (from: [number, string], to: [number, string]) => {
    const [first, last] = [spans[from[0]]?.firstChild as Text, spans[to[0]]?.firstChild as Text];
    const range = document.createRange();
    range.setStart(first, first.data.indexOf(from[1]));
    range.setEnd(last, last.data.indexOf(to[1]) + to[1].length);
    const found = layer.stretchOf(range);
    return found && Array.from(text).slice(found.start, found.end).join('');
  };
  /** The words of the page that a passage of the text is drawn on. */
  const drawn = (words: string) => {
    const start = Array.from(text.slice(0, text.indexOf(words))).length;
    return layer.rangesOf({ start, end: start + Array.from(words).length }).map(String);
  };
  return { layer, spans, stretch, drawn };
}

describe('words that are selected on a page', () => {
  it('are those of the text, whatever blanks, lines, hyphens and ligatures the page has', () => {
    const blanks = page(['良率⼤约62 %，到', '\n', '年底能到七成。']);
    expect(blanks.stretch([0, '⼤约'], [1, '年底'])).toBe('大约 62%，到年底');
    const text = 'A supplier said that the efficient production of the stack went on.';
    const html = `<p data-page="1" data-at="0">${text}</p>`;
    const broken = page(['A supplier said that the eﬃcient pro-', '\n', 'duction of the stack went on.'], {
      html,
      text,
    });
    expect(broken.stretch([0, 'eﬃcient'], [1, 'duction'])).toBe('efficient production');
    expect(broken.drawn('efficient production of')).toEqual(['eﬃcient pro-duction of']);
  });

  it('are those of their page, and of a sentence that began on the page before', () => {
    const second = page(['到年底能到七成。', SECOND], { number: 2 });
    expect(second.stretch([1, '62%'], [1, '62%'])).toBe('62%');
    expect(second.drawn('62%, suppliers')).toEqual(['62%, suppliers']);
    expect(second.stretch([0, '到年底'], [0, '到年底'])).toBe('到年底');
    expect(page([FIRST]).drawn('yield')).toEqual([]);
  });

  it('are nothing when the text has no such words', () => {
    const cut = page(['样张证券 研究报告', '\n', FIRST, '\n', '第 1 页']);
    expect(cut.stretch([0, '样张'], [0, '报告'])).toBeNull();
    expect(cut.stretch([2, '第'], [2, '页'])).toBeNull();
    // From the running head into the text: what stands in the text.
    expect(cut.stretch([0, '研究'], [1, '良率大约'])).toBe('良率大约');
  });

  it('count characters, not halves of them', () => {
    const text = '𠮷野家的良率到了七成，𠮷田说。';
    const { stretch, drawn } = page([text], { html: `<p data-page="1" data-at="0">${text}</p>`, text });
    expect(stretch([0, '良率'], [0, '，𠮷'])).toBe('良率到了七成，𠮷');
    expect(drawn('，𠮷')).toEqual(['，𠮷']);
    expect(squeeze('𠮷 a').at).toEqual([0, 0, 2]);
  });
});

describe('a page in another order than the text', () => {
  const [left, right] = [
    '左栏先说封装的交期拉长到三十四周以上，订单饱满。',
    '右栏再说测试机台的交付提前了两周，价格没有变动。',
  ];
  const text = `${left}\n${right}\n良率 55% 62%`;
  const html = `<p data-page="1" data-at="0">${left}</p><p data-at="${left.length + 1}">${right}</p>`;
  const columns = page([right, '\n', left, '\n', '良率', '55%', '62%'], { html, text });

  it('has each passage where it stands', () => {
    expect(columns.drawn('交期拉长到三十四周')).toEqual(['交期拉长到三十四周']);
    expect(columns.drawn('测试机台的交付')).toEqual(['测试机台的交付']);
    expect(columns.drawn('62%')).toEqual(['62%']);
  });

  it('draws a passage that was torn apart in its pieces', () => {
    expect(columns.drawn('订单饱满。\n右栏')).toEqual(['右栏', '订单饱满。']);
  });

  it('gives no stretch that only its ends agree on', () => {
    const filled = `${left}${'这里还有许多别的话，'.repeat(20)}${right}`;
    const torn = page([left, right, left], { html, text: filled });
    expect(torn.stretch([0, '订单'], [0, '饱满'])).toBe('订单饱满');
    // Two hundred characters lie between in the text, and on no page.
    expect(torn.stretch([0, '饱满'], [1, '右栏'])).toBeNull();
    expect(torn.stretch([1, '价格'], [2, '左栏'])).toBeNull();
  });
});

describe('two texts', () => {
  it('are laid beside each other fast, rows of dots and all', () => {
    const dots = Array.from({ length: 200 }, (_, at) => `第${at}章${'.'.repeat(80)}${at}`).join('');
    const begun = performance.now();
    const places = align(dots, dots);
    expect([...places].every((place, at) => place === at)).toBe(true);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it('share no place where nothing agrees', () => {
    expect([...align('订单', '良率到了七成')]).toEqual([NONE, NONE]);
    expect([...align('', '良率')]).toEqual([]);
  });
});

describe('marks', () => {
  const known = new Map<string, Set<Range>>();
  class FakeHighlight extends Set<Range> {
    constructor(...ranges: Range[]) {
      super(ranges);
    }
  }
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'Highlight');
    Reflect.deleteProperty(globalThis, 'CSS');
  });

  it('are drawn under their names on the words they stand for, and are gone when they are no more', () => {
    Object.assign(globalThis, { Highlight: FakeHighlight, CSS: { highlights: known } });
    const { layer } = page([FIRST]);
    draw(
      [layer],
      [
        { name: 'mark-2', start: 0, end: 4 },
        { name: 'chosen', start: 0, end: 2, picture: 1 },
      ],
    );
    expect([...known].map(([name, ranges]) => [name, [...ranges].map(String)])).toEqual([['mark-2', ['良率大约']]]);
    draw([layer], []);
    expect(known.size).toBe(0);
  });
});

describe('pages', () => {
  const html =
    '<p data-page="1" data-at="0">a</p><p data-at="2">b</p><ul data-page="2"><li data-at="4">c</li></ul><figure data-page="3"></figure><p data-at="6" data-page="5">d</p>';

  it('begin where the text says', () => {
    const leaves = leavesOf(
      '<p data-page="1" data-at="0">a</p><p data-at="2">b</p><ul data-page="2"><li data-at="4">c</li></ul>',
    );
    expect(leaves).toEqual([
      { page: 1, start: 0, before: 0 },
      { page: 2, start: 4, before: 2 },
    ]);
    expect([0, 3, 4, 9].map((at) => pageAt(leaves, at))).toEqual([1, 1, 2, 2]);
    expect([0, 1, 2, 7].map((number) => startOf(leaves, number))).toEqual([0, 0, 4, 4]);
  });

  it('hold what began on the page before, and nothing of the page after', () => {
    const leaves = leavesOf(html.replace('data-at="6" data-page="5"', 'data-page="5" data-at="6"'));
    expect(leaves.map(({ page: number }) => number)).toEqual([1, 2, 5]);
    expect(reachOf(leaves, 1, 9)).toEqual({ from: 0, to: 4 });
    expect(reachOf(leaves, 2, 9)).toEqual({ from: 2, to: 6 });
    // A page without a mark: what it has belongs to the block that began before.
    expect(reachOf(leaves, 4, 9)).toEqual({ from: 4, to: 6 });
    expect(reachOf(leaves, 5, 9)).toEqual({ from: 4, to: 9 });
    expect(reachOf([], 1, 9)).toEqual({ from: 0, to: 9 });
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
