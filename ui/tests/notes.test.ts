/** Notes: nothing typed is lost, what is linked is found, what was said before comes back. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CompletionContext } from '@codemirror/autocomplete';
import { markdownLanguage } from '@codemirror/lang-markdown';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { LIBRARY, Library } from '../src/api/library';
import type { Article, Note, WireError } from '../src/api/wire';
import ArticleNotes from '../src/features/notes/ArticleNotes.svelte';
import Jot from '../src/features/notes/Jot.svelte';
import NotePage from '../src/features/notes/NotePage.svelte';
import { Draft, SAVES_AFTER_MS, SAVES_WITHIN_MS } from '../src/features/notes/draft.svelte';
import { completeLinks, openedBefore } from '../src/features/notes/editor/complete';
import { follow, openEditor } from '../src/features/notes/editor/editor';
import { hrefAt } from '../src/features/notes/editor/inPlace';
import { widthOf } from '../src/features/notes/editor/tables';
import { wrap } from '../src/features/notes/editor/keys';
import { excerpt } from '../src/features/notes/excerpt';
import { placeOf } from '../src/api/links';
import { rebuild } from '../src/features/notes/rendered';
import { SITTING_MS, sittings } from '../src/features/notes/revisions';
import { findTargets, linkTo } from '../src/features/notes/targets';
import { fakeHost } from '../src/host/fake';
import { toasts } from '../src/shared/toasts.svelte';
import { turned } from '../src/shared/undoing';
import Shell from '../src/shell/Shell.svelte';

afterEach(() => {
  cleanup();
  toasts.shown = [];
});

const made = () => {
  const host = fakeHost();
  const library = new Library(host);
  const note = host.things.notes[0] as Note;
  const edits = () => host.calls.filter((call) => call.name === 'notes.edit').map((call) => call.request);
  return { host, library, note, edits, context: new Map([[LIBRARY, library]]) };
};

/** The field for a thought beside an article, once its editor is there. */
const jotField = () => screen.findByRole('textbox', { name: 'Write a note beside this article' });
const textOf = (field: HTMLElement) => EditorView.findFromDOM(field)?.state.doc.toString();
const type = (field: HTMLElement, text: string) => {
  const view = EditorView.findFromDOM(field);
  view?.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
};

/** A gate that calls of a name wait at. */
function gate(host: ReturnType<typeof fakeHost>, name: string) {
  const waiting: Array<() => void> = [];
  host.before = (called) => (called === name ? new Promise<void>((go) => waiting.push(go)) : undefined);
  return { open: () => waiting.shift()?.(), waiting };
}

describe('a draft', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('saves the last words once, after a pause', async () => {
    const { library, note, edits } = made();
    const draft = new Draft(library, note);
    for (const body of ['a', 'ab', 'abc']) draft.edit({ body });
    expect(draft.state).toBe('waiting');
    await vi.advanceTimersByTimeAsync(SAVES_AFTER_MS - 1);
    expect(edits()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(edits()).toEqual([{ id: note.id, body: 'abc' }]);
    expect(draft.state).toBe('saved');
  });

  it('saves one who never pauses all the same', async () => {
    const { library, note, edits } = made();
    const draft = new Draft(library, note);
    for (let at = 0; at * 500 <= SAVES_WITHIN_MS; at++) {
      draft.edit({ body: `word ${at}` });
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(edits().length).toBeGreaterThan(0);
  });

  it('flushes at once and does not save again when the pause is over', async () => {
    const { library, note, edits, host } = made();
    const draft = new Draft(library, note);
    draft.edit({ title: 'T', body: 'B' });
    await draft.flush();
    await vi.advanceTimersByTimeAsync(SAVES_WITHIN_MS);
    expect(edits()).toEqual([{ id: note.id, title: 'T', body: 'B' }]);
    expect(host.things.notes.find((one) => one.id === note.id)?.body).toBe('B');
  });

  it('loses no keystroke that falls while a save is under way', async () => {
    const { host, library, note } = made();
    const draft = new Draft(library, note);
    const { open, waiting } = gate(host, 'notes.edit');
    draft.edit({ body: 'one' });
    const done = draft.flush();
    await vi.advanceTimersByTimeAsync(0);
    draft.edit({ body: 'one two' });
    // The library tells of the first save before the second one has begun.
    draft.adopt({ ...note, body: 'one', editedAt: Date.now() + 5 });
    expect(draft.body).toBe('one two');
    open();
    await vi.advanceTimersByTimeAsync(0);
    expect(draft.state).toBe('saving');
    expect(waiting.length).toBe(1);
    open();
    await done;
    expect(host.things.notes.find((one) => one.id === note.id)?.body).toBe('one two');
    expect(draft.state).toBe('saved');
  });

  it('keeps what could not be saved, says why, and saves it later together with what came after', async () => {
    const { host, library, note, edits } = made();
    const draft = new Draft(library, note);
    const error: WireError = { code: 'read-only', message: 'The library is read only.', detail: null };
    host.before = (name) => {
      if (name === 'notes.edit') throw error;
    };
    draft.edit({ title: 'kept' });
    await draft.flush();
    expect(draft.state).toBe('failed');
    expect(draft.problem).toEqual(error);
    host.before = () => {};
    draft.edit({ body: 'and this' });
    await draft.flush();
    expect(edits().at(-1)).toEqual({ id: note.id, title: 'kept', body: 'and this' });
    expect(draft.state).toBe('saved');
  });

  it('finds unsaved words again after a crash, and forgets them once they are saved', async () => {
    const { library, note } = made();
    new Draft(library, note).edit({ body: 'half a thou' });
    const again = new Draft(library, note);
    expect(again.recovered).toBe(true);
    expect(again.body).toBe('half a thou');
    await again.flush();
    expect(new Draft(library, { ...note, body: 'half a thou' }).recovered).toBe(false);
  });

  it('follows a later wording from elsewhere and ignores an older reading', () => {
    const { library, note } = made();
    const draft = new Draft(library, note);
    draft.adopt({ ...note, body: 'stale', editedAt: note.editedAt });
    expect(draft.body).toBe(note.body);
    draft.adopt({ ...note, body: 'fresh', editedAt: note.editedAt + 1 });
    expect(draft.body).toBe('fresh');
  });
});

describe('what is written and not kept yet', () => {
  it('is shown as the library has it after a note was taken back', async () => {
    const { host, library, note, context } = made();
    render(NotePage, { props: { id: note.id }, context });
    const title = await screen.findByDisplayValue(note.title);
    host.things.notes[0] = { ...note, title: 'as it was before', editedAt: note.editedAt - 5 };
    turned.dispatchEvent(new Event('turned'));
    await waitFor(() => expect((title as HTMLInputElement).value).toBe('as it was before'));
    expect(library).toBeTruthy();
  });

  it('is said when one left before it could be saved, and saved when one asks again', async () => {
    const { host, note, edits, context } = made();
    const page = render(NotePage, { props: { id: note.id }, context });
    const title = await screen.findByDisplayValue(note.title);
    host.before = (name) => {
      if (name === 'notes.edit') throw { code: 'busy', message: 'The library is busy.' };
    };
    await fireEvent.input(title, { target: { value: 'new title' } });
    page.unmount();
    await waitFor(() => expect(toasts.shown).toMatchObject([{ title: '“new title” could not be saved' }]));
    host.before = () => undefined;
    toasts.shown[0]?.actions?.[0]?.run();
    await waitFor(() => expect(edits().at(-1)).toMatchObject({ title: 'new title' }));
  });

  it('is saved when the next window starts, whatever is open then, and stays kept while it is refused', async () => {
    const { host, library, note, edits } = made();
    localStorage.setItem(`tearsheet.draft.${note.id}`, JSON.stringify({ title: 'T', body: 'half a thought' }));
    localStorage.setItem('tearsheet.draft.gone', JSON.stringify({ title: 'T', body: 'of no note' }));
    host.things.settings = { language: 'en', appearance: 'light' };
    host.before = (name) => {
      if (name === 'notes.edit') throw { code: 'busy', message: 'The library is busy.' };
    };
    const first = render(Shell, { props: { library } });
    await waitFor(() => expect(toasts.shown).toMatchObject([{ title: '“T” could not be saved' }]));
    first.unmount();
    host.before = () => undefined;
    render(Shell, { props: { library } });
    await waitFor(() => expect(edits().at(-1)).toEqual({ id: note.id, title: 'T', body: 'half a thought' }));
    await waitFor(() => expect(localStorage.getItem(`tearsheet.draft.${note.id}`)).toBeNull());
    expect(toasts.shown.at(-1)).toMatchObject({ title: 'Words that were not saved are back', detail: 'T' });
  });

  it('jotted beside an article, stays there when one turns elsewhere', async () => {
    const { host, context } = made();
    const [one, other] = host.things.articles.map(({ row }) => row.id) as [string, string];
    const first = render(Jot, { props: { article: one }, context });
    type(await jotField(), 'a thought');
    await first.rerender({ article: other });
    expect(textOf(await jotField())).toBe('');
    first.unmount();
    render(Jot, { props: { article: one }, context });
    const field = await jotField();
    expect(textOf(field)).toBe('a thought');
    await fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(textOf(field)).toBe(''));
    expect(localStorage.length).toBe(0);
  });
});

describe('[[', () => {
  const stateOf = (doc: string) => EditorState.create({ doc, extensions: [markdownLanguage.extension] });
  const asked = async (library: Library, doc: string, at = doc.length) => {
    const state = stateOf(doc);
    const found = await completeLinks((typed) => findTargets(library, typed))(new CompletionContext(state, at, false));
    return { state, found };
  };

  it('opens on half-width and full-width brackets, and nowhere else', () => {
    expect(openedBefore('see [[HBM 良')).toEqual({ from: 4, typed: 'HBM 良' });
    expect(openedBefore('参见【【良率')).toEqual({ from: 2, typed: '良率' });
    expect(openedBefore('see [HBM')).toBeNull();
    expect(openedBefore('[[a]] b')).toBeNull();
  });

  it('offers themes by any of their names, and articles, quotes and notes', async () => {
    const { library } = made();
    const alias = await findTargets(library, '高带宽');
    expect(alias[0]).toMatchObject({ kind: 'theme', title: 'HBM' });
    const kinds = new Set((await findTargets(library, '良率')).map((target) => target.kind));
    expect([...kinds].toSorted()).toEqual(['article', 'note', 'quote']);
    expect((await findTargets(library, '')).length).toBeGreaterThan(2);
  });

  it('inserts a link in place of the brackets, those that close included', async () => {
    const { library, host } = made();
    const { state, found } = await asked(library, 'see [[cowos]] soon', 'see [[cowos'.length);
    const theme = host.things.themeNamed('CoWoS');
    const option = found?.options[0];
    const view = new EditorView({ state });
    if (typeof option?.apply !== 'function' || !found) throw new Error('nothing was offered');
    option.apply(view, option, found.from, found.to ?? 0);
    expect(view.state.doc.toString()).toBe(`see [CoWoS](tearsheet:${theme?.id}) soon`);
    expect(view.state.selection.main.head).toBe(`see [CoWoS](tearsheet:${theme?.id})`.length);
    view.destroy();
  });

  it('asks the library for nothing outside brackets', async () => {
    const { library, host } = made();
    expect((await asked(library, 'just words')).found).toBeNull();
    expect(host.calls).toEqual([]);
  });

  it('writes labels that cannot end their link early', () => {
    const link = linkTo({ id: 'x', title: 'A [b]\n*c*' }, 'untitled');
    const tree = ensureSyntaxTree(stateOf(link), link.length, 1000);
    expect(hrefAt(tree as never, stateOf(link).doc, 3)).toBe('tearsheet:x');
    expect(linkTo({ id: 'x', title: ' ' }, 'untitled')).toBe('[untitled](tearsheet:x)');
  });

  it('leads to whatever has the id', async () => {
    const { library, host } = made();
    const { articles, quotes, themes, notes } = host.things;
    expect(await placeOf(library, articles[0]?.row.id ?? '')).toContain('article=');
    expect(await placeOf(library, quotes[0]?.id ?? '')).toContain('quote=');
    expect(await placeOf(library, themes[0]?.id ?? '')).toContain('#/theme/');
    expect(await placeOf(library, notes[0]?.id ?? '')).toContain('note=');
    expect(await placeOf(library, 'nothing')).toBeNull();
  });
});

describe('the editor', () => {
  it('wraps a selection in a mark and unwraps it', () => {
    let state = EditorState.create({ doc: 'say it', selection: { anchor: 4, head: 6 } });
    const run = () => wrap('**')({ state, dispatch: (transaction) => (state = transaction.state) });
    run();
    expect(state.doc.toString()).toBe('say **it**');
    run();
    expect(state.doc.toString()).toBe('say it');
  });

  it('follows a change from elsewhere without moving the cursor before it', () => {
    const view = new EditorView({ state: EditorState.create({ doc: 'one two three', selection: { anchor: 3 } }) });
    follow(view, 'one 2 three');
    expect(view.state.doc.toString()).toBe('one 2 three');
    expect(view.state.selection.main.head).toBe(3);
    view.destroy();
  });
});

describe('what a note reads like', () => {
  const html = (source: string) => {
    const host = document.createElement('div');
    host.append(rebuild(source));
    return host;
  };

  it('keeps structure and links, and lets in neither scripts, handlers nor foreign pictures', () => {
    const host = html(
      '<h2 onclick="x()">H</h2><p><a href="tearsheet:1">in</a> <a href="javascript:x()">bad</a></p>' +
        '<script>x()</script><style>p{}</style><img src="https://evil.example/p.png"><object data="/">x</object><custom-a>words</custom-a>',
    );
    expect(host.querySelector('h2')?.attributes.length).toBe(0);
    expect(host.querySelector('a.inside')?.getAttribute('href')).toBe('tearsheet:1');
    expect([...host.querySelectorAll('a')].at(1)?.hasAttribute('href')).toBe(false);
    expect(host.querySelector('script, style, object, custom-a')).toBeNull();
    expect(host.querySelector('img')?.hasAttribute('src')).toBe(false);
    expect(host.textContent).toContain('words');
  });

  it('is excerpted without marks', () => {
    expect(excerpt('一句话\n\n| | Reported | |\n|---|---|---|\n| Revenue | 12 | a \\| b |')).toBe(
      '一句话 Reported Revenue · 12 · a | b',
    );
    expect(excerpt('# T\n\n- [x] **a** [b](tearsheet:1) `c`\n> d *e*')).toBe('T a b c d e');
  });

  it('shows one wording for each sitting', () => {
    const at = (replacedAt: number) => ({ replacedAt, title: '', body: String(replacedAt) });
    const revisions = [at(SITTING_MS * 5 + 2), at(SITTING_MS * 5 + 1), at(SITTING_MS * 5), at(SITTING_MS), at(1)];
    expect(sittings(revisions).map((one) => one.replacedAt)).toEqual([SITTING_MS * 5, 1]);
  });
});

describe('a note as a page', () => {
  const saved = (host: ReturnType<typeof fakeHost>, id: string) => host.things.notes.find((one) => one.id === id);

  it('saves its title when one leaves', async () => {
    const { host, note, context } = made();
    const { unmount } = render(NotePage, { props: { id: note.id }, context });
    const title = await screen.findByRole('textbox', { name: 'Title' });
    await fireEvent.input(title, { target: { value: '新标题' } });
    unmount();
    await waitFor(() => expect(saved(host, note.id)?.title).toBe('新标题'));
  });

  it('does not take Enter from an input method, and goes on to the words otherwise', async () => {
    const { note, context } = made();
    render(NotePage, { props: { id: note.id }, context });
    const title = await screen.findByRole('textbox', { name: 'Title' });
    expect(await fireEvent.keyDown(title, { key: 'Enter', isComposing: true })).toBe(true);
    expect(await fireEvent.keyDown(title, { key: 'Enter', keyCode: 229 })).toBe(true);
    expect(await fireEvent.keyDown(title, { key: 'Enter' })).toBe(false);
  });

  it('brings an earlier wording back, which becomes history itself', async () => {
    const { host, library, note, context } = made();
    const first = note.body;
    await library.call('notes.edit', { id: note.id, body: 'other words' });
    render(NotePage, { props: { id: note.id }, context });
    await fireEvent.click(await screen.findByRole('button', { name: 'History' }));
    await fireEvent.click(await screen.findByText('Restore this wording'));
    await waitFor(() => expect(saved(host, note.id)?.body).toBe(first));
    expect((await library.call('notes.revisions', { id: note.id }))[0]?.body).toBe('other words');
  });

  it('goes to the trash and comes back to where it was, though its page is gone', async () => {
    const { host, note, context } = made();
    const { id } = note;
    location.hash = `#/notes?note=${id}`;
    const { rerender } = render(NotePage, { props: { id }, context });
    await fireEvent.click(await screen.findByRole('button', { name: 'Move the note to the trash' }));
    await waitFor(() => expect(toasts.shown.length).toBe(1));
    expect(saved(host, id)?.trashed).toBe(true);
    expect(location.hash).toBe('#?');
    await rerender({ id: null as never });
    toasts.shown[0]?.actions?.[0]?.run();
    await waitFor(() => expect(saved(host, id)?.trashed).toBe(false));
    await waitFor(() => expect(location.hash).toBe(`#?note=${id}`));
  });
});

describe('notes beside an article', () => {
  it('are added by Ctrl+Enter, never while composing, and keep what was typed meanwhile', async () => {
    const { host, library, context } = made();
    const id = host.things.articles[5]?.row.id ?? '';
    const article = (await library.call('articles.get', { id })) as Article;
    render(ArticleNotes, { props: { article }, context });
    const field = await jotField();
    const added = () => host.things.notes.filter((one) => one.articleId === id);
    type(field, '想法');
    await waitFor(() => screen.getByRole('button', { name: 'Add the note' }));
    await fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true, isComposing: true });
    expect(added()).toEqual([]);
    type(field, '想法');
    const { open, waiting } = gate(host, 'notes.add');
    await fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(waiting.length).toBe(1));
    type(field, '想法，还有');
    open();
    await waitFor(() => expect(textOf(field)).toBe('，还有'));
    expect(added().map((one) => one.body)).toEqual(['想法']);
  });
});

describe('what the editor draws in place', () => {
  const open = (text: string) => {
    const parent = document.body.appendChild(document.createElement('div'));
    const view = openEditor({
      parent,
      text,
      label: 'Text',
      placeholder: '',
      completions: '',
      findTargets: async () => [],
      shows: { quoteOf: async () => null, pictureUrl: (hash) => hash },
      keepPictures: async () => [],
      onedit: () => {},
      onfollow: () => {},
    });
    ensureSyntaxTree(view.state, view.state.doc.length, 5000);
    view.dispatch({ selection: { anchor: 0 } });
    return { view, lines: () => Array.from(parent.querySelectorAll('.cm-line'), (line) => line.textContent) };
  };

  it('sets a table in columns of one width, and keeps its text', () => {
    const text = 'Before\n\n| 公司 | Share |\n|---|--:|\n| **台积电** and more | 62 % |\n| | x |\n';
    const { view, lines } = open(text);
    expect(lines().slice(2, 6)).toEqual(['公司Share', '', '台积电 and more62 %', 'x']);
    const cells = Array.from(document.querySelectorAll<HTMLElement>('.cm-cell'), (cell) => cell.style.width);
    expect(cells.filter((width) => width === `${widthOf('**台积电** and more') + 2}ch`)).toHaveLength(3);
    expect(cells).toHaveLength(6);
    expect(view.state.doc.toString()).toBe(text);
    view.destroy();
  });

  it('raises the signs of footnotes, in code as little as anywhere else where they are none', () => {
    const text = 'Said[^1] and `[^2]`.\n\n[^1]: By the supplier\n';
    const { view, lines } = open(text);
    expect(lines()).toEqual(['Said1 and [^2].', '', '1 By the supplier', '']);
    expect(document.querySelectorAll('.cm-sign')).toHaveLength(2);
    document.querySelector('.cm-sign')?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, button: 0 }));
    expect(view.state.doc.lineAt(view.state.selection.main.head).number).toBe(3);
    expect(view.state.doc.toString()).toBe(text);
    view.destroy();
  });

  it('counts Han characters as two', () => {
    expect([widthOf('HBM'), widthOf('良率'), widthOf('HBM良率')]).toEqual([3, 4, 7]);
  });
});

describe('beside an article', () => {
  it('one writes in any note, and in one that begins from a template', async () => {
    const host = fakeHost();
    const [article] = host.things.articles;
    const other = await host.call('notes.add', { title: '另一份口径' });
    const props = { article: { id: article!.row.id, notes: [] } };
    render(ArticleNotes, { props, context: new Map([[LIBRARY, new Library(host)]]) });
    await fireEvent.click(screen.getByRole('button', { name: /Write in another note/ }));
    const field = await screen.findByRole('combobox', { name: 'Write in another note' });
    await fireEvent.focus(field);
    await waitFor(() => expect(screen.getAllByRole('option').length).toBeGreaterThan(0));
    await fireEvent.input(field, { target: { value: '另一份口径' } });
    await fireEvent.keyDown(field, { key: 'Enter' });
    await screen.findByRole('region', { name: /另一份口径/ });
    expect(JSON.stringify({ ...localStorage })).toContain(other.id);
    await fireEvent.click(screen.getByRole('button', { name: 'New note from a template' }));
    await fireEvent.click(await screen.findByRole('button', { name: 'Company' }));
    await waitFor(() => expect(host.things.notes.some((one) => one.articleId === article!.row.id)).toBe(true));
  });
});
