/** What keys do to what is open or chosen, whichever list stands in the middle. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { Library } from '../src/api/library';
import { fakeHost } from '../src/host/fake';
import { toasts } from '../src/shared/toasts.svelte';
import Shell from '../src/shell/Shell.svelte';

afterEach(() => {
  cleanup();
  toasts.shown = [];
  history.replaceState(null, '', '#/inbox');
});

async function desk() {
  const host = fakeHost();
  host.things.settings = { language: 'en', appearance: 'light' };
  render(Shell, { props: { library: new Library(host) } });
  await screen.findByRole('search');
  const press = (key: string, how: object = {}) => fireEvent.keyDown(document.body, { key, ...how });
  const first = host.things.articles[0]!.row;
  const open = async (hash: string) => {
    location.hash = hash;
    const kind = hash === '#/quotes' ? 'quote' : 'article';
    await waitFor(() => expect(options(kind).length).toBeGreaterThan(3));
  };
  return { host, press, first, open };
}
const options = (kind: string) => [...document.querySelectorAll(`[role=option][id^=${kind}-]`)];
const search = (text: string) =>
  fireEvent.input(screen.getByLabelText('Search articles, quotes and notes'), { target: { value: text } });
const chosen = () => screen.findByText(/^\d+ selected$/);

describe('whichever list is shown', () => {
  it('an open article hears its keys beside results, and the next result is one key away', async () => {
    const { host, press, open } = await desk();
    await open('#/all');
    await search('HBM');
    await waitFor(() => expect(options('hit').length).toBeGreaterThan(2));
    const hits = options('hit').map(({ id }) => id.replace('hit-', ''));
    const at = hits.findIndex((id) => host.things.articles.some((one) => one.row.id === id));
    const { row } = host.things.articles.find((one) => one.row.id === hits[at])!;
    const before = row.starred;
    await fireEvent.click(options('hit')[at]!);
    await waitFor(() => expect(location.hash).toContain(row.id));
    await press('s');
    await waitFor(() => expect(row.starred).toBe(!before));
    await press('j');
    await waitFor(() => expect(location.hash).toContain(hits[at + 1]));
  });

  it('beside the quotes # throws the open quote away, not its article', async () => {
    const { host, press, open } = await desk();
    await open('#/quotes');
    const quote = host.things.quotes.find((one) => `quote-${one.id}` === options('quote')[0]!.id)!;
    await press('j');
    await waitFor(() => expect(options('quote')[0]!.getAttribute('aria-selected')).toBe('true'));
    await press('#');
    await waitFor(() => expect(quote.trashed).toBe(true));
    expect(host.things.articles.some((one) => one.row.trashed)).toBe(false);
  });

  it('several quotes are chosen, counted, given a theme and thrown away together', async () => {
    const { host, press, open } = await desk();
    await open('#/quotes');
    await fireEvent.click(options('quote')[0]!, { ctrlKey: true });
    await fireEvent.click(options('quote')[2]!, { shiftKey: true });
    expect((await chosen()).textContent).toBe('3 selected');
    await press('t');
    const field = await screen.findByRole('combobox', { name: 'Add a theme' });
    await fireEvent.input(field, { target: { value: '博通' } });
    await fireEvent.keyDown(field, { key: 'Enter' });
    const carrying = () => host.things.quotes.filter((one) => one.themes.some(({ name }) => name === '博通')).length;
    await waitFor(() => expect(carrying()).toBeGreaterThanOrEqual(3));
    await press('#');
    await waitFor(() => expect(host.things.quotes.filter((one) => one.trashed)).toHaveLength(3));
    expect(screen.queryByText(/^\d+ selected$/)).toBeNull();
  });

  it('several quotes that are chosen star and mark the articles they stand in', async () => {
    const { host, press, open } = await desk();
    await open('#/quotes');
    await fireEvent.click(options('quote')[0]!, { ctrlKey: true });
    await fireEvent.click(options('quote')[2]!, { shiftKey: true });
    await chosen();
    const shown = new Set(
      options('quote')
        .slice(0, 3)
        .map(({ id }) => id.replace('quote-', '')),
    );
    const articles = new Set(host.things.quotes.filter(({ id }) => shown.has(id)).map((one) => one.articleId));
    await press('s');
    const request = () => host.calls.find(({ name }) => name === 'articles.turn')?.request as { ids: string[] };
    await waitFor(() => expect(new Set(request()?.ids)).toEqual(articles));
    expect(request().ids).toHaveLength(articles.size);
  });

  it('the trash gives back the open quote, not its article, and several notes together', async () => {
    const { host, press } = await desk();
    const [quotes, notes] = [host.things.quotes.slice(0, 2), host.things.notes.slice(0, 2)];
    await host.call('items.trash', { ids: [...quotes, ...notes].map((one) => one.id) });
    location.hash = '#/trash';
    await fireEvent.click(await screen.findByText('Quotes', { selector: '[aria-pressed]' }));
    await waitFor(() => expect(options('quote')).toHaveLength(2));
    const id = options('quote')[0]!.id.replace('quote-', '');
    await press('j');
    await waitFor(() => expect(location.hash).toContain(`quote=${id}`));
    await press('#');
    await waitFor(() => expect(host.things.quotes.find((one) => one.id === id)?.trashed).toBe(false));
    expect(host.calls.filter(({ name }) => name === 'items.restore').map(({ request }) => request)).toEqual([
      { ids: [id] },
    ]);
    await fireEvent.click(screen.getByText('Notes', { selector: '[aria-pressed]' }));
    await waitFor(() => expect(options('note')).toHaveLength(2));
    await press('j');
    await press('J', { shiftKey: true });
    expect((await chosen()).textContent).toBe('2 selected');
    await press('#');
    await waitFor(() => expect(notes.some(({ trashed }) => trashed)).toBe(false));
    await waitFor(() => expect(screen.queryByText(/^\d+ selected$/)).toBeNull());
  });

  it('a deed that was undone by keys is no longer offered to be undone', async () => {
    const { press, first, open } = await desk();
    await open('#/all');
    await press('j');
    await waitFor(() => expect(location.hash).toContain(first.id));
    await press('#');
    await screen.findByText('Moved to the trash');
    await press('z', { ctrlKey: true });
    await waitFor(() => expect(screen.queryByText('Moved to the trash')).toBeNull());
  });
});

describe('a theme for what is meant', () => {
  it('is completed from an alias', async () => {
    const { press, first, open } = await desk();
    await open('#/all');
    await press('j');
    await press('t');
    const field = await screen.findByRole('combobox', { name: 'Add a theme' });
    await fireEvent.focus(field);
    await fireEvent.input(field, { target: { value: 'broad' } });
    await fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(first.themes.map((theme) => theme.name)).toContain('博通'));
  });

  it('Enter that ends a composition adds nothing', async () => {
    const { host, press, open } = await desk();
    await open('#/all');
    await press('j');
    await press('t');
    const field = await screen.findByRole('combobox', { name: 'Add a theme' });
    await fireEvent.input(field, { target: { value: '博' } });
    await fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    await fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 });
    expect(host.calls.some((call) => call.name === 'items.tag')).toBe(false);
  });
});

describe('the palette', () => {
  it('offers what the reader, the theme and the library can do now', async () => {
    const { press, first, open, host } = await desk();
    const commands = async () => {
      await press('P', { ctrlKey: true, shiftKey: true });
      const dialog = await screen.findByRole('dialog', { name: 'Commands' });
      const names = [...dialog.querySelectorAll('[role=option] span')].map((one) => one.textContent);
      await fireEvent.keyDown(dialog, { key: 'Escape' });
      await fireEvent(dialog, new Event('cancel'));
      return names;
    };
    await open('#/all');
    await press('j');
    await waitFor(() => expect(location.hash).toContain(first.id));
    await screen.findByRole('toolbar', { name: 'Page' });
    const reading = await commands();
    for (const name of ['Star', 'Next in the list', 'As it was', 'Receipts', 'Back up now', 'New note: Earnings call'])
      expect(reading).toContain(name);
    expect(new Set(reading).size).toBe(reading.length);
    location.hash = `#/theme/${host.things.themes[0]!.id}`;
    await screen.findByRole('heading', { name: host.things.themes[0]!.name, level: 1 });
    expect(await commands()).toContain('Edit, merge or remove this theme');
  });
});
