/** Titles and quotes in which Han and Latin stand apart, without a change to what is copied. */
import { cleanup, render, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LIBRARY, Library } from '../src/api/library';
import ArticleCard from '../src/features/articles/ArticleCard.svelte';
import ClipList from '../src/features/clip/ClipList.svelte';
import ArticleNotes from '../src/features/notes/ArticleNotes.svelte';
import NoteList from '../src/features/notes/NoteList.svelte';
import { rebuild } from '../src/features/notes/rendered';
import QuoteList from '../src/features/quotes/QuoteList.svelte';
import { Marking } from '../src/features/reader/marking';
import QuoteCard from '../src/features/reader/QuoteCard.svelte';
import Receipts from '../src/features/receipts/Receipts.svelte';
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

const made = () => {
  const host = fakeHost();
  const library = new Library(host);
  return { host, library, context: new Map([[LIBRARY, library]]) };
};

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

  it('in the text of a note, also at the edges of its elements, but not in code', () => {
    const host = document.createElement('div');
    host.append(rebuild(`<p>${TEXT}<strong>HBM</strong>良率</p><p>AI</p><ul><li>年<code>在AI</code>年</li></ul>`));
    // The room before a strong name is the first thing in it.
    expect(before(host.querySelector('p')!)).toEqual([...GAPS, undefined, 'HBM']);
    expect(host.querySelector('strong')?.firstElementChild?.className).toBe('apart');
    expect(host.querySelector('ul .apart')).toBeNull();
    expect(host.querySelector('p')?.textContent).toBe(`${TEXT}HBM良率`);
  });

  it('in what a note says in the list and beside its article', async () => {
    const { host, context } = made();
    const note = Object.assign(host.things.notes[0]!, { title: '', body: TEXT });
    const list = render(NoteList, { props: { current: null, attend: () => () => {} }, context });
    await waitFor(() => expect(before(list.container.querySelector(`#note-${note.id} .excerpt`)!)).toEqual(GAPS));
    const beside = render(ArticleNotes, { props: { article: { id: 'a', notes: [note] } }, context });
    expect(before(beside.container.querySelector('.note')!)).toEqual(GAPS);
  });

  it('in the comment of a quote, in its card and in the list', async () => {
    const { host, library, context } = made();
    const quote = Object.assign(host.things.quotes[0]!, { comment: TEXT, speaker: null });
    const marking = new Marking(library);
    const props = { quote, marking, chosen: false, themes: [], speakers: [], onchoose() {}, onplace() {} };
    const card = render(QuoteCard, { props, context });
    expect(before(card.container.querySelector('.comment')!)).toEqual(GAPS);
    const list = render(QuoteList, { props: { current: null, attend: () => () => {} }, context });
    await waitFor(() => expect(before(list.container.querySelector(`#quote-${quote.id} .excerpt`)!)).toEqual(GAPS));
  });

  it('in what was dropped, and among the receipts', async () => {
    const { host, context } = made();
    const clips = [{ id: 'c', title: TEXT, state: 'new' }] as never[];
    expect(before(render(ClipList, { props: { clips } }).container)).toEqual(GAPS);
    host.things.receipts = [{ ...host.things.receipts[0]!, title: TEXT }];
    const { container } = render(Receipts, { props: { open: true, onopen() {} }, context });
    await waitFor(() => expect(before(container.querySelector('.title')!)).toEqual(GAPS));
  });

  it('by the engine where it can', () => {
    vi.stubGlobal('CSS', { supports: () => true });
    vi.stubGlobal('navigator', { userAgent: 'AppleWebKit/605 Chrome/140' });
    const { container } = render(Pieces, { props: { text: TEXT, ranges: [[7, 9]] } });
    expect(container.querySelector('.apart')).toBeNull();
  });
});
