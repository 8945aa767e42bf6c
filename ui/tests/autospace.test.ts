/** Titles and quotes in which Han and Latin stand apart, without a change to what is copied. */
import { cleanup, render, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LIBRARY, Library } from '../src/api/library';
import ArticleCard from '../src/features/articles/ArticleCard.svelte';
import { rebuild } from '../src/features/notes/rendered';
import { fakeHost } from '../src/host/fake';
import Pieces from '../src/shared/Pieces.svelte';
import Quoted from '../src/shared/Quoted.svelte';

const TEXT = '在2027年的AI市场';
const GAPS = ['在', '2027', '年的', 'AI'];

/** The texts before the gaps of an element. */
const before = (element: Element) =>
  [...element.querySelectorAll('.apart')].map((gap) => {
    let last = gap.previousSibling;
    while (last && !last.textContent) last = last.previousSibling;
    return last?.textContent;
  });

beforeEach(() => vi.stubGlobal('CSS', { supports: () => false }));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('Han and Latin stand apart', () => {
  it('in the title of an article in the list', () => {
    const row = { ...fakeHost().things.articles[0]!.row, title: TEXT, excerpt: '', unread: false };
    const props = { row, open: false, chosen: false, selected: false, carries: () => [], onopen() {} };
    const { container } = render(ArticleCard, { props });
    expect(before(container)).toEqual(GAPS);
    expect(container.textContent).toContain(TEXT);
  });

  it('in a quote', () => {
    const context = new Map([[LIBRARY, new Library(fakeHost())]]);
    const { container } = render(Quoted, { props: { quote: { exact: TEXT, picture: null } }, context });
    expect(before(container)).toEqual(GAPS);
    expect(container.textContent).toBe(TEXT);
  });

  it('at the edges of what was found', () => {
    const { container } = render(Pieces, { props: { text: TEXT, ranges: [[7, 9]] } });
    expect(before(container)).toEqual(['在', '2027', '年的', 'AI']);
    expect(container.textContent).toBe(TEXT);
    expect(container.querySelector('mark')?.textContent).toBe('AI');
  });

  it('in a quote that a note shows, before the library answers and after', async () => {
    const quote = { ...fakeHost().things.quotes[0]!, exact: TEXT, picture: null };
    let answer!: (found: typeof quote) => void;
    const quoteOf = () => new Promise<typeof quote>((done) => (answer = done));
    const host = document.createElement('div');
    host.append(rebuild(`<a href="tearsheet:${quote.id}#shown">的AI</a>`, { quoteOf, pictureUrl: String }));
    const quoted = host.querySelector('blockquote')!;
    expect(before(quoted)).toEqual(['的']);
    answer(quote);
    await waitFor(() => expect(before(quoted)).toEqual(GAPS));
    expect(quoted.textContent).toBe(TEXT);
  });

  it('by the engine where it can', () => {
    vi.stubGlobal('CSS', { supports: () => true });
    vi.stubGlobal('navigator', { userAgent: 'AppleWebKit/605 Chrome/140' });
    const { container } = render(Pieces, { props: { text: TEXT, ranges: [[7, 9]] } });
    expect(container.querySelector('.apart')).toBeNull();
  });
});
