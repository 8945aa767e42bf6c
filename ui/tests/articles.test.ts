/** The list of articles by keys, with the way back of each deed. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { LIBRARY, Library } from '../src/api/library';
import type { Place } from '../src/api/places';
import type { Shelf } from '../src/api/wire';
import ArticleList from '../src/features/articles/ArticleList.svelte';
import { fakeHost } from '../src/host/fake';
import { toasts } from '../src/shared/toasts.svelte';
import { Acting } from '../src/shell/acting.svelte';

afterEach(() => {
  cleanup();
  toasts.shown = [];
});

async function list(shelf: Shelf = 'all') {
  const host = fakeHost();
  const opened: string[] = [];
  const library = new Library(host);
  const place: Place = { view: shelf, theme: null, article: null, quote: null, note: null };
  const whence = { place, searching: false };
  const acting = new Acting(library, whence);
  const props = {
    shelf,
    theme: null,
    name: 'List',
    current: null as string | null,
    onopen: (id: string) => {
      opened.push(id);
      whence.place = { ...whence.place, article: id };
      void shown.rerender({ current: id });
    },
    attend: acting.attend,
  };
  const shown = render(ArticleList, { props, context: new Map([[LIBRARY, library]]) });
  await waitFor(() => expect(screen.getByText(/^\d+ articles$/)).toBeTruthy());
  const press = async (key: string, shift = false) => {
    const taken = acting.hear({ key, ctrl: false, shift, alt: false });
    await new Promise((done) => setTimeout(done, 5));
    return taken;
  };
  const row = (at: number) => host.things.articles[at]!.row;
  const go = (to: { shelf: Shelf; name: string }) => shown.rerender(to);
  return { host, opened, press, row, go, acting };
}

describe('the list by keys', () => {
  it('j and k go down and up, and stop at the ends', async () => {
    const { opened, press, row } = await list();
    for (const key of ['j', 'j', 'k', 'k', 'k']) await press(key);
    expect(opened).toEqual([0, 1, 0, 0, 0].map((at) => row(at).id));
  });

  it('s stars and stars no more; e reads and reads no more', async () => {
    const { press, row } = await list();
    await press('j');
    await press('j');
    const before = { ...row(1) };
    await press('s');
    await press('e');
    expect(row(1)).toMatchObject({ starred: !before.starred, unread: !before.unread });
    await press('s');
    await press('e');
    expect(row(1)).toMatchObject({ starred: before.starred, unread: before.unread });
  });

  it('# moves to the trash, opens the next, and can be undone', async () => {
    const { host, opened, press, row } = await list();
    const [first, second] = [row(0), row(1)];
    await press('j');
    await press('#');
    expect(first.trashed).toBe(true);
    expect(opened.at(-1)).toBe(second.id);
    toasts.shown[0]?.actions?.[0]?.run();
    await waitFor(() => expect(first.trashed).toBe(false));
    expect(host.calls.some((call) => call.name === 'items.restore')).toBe(true);
  });

  it('what is read leaves the inbox, and the next is opened', async () => {
    const { opened, press, row } = await list('inbox');
    await press('j');
    const [first, second] = [row(0), row(1)];
    expect(opened.at(-1)).toBe(first.id);
    await press('e');
    expect(first.unread).toBe(false);
    expect(opened.at(-1)).toBe(second.id);
  });

  it('leaves keys alone that are not its own', async () => {
    const { press } = await list();
    expect(await press('x')).toBe(false);
  });

  it('a deed that the library refuses is said', async () => {
    const { host, press } = await list();
    host.before = (name) => {
      if (name === 'articles.turn') throw { code: 'read-only', message: 'It may only be read.', detail: null };
    };
    await press('j');
    await press('s');
    await waitFor(() => expect(toasts.shown[0]?.detail).toBe('It may only be read.'));
  });
});

describe('choosing several', () => {
  const choose = async (at: number, how: { ctrlKey?: boolean; shiftKey?: boolean }) => {
    await fireEvent.click(screen.getAllByRole('option')[at]!, how);
    await new Promise((done) => setTimeout(done, 5));
  };
  const selected = () => screen.getAllByRole('option', { selected: true }).map(({ id }) => id.replace('article-', ''));

  it('a range takes every row between its ends, as the library lists them', async () => {
    const { host, press, row, acting } = await list();
    await press('j');
    const asked = host.calls.length;
    await choose(3, { shiftKey: true });
    expect(host.calls.slice(asked).map(({ name }) => name)).toContain('articles.ids');
    expect(acting.count).toBe(4);
    expect(selected()).toEqual([0, 1, 2, 3].map((at) => row(at).id));
    await press('s');
    expect([0, 1, 2, 3, 4].map((at) => row(at).starred)).toEqual([true, true, true, true, row(4).starred]);
  });

  it('what was chosen is let go as soon as one moves on', async () => {
    const { press, row, acting } = await list();
    await press('j');
    await choose(2, { ctrlKey: true });
    expect(selected()).toEqual([0, 2].map((at) => row(at).id));
    await press('j');
    expect(acting.count).toBe(0);
    await press('#');
    expect([0, 1, 2, 3].filter((at) => row(at).trashed)).toHaveLength(1);
  });

  it('Shift and j chooses one more, Ctrl A all, Escape none', async () => {
    const { press, acting, host } = await list();
    await press('j');
    await press('J', true);
    await press('J', true);
    expect(acting.count).toBe(3);
    await press('K', true);
    expect(acting.count).toBe(2);
    await fireEvent.keyDown(screen.getByRole('listbox'), { key: 'a', ctrlKey: true });
    const all = host.things.articles.filter((one) => !one.row.trashed).length;
    await waitFor(() => expect(acting.count).toBe(all));
    expect(await press('Escape')).toBe(true);
    expect(acting.count).toBe(0);
  });
});

describe('going to another list', () => {
  it('the rows before stay, under their name, until those of the next are there; nothing stays chosen', async () => {
    const { host, press, row, go } = await list();
    await press('j');
    row(2).starred = true;
    const { call } = host;
    let answer = () => {};
    const waiting = new Promise<void>((done) => (answer = done));
    host.call = async (name, request) => {
      if (name === 'articles.list') await waiting;
      return call(name, request);
    };
    const rows = () => screen.getAllByRole('option').map(({ id }) => id.replace('article-', ''));
    const before = rows();
    await go({ shelf: 'starred', name: 'Starred' });
    await new Promise((done) => setTimeout(done, 20));
    expect(rows()).toEqual(before);
    expect(screen.getByRole('listbox').getAttribute('aria-label')).toBe('List');
    answer();
    await waitFor(() => expect(screen.getByRole('listbox').getAttribute('aria-label')).toBe('Starred'));
    const starred = host.things.articles.filter((one) => one.row.starred && !one.row.trashed).map((one) => one.row.id);
    expect(rows().toSorted()).toEqual(starred.toSorted());
  });
});
