/** What is carried into notes and onto themes, what notes begin with, and what is said of an export. */
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { afterEach, describe, expect, it } from 'vitest';
import { Library } from '../src/api/library';
import { markdownOf, put } from '../src/features/notes/editor/taking';
import { rebuild } from '../src/features/notes/rendered';
import { pageOf, TEMPLATES } from '../src/features/notes/templates';
import { fakeHost } from '../src/host/fake';
import { carried, carry, takes, type Carried } from '../src/shared/carrying';
import { exportItem } from '../src/shared/exporting';
import { toasts } from '../src/shared/toasts.svelte';

afterEach(() => {
  toasts.shown = [];
  document.body.replaceChildren();
});

const quote: Carried = { id: 'q1', kind: 'quote', title: '良率 [62%]' };
const article: Carried = { id: 'a1', kind: 'article', title: 'A' };
/** A drag event; the pretended page gives it no data of its own. */
const drag = (type: string) => {
  const event = new DragEvent(type, { bubbles: true, cancelable: true });
  return Object.defineProperty(event, 'dataTransfer', { value: new DataTransfer() });
};

describe('what is carried', () => {
  it('is known until the drag ends', () => {
    carry(drag('dragstart'), [article]);
    expect(carried()).toEqual([article]);
    dispatchEvent(new Event('dragend'));
    expect(carried()).toEqual([]);
  });

  it('is handed to what takes it, and to nobody else', () => {
    const got: Carried[] = [];
    const target = document.body.appendChild(document.createElement('div'));
    const stop = takes((things) => void got.push(...things))(target);
    let outside = 0;
    document.body.addEventListener('drop', () => outside++);
    target.dispatchEvent(drag('drop'));
    expect([got.length, outside]).toEqual([0, 1]);
    carry(drag('dragstart'), [article, quote]);
    const over = drag('dragover');
    target.dispatchEvent(over);
    expect([over.defaultPrevented, target.dataset.over]).toEqual([true, '']);
    target.dispatchEvent(drag('drop'));
    expect([got, outside, target.dataset.over]).toEqual([[article, quote], 1, undefined]);
    stop?.();
    dispatchEvent(new Event('dragend'));
  });
});

describe('a note', () => {
  it('shows a quote whole on lines of its own, and links to anything else', () => {
    expect(markdownOf([quote])).toBe('![良率 \\[62%\\]](tearsheet:q1)');
    expect(markdownOf([article])).toBe('[A](tearsheet:a1)');
    const view = new EditorView({ state: EditorState.create({ doc: 'first' }), parent: document.body });
    put(view, 5, markdownOf([quote]));
    expect(view.state.doc.toString()).toBe('first\n\n![良率 \\[62%\\]](tearsheet:q1)\n');
    view.destroy();
  });

  it('draws quotes and pictures of the library where they stand, and fetches nothing else', async () => {
    const shows = { quoteOf: async () => null, pictureUrl: (hash: string) => `tearsheet-blob://localhost/${hash}` };
    const html =
      '<p><a href="tearsheet:q1#shown">old words</a><a href="tearsheet-blob:ab">p</a><img src="https://x.y/z"></p>';
    const host = document.body.appendChild(document.createElement('div'));
    host.append(rebuild(html, shows));
    expect(host.querySelector('figure.note-quote')?.textContent).toContain('old words');
    expect(host.querySelector('img.note-picture')?.getAttribute('src')).toBe('tearsheet-blob://localhost/ab');
    expect(host.querySelector('img[src^="https"]')).toBeNull();
  });

  it('begins in the language of the interface', () => {
    for (const template of TEMPLATES) {
      const [en, zh] = [pageOf(template, 'en'), pageOf(template, 'zh')];
      expect(/\p{Script=Han}/u.test(en.title + en.body)).toBe(false);
      expect(zh.body.match(/^## .*$/gm)?.every((heading) => /\p{Script=Han}/u.test(heading))).toBe(true);
      expect(zh.body.match(/^## /gm)?.length).toBe(en.body.match(/^## /gm)?.length);
    }
  });
});

describe('an export', () => {
  it('says where the file is and which passages differ', async () => {
    const host = fakeHost();
    const library = new Library(host);
    await exportItem(library, 'n1', 'pdf');
    expect(toasts.shown.map((toast) => toast.tone)).toEqual(['good']);
    expect(toasts.shown[0]?.detail).toMatch(/\.pdf$/);
    const told = {
      id: 'n1',
      file: '/x.pdf',
      sources: 1,
      passages: 2,
      faults: [{ words: '62%', title: 'A', message: 'Gone.' }],
    };
    library.host.call = (async () => [told]) as never;
    await exportItem(library, 'n1', 'pdf');
    expect(toasts.shown.at(-1)).toMatchObject({ tone: 'warn', detail: '“62%” Gone.' });
  });
});
