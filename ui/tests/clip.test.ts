/** Drops and pastes: what the page sees of them, what becomes of them. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LIBRARY, Library } from '../src/api/library';
import type { Clipped, Similar } from '../src/api/wire';
import ClipSheet from '../src/features/clip/ClipSheet.svelte';
import ClipSurface from '../src/features/clip/ClipSurface.svelte';
import { Clipping } from '../src/features/clip/clipping';
import { kindOf } from '../src/features/clip/kinds';
import { hoverIn, isEmpty, seenIn, wrappedPicture } from '../src/features/clip/drop';
import { Sheet } from '../src/features/clip/sheet.svelte';
import { fakeHost } from '../src/host/fake';
import { NOTHING } from '../src/host/fake/clipped';
import { dropOf } from '../src/host/seen';
import { FrameEvents } from '../src/shared/frameEvents';
import type { Key } from '../src/shared/keys';
import { i18n } from '../src/shared/i18n';
import { toldOf } from '../src/shared/remarks';
import { toasts } from '../src/shared/toasts.svelte';

afterEach(() => {
  cleanup();
  toasts.shown = [];
});

const data = (texts: Record<string, string>, files: File[] = []) =>
  ({ getData: (type: string) => texts[type] ?? '', files, types: Object.keys(texts), items: [] }) as never;

describe('what is seen of a drop', () => {
  it('a link dragged from Chromium', () => {
    const seen = seenIn(
      data({ 'text/uri-list': '# from\r\nhttps://example.org/a\r\n', 'text/plain': 'https://example.org/a' }),
    );
    expect(seen).toEqual({ text: 'https://example.org/a', url: 'https://example.org/a', files: 0 });
    expect(dropOf(seen)).toEqual({ kind: 'url', url: 'https://example.org/a', title: undefined });
  });

  it('a link dragged from Firefox brings its title', () => {
    const seen = seenIn(data({ 'text/x-moz-url': 'https://example.org/a\n良率之争' }));
    expect(dropOf(seen)).toEqual({ kind: 'url', url: 'https://example.org/a', title: '良率之争' });
  });

  it('a selection is its HTML, a text that is an address is a link, other text is text', () => {
    expect(dropOf(seenIn(data({ 'text/html': '<p>a</p>', 'text/plain': 'a' })))).toMatchObject({ kind: 'html' });
    expect(dropOf({ text: ' https://example.org/b ', files: 0 })).toEqual({
      kind: 'url',
      url: 'https://example.org/b',
    });
    expect(dropOf({ text: 'see https://example.org/b', files: 0 })).toMatchObject({ kind: 'text' });
  });

  it('an address of another scheme is none', () => {
    expect(dropOf({ url: 'file:///etc/passwd', files: 0 })).toBeNull();
    expect(dropOf({ url: 'javascript:alert(1)', text: 'x', files: 0 })).toEqual({ kind: 'text', text: 'x' });
  });

  it('a picture in a link is told apart from a picture and from a link', () => {
    const html = '<a href="https://example.org/a"><img src="https://example.org/a.png" alt="chart"></a>';
    expect(wrappedPicture({ html, url: 'https://example.org/a', files: 0 })).toBe('https://example.org/a.png');
    expect(wrappedPicture({ html, text: 'https://example.org/a', files: 0 })).toBe('https://example.org/a.png');
    expect(wrappedPicture({ html, url: 'https://example.org/a.png', files: 0 })).toBeNull();
    expect(
      wrappedPicture({ html: '<a href="https://example.org/a">words</a>', url: 'https://example.org/a', files: 0 }),
    ).toBeNull();
  });

  it('white space is nothing', () => {
    expect(isEmpty({ text: ' \n', html: '', files: 0 })).toBe(true);
    expect(isEmpty({ files: 1 })).toBe(false);
  });

  it.each([
    [['Files'], 'files'],
    [['Files', 'text/html'], 'picture'],
    [['text/uri-list', 'text/html', 'text/plain'], 'link'],
    [['text/html', 'text/plain'], 'selection'],
    [['text/plain'], 'text'],
  ])('while %j hovers it is called %s', (types, kind) => {
    expect(hoverIn(types, 1)?.kind).toBe(kind);
  });

  it('what cannot be clipped is called nothing', () => {
    expect(hoverIn(['application/x-moz-node'], 0)).toBeNull();
  });
});

const one = (change: Partial<Clipped>): Clipped => ({ ...NOTHING, id: 'a1', state: 'new', title: 'T', ...change });

describe('what is said of a clip', () => {
  const said = (clips: Clipped[], picture: string | null = null) => {
    const opened: string[] = [];
    const host = fakeHost();
    const sheet = new Sheet(new Library(host), (id) => opened.push(id));
    new Clipping(sheet.library, sheet).tell(clips, picture);
    const keys = new Set<(key: Key) => boolean>();
    const hear = (hearer: (key: Key) => boolean) => (keys.add(hearer), () => keys.delete(hearer));
    if (sheet.clips.length) render(ClipSheet, { props: { sheet, hear } });
    const press = (key: string) => [...keys].some((heard) => heard({ key, ctrl: false, shift: false, alt: false }));
    const text = () => screen.queryByRole('region')?.textContent?.replace(/\s+/g, ' ') ?? '';
    return { host, opened, sheet, press, text };
  };
  const asked = ({ host }: ReturnType<typeof said>) => host.calls.filter(({ name }) => name !== 'clips.receipts');
  const theme = (name: string) => ({ id: name, name, colour: 1 });
  const like: Similar = {
    id: 'old',
    capture: 'old-0',
    title: '原来的一篇',
    site: '算力笔记',
    published: '2026-03-12',
    share: 0.878,
    fresh: 2,
    shareBack: 1,
    freshBack: 0,
    kept: false,
  };

  it('a new one says what it is, is opened with one key and taken back with another', async () => {
    const clip = one({ mediaType: 'text/html', site: 'S', byline: '林沐', pictures: [{ url: 'u', state: 'kept' }] });
    const first = said([clip]);
    for (const fact of ['Kept', 'T', 'Page · S · 林沐', '1 of 1 pictures kept']) expect(first.text()).toContain(fact);
    expect(first.press('o')).toBe(true);
    expect(first.opened).toEqual(['a1']);
    cleanup();
    const second = said([clip]);
    second.press('u');
    await waitFor(() => expect(second.sheet.clips).toEqual([]));
    expect(asked(second)).toEqual([{ name: 'clips.undo', request: { id: 'a1', state: 'new' } }]);
    expect(toasts.shown[0]?.title).toBe('Taken back');
  });

  it('what came is called as people call it', () => {
    const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    const named = [word, 'application/epub+zip', 'message/rfc822', 'image/png', 'application/x-ole-storage'].map(
      (type) => kindOf(type, i18n.t.clip.kinds),
    );
    expect(named).toEqual(['Word', 'EPUB', 'Letter', 'Picture', 'X-OLE-STORAGE']);
  });

  it('suggested themes are accepted by their number, or all at once', async () => {
    const sheet = said([one({ suggested: [theme('HBM'), theme('ASIC'), theme('CoWoS')] })]);
    sheet.host.call = vi.fn(sheet.host.call);
    sheet.press('2');
    await waitFor(() => expect(sheet.host.calls.at(-1)?.request).toEqual({ ids: ['a1'], themes: ['ASIC'] }));
  });

  it('a repost says how much is the same and what is new, and waits for one of three answers', async () => {
    for (const [key, name, request] of [
      ['k', 'reposts.keep', { id: 'a1' }],
      ['m', 'reposts.merge', { id: 'a1', into: 'old' }],
      ['x', 'items.trash', { ids: ['a1'] }],
    ] as const) {
      const sheet = said([one({ similarTo: [like] })]);
      expect(sheet.text()).toContain('87 % the same as');
      expect(sheet.text()).toContain('2 new paragraphs');
      sheet.press(key);
      await waitFor(() => expect(asked(sheet)).toContainEqual({ name, request }));
      cleanup();
    }
  });

  it('one that was there says since when; another capture which, and what lost its place', () => {
    const seen = said([one({ state: 'seen', duplicateOf: 'old', clippedAt: Date.UTC(2026, 2, 12) })]);
    expect(seen.text()).toContain('In the library since');
    expect(seen.press('u')).toBe(false);
    seen.press('o');
    expect(seen.opened).toEqual(['old']);
    cleanup();
    const again = said([one({ state: 'captured', captures: 3, capture: 'c3', unplaced: 1, reworded: 2 })]);
    expect(again.text()).toContain('this is capture 3 · 1 quote lost its place · 2 quotes now read otherwise');
    again.press('u');
    expect(asked(again)[0]?.request).toEqual({ id: 'a1', state: 'captured', capture: 'c3', fromTrash: undefined });
  });

  it('one that waits becomes what was fetched', async () => {
    const { host, sheet, text } = said([one({ id: 'job', state: 'waiting' })]);
    expect(text()).toContain('Saved, being fetched');
    const call = host.call;
    host.call = ((name: string, request: never) =>
      name === 'clips.get'
        ? Promise.resolve(one({ id: 'a9', title: 'Fetched' }))
        : call(name as never, request)) as typeof host.call;
    const receipt = { ...host.things.receiptOf(host.things.articles[0]!, 'done'), id: 'job' };
    sheet.follow([receipt]);
    await waitFor(() => expect(text()).toContain('Fetched'));
  });

  it('the picture in a link is taken instead, and the article goes', async () => {
    const sheet = said([one({ state: 'waiting', id: 'job' })], 'https://example.org/a.png');
    sheet.press('p');
    await waitFor(() => expect(asked(sheet).map(({ name }) => name)).toEqual(['clips.undo', 'clips.drop']));
    expect(asked(sheet)[1]?.request).toEqual({ drops: [{ kind: 'url', url: 'https://example.org/a.png' }] });
  });

  it('digits are the reader’s again once one has turned to the page', async () => {
    const sheet = said([one({ suggested: [theme('HBM')] })]);
    await fireEvent.pointerDown(document.body);
    expect(sheet.press('1')).toBe(false);
    expect(sheet.press('u')).toBe(true);
  });

  it('many are told together and taken back together; what failed stands first, with its reason', async () => {
    const many = [...'abcdefg'].map((id) => one({ id, title: id }));
    const failed = one({ id: '', state: 'failed', title: 'bad', message: 'Too large.', receipt: 'r1' });
    const sheet = said(many.concat(failed));
    expect(sheet.text()).toContain('7 things kept · 1 could not be kept');
    expect(screen.getAllByRole('listitem')[0]?.textContent).toMatch(/bad.*Could not be kept.*Too large\./s);
    expect(toasts.shown).toEqual([]);
    sheet.press('u');
    await waitFor(() => expect(asked(sheet)).toHaveLength(8));
    expect(asked(sheet)[7]?.request).toMatchObject({ id: 'r1', state: 'failed' });
  });

  it('one that failed says why and that its receipt stays, and is given up with one key', async () => {
    const message = 'This kind of file cannot be read.';
    const sheet = said([one({ id: '', state: 'failed', title: 'a.bin', message, receipt: 'r1' })]);
    for (const fact of ['Could not be kept', 'a.bin', message, 'Its receipt stays'])
      expect(sheet.text()).toContain(fact);
    expect(sheet.press('o')).toBe(false);
    expect(sheet.press('r'), 'what was read is read in the same way').toBe(false);
    expect(screen.getByRole('button', { name: /Give up/ })).toBeTruthy();
    sheet.press('u');
    await waitFor(() => expect(sheet.sheet.clips).toEqual([]));
    expect(asked(sheet)).toEqual([{ name: 'clips.undo', request: { id: 'r1', state: 'failed' } }]);
  });

  it('one that may end otherwise is tried again with one key, and says what it becomes', async () => {
    const sheet = said([one({ id: 'job', state: 'waiting', title: 'T' })]);
    const known = sheet.host.things.receiptOf(sheet.host.things.articles[0]!, 'failed');
    sheet.sheet.follow([{ ...known, id: 'job', message: 'It took too long.' }]);
    await waitFor(() => expect(sheet.text()).toContain('It took too long.'));
    sheet.press('r');
    await waitFor(() => expect(asked(sheet)).toEqual([{ name: 'clips.retry', request: { id: 'job' } }]));
    await waitFor(() => expect(sheet.text()).toContain('Saved, being fetched'));
    expect(sheet.text()).not.toContain('It took too long.');
  });
});

describe('the window as a place to drop', () => {
  const laid = () => {
    const host = fakeHost();
    const frame = new FrameEvents();
    const hear = () => () => {};
    render(ClipSurface, {
      props: { onopen: () => {}, frame, hear, offer: hear },
      context: new Map([[LIBRARY, new Library(host)]]),
    });
    const taken = vi.spyOn(host, 'takeDrop');
    return { host, frame, taken };
  };
  const drag = (name: string, texts: Record<string, string>) => {
    const event = new Event(name, { bubbles: true, cancelable: true });
    Object.assign(event, { dataTransfer: data(texts) });
    return event;
  };

  it('prevents the default of every drag and drop', async () => {
    laid();
    for (const name of ['dragenter', 'dragover', 'drop']) {
      const event = drag(name, {});
      await fireEvent(document.body, event);
      expect(event.defaultPrevented, name).toBe(true);
    }
  });

  it('says what hovers and takes it when it is let go', async () => {
    const { taken } = laid();
    await fireEvent(document.body, drag('dragenter', { 'text/uri-list': 'https://example.org/a' }));
    expect(screen.getByRole('status').textContent).toContain('A link');
    await fireEvent(document.body, drag('drop', { 'text/uri-list': 'https://example.org/a' }));
    expect(taken).toHaveBeenCalledWith({ url: 'https://example.org/a', files: 0 });
    await waitFor(() => expect(screen.queryByRole('status')).toBeNull());
    await waitFor(() => expect(screen.getByRole('region').textContent).toContain('Saved, being fetched'));
  });

  it('believes the platform about what hovers', async () => {
    const { host } = laid();
    host.emit('hover', { kind: 'files', count: 3, label: 'a.html' });
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain('3 files'));
    expect(screen.getByRole('status').textContent).toContain('a.html');
    host.emit('hover', null);
    await waitFor(() => expect(screen.queryByRole('status')).toBeNull());
  });

  it('clips what is pasted, but leaves pasting into a field alone', async () => {
    const { taken } = laid();
    const paste = (on: Element) => {
      const event = new Event('paste', { bubbles: true, cancelable: true });
      Object.assign(event, { clipboardData: data({ 'text/plain': '三家原厂' }) });
      return fireEvent(on, event);
    };
    const field = document.body.appendChild(document.createElement('input'));
    await paste(field);
    expect(taken).not.toHaveBeenCalled();
    field.remove();
    await paste(document.body);
    expect(taken).toHaveBeenCalledWith({ text: '三家原厂', files: 0, pasted: true });
  });

  it('asks the platform for a picture when the clipboard shows nothing', async () => {
    const { host, frame } = laid();
    const asked = vi.spyOn(host, 'pastePicture');
    frame.paste({ html: '', text: '', url: '', files: 0 });
    await waitFor(() => expect(asked).toHaveBeenCalled());
    await waitFor(() => expect(toasts.shown[0]?.title).toContain('Nothing on the clipboard'));
  });
});

describe('what is said of a clip', () => {
  afterEach(() => (i18n.language = 'en'));

  it('is in the language of the window, with its numbers and its reason', () => {
    const remark = { code: 'ends-early', values: ['3'], cause: { code: 'status', values: ['503'] } };
    expect(toldOf({ message: 'as it came', remark })).toMatch(/first 3 are kept\. .* status 503;/);
    i18n.language = 'zh';
    expect(toldOf({ message: 'as it came', remark })).toMatch(/前 3 页。网站返回状态 503；/);
    expect(toldOf({ message: 'as it came', remark: { code: 'unheard-of', values: [] } })).toBe('as it came');
    expect(toldOf({ message: 'as it came', remark: null })).toBe('as it came');
    expect(toldOf({})).toBe('');
  });
});
