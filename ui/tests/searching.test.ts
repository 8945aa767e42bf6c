/** Search as one types: what was overtaken is never shown. */
import { describe, expect, it } from 'vitest';
import { Library } from '../src/api/library';
import type { Find } from '../src/api/wire';
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
    for (const text of ['良', '良率', '良率 H']) searching.type(text);
    expect(asked().map(({ query, typing }) => [query, typing])).toEqual([
      ['良', true],
      ['良率', true],
      ['良率 H', true],
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

  it('narrows by one thing of a kind at a time, and widens again', () => {
    const { searching, asked } = slow();
    searching.type('HBM');
    searching.narrow({ by: 'site', value: '算力笔记', label: '算力笔记' });
    searching.narrow({ by: 'site', value: 'Chip "X" Ledger', label: '' });
    searching.narrow({ by: 'month', value: '2026-11', label: '' });
    searching.narrow({ by: 'kind', value: 'quote', label: '' });
    expect(asked().at(-1)?.query).toBe('HBM site:="Chip  X  Ledger" on:2026-11 kind:quote');
    searching.widen(searching.narrows[0]!);
    expect(asked().at(-1)?.query).toBe('HBM on:2026-11 kind:quote');
  });

  it('is one query that is kept and runs again', () => {
    const { searching, asked } = slow();
    searching.type('良率 ');
    searching.narrow({ by: 'theme', value: '7', label: '高带宽 内存' });
    searching.narrow({ by: 'person', value: '周岚', label: '周岚' });
    expect(searching.query).toBe('良率 theme:"高带宽 内存" person:="周岚"');
    searching.run(searching.query);
    expect(searching.narrows).toEqual([]);
    expect(asked().at(-1)?.query).toBe('良率 theme:"高带宽 内存" person:="周岚"');
  });

  it('gives the forms that matched, as they are written', async () => {
    const { searching, answer } = slow();
    searching.type('cowos');
    await answer('cowos');
    expect(searching.forms).toContain('CoWoS');
  });

  it('asks again when the library changed while results are shown', () => {
    const { host, searching, asked } = slow();
    host.emit('changed', { seq: 2, items: [], receipts: false });
    expect(asked()).toHaveLength(0);
    searching.type('HBM');
    host.emit('changed', { seq: 3, items: [], receipts: false });
    expect(asked()).toHaveLength(2);
  });
});
