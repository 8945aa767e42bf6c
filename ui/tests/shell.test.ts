/** The whole desk over the pretended library. */
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Library } from '../src/api/library';
import { firstList } from '../src/features/articles/pages';
import { fakeHost } from '../src/host/fake';
import { NOTHING } from '../src/host/fake/clipped';
import { i18n } from '../src/shared/i18n';
import { toasts } from '../src/shared/toasts.svelte';
import Shell from '../src/shell/Shell.svelte';

afterEach(() => {
  cleanup();
  toasts.shown = [];
  i18n.language = 'en';
  history.replaceState(null, '', '#/inbox');
});

async function desk(options?: { empty: boolean }) {
  const host = fakeHost(options);
  host.things.settings = { language: 'en', appearance: 'light' };
  render(Shell, { props: { library: new Library(host) } });
  await waitFor(() => expect(screen.getByRole('search')).toBeTruthy());
  return host;
}
const field = () => screen.getByLabelText<HTMLInputElement>('Search articles, quotes and notes');
const type = (text: string) => fireEvent.input(field(), { target: { value: text } });

const frames = () => [...document.querySelectorAll<HTMLIFrameElement>('main iframe')];
/** Lets the document of a frame say something. */
function say(frame: HTMLIFrameElement, ...messages: object[]) {
  const nonce = /data-nonce="(\w+)"/.exec(frame.getAttribute('srcdoc') ?? '')?.[1];
  for (const message of messages) {
    const event = { source: frame.contentWindow, data: { nonce, ...message } };
    window.dispatchEvent(new MessageEvent('message', event as never));
  }
}
const [empty, ready] = [{ type: 'empty' }, { type: 'ready' }];

describe('the desk', () => {
  it('is drawn larger and smaller by keys, and at its usual size again', async () => {
    const host = await desk();
    const press = (key: string) => fireEvent.keyDown(window, { key, ctrlKey: true, altKey: true });
    await press('+');
    expect(host.zoomed).toBe(1.1);
    for (let step = 0; step < 9; step++) await press('=');
    expect(host.zoomed).toBe(2);
    await press('-');
    expect(host.zoomed).toBe(1.75);
    await press('0');
    expect(host.zoomed).toBe(1);
  });

  it('says beside each list what may be chosen from it', async () => {
    await desk();
    for (const [hash, said] of [
      ['#/quotes', 'Choose a quote to see it in its article'],
      ['#/notes', 'Choose a note to go on with'],
      ['#/starred', 'Choose an article to read'],
    ] as const) {
      location.hash = hash;
      await screen.findByText(said);
    }
    await type('HBM');
    await screen.findByText('Choose a result to open it');
  });

  it('speaks the other language at once, and says so to the document', async () => {
    const host = await desk();
    expect(screen.getAllByText('Inbox').length).toBeGreaterThan(0);
    await fireEvent.click(screen.getByTitle('切换到中文'));
    await waitFor(() => expect(screen.getAllByText('收件箱').length).toBeGreaterThan(0));
    expect(document.documentElement.lang).toBe('zh-CN');
    expect(host.things.settings.language).toBe('zh-CN');
  });

  it('empties the trash only when one is sure', async () => {
    const host = await desk();
    const first = host.things.articles[0]!.row;
    first.trashed = true;
    host.emit('changed', { seq: 2, items: [], receipts: false });
    await fireEvent.click((await screen.findAllByText('Trash'))[0]!);
    await fireEvent.click(await screen.findByText('Empty the trash…'));
    expect(host.things.articles.some((one) => one.row.id === first.id)).toBe(true);
    await fireEvent.click(await screen.findByText('Delete for good'));
    await waitFor(() => expect(host.things.articles.some((one) => one.row.id === first.id)).toBe(false));
    await waitFor(() => expect(screen.queryByText('Empty the trash…')).toBeNull());
  });

  it('names a watched folder in the system alone, and lets go of it', async () => {
    const host = await desk();
    await fireEvent.click(screen.getByLabelText('Settings'));
    await fireEvent.click(await screen.findByText('Choose a folder…'));
    await screen.findByText('/home/reader/Clippings');
    await fireEvent.click(screen.getByText('Stop watching'));
    await waitFor(() => expect(host.things.settings.watchedFolder).toBe(''));
    await fireEvent.click(screen.getAllByRole('checkbox')[0]!);
    await waitFor(() => expect(host.things.settings.privateAddresses).toBe(true));
  });

  it('asks the desktop before it keeps a wish, and says what the desktop does not have', async () => {
    const host = await desk();
    expect(host.wishes).toEqual({});
    await fireEvent.click(screen.getByLabelText('Settings'));
    const tray = await screen.findByLabelText<HTMLInputElement>(/^An icon in the tray/);
    host.refused = { code: 'unsupported', message: 'No tray.', detail: 'tray' };
    await fireEvent.click(tray);
    await screen.findByText('This desktop has no tray, or it is not running.');
    expect([tray.checked, host.things.settings.tray]).toEqual([false, undefined]);
    host.refused = null;
    await fireEvent.click(tray);
    await waitFor(() => expect(host.things.settings.tray).toBe(true));
    await waitFor(() => expect(host.wishes.tray?.quit).toBe('Quit'));
    await fireEvent.click(screen.getByLabelText(/^Clip the clipboard with a key/));
    await fireEvent.click(await screen.findByText('Another key…'));
    await fireEvent.keyDown(screen.getByText('Cancel'), { code: 'F9', key: 'F9', ctrlKey: true, shiftKey: true });
    await screen.findByText('Ctrl Shift F9');
    await waitFor(() => expect(host.wishes.shortcut).toBe('Ctrl+Shift+F9'));
  });

  it('tells of clips that end while one is elsewhere, when that is asked for', async () => {
    const host = await desk();
    const dropped = (state: string, title: string, message?: string) =>
      host.emit('dropped', [{ ...NOTHING, id: 'x', state, title, ...(message && { message }) }]);
    dropped('new', 'Before');
    host.things.settings = { ...host.things.settings, notices: true };
    host.emit('changed', { seq: 2, items: [], receipts: false });
    await waitFor(() => {
      dropped('new', 'Lead times');
      expect(host.notices[0]).toEqual({ title: 'Kept', body: 'Lead times' });
    });
    dropped('failed', 'A page', 'Gone.');
    expect(host.notices.at(-1)).toEqual({ title: 'Not kept', body: 'A page · Gone.' });
  });

  it('follows links of its scheme, and shows nothing for rubbish', async () => {
    const host = await desk();
    const [note] = host.things.notes;
    host.emit('linked', `tearsheet://note/${note!.id}`);
    await waitFor(() => expect(location.hash).toContain(`note=${note!.id}`));
    host.emit('linked', 'tearsheet://search?q=HBM%E8%89%AF%E7%8E%87');
    await waitFor(() => expect(field().value).toBe('HBM良率'));
    host.emit('linked', 'tearsheet://note/<script>');
    await screen.findByText('This link is not understood');
  });

  it('turns dark when asked to', async () => {
    await desk();
    expect(document.documentElement.dataset.appearance).toBe('light');
    await fireEvent.click(screen.getByLabelText('Appearance: Light'));
    await waitFor(() => expect(document.documentElement.dataset.appearance).toBe('dark'));
  });

  it('offers the sample when the library is empty, and opens it', async () => {
    await desk({ empty: true });
    await fireEvent.click(await screen.findByText('Begin with a sample article'));
    await waitFor(() => expect(screen.getByTitle(/^Article: 示例/)).toBeTruthy());
  });

  it('says above everything that a library may only be read, and why', async () => {
    const why = 'It was written by a newer version; install that version to change it.';
    const host = fakeHost();
    const call = host.call;
    host.call = async (name, request) => {
      const reply = await call(name, request);
      return name === 'library.status' ? { ...(reply as object), readOnly: why } : reply;
    };
    render(Shell, { props: { library: new Library(host) } });
    expect((await screen.findByText(why)).textContent).toContain('Read only');
  });

  it('says above everything that the search index was damaged, until one has read it', async () => {
    const host = fakeHost();
    const call = host.call;
    let mended = false;
    host.call = async (name, request) => {
      const reply = await call(name, request);
      const indexTrouble = { code: 'damaged', message: '', mended };
      return name === 'library.status' ? { ...(reply as object), indexTrouble } : reply;
    };
    render(Shell, { props: { library: new Library(host) } });
    const told = (await screen.findByText('The search index was damaged')).closest('p')!;
    expect(told.textContent).toContain('being built anew');
    expect(within(told).queryByRole('button')).toBeNull();
    mended = true;
    host.emit('changed', { seq: 0, items: [], receipts: true });
    await waitFor(() => expect(told.textContent).toContain('nothing of yours was lost'));
    await fireEvent.click(within(told).getByRole('button'));
    expect(screen.queryByText('The search index was damaged')).toBeNull();
  });

  it('offers the ways out of a damaged library, and shows what was saved', async () => {
    const host = fakeHost();
    host.things.settings = { language: 'en', appearance: 'light' };
    let damaged = true;
    host.before = (name) => {
      if (name === 'rescue.salvage') damaged = false;
      else if (damaged && !name.startsWith('rescue.'))
        throw { code: 'damaged', message: 'It is damaged.', detail: null };
    };
    render(Shell, { props: { library: new Library(host) } });
    expect((await screen.findAllByText(/^Go back to the backup of/)).length).toBe(2);
    await fireEvent.click(screen.getByText('Write what can be read as Markdown files'));
    await waitFor(() => expect(screen.getByText('12 files were written')).toBeTruthy());
    await fireEvent.click(screen.getByText('Save what can be read, row by row'));
    await waitFor(() => expect(screen.getByText('Choose an article to read')).toBeTruthy());
    expect(host.calls.some((call) => call.name === 'rescue.salvage')).toBe(true);
  });

  it('draws what came ahead without asking again, and asks for the rest when that is drawn', async () => {
    const host = fakeHost();
    const library = new Library(host);
    let tell = () => {};
    await library.begin(firstList(), new Promise<void>((done) => (tell = done)));
    render(Shell, { props: { library } });
    expect(screen.getByText(/^\d+ articles?$/)).toBeTruthy();
    await new Promise((done) => setTimeout(done));
    expect(host.calls.map((call) => call.name)).toEqual(['library.begin']);
    tell();
    await waitFor(() => expect(host.calls.some((call) => call.name === 'themes.list')).toBe(true));
    const asked = host.calls.map((call) => call.name);
    expect(asked).not.toContain('articles.list');
    expect(asked).not.toContain('library.status');
    expect(asked).not.toContain('settings.get');
    host.emit('changed', { seq: 2, items: [], receipts: true });
    await waitFor(() => expect(host.calls.some((call) => call.name === 'articles.list')).toBe(true));
  });

  it('takes the starter themes from the settings, and shows of many companies those that matter first', async () => {
    const host = await desk();
    for (let number = 0; number < 20; number++) host.things.addTheme(`公司 ${number}`, 'company');
    await fireEvent.click(screen.getByLabelText('Settings'));
    await fireEvent.click(await screen.findByText('Take them'));
    await waitFor(() => expect(host.things.themeNamed('光模块')).toBeTruthy());
    await fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });
    const all = await screen.findByText(/^All \d+…$/);
    const companies = () => screen.queryAllByText(/^公司 \d+$/).length;
    expect(companies()).toBeLessThan(20);
    await fireEvent.click(all);
    await waitFor(() => expect(companies()).toBe(20));
  });

  it('searches while one types, and Escape returns to the list', async () => {
    await desk();
    await type('良率');
    await waitFor(() => expect(screen.getByLabelText('Search results', { selector: '#results' })).toBeTruthy());
    await fireEvent.keyDown(field(), { key: 'Escape' });
    await waitFor(() => expect(screen.queryByLabelText('Search results', { selector: '#results' })).toBeNull());
    expect(field().value).toBe('');
  });

  it('keeps a search in the sidebar, runs it, renames it and lets it go', async () => {
    await desk();
    await type('良率');
    await fireEvent.click(await screen.findByLabelText('Keep this search in the sidebar'));
    const row = await screen.findByRole('button', { name: /^良率 ?\d+$/ });
    await fireEvent.keyDown(field(), { key: 'Escape' });
    await fireEvent.click(row);
    expect(field().value).toBe('良率');
    await fireEvent.click(await screen.findByLabelText('Rename 良率'));
    const name = await screen.findByLabelText<HTMLInputElement>('New name of the search');
    await fireEvent.input(name, { target: { value: 'Yields' } });
    await fireEvent.keyDown(name, { key: 'Enter', isComposing: true });
    expect(screen.queryByText('Yields')).toBeNull();
    await fireEvent.keyDown(name, { key: 'Enter' });
    await screen.findByText('Yields');
    await fireEvent.click(screen.getByLabelText('Without Yields'));
    await waitFor(() => expect(screen.queryByText('Yields')).toBeNull());
  });

  it('Enter that ends a composition stays in the field', async () => {
    await desk();
    field().focus();
    await type('良率');
    await waitFor(() => expect(document.getElementById('results')).toBeTruthy());
    await fireEvent.keyDown(field(), { key: 'Enter', isComposing: true });
    await fireEvent.keyDown(field(), { key: 'Enter', keyCode: 229 });
    expect(document.activeElement).toBe(field());
    await fireEvent.keyDown(field(), { key: 'Enter' });
    expect(document.activeElement?.id).toBe('results');
  });

  it('Ctrl+K and / lead to the search, and keys in a field are text', async () => {
    await desk();
    await fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
    expect(document.activeElement).toBe(field());
    await fireEvent.keyDown(field(), { key: '?' });
    expect(screen.queryByRole('dialog')).toBeNull();
    field().blur();
    await fireEvent.keyDown(document.body, { key: '/' });
    expect(document.activeElement).toBe(field());
  });

  it('restores a quote from the trash', async () => {
    const host = await desk();
    const quote = host.things.quotes[0]!;
    await host.call('items.trash', { ids: [quote.id] });
    location.hash = '#/trash';
    await fireEvent.click(await screen.findByText('Quotes', { selector: '[aria-pressed]' }));
    const card = await waitFor(() => document.getElementById(`quote-${quote.id}`)!);
    await fireEvent.click(within(card).getByText('Restore'));
    await waitFor(() => expect(quote.trashed).toBe(false));
    await waitFor(() => expect(document.getElementById(`quote-${quote.id}`)).toBeNull());
  });

  it('opens an article in a frame that may run scripts and nothing else', async () => {
    const host = await desk();
    location.hash = `#?article=${host.things.articles[0]!.row.id}`;
    const frame = await screen.findByTitle(/^Article: 存储涨价周/);
    expect(frame.getAttribute('sandbox')).toBe('allow-scripts');
    expect(frame.getAttribute('referrerpolicy')).toBe('no-referrer');
    expect(frame.hasAttribute('src')).toBe(false);
  });

  it('keeps a frame ready for the next article, and gives none a second one', async () => {
    const host = await desk();
    const titles = () => frames().map((frame) => frame.title);
    const seen = () => frames().filter((frame) => frame.classList.contains('seen'));
    const [one, two] = host.things.articles.map(({ row }) => row);
    location.hash = `#?article=${one!.id}`;
    await waitFor(() => expect(titles()).toEqual([`Article: ${one!.title}`]));
    const [first] = frames();
    expect(seen()).toEqual([]);
    say(first!, empty, ready);
    await waitFor(() => expect(titles()).toEqual([`Article: ${one!.title}`, '']));
    expect(seen()).toEqual([first]);
    const spare = frames()[1]!;
    expect(spare.srcdoc).not.toBe(first!.srcdoc);
    location.hash = `#?article=${two!.id}`;
    await waitFor(() => expect(titles()).toEqual(['', `Article: ${two!.title}`]));
    // Until the next is ready, the one before stays; what it still says of itself is not taken for the next one's.
    say(first!, ready);
    await tick();
    expect([frames()[1], ...seen()]).toEqual([spare, first]);
    say(first!, { type: 'key', key: '/' });
    expect(document.activeElement).toBe(field());
    say(spare, empty, ready);
    await waitFor(() => expect(seen()).toEqual([spare]));
    await waitFor(() => expect(frames()).not.toContain(first));
    expect(frames()).toHaveLength(2);
  });

  it('sets the next article for reading at once, when the one before is shown as it was', async () => {
    const host = await desk();
    const [one, two] = host.things.articles.map(({ row }) => row);
    location.hash = `#?article=${one!.id}`;
    say(await screen.findByTitle<HTMLIFrameElement>(`Article: ${one!.title}`), empty, ready);
    await fireEvent.keyDown(window, { key: 'P', ctrlKey: true, shiftKey: true });
    const commands = await screen.findByRole('combobox', { name: 'Commands' });
    await fireEvent.input(commands, { target: { value: i18n.t.reader.original } });
    await fireEvent.keyDown(commands, { key: 'Enter' });
    await screen.findByText(i18n.t.reader.originalBack);
    await waitFor(() => expect(frames().at(-1)!.title).not.toBe(''));
    say(frames().at(-1)!, empty, ready);
    await waitFor(() => expect(frames().at(-1)!.title).toBe(''));
    const spare = frames().at(-1)!;
    const told = vi.spyOn(spare.contentWindow!, 'postMessage');
    location.hash = `#?article=${two!.id}`;
    await waitFor(() => expect(spare.title).toBe(`Article: ${two!.title}`));
    say(spare, empty, ready);
    const pages = told.mock.calls.flatMap(([message]) => message.page?.body ?? []);
    expect(pages).toEqual([expect.stringContaining(`<h1>${two!.title}</h1>`)]);
    await waitFor(() => expect(screen.queryByText(i18n.t.reader.originalBack)).toBeNull());
    expect(frames().find((frame) => frame.title)).toBe(spare);
  });

  it('marks a selection that the frame reports, by a key', async () => {
    const host = await desk();
    const { row, text } = host.things.articles[0]!;
    location.hash = `#?article=${row.id}`;
    const frame = (await screen.findByTitle(/^Article: 存储涨价周/)) as HTMLIFrameElement;
    const start = Array.from(text.slice(0, text.indexOf('CoWoS-L'))).length;
    say(frame, empty, ready);
    say(frame, { type: 'selection', start, end: start + 7, rect: { left: 1, top: 99, width: 9, height: 9 } });
    await waitFor(() => expect(screen.getByRole('toolbar', { name: 'Selection' })).toBeTruthy());
    say(frame, { type: 'key', key: '3', ctrl: false, shift: false, alt: false });
    await waitFor(() => expect(host.things.quotes.at(-1)).toMatchObject({ exact: 'CoWoS-L', colour: 3 }));
    await waitFor(() => expect(screen.queryByRole('toolbar', { name: 'Selection' })).toBeNull());
  });
});

describe('a sheet', () => {
  const sheet = () => screen.findByRole<HTMLDialogElement>('dialog', { name: 'Keyboard shortcuts' });
  const ask = () => fireEvent.keyDown(document.body, { key: '?' });

  it('opens again with the very next key after Escape', async () => {
    await desk();
    await ask();
    const first = await sheet();
    await fireEvent(first, new Event('cancel', { cancelable: true }));
    expect(first.open).toBe(false);
    await ask();
    const second = await sheet();
    expect(second).not.toBe(first);
    // A browser tells of the closing later.
    await fireEvent(first, new Event('close'));
    expect(second.isConnected && second.open).toBe(true);
  });
});
