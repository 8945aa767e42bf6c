/** Answers that stay true while they are shown. */
import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import { Library } from '../src/api/library';
import { readPlace, writePlace, type Place } from '../src/api/places';
import { fakeHost } from '../src/host/fake';

const soon = () => new Promise((done) => setTimeout(done, 5));

describe('a live answer', () => {
  it('is read when someone looks, again when the library changed, and no more when nobody looks', async () => {
    const host = fakeHost();
    const library = new Library(host);
    const reads = () => host.calls.filter((call) => call.name === 'library.status').length;
    const status = library.live('library.status', {});
    await soon();
    expect(reads()).toBe(0);

    const seen: Array<number | undefined> = [];
    const stop = $effect.root(() => {
      $effect(() => void seen.push(status.value?.counts.starred));
    });
    flushSync();
    await soon();
    await library.call('articles.mark', { ids: [host.things.articles[1]!.row.id], starred: true });
    await soon();
    expect(seen.at(-1)).toBe((seen[1] ?? 0) + 1);

    const before = reads();
    stop();
    await soon();
    library.refresh();
    await soon();
    expect(reads()).toBe(before);
  });

  it('answers many changes at once by one further reading', async () => {
    const host = fakeHost();
    const library = new Library(host);
    const stop = $effect.root(() => {
      $effect(() => void library.live('themes.list', {}).value);
    });
    flushSync();
    await soon();
    const reads = () => host.calls.filter((call) => call.name === 'themes.list').length;
    const before = reads();
    for (let turn = 0; turn < 20; turn++) library.refresh();
    await soon();
    expect(reads() - before).toBe(2);
    stop();
  });

  it('is followed by the very reaction that asked for it first', async () => {
    const library = new Library(fakeHost());
    const seen: unknown[] = [];
    const stop = $effect.root(() => {
      $effect(() => void seen.push(library.live('library.status', {}).value?.empty));
    });
    flushSync();
    await soon();
    expect(seen).toEqual([undefined, false]);
    stop();
  });

  it('is one for the same request', () => {
    const library = new Library(fakeHost());
    expect(library.live('notes.get', { id: 'a' })).toBe(library.live('notes.get', { id: 'a' }));
    expect(library.live('notes.get', { id: 'a' })).not.toBe(library.live('notes.get', { id: 'b' }));
  });
});

describe('addresses of places', () => {
  const now: Place = { view: 'starred', theme: null, article: 'x', quote: 'q', note: null };

  it('come back as they were written', () => {
    const places: Place[] = [now, { view: 'theme', theme: 'HBM/良率?&', article: null, quote: null, note: 'n' }];
    for (const place of places) expect(readPlace(writePlace(place), now)).toEqual(place);
  });

  it('that begin with a question mark keep the list', () => {
    expect(readPlace('#?note=n1', now)).toEqual({
      view: 'starred',
      theme: null,
      article: null,
      quote: null,
      note: 'n1',
    });
  });

  it('of no known list keep the list', () => {
    expect(readPlace('#/nowhere', now).view).toBe('starred');
    expect(readPlace('', now).view).toBe('starred');
  });
});
