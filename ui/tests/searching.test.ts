/** Search as one types: what was overtaken is never shown. */
import { describe, expect, it, vi } from 'vitest';
import { Library } from '../src/api/library';
import type { Find } from '../src/api/wire';
import { narrowTo } from '../src/features/search/narrows';
import { Searching } from '../src/features/search/searching.svelte';
import { fakeHost } from '../src/host/fake';

/** A search whose answers come when the test lets them. */
function slow() {
  const host = fakeHost();
  const gates = new Map<string, (error?: unknown) => void>();
  host.before = (name, request) => {
    if (name !== 'search.find') return;
    return new Promise((go, fail) => gates.set((request as Find).query, (error) => (error ? fail(error) : go())));
  };
  const searching = new Searching(new Library(host));
  const answer = async (query: string, error?: unknown) => {
    gates.get(query)?.(error);
    await new Promise((done) => setTimeout(done));
  };
  const asked = () => host.calls.filter((call) => call.name === 'search.find').map((call) => call.request as Find);
  return { host, searching, answer, asked };
}

describe('searching', () => {
  it('asks at every keystroke, as one who is still typing', () => {
    const { searching, asked } = slow();
    for (const text of ['良', '良率']) searching.type(text);
    expect(asked().map(({ query, typing }) => [query, typing])).toEqual([
      ['良', true],
      ['良率', true],
    ]);
  });

  it('drops an answer that comes after a later question was asked', async () => {
    const { searching, answer } = slow();
    searching.type('良');
    searching.type('良率');
    await answer('良');
    expect(searching.answer).toBeNull();
    await answer('良率');
    expect(searching.answered).toBe('良率');
    const hits = searching.answer?.hits.length;
    expect(hits).toBeGreaterThan(0);
    searching.type('良率 x');
    searching.type('HBM');
    await answer('HBM');
    await answer('良率 x');
    expect(searching.answered).toBe('HBM');
    expect(searching.answer?.hits.length).not.toBe(hits);
  });

  it('drops an answer and an error that come after the search was left', async () => {
    const { searching, answer } = slow();
    searching.type('良率');
    searching.clear();
    await answer('良率');
    expect(searching.answer).toBeNull();
    searching.type('HBM');
    searching.clear();
    await answer('HBM', { code: 'busy', message: 'Busy.', detail: null });
    expect(searching.error).toBeNull();
  });

  it('says why the latest question was not answered, until one is', async () => {
    const { searching, answer } = slow();
    searching.type('HBM');
    await answer('HBM', { code: 'busy', message: 'Busy.', detail: null });
    expect(searching.error?.code).toBe('busy');
    searching.type('ASIC');
    await answer('ASIC');
    expect(searching.error).toBeNull();
  });

  it('narrows by one source, kind and month at a time but by several themes, and widens again', () => {
    const { searching } = slow();
    searching.type('HBM');
    for (const [by, value] of [
      ['site', '算力笔记'],
      ['site', 'Chip "X" Ledger'],
      ['month', '2026-11'],
      ['kind', 'quote'],
      ['theme', 'ASIC'],
      ['theme', '高带宽 内存'],
    ] as const)
      searching.narrow(narrowTo(by, value));
    expect(searching.query).toBe('site:="Chip  X  Ledger" on:2026-11 kind:quote theme:ASIC theme:"高带宽 内存" HBM');
    searching.widen(searching.narrows[0]!);
    searching.widen(searching.narrows[2]!);
    expect(searching.query).toBe('on:2026-11 kind:quote theme:"高带宽 内存" HBM');
  });

  it('keeps the words last, as they may go on, and alternatives together', () => {
    const { searching, asked } = slow();
    searching.narrow(narrowTo('kind', 'quote'));
    searching.type('良');
    expect(asked().at(-1)?.query).toBe('kind:quote 良');
    searching.type('良率 OR yield');
    expect(searching.query).toBe('kind:quote (良率 OR yield)');
  });

  it('makes a chip of a field once it is finished, and of all of them at Enter', async () => {
    const { searching, answer } = slow();
    searching.type('良率 theme:HBM');
    await answer('良率 theme:HBM');
    expect(searching.typed).toBe('良率 theme:HBM');
    searching.type('良率 theme:HBM ');
    await answer('良率 theme:HBM ');
    expect([searching.typed, searching.narrows.map((one) => one.text)]).toEqual(['良率 ', ['theme:HBM']]);
    searching.type('良率 -kind:note');
    await answer('theme:HBM 良率 -kind:note');
    searching.submit();
    expect([searching.typed, searching.query]).toEqual(['良率 ', 'theme:HBM -kind:note 良率']);
  });

  it('moves nothing while the cursor stands among the words, nor what depends on its place, nor an unknown theme', async () => {
    const { searching, answer } = slow();
    searching.type('theme:HBM 良率', true);
    await answer('theme:HBM 良率');
    expect(searching.narrows).toEqual([]);
    for (const query of ['theme:HBM OR kind:note ', 'theme:nosuch ']) {
      searching.type(query);
      await answer(query);
      expect([searching.typed, searching.narrows]).toEqual([query, []]);
    }
  });

  it('runs a kept query, and knows it until something of it is changed', async () => {
    const { host, searching, answer } = slow();
    searching.run('良率 theme:HBM');
    await answer('良率 theme:HBM');
    expect([searching.typed, searching.query, searching.kept]).toEqual(['良率 ', 'theme:HBM 良率', '良率 theme:HBM']);
    searching.remember();
    expect(host.calls.at(-1)).toEqual({ name: 'searches.remember', request: { query: '良率 theme:HBM' } });
    searching.widen(searching.narrows[0]!);
    expect([searching.query, searching.kept]).toEqual(['良率', '']);
  });

  it('asks two questions at once and then only the latest', async () => {
    const { searching, answer, asked } = slow();
    for (const text of ['良', '良率', '良率 H', '良率 HB', '良率 HBM']) searching.type(text);
    expect(asked().map((find) => find.query)).toEqual(['良', '良率']);
    await answer('良');
    expect(asked().map((find) => find.query)).toEqual(['良', '良率', '良率 HBM']);
    await answer('良率');
    expect(searching.answer).toBeNull();
    await answer('良率 HBM');
    expect(searching.answered).toBe('良率 HBM');
    expect(asked()).toHaveLength(3);
  });

  it('finds what is like a thing until one types', async () => {
    const { host, searching } = slow();
    const { id, title } = host.things.articles[0]!.row;
    searching.findLike({ id, title });
    await new Promise((done) => setTimeout(done));
    expect(host.calls.at(-1)).toEqual({ name: 'search.like', request: { id, limit: 100 } });
    expect(searching.active && searching.answer!.hits.length > 0).toBe(true);
    searching.type('良');
    expect(searching.like).toBeNull();
  });

  it('gives the forms that matched, as they are written', async () => {
    const { searching, answer } = slow();
    searching.type('cowos');
    await answer('cowos');
    expect(searching.forms).toContain('CoWoS');
  });

  it('asks once more when the library changed while results are shown', async () => {
    vi.useFakeTimers();
    const { host, searching, asked } = slow();
    host.emit('changed', { seq: 2, items: [], receipts: false });
    vi.runAllTimers();
    expect(asked()).toHaveLength(0);
    searching.type('HBM');
    for (const seq of [3, 4, 5]) host.emit('changed', { seq, items: [], receipts: false });
    vi.runAllTimers();
    expect(asked()).toHaveLength(2);
    vi.useRealTimers();
  });
});
