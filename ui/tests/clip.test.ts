/** Drops and pastes: what the page sees of them, what becomes of them. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LIBRARY, Library } from '../src/api/library';
import type { Clipped } from '../src/api/wire';
import ClipSurface from '../src/features/clip/ClipSurface.svelte';
import { Clipping } from '../src/features/clip/clipping';
import { hoverIn, isEmpty, seenIn } from '../src/features/clip/drop';
import { fakeHost } from '../src/host/fake';
import { dropOf } from '../src/host/seen';
import { FrameEvents } from '../src/shared/frameEvents';
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

const one = (change: Partial<Clipped>): Clipped => ({
  id: 'a1',
  state: 'new',
  title: 'T',
  byline: null,
  site: null,
  url: null,
  published: null,
  lang: null,
  pictures: [],
  ...change,
});

describe('what is said of a clip', () => {
  const said = (clipped: Clipped[]) => {
    const opened: string[] = [];
    const host = fakeHost();
    new Clipping(new Library(host), (id) => opened.push(id)).tell(clipped);
    return { host, opened };
  };

  it('a new one can be opened and undone', async () => {
    const { host, opened } = said([one({ pictures: [{ url: 'u', state: 'waiting' }], site: 'S' })]);
    const [toast] = toasts.shown;
    expect(toast).toMatchObject({ title: 'T', detail: 'Kept · S · 1 picture', tone: 'good' });
    toast?.actions?.[0]?.run();
    toast?.actions?.[1]?.run();
    expect(opened).toEqual(['a1']);
    expect(host.calls).toEqual([{ name: 'items.trash', request: { ids: ['a1'] } }]);
  });

  it('one that was there already leads to the one that is kept, and nothing is undone', () => {
    const { opened } = said([one({ state: 'seen', duplicateOf: 'old' })]);
    expect(toasts.shown[0]?.actions?.map((action) => action.label)).toEqual(['Open']);
    toasts.shown[0]?.actions?.[0]?.run();
    expect(opened).toEqual(['old']);
  });

  it('one that waits can be cancelled; one that failed says why', () => {
    said([one({ state: 'waiting' }), one({ state: 'failed', id: '', title: '', message: 'Too large.' })]);
    expect(toasts.shown[0]?.actions?.map((action) => action.label)).toEqual(['Cancel']);
    expect(toasts.shown[1]).toMatchObject({ tone: 'bad', actions: [] });
    expect(toasts.shown[1]?.detail).toContain('Too large.');
  });

  it('many are told together, those that failed each by itself', () => {
    said([...'abcd'].map((id) => one({ id })).concat(one({ state: 'failed', title: 'bad' })));
    expect(toasts.shown.map((toast) => toast.title)).toEqual(['4 things kept', 'bad']);
  });
});

describe('the window as a place to drop', () => {
  const laid = () => {
    const host = fakeHost();
    const frame = new FrameEvents();
    render(ClipSurface, { props: { onopen: () => {}, frame }, context: new Map([[LIBRARY, new Library(host)]]) });
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
    await waitFor(() => expect(toasts.shown[0]?.detail).toContain('Saved, being fetched'));
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
