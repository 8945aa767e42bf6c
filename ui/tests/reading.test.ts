/** Reading: find in the page, contents, where one left off, undo, marking by keys alone. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Library } from '../src/api/library';
import { Aloud, partsFrom } from '../src/features/reader/aloud.svelte';
import { offerComments, saveComment } from '../src/features/reader/comments';
import { headingAt, headingsOf } from '../src/features/reader/contents';
import { Finding } from '../src/shared/finding.svelte';
import { look, SIZES } from '../src/features/reader/look.svelte';
import { leave, leftAt } from '../src/features/reader/positions';
import { Marking } from '../src/features/reader/marking';
import { Selecting } from '../src/features/reader/selecting.svelte';
import { fakeHost } from '../src/host/fake';
import { i18n } from '../src/shared/i18n';
import { toasts } from '../src/shared/toasts.svelte';
import Shell from '../src/shell/Shell.svelte';

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  toasts.shown = [];
  i18n.language = 'en';
  location.hash = '';
  look.reset();
});

async function reading() {
  const host = fakeHost();
  host.things.settings = { language: 'en', appearance: 'light' };
  const row = host.things.articles[0]!.row;
  location.hash = `#/all?article=${row.id}`;
  render(Shell, { props: { library: new Library(host) } });
  await screen.findByRole('toolbar', { name: 'Page' });
  return { host, row };
}
const press = (key: string, more: object = {}) => fireEvent.keyDown(document.body, { key, ...more });

describe('find in the page', () => {
  const text = '良率升，HBM良率\n和良率';

  it('goes round the places of the words, from where one reads', () => {
    const finding = new Finding(() => text);
    finding.open = true;
    finding.typed = '良率';
    expect(finding.places).toEqual([
      [0, 2],
      [7, 9],
      [11, 13],
    ]);
    finding.from(3);
    expect(finding.place).toBe(7);
    finding.step(1);
    finding.step(1);
    expect(finding.place).toBe(0);
    finding.step(-1);
    expect(finding.marks.at(-1)).toEqual({ name: 'found', start: 11, end: 13 });
    finding.close();
    expect(finding.marks).toEqual([]);
  });

  it('stays open while the library changes', async () => {
    const { host } = await reading();
    await press('f', { ctrlKey: true });
    await screen.findByRole('textbox', { name: 'Find in this page' });
    const read = () => host.calls.filter((call) => call.name === 'articles.get').length;
    const before = read();
    host.emit('changed', { seq: 9, items: [], receipts: false });
    await waitFor(() => expect(read()).toBeGreaterThan(before));
    await new Promise((done) => setTimeout(done, 0));
    expect(screen.queryByRole('textbox', { name: 'Find in this page' })).toBeTruthy();
  });

  it('opens by Ctrl F, says how many there are, and Escape closes it', async () => {
    await reading();
    await press('f', { ctrlKey: true });
    const field = await screen.findByRole('textbox', { name: 'Find in this page' });
    await fireEvent.input(field, { target: { value: 'hbm' } });
    await screen.findByText('1 of 4');
    await fireEvent.keyDown(field, { key: 'Enter' });
    await screen.findByText('2 of 4');
    await fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    await screen.findByText('2 of 4');
    await fireEvent.keyDown(field, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Find in this page' })).toBeNull());
  });
});

describe('contents', () => {
  const html =
    '<h2 data-at="0">一</h2><p data-at="2">x</p><h4 data-at="4">二</h4><h2 data-at="9"> </h2><h3>no place</h3>';

  it('are the headings that have a place, by depth', () => {
    const headings = headingsOf(html);
    expect(headings).toEqual([
      { at: 0, text: '一', depth: 0 },
      { at: 4, text: '二', depth: 1 },
    ]);
    expect(headingAt(headings, 3)).toBe(0);
    expect(headingAt(headings, 40)).toBe(1);
  });

  it('open by h', async () => {
    await reading();
    await press('h');
    expect((await screen.findAllByRole('button', { name: 'ASIC 的份额' })).length).toBe(1);
  });
});

describe('where one left off', () => {
  it('is written while one reads, so that no end of the window loses it', () => {
    vi.useFakeTimers();
    leave('a', 40, 0.25);
    leave('b', 7, 1);
    leave('a', 44, 0.3);
    expect(leftAt('a')).toEqual({ at: 44, share: 0.3 });
    expect(leftAt('never')).toEqual({ at: 0, share: 0 });
    vi.advanceTimersByTime(1500);
    vi.useRealTimers();
    expect(JSON.parse(localStorage.getItem('tearsheet.positions') ?? '')).toEqual([
      ['b', 7, 1],
      ['a', 44, 0.3],
    ]);
  });
});

describe('how pages are set', () => {
  it('is remembered and can be made usual again', () => {
    look.grow(1);
    look.measure.value = 2;
    look.face.value = 'kai';
    expect(look.of('dark')).toEqual({ appearance: 'dark', size: SIZES[4], leading: 1, measure: 1.22, face: 'kai' });
    expect(localStorage.getItem('tearsheet.read.size')).toBe('4');
    look.reset();
    expect(look.isUsual).toBe(true);
    for (let step = 0; step < 20; step++) look.grow(-1);
    expect(look.of('light').size).toBe(SIZES[0]);
  });
});

describe('reading aloud', () => {
  it('begins with the paragraph one is at and passes over empty ones', () => {
    expect(partsFrom('一二\n\n三四五', 3)).toEqual([{ start: 4, end: 7, words: '三四五' }]);
    expect(partsFrom('一二\n\n三四五', 1)[0]).toEqual({ start: 0, end: 2, words: '一二' });
  });

  it('is not offered where there are no voices', async () => {
    const aloud = new Aloud();
    aloud.begin()();
    expect(aloud.voices).toEqual([]);
    await reading();
    expect(screen.queryByRole('button', { name: 'Read aloud' })).toBeNull();
  });
});

describe('undo', () => {
  it('takes back what was done last, whatever it was, and does it again', async () => {
    const { host } = await reading();
    const starred = () => host.things.articles[0]!.row.starred;
    const before = starred();
    await press('s');
    await waitFor(() => expect(starred()).toBe(!before));
    await press('z', { ctrlKey: true });
    await screen.findByText('Undone: read or starred');
    expect(starred()).toBe(before);
    await press('Z', { ctrlKey: true, shiftKey: true });
    await screen.findByText('Done again: read or starred');
    expect(starred()).toBe(!before);
  });

  it('leaves the keys to a field in which one types', async () => {
    const { host } = await reading();
    await press('s');
    await fireEvent.keyDown(screen.getByLabelText('Search articles, quotes and notes'), { key: 'z', ctrlKey: true });
    expect(host.calls.some((call) => call.name === 'library.undo')).toBe(false);
  });
});

describe('a selection', () => {
  it('asks who may have said it, and marks once however many deeds follow', async () => {
    const host = fakeHost();
    const library = new Library(host);
    const article = await host.call('articles.get', { id: host.things.articles[0]!.row.id });
    const selecting = new Selecting({
      library,
      marking: new Marking(library),
      article: () => article,
      chosen: () => {},
      done: () => {},
    });
    host.before = () => {};
    const rect = { left: 0, top: 0, width: 1, height: 1 };
    selecting.hear({ start: 2, end: 8, picture: null, rect });
    await waitFor(() => expect(host.calls.some((call) => call.name === 'quotes.suggestSpeakers')).toBe(true));
    const before = host.things.quotes.length;
    await selecting.write((one) => host.call('quotes.edit', { id: one.id, speaker: '黄仁勋' }));
    expect(host.things.quotes.length).toBe(before + 1);
    expect(selecting.now).toBeNull();
  });

  it('keeps a comment that was begun before a speaker was picked', async () => {
    const host = fakeHost();
    const library = new Library(host);
    const article = await host.call('articles.get', { id: host.things.articles[0]!.row.id });
    const marking = new Marking(library);
    const selecting = new Selecting({ library, marking, article: () => article, chosen() {}, done() {} });
    selecting.hear({ start: 2, end: 8, picture: null, rect: { left: 0, top: 0, width: 1, height: 1 } });
    selecting.part = 'comment';
    selecting.comment = 'ask them';
    selecting.part = 'speaker';
    await selecting.write((one) => marking.edit(one.id, { speaker: '黄仁勋' }));
    expect(host.things.quotes.at(-1)).toMatchObject({ comment: 'ask them', speaker: '黄仁勋' });
    expect(selecting.now).toBeNull();
  });

  it('keeps a comment that was refused, and one that was begun when one turns elsewhere', async () => {
    const host = fakeHost();
    const library = new Library(host);
    const article = await host.call('articles.get', { id: host.things.articles[0]!.row.id });
    const marking = new Marking(library);
    const selecting = new Selecting({ library, marking, article: () => article, chosen() {}, done() {} });
    selecting.hear({ start: 2, end: 8, picture: null, rect: { left: 0, top: 0, width: 1, height: 1 } });
    selecting.part = 'comment';
    selecting.comment = 'ask them';
    host.before = (name) => {
      if (name === 'quotes.edit') throw { code: 'busy', message: 'The library is busy.' };
    };
    await selecting.write((one) => marking.edit(one.id, { comment: selecting.comment }));
    expect([selecting.now === null, selecting.comment]).toEqual([false, 'ask them']);
    host.before = () => {};
    selecting.drop();
    await waitFor(() => expect(host.things.quotes.at(-1)?.comment).toBe('ask them'));
    await waitFor(() => expect(localStorage.getItem(`tearsheet.comments.${article.id}`)).toBeNull());
  });

  it.each(['quotes.add', 'quotes.edit'])(
    'offers a comment again that %s refused while one turned elsewhere',
    async (refused) => {
      const host = fakeHost();
      const library = new Library(host);
      const [one, other] = host.things.articles.map(({ row }) => row.id) as [string, string];
      let article = await host.call('articles.get', { id: one });
      const marking = new Marking(library);
      const selecting = new Selecting({ library, marking, article: () => article, chosen() {}, done() {} });
      selecting.hear({ start: 2, end: 8, picture: null, rect: { left: 0, top: 0, width: 1, height: 1 } });
      selecting.part = 'comment';
      selecting.comment = 'ask them';
      host.before = (name) => {
        if (name === refused) throw { code: 'busy', message: 'The library is busy.' };
      };
      const before = host.things.quotes.length;
      article = await host.call('articles.get', { id: other });
      selecting.drop();
      await waitFor(() => expect(toasts.shown).toMatchObject([{ detail: 'The library is busy.' }]));
      offerComments(marking, other);
      expect(toasts.shown).toHaveLength(1);
      host.before = () => {};
      location.hash = `#/all?article=${one}`;
      render(Shell, { props: { library } });
      await waitFor(() => expect(toasts.shown).toHaveLength(2));
      expect(toasts.shown.at(-1)).toMatchObject({
        title: 'A comment on this article could not be saved',
        detail: 'ask them',
      });
      toasts.shown.at(-1)?.actions?.[0]?.run();
      await waitFor(() => expect(host.things.quotes.at(-1)).toMatchObject({ comment: 'ask them', articleId: one }));
      expect(host.things.quotes).toHaveLength(before + 1);
      await waitFor(() => expect(localStorage.getItem(`tearsheet.comments.${one}`)).toBeNull());
    },
  );
});

describe('a comment that is kept', () => {
  it('is let go when one says so', async () => {
    const host = fakeHost();
    const marking = new Marking(new Library(host));
    host.before = () => {
      throw { code: 'busy', message: 'The library is busy.' };
    };
    const { id, articleId } = host.things.quotes[0]!;
    expect(await saveComment(marking, articleId, { on: { quote: id }, comment: 'ask them' })).toBe(false);
    offerComments(marking, articleId);
    toasts.shown.at(-1)?.actions?.[1]?.run();
    toasts.shown = [];
    offerComments(marking, articleId);
    expect(toasts.shown).toEqual([]);
  });
});

describe('the palette', () => {
  it('finds commands by other words, and corrects what an article says of itself', async () => {
    const { host } = await reading();
    await press('P', { ctrlKey: true, shiftKey: true });
    const palette = await screen.findByRole('combobox', { name: 'Commands' });
    await fireEvent.input(palette, { target: { value: 'language' } });
    await screen.findByRole('option', { name: /切换到中文/ });
    await fireEvent.input(palette, { target: { value: 'edit title' } });
    await fireEvent.click(await screen.findByRole('option', { name: /Correct title/ }));
    const sheet = await screen.findByRole<HTMLDialogElement>('dialog', { name: /Correct title/ });
    await fireEvent.input(screen.getByRole('textbox', { name: 'Author' }), { target: { value: '林晓' } });
    await fireEvent(sheet, new Event('cancel', { cancelable: true }));
    expect(screen.getByText(/not saved yet/)).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    const edit = () => host.calls.find((call) => call.name === 'articles.edit')?.request;
    await waitFor(() => expect(edit()).toMatchObject({ byline: '林晓' }));
    expect(Object.keys(edit() ?? {}).toSorted()).toEqual(['byline', 'id']);
    await waitFor(() => expect(sheet.isConnected).toBe(false));
  });

  it('knows every command, searches that were kept, and who was quoted', async () => {
    const { host } = await reading();
    await host.call('searches.add', { name: '产能紧张', query: 'CoWoS 交期' });
    await press('P', { ctrlKey: true, shiftKey: true });
    const field = await screen.findByRole('combobox', { name: 'Commands' });
    expect(screen.getAllByRole('option').length).toBeGreaterThan(30);
    await fireEvent.input(field, { target: { value: '产能紧张' } });
    await screen.findByText('saved search');
    await fireEvent.input(field, { target: { value: '设备商高管' } });
    await screen.findByText('what they said');
    await fireEvent.input(field, { target: { value: 'Undo' } });
    await fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(host.calls.some((call) => call.name === 'library.undo')).toBe(true));
  });
});

describe('the first three steps', () => {
  it('begin with the sample and are ticked as they are done', async () => {
    const host = fakeHost({ empty: true });
    host.things.settings = { language: 'en', appearance: 'light' };
    render(Shell, { props: { library: new Library(host) } });
    await screen.findByText('Bring something in');
    expect(screen.queryByLabelText('Done')).toBeNull();
    await fireEvent.click(screen.getByText('Begin with a sample article'));
    await screen.findByRole('toolbar', { name: 'Page' });
    location.hash = '#/all';
    await screen.findByLabelText('Done');
    await fireEvent.click(await screen.findByText('Open the article'));
    await screen.findByRole('toolbar', { name: 'Page' });
  });
});
