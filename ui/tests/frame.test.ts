/** The script in the reader frame: places are counted in code points, the same there and back. */
import { afterEach, describe, expect, it } from 'vitest';
import source from '../src/features/reader/frame.js?raw';
import { look } from '../src/features/reader/look.svelte';

type Said = Record<string, unknown> & { type: string };

class Highlight {
  readonly ranges: Range[];
  constructor(...ranges: Range[]) {
    this.ranges = ranges;
  }
  clear() {
    this.ranges.length = 0;
  }
}

const pageOf = (body: string) => ({ type: 'page', page: { lang: 'zh-Hans', look: look.of('light'), body } });

/** Runs the script in an empty document, as the frame would, and tells it a page. */
function frame(html: string | null, autospace = 'engine') {
  document.body.innerHTML = '';
  document.documentElement.dataset.autospace = autospace;
  document.documentElement.dataset.nonce = 'n';
  const said: Said[] = [];
  const heard: Array<(event: MessageEvent) => void> = [];
  const parent = { postMessage: (message: Said) => said.push(message) };
  const highlights = new Map<string, Highlight>();
  let chosen: Range | null = null;
  const selection = {
    get rangeCount() {
      return chosen ? 1 : 0;
    },
    getRangeAt: () => chosen,
    get isCollapsed() {
      return chosen?.collapsed ?? true;
    },
    removeAllRanges: () => (chosen = null),
    setBaseAndExtent(from: Node, start: number, to: Node, end: number) {
      chosen = document.createRange();
      chosen.setStart(from, start);
      chosen.setEnd(to, end);
    },
  };
  const ears = new Map<string, (event: unknown) => void>();
  const hear = (name: string, ear: (event: never) => void) =>
    name === 'message' ? heard.push(ear as never) : ears.set(name, ear as never);
  const run = new Function('parent', 'CSS', 'Highlight', 'getSelection', 'addEventListener', source);
  run(parent, { highlights }, Highlight, () => selection, hear);
  const tell = (message: object, from: unknown = parent) =>
    heard.forEach((ear) => ear({ source: from, data: { nonce: 'n', ...message } } as never));
  if (html !== null) tell(pageOf(html));
  return {
    said,
    tell,
    key: (key: string, target: Element = document.body) => {
      const event = new KeyboardEvent('keydown', { key, cancelable: true });
      Object.defineProperty(event, 'target', { value: target });
      ears.get('keydown')?.(event);
      return { kept: event.defaultPrevented, told: said.at(-1)?.key === key };
    },
    click: (target: Element) => ears.get('click')?.({ target, preventDefault: () => {} }),
    drawn: (name: string) => highlights.get(name)?.ranges.map((range) => range.toString()),
    /** Selects and lets the button go. */
    async select(from: Node, start: number, to: Node, end: number) {
      chosen = document.createRange();
      chosen.setStart(from, start);
      chosen.setEnd(to, end);
      ears.get('pointerup')?.({});
      await new Promise((done) => setTimeout(done, 5));
      return said.findLast((message) => message.type === 'selection');
    },
  };
}

afterEach(() => {
  document.body.innerHTML = '';
});

const PAGE = `
  <h2 data-at="0">良率<em>才是</em>分水岭</h2>
  <p data-at="8">📈 up 🚀 and<br>away</p>
  <ul><li data-at="24">outer <ul><li data-at="31">inner 𠮷野家</li></ul></li></ul>`;
const TEXT = '良率才是分水岭\n📈 up 🚀 and\naway\nouter \ninner 𠮷野家';

describe('marks are drawn where the library counts them', () => {
  const characters = Array.from(TEXT);
  const blocks = [
    [0, 7],
    [8, 23],
    [24, 30],
    [31, 40],
  ] as const;

  it('knows the page it is tested with', () => {
    expect(characters.slice(8, 23).join('')).toBe('📈 up 🚀 and\naway'.slice(0, 17));
    expect(characters.slice(31, 40).join('')).toBe('inner 𠮷野家');
  });

  it.each(blocks)('every stretch of the block from %i to %i', (first, last) => {
    const { tell, drawn } = frame(PAGE);
    for (let start = first; start < last; start++) {
      for (let end = start + 1; end <= last; end++) {
        tell({ type: 'marks', marks: [{ name: 'mark-1', start, end }] });
        const expected = characters.slice(start, end).join('').replaceAll('\n', '');
        expect(drawn('mark-1')?.join(''), `${start} to ${end}`).toBe(expected);
      }
    }
  });

  it('a stretch over several blocks', () => {
    const { tell, drawn } = frame(PAGE);
    tell({ type: 'marks', marks: [{ name: 'mark-2', start: 4, end: 13 }] });
    expect(
      drawn('mark-2')
        ?.join('')
        .replace(/\s*\n\s*/, '|'),
    ).toBe('分水岭|📈 up ');
  });

  it('what is drawn anew takes the place of what was there', () => {
    const { tell, drawn } = frame(PAGE);
    tell({ type: 'marks', marks: [{ name: 'mark-1', start: 0, end: 2 }] });
    tell({ type: 'marks', marks: [{ name: 'mark-3', start: 0, end: 2 }] });
    expect(drawn('mark-1')).toBeUndefined();
    expect(drawn('mark-3')).toEqual(['良率']);
  });

  it('nothing is drawn that stands beyond the text or under a name of the page', () => {
    const { tell, drawn } = frame(PAGE);
    tell({
      type: 'marks',
      marks: [
        { name: 'mark-1', start: 90, end: 95 },
        { name: 'evil', start: 0, end: 2 },
      ],
    });
    expect(drawn('mark-1')).toBeUndefined();
    expect(drawn('evil')).toBeUndefined();
  });
});

describe('paragraphs in Latin script of a Chinese page', () => {
  it('are told to be English, and no others', () => {
    frame('<p>全是汉字，H100 也在</p><p>All of it <b>Latin</b>.</p><p lang="de">Auf Deutsch</p><p>62 %</p>');
    expect([...document.querySelectorAll('p')].map((one) => one.lang)).toEqual(['', 'en', 'de', '']);
  });
});

describe('where the engine cannot set Han and Latin apart', () => {
  const html = '<p data-at="5">在2027年的AI市场<code>是A股</code></p><p data-at="20">𠮷H 100 年</p>';
  const text = '-----在2027年的AI市场是A股\n𠮷H 100 年';

  it('the characters before a border are wrapped, but in code none', () => {
    frame(html, 'own');
    expect([...document.querySelectorAll('.gap')].map((gap) => gap.textContent)).toEqual(['在', '7', '的', 'I', '𠮷']);
    expect(document.body.textContent).toBe('在2027年的AI市场是A股𠮷H 100 年');
  });

  it('every place stays what it was', () => {
    const { tell, drawn } = frame(html, 'own');
    const characters = Array.from(text);
    for (let start = 5; start < 19; start++) {
      for (let end = start + 1; end <= 19; end++) {
        tell({ type: 'marks', marks: [{ name: 'mark-1', start, end }] });
        expect(drawn('mark-1')?.join(''), `${start} to ${end}`).toBe(characters.slice(start, end).join(''));
      }
    }
  });

  it('nothing is wrapped where the engine can', () => {
    frame(html);
    expect(document.querySelector('.gap')).toBeNull();
  });
});

describe('names with a hyphen', () => {
  const html = '<p data-at="0">在CoWoS-L和GPT-4，50-60%，well-known，A-share，a-b-c</p><pre data-at="60">H-1</pre>';
  const whole = () => [...document.querySelectorAll('.whole')].map((one) => one.textContent);

  it('with a short part stay on one line, and their words stay as they are', () => {
    const { tell, drawn } = frame(html);
    expect(whole()).toEqual(['CoWoS-L', 'GPT-4', '50-60', 'A-share']);
    expect(document.querySelector('p')?.textContent).toBe('在CoWoS-L和GPT-4，50-60%，well-known，A-share，a-b-c');
    tell({ type: 'marks', marks: [{ name: 'mark-1', start: 1, end: 14 }] });
    expect(drawn('mark-1')).toEqual(['CoWoS-L和GPT-4']);
  });

  it('are set apart from Han none the less', () => {
    frame(html, 'own');
    expect(whole().slice(0, 2)).toEqual(['CoWoS-L', 'GPT-4']);
    expect(document.querySelector('.whole .gap')?.textContent).toBe('L');
    frame('<p data-at="0">A-<em>HBM</em>良率</p><p data-at="9">良</p>', 'own');
    expect([...document.querySelectorAll('.gap')].map((gap) => gap.textContent)).toEqual(['M']);
  });
});

describe('selections are told in the same count', () => {
  it('inside a text after an emoji', async () => {
    const { select } = frame(PAGE);
    const text = document.querySelector('p')?.firstChild as Text;
    const at = text.data.indexOf('up');
    expect(await select(text, at, text, at + 2)).toMatchObject({ start: 10, end: 12 });
  });

  it('from a stressed word to beyond a line break', async () => {
    const { select } = frame(PAGE);
    const from = document.querySelector('em .stressed')?.firstChild as Text;
    const to = document.querySelector('p')?.lastChild as Text;
    const told = await select(from, 1, to, 4);
    expect(characterSlice(told)).toBe('是分水岭\n📈 up 🚀 and\naway');
  });

  it('a boundary between elements belongs to what follows', async () => {
    const { select } = frame(PAGE);
    const heading = document.querySelector('h2') as Element;
    const paragraph = document.querySelector('p') as Element;
    expect(await select(heading, 0, paragraph, 0)).toMatchObject({ start: 0, end: 8 });
  });

  it('in a nested block that counts anew', async () => {
    const { select } = frame(PAGE);
    const inner = document.querySelector('li li')?.firstChild as Text;
    const told = await select(inner, inner.data.indexOf('𠮷'), inner, inner.data.length);
    expect(characterSlice(told)).toBe('𠮷野家');
  });

  const characterSlice = (told?: Said) => Array.from(TEXT).slice(Number(told?.start), Number(told?.end)).join('');
});

describe('the conversation', () => {
  it('begins empty, and is ready once it has its page, under the nonce of the document', () => {
    const { said, tell } = frame(null);
    expect(said).toEqual([{ nonce: 'n', type: 'empty' }]);
    tell(pageOf(PAGE));
    expect(said[1]).toEqual({ nonce: 'n', type: 'ready' });
    expect([document.documentElement.lang, document.querySelector('h2')?.textContent]).toEqual([
      'zh-Hans',
      '良率才是分水岭',
    ]);
  });

  it('takes one page: nothing of another ever comes into its document', () => {
    const { said, tell } = frame(PAGE);
    const [before, told] = [document.body.innerHTML, said.length];
    tell(pageOf('<p data-at="0">another</p>'));
    expect([document.body.innerHTML, said.length]).toEqual([before, told]);
  });

  it('takes its page from nobody but the window, and only with the nonce', () => {
    const { tell } = frame(null);
    tell(pageOf(PAGE), window);
    tell({ nonce: 'other', ...pageOf(PAGE) });
    expect(document.body.innerHTML).toBe('');
  });

  it('hears nothing else before it has its page', () => {
    const { tell, drawn } = frame(null);
    tell({ type: 'marks', marks: [{ name: 'mark-1', start: 0, end: 2 }] });
    tell(pageOf(PAGE));
    expect(drawn('mark-1')).toBeUndefined();
  });

  it('hears nobody but the window, and only with the nonce', () => {
    const { tell, drawn } = frame(PAGE);
    tell({ type: 'marks', marks: [{ name: 'mark-1', start: 0, end: 2 }] }, window);
    tell({ nonce: 'other', type: 'marks', marks: [{ name: 'mark-1', start: 0, end: 2 }] });
    expect(drawn('mark-1')).toBeUndefined();
  });

  it('follows no message named like a property that every object has', () => {
    const { tell } = frame(PAGE);
    expect(() => tell({ type: 'constructor' })).not.toThrow();
  });

  it('can be put into a page as it is', () => {
    expect(source).not.toMatch(/<\/script/i);
    expect(source).not.toContain('\r');
  });
});

describe('what the window selects', () => {
  it('is selected, and told back', async () => {
    const page = frame('<p data-at="0">良率升了。交期拉长！</p>');
    page.tell({ type: 'select', start: 5, end: 10, at: 5 });
    await new Promise((done) => setTimeout(done, 5));
    expect(page.said.findLast((one) => one.type === 'selection')).toMatchObject({ start: 5, end: 10 });
  });
});

describe('tables', () => {
  it('have their figures at the right, with the head of their column, and room for sentences', () => {
    const words = '这一列写的是对于每一家公司的口径的说明，要几行才能放下，所以给它宽一些。';
    frame(
      `<table><tr><th>公司</th><th>毛利率</th><th>说明</th></tr><tr><td>甲</td><td>62.5%</td><td>${words}</td></tr><tr><td>乙</td><td>−1,234 亿元</td><td>无</td></tr></table>`,
    );
    const names = Array.from(document.querySelectorAll('th, td'), (cell) => cell.className);
    expect(names).toEqual(['', 'figures', '', '', 'figures', 'words', '', 'figures', '']);
  });
});

describe('keys in the page', () => {
  it('that lead through it, scroll it or follow a link are the page’s own', () => {
    const page = frame('<p data-at="0">x <a href="https://example.org/">y</a></p>');
    for (const key of ['Tab', ' ', 'ArrowDown', 'PageUp', 'Home']) {
      expect(page.key(key), key).toEqual({ kept: false, told: false });
    }
    expect(page.key('Enter', document.querySelector('a')!)).toEqual({ kept: false, told: false });
    expect(page.key('j')).toEqual({ kept: false, told: true });
    expect(page.key('/')).toEqual({ kept: true, told: true });
  });
});

describe('the look of a page', () => {
  it('is shares of what the tokens say, and a face by name', () => {
    const page = frame('<p data-at="0">x</p>');
    page.tell({ type: 'look', look: { appearance: 'dark', size: 1.12, leading: 1, measure: 1.22, face: 'kai' } });
    const { dataset, style } = document.documentElement;
    expect([dataset.appearance, dataset.face]).toEqual(['dark', 'kai']);
    expect(style.getPropertyValue('--set-size')).toBe('1.12');
    expect(style.getPropertyValue('--set-measure')).toBe('1.22');
  });
});

describe('pictures', () => {
  it('tell the window when they are pressed', () => {
    const page = frame('<p data-at="0">x</p><img src="data:,x" alt="图">');
    const picture = document.querySelector('img')!;
    Object.defineProperty(picture, 'naturalWidth', { value: 10 });
    page.click(picture);
    expect(page.said.at(-1)).toMatchObject({ type: 'picture', alt: '图', number: null });
  });

  it('are selected one after the other by keys, and told by their numbers', async () => {
    const page = frame(
      '<p data-at="0">x</p><img data-picture="0" alt=""><p data-at="2">y</p><img data-picture="1" alt="">',
    );
    for (const picture of document.querySelectorAll('img')) picture.scrollIntoView = () => {};
    for (const number of [0, 1, 1]) {
      page.tell({ type: 'picture', step: 1 });
      await new Promise((done) => setTimeout(done));
      expect(page.said.findLast(({ type }) => type === 'selection')).toMatchObject({
        type: 'selection',
        picture: number,
      });
    }
  });

  it('wear the colour of their mark, and lose it with the mark', () => {
    const page = frame('<p data-at="0">x</p><img data-picture="0" alt=""><img data-picture="1" alt="">');
    const marked = () => Array.from(document.querySelectorAll('img'), (picture) => picture.dataset.marks);
    page.tell({ type: 'marks', marks: [{ name: 'mark-2', start: 1, end: 1, picture: 1 }] });
    expect(marked()).toEqual(['', 'mark-2']);
    page.tell({ type: 'marks', marks: [] });
    expect(marked()).toEqual(['', '']);
  });
});
