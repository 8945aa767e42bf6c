/** The search field and its results over the pretended library, as one uses them. */
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { Library } from '../src/api/library';
import HitCard from '../src/features/search/HitCard.svelte';
import { fakeHost, type FakeHost } from '../src/host/fake';
import { find } from '../src/host/fake/find';
import { i18n } from '../src/shared/i18n';
import { toasts } from '../src/shared/toasts.svelte';
import Shell from '../src/shell/Shell.svelte';

afterEach(() => {
  cleanup();
  i18n.language = 'en';
  location.hash = '';
});

async function desk(prepare: (host: FakeHost) => void = () => {}) {
  const host = fakeHost();
  host.things.settings = { language: 'en', appearance: 'light' };
  prepare(host);
  render(Shell, { props: { library: new Library(host) } });
  await waitFor(() => expect(screen.getByRole('search')).toBeTruthy());
  return host;
}
const field = () => screen.getByLabelText<HTMLInputElement>('Search articles, quotes and notes');
const box = () => within(screen.getByRole('search'));
const results = () => screen.findByLabelText('Search results', { selector: '#results' });
const press = (key: string, more = {}) => fireEvent.keyDown(field(), { key, ...more });

/** Types as a person does: the cursor ends behind the last character. */
async function type(text: string) {
  field().focus();
  field().value = text;
  field().setSelectionRange(text.length, text.length);
  await fireEvent.input(field());
}
const offered = () =>
  box()
    .queryAllByRole('option')
    .map((one) => one.textContent?.replace(/\s+/g, ' ').trim());
const asked = (host: FakeHost, name: string) => host.calls.filter((call) => call.name === name);

describe('completing', () => {
  it('offers themes, sources and people beside each other, and Tab makes the first a chip', async () => {
    const host = await desk();
    await type('良率 HB');
    await waitFor(() => expect(offered()[0]).toMatch(/^HBM theme/));
    await press('Tab');
    expect(field().value).toBe('良率 ');
    expect(box().getByLabelText('Without HBM')).toBeTruthy();
    await waitFor(() => expect(asked(host, 'search.find').at(-1)?.request).toMatchObject({ query: 'theme:HBM 良率 ' }));
  });

  it('goes on from a field to its values, by keys alone', async () => {
    await desk();
    await type('kin');
    await waitFor(() => expect(offered()).toEqual(['kind: kind']));
    await press('Tab');
    expect(field().value).toBe('kind:');
    await waitFor(() => expect(offered()).toEqual(['article', 'quote', 'note']));
    await press('ArrowDown');
    await press('ArrowDown');
    expect(field().getAttribute('aria-activedescendant')).toBe(box().getByText('quote').closest('[role=option]')!.id);
    await press('ArrowUp');
    await press('ArrowUp');
    expect(field().getAttribute('aria-activedescendant')).toBeNull();
    await press('ArrowUp');
    await press('Enter');
    expect(box().getByLabelText('Without Note')).toBeTruthy();
    expect(field().value).toBe('');
    await press('Backspace');
    expect(box().queryByLabelText('Without Note')).toBeNull();
  });

  it('keeps what is excluded excluded, and leaves alternatives where they stand', async () => {
    const host = await desk();
    await type('-kind:no');
    await waitFor(() => expect(offered()).toEqual(['note']));
    await press('Tab');
    expect(box().getByLabelText('Without not Note')).toBeTruthy();
    await waitFor(() => expect(asked(host, 'search.find').at(-1)?.request).toMatchObject({ query: '-kind:note' }));
    await type('theme:ASIC OR theme:HB');
    await waitFor(() => expect(offered()).toEqual(['HBM']));
    await press('Tab');
    expect(field().value).toBe('theme:ASIC OR theme:HBM ');
  });

  it('closes at Escape, and only the next one leaves the search', async () => {
    await desk();
    await type('HB');
    await waitFor(() => expect(offered().length).toBeGreaterThan(0));
    await press('Escape');
    expect([offered(), field().value]).toEqual([[], 'HB']);
    await press('Escape');
    expect(field().value).toBe('');
  });

  it('waits for an input method: what it still holds is neither searched nor completed, and its keys are its own', async () => {
    const host = await desk();
    field().focus();
    for (const held of ['l', 'li', 'liang']) {
      field().value = held;
      await fireEvent(field(), new InputEvent('input', { isComposing: true, bubbles: true }));
      for (const key of ['Enter', 'Tab', 'ArrowDown', 'Escape']) await press(key, { isComposing: true });
    }
    expect(asked(host, 'search.find')).toEqual([]);
    expect(document.activeElement).toBe(field());
    field().value = '良率';
    await fireEvent.compositionEnd(field());
    await waitFor(() => expect(asked(host, 'search.find').at(-1)?.request).toMatchObject({ query: '良率' }));
    await results();
  });
});

describe('an empty field', () => {
  it('shows what was searched before; a press runs it, Shift+Delete forgets it', async () => {
    const host = await desk((made) => (made.things.history = ['theme:HBM 良率', 'CoWoS']));
    await fireEvent.focus(field());
    const before = () => offered().slice(0, host.things.history.length);
    await waitFor(() => expect(before()).toEqual(['theme:HBM 良率', 'CoWoS']));
    await press('ArrowDown');
    await press('ArrowDown');
    await press('Delete', { shiftKey: true });
    await waitFor(() => expect(host.things.history).toEqual(['theme:HBM 良率']));
    await waitFor(() => expect(offered()[1]).not.toBe('CoWoS'));
    await press('ArrowDown');
    await press('Enter');
    await waitFor(() => expect(box().getByLabelText('Without HBM')).toBeTruthy());
    expect(field().value).toBe('良率');
  });

  it('teaches what one can type, with examples of this library that run', async () => {
    await desk();
    await fireEvent.focus(field());
    await fireEvent.click(await screen.findByText(/^theme:\S+$/));
    await results();
    expect(box().getByLabelText(/^Without /)).toBeTruthy();
    await fireEvent.click(box().getByLabelText('Clear the search'));
    await fireEvent.focus(field());
    for (const key of ['ArrowUp', 'ArrowUp', 'Enter']) await press(key);
    expect(field().value).toBe('HBM -Samsung');
  });

  it('remembers a query at Enter and when a hit is opened, not while one types', async () => {
    const host = await desk();
    await type('良率');
    await results();
    expect(host.things.history).toEqual([]);
    await press('Enter');
    await waitFor(() => expect(host.things.history).toEqual(['良率']));
    await type('HBM');
    await waitFor(() => expect(asked(host, 'search.find').at(-1)?.request).toMatchObject({ query: 'HBM' }));
    await fireEvent.keyDown(await results(), { key: 'Enter' });
    await waitFor(() => expect(host.things.history).toEqual(['HBM', '良率']));
  });
});

describe('results', () => {
  it('are narrowed and widened by what they are counted by', async () => {
    const host = await desk();
    await type('HBM');
    const facets = within(await screen.findByRole('region', { name: 'Narrow down' }));
    for (const group of ['Kind', 'Themes', 'Sources', 'People', 'Months']) expect(facets.getByText(group)).toBeTruthy();
    await fireEvent.click(facets.getByRole('button', { name: /^Chip Ledger ?\d+$/ }));
    await waitFor(() =>
      expect(asked(host, 'search.find').at(-1)?.request).toMatchObject({ query: 'site:="Chip Ledger" HBM' }),
    );
    await waitFor(() => expect(facets.getByRole('button', { pressed: true }).textContent).toMatch(/Chip Ledger/));
    await fireEvent.click(facets.getByRole('button', { pressed: true }));
    await waitFor(() => expect(asked(host, 'search.find').at(-1)?.request).toMatchObject({ query: 'HBM' }));
  });

  it('are put in another order', async () => {
    const host = await desk();
    await type('HBM');
    await fireEvent.change(await screen.findByLabelText('Order'), { target: { value: 'published' } });
    await waitFor(() => expect(asked(host, 'search.find').at(-1)?.request).toMatchObject({ sort: 'published' }));
  });

  it('keep the place of the keys when the library changes, and begin at the top for another question', async () => {
    const host = await desk();
    await type('HBM');
    const list = await results();
    const at = () => list.getAttribute('aria-activedescendant');
    await waitFor(() => expect(at()).toBeTruthy());
    const first = at();
    await fireEvent.keyDown(list, { key: 'j' });
    const second = at();
    expect(second).not.toBe(first);
    const before = asked(host, 'search.find').length;
    host.emit('changed', { seq: 9, items: [], receipts: false });
    await waitFor(() => expect(asked(host, 'search.find').length).toBe(before + 1));
    await new Promise((done) => setTimeout(done));
    expect(at()).toBe(second);
    await type('HBM4');
    await waitFor(() => expect(at()).not.toBe(second));
  });

  it('say gently what was understood otherwise', async () => {
    await desk();
    await type('"HBM');
    await screen.findByText(/A quotation mark or parenthesis is not closed/);
    await type('"HBM"');
    await waitFor(() => expect(screen.queryByText(/A quotation mark or parenthesis/)).toBeNull());
  });

  it('say of each hit whether it has only some of the words', () => {
    const hit = find(fakeHost().things, { query: 'qqqq HBM' }).hits[0]!;
    const props = {
      hit,
      open: false,
      chosen: false,
      selected: false,
      carries: () => [],
      onopen: () => {},
      onlike: () => {},
    };
    const { unmount } = render(HitCard, { props });
    expect(screen.getByText('some of the words')).toBeTruthy();
    unmount();
    render(HitCard, { props: { ...props, hit: { ...hit, partial: false } } });
    expect(screen.queryByText('some of the words')).toBeNull();
  });

  it('that are none offer ways out that run', async () => {
    const host = await desk();
    await type('kind:note wwww qqqq');
    await press('Enter');
    await screen.findByText('Nothing found');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Only “wwww”' })).toBeTruthy());
    await fireEvent.click(screen.getByText('Without Note'));
    await waitFor(() => expect(asked(host, 'search.find').at(-1)?.request).toMatchObject({ query: 'wwww qqqq' }));
    await fireEvent.click(await screen.findByRole('button', { name: 'Only “wwww”' }));
    expect(field().value).toBe('wwww');
  });
});

describe('more like this', () => {
  it('is asked by m in every list and from a hit, and leaves what is open open', async () => {
    const host = await desk();
    for (const [view, name, open] of [
      ['#/quotes', 'Quotes', 'quote='],
      ['#/notes', 'Notes', 'note='],
    ] as const) {
      location.hash = view;
      const list = await screen.findByRole('listbox', { name });
      await waitFor(async () => {
        await fireEvent.keyDown(list, { key: 'Home' });
        expect(list.getAttribute('aria-activedescendant')).toBeTruthy();
      });
      await fireEvent.keyDown(list, { key: 'm' });
      await waitFor(() => expect(box().getByLabelText(/^Without Like: /)).toBeTruthy());
      expect(location.hash).toContain(open);
      await fireEvent.click(box().getByLabelText('Clear the search'));
    }
    location.hash = '#/all';
    await screen.findByRole('listbox', { name: 'All articles' });
    await waitFor(async () => {
      await fireEvent.keyDown(document.body, { key: 'j' });
      expect(location.hash).toContain('article=');
    });
    await fireEvent.keyDown(document.body, { key: 'm' });
    const found = await results();
    await waitFor(() => expect(found.getAttribute('aria-activedescendant')).toBeTruthy());
    const before = asked(host, 'search.like').length;
    await fireEvent.keyDown(found, { key: 'm' });
    await waitFor(() => expect(asked(host, 'search.like').length).toBe(before + 1));
  });
});

describe('more like what is open', () => {
  it('is asked from an article, a quote and a note', async () => {
    const host = await desk();
    const { id } = host.things.articles[0]!.row;
    const quotes = host.things.quotes.filter((one) => one.articleId === id).map((one) => one.id);
    const note = host.things.notes[0]!;
    const last = () => (asked(host, 'search.like').at(-1)?.request as { id: string } | undefined)?.id;
    location.hash = `#?article=${id}`;
    await waitFor(() => expect(document.querySelector('iframe')).toBeTruthy());
    if (!screen.queryByRole('tab', { name: /^Captures/ })) await fireEvent.keyDown(document.body, { key: 'i' });
    await fireEvent.click((await screen.findAllByLabelText('More like this'))[0]!);
    await waitFor(() => expect(quotes).toContain(last()));
    await fireEvent.click(screen.getByRole('tab', { name: /^Captures/ }));
    await fireEvent.click(await screen.findByRole('button', { name: 'More like this' }));
    await waitFor(() => expect(last()).toBe(id));
    location.hash = `#?note=${note.id}`;
    await waitFor(() => expect(document.querySelector('iframe')).toBeNull());
    await fireEvent.click(await screen.findByRole('button', { name: 'More like this' }));
    await waitFor(() => expect(last()).toBe(note.id));
  });
});

describe('saved searches', () => {
  it('are counted in one call for all, once for changes that come together', async () => {
    const host = await desk((made) => {
      made.things.searches = ['HBM', 'kind:quote', 'nosuchword'].map((query, at) => ({
        id: `s${at}`,
        name: query,
        query,
        count: null,
      }));
    });
    const counting = () =>
      host.calls.filter((call) => call.name === 'searches.list' && (call.request as { counts?: boolean }).counts);
    expect(counting()).toHaveLength(0);
    for (let seq = 2; seq < 12; seq++) host.emit('changed', { seq, items: [], receipts: false });
    await screen.findByRole('button', { name: /^kind:quote ?\d+$/ });
    expect(counting()).toHaveLength(1);
    expect(screen.getByRole('button', { name: 'nosuchword' })).toBeTruthy();
  });
});

describe('a saved search', () => {
  it('that the library refuses is said', async () => {
    const host = await desk();
    await type('HBM');
    host.before = (name) => {
      if (name === 'searches.add') throw { code: 'busy', message: 'The library is busy.' };
    };
    await fireEvent.click(await screen.findByRole('button', { name: i18n.t.search.save }));
    await waitFor(() => expect(toasts.shown.map(({ detail, title }) => `${title} ${detail}`).join()).toMatch(/busy/));
    toasts.shown = [];
  });
});
