/** Every command of the desk, for the palette: each as its key or its control would do it. */
import { placeOfView } from '../api/places';
import { begin as beginNote } from '../features/notes/deeds';
import { themeSheet } from '../features/themes/sheet.svelte';
import { attempt } from '../shared/attempt';
import { copy } from '../shared/copy';
import { ANNOTATIONS, FORMATS, exportItem, type ExportFormat } from '../shared/exporting';
import { i18n, rooms, type Words } from '../shared/i18n';
import type { Name } from '../shared/names';
import type { Desk } from './desk.svelte';
import { copyLink, linkHere } from './following';

/** A line of the palette. */
export interface Entry extends Name {
  hint?: string;
  run: () => unknown;
}

const VIEWS = ['inbox', 'all', 'starred', 'quotes', 'notes', 'trash'] as const;

/** All commands that can be given now; each is found by its name and by other words, in both languages. */
export function commandsOf(desk: Desk): Entry[] {
  const [en, zh] = [rooms.shell.en.also, rooms.shell.zh.also];
  const inOther = new Map(commandsIn(i18n.other, desk).map(({ id, name }) => [id, name]));
  const otherWords = (id: string) => [inOther.get(id) ?? '', ...wordsOf(en[id]), ...wordsOf(zh[id])];
  return commandsIn(i18n.t, desk).map((entry) => ({ ...entry, also: otherWords(entry.id).filter(Boolean) }));
}

const wordsOf = (list = ''): string[] => list.split(/, |、/);

/** All commands, by their names in one language. */
function commandsIn(words: Words, desk: Desk): Entry[] {
  const { article, note, theme, view } = desk.where.place;
  const shown = view === 'theme' && !desk.searching.active ? theme : null;
  return [
    ...ofActing(words, desk),
    ...(article ? [...ofReader(words, desk), ...ofArticle(words, desk, article)] : []),
    ...desk.offered,
    ...(note ? exportsOf(desk, note, words.shell.exportNoteAs) : []),
    ...(shown ? ofTheme(words, desk, shown) : []),
    ...ofDesk(words, desk),
    ...ofLibrary(words, desk),
    ...ofAppearance(words, desk),
  ];
}

const PLAIN = { ctrl: false, shift: false, alt: false };

/** What is done by a key to what is chosen, or else to what is open. */
function ofActing(words: Words, desk: Desk): Entry[] {
  const t = words.shell.keys;
  const { acting } = desk;
  const keys = [
    ...(acting.articles.length
      ? ([
          ['e', t.read],
          ['s', t.star],
        ] as const)
      : []),
    ...(acting.ids.length
      ? ([
          ['t', t.tag],
          ['m', words.shared.like],
          ['#', acting.inTrash ? words.articles.restore : t.trash],
        ] as const)
      : []),
    ...(acting.list
      ? ([
          ['j', t.next],
          ['k', t.previous],
        ] as const)
      : []),
  ];
  return keys.map(([key, name]) => ({ id: `key ${key}`, name, hint: key, run: () => acting.hear({ ...PLAIN, key }) }));
}

/** The theme whose page is shown. */
function ofTheme(words: Words, desk: Desk, id: string): Entry[] {
  const t = words.shell;
  const edit = () => themeSheet.edit(id);
  return [{ id: 'editTheme', name: t.editTheme, run: edit }, ...exportsOf(desk, id, t.exportThemeAs)];
}

const exportsOf = (desk: Desk, id: string, say: (format: string) => string): Entry[] =>
  Object.entries(FORMATS).map(([format, name]) => ({
    id: `export ${id} ${format}`,
    name: say(name),
    run: () => exportItem(desk.library, id, format as ExportFormat),
  }));

/** What concerns the library as a whole. */
function ofLibrary(words: Words, desk: Desk): Entry[] {
  const { library, status } = desk;
  const [t, s] = [words.shell, words.settings];
  const empty = () => {
    desk.where.go(placeOfView('trash'));
    desk.emptying = true;
  };
  const settings = (deed: 'backUp' | 'takeStarter' | 'chooseTable' | 'giveTable') => async () =>
    (await import('../features/settings/deeds'))[deed](library);
  return [
    { id: 'receipts', name: words.receipts.label, run: () => (desk.receiving = true) },
    { id: 'backup', name: s.backup, run: settings('backUp') },
    { id: 'starter', name: `${s.starter}: ${s.takeStarter}`, run: settings('takeStarter') },
    { id: 'takeTable', name: `${s.table}: ${s.tableTake}`, run: settings('chooseTable') },
    { id: 'giveTable', name: `${s.table}: ${s.tableGive}`, run: settings('giveTable') },
    ...(['call', 'company', 'interview'] as const).map((template) => ({
      id: `template ${template}`,
      name: t.noteFrom(words.notes.templates[template]),
      run: () => beginNote(library, template),
    })),
    ...(status.value?.counts.trash ? [{ id: 'emptyTrash', name: words.articles.emptyTrash, run: empty }] : []),
  ];
}

/** What the reader hears as keys. */
function ofReader(words: Words, desk: Desk): Entry[] {
  const t = words.shell.keys;
  const keys = [
    ['h', t.contents],
    ['y', t.cite],
    ['b', t.browser],
    ['v', t.sentences],
  ] as const;
  return [
    ...keys.map(([key, name]) => ({ id: `key ${key}`, name, hint: key, run: () => desk.press({ ...PLAIN, key }) })),
    { id: 'find', name: t.find, hint: 'Ctrl F', run: () => desk.press({ ...PLAIN, key: 'f', ctrl: true }) },
  ];
}

/** What leaves the library of an article. */
function ofArticle(words: Words, desk: Desk, id: string): Entry[] {
  const t = words.shell;
  return [
    { id: 'annotations', name: t.copyAnnotations, run: () => copyAnnotations(desk, { article: id }) },
    ...Object.entries({ ...FORMATS, ...ANNOTATIONS }).map(([format, name]) => ({
      id: `export ${format}`,
      name: t.exportAs(name),
      run: () => exportItem(desk.library, id, format as ExportFormat),
    })),
  ];
}

async function copyAnnotations(desk: Desk, which: { article?: string }) {
  await attempt(async () => {
    const { json, count } = await desk.library.call('quotes.annotations', which);
    await copy(json, i18n.t.shell.annotationsCopied(count, i18n.number(count)));
  });
}

function ofDesk(words: Words, desk: Desk): Entry[] {
  const t = words.shell;
  return [
    ...VIEWS.map((view) => ({ id: view, name: t.goTo(t[view]), run: () => desk.where.go(placeOfView(view)) })),
    { id: 'undo', name: t.undoing.undoNow, hint: 'Ctrl Z', run: () => desk.turn('undo') },
    { id: 'redo', name: t.undoing.redoNow, hint: 'Ctrl Shift Z', run: () => desk.turn('redo') },
    { id: 'back', name: t.back, hint: 'Alt ←', run: () => history.back() },
    { id: 'forward', name: t.forward, hint: 'Alt →', run: () => history.forward() },
    { id: 'note', name: words.notes.add, run: () => beginNote(desk.library) },
    { id: 'theme', name: words.themes.add, run: () => themeSheet.add() },
    { id: 'search', name: t.keys.search, hint: 'Ctrl K', run: () => desk.focusSearch() },
    {
      id: 'inspector',
      name: desk.inspecting ? t.hideInspector : t.showInspector,
      hint: 'i',
      run: () => (desk.inspecting = !desk.inspecting),
    },
    {
      id: 'lists',
      name: desk.alone ? t.showLists : t.hideLists,
      hint: 'l',
      run: () => (desk.lists = desk.alone),
    },
    ...ofLink(words, desk),
    {
      id: 'exportAllAnnotations',
      name: t.exportAllAnnotations,
      run: () => exportItem(desk.library, null, 'w3c'),
    },
    { id: 'allAnnotations', name: t.copyAllAnnotations, run: () => copyAnnotations(desk, {}) },
    { id: 'settings', name: t.settings, hint: 'Ctrl ,', run: () => (desk.sheet = 'settings') },
    { id: 'shortcuts', name: t.shortcuts, hint: '?', run: () => (desk.sheet = 'shortcuts') },
  ];
}

/** The link to what is shown, where something is. */
function ofLink(words: Words, desk: Desk): Entry[] {
  const link = linkHere(desk);
  return link ? [{ id: 'link', name: words.shared.copyLink, run: () => copyLink(link) }] : [];
}

function ofAppearance(words: Words, desk: Desk): Entry[] {
  const t = words.shell;
  return [
    { id: 'zoomIn', name: t.zoom.larger, hint: 'Ctrl Alt +', run: () => desk.zoom.turn(1) },
    { id: 'zoomOut', name: t.zoom.smaller, hint: 'Ctrl Alt −', run: () => desk.zoom.turn(-1) },
    { id: 'zoomUsual', name: t.zoom.usual, hint: 'Ctrl Alt 0', run: () => desk.zoom.turn(0) },
    ...(['light', 'dark', 'system'] as const).map((name) => ({
      id: name,
      name: t.appearanceNow(t[name]),
      run: () => desk.preferences.put({ appearance: name === 'system' ? null : name }),
    })),
    {
      id: 'language',
      name: t.switchLanguage,
      run: () => desk.preferences.put({ language: desk.preferences.language === 'zh' ? 'en' : 'zh-CN' }),
    },
  ];
}
