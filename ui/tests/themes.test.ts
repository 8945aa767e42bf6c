/** Themes: made and edited with names that are theirs alone, merged, removed. */
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { LIBRARY, Library } from '../src/api/library';
import ThemePage from '../src/features/themes/ThemePage.svelte';
import ThemeSheet from '../src/features/themes/ThemeSheet.svelte';
import { ThemeForm, aliasOf, fold } from '../src/features/themes/form.svelte';
import { themeSheet } from '../src/features/themes/sheet.svelte';
import { fakeHost } from '../src/host/fake';
import { toasts } from '../src/shared/toasts.svelte';

const made = () => {
  const host = fakeHost();
  const library = new Library(host);
  const named = (name: string) => {
    const theme = host.things.themeNamed(name);
    if (!theme) throw new Error(name);
    return theme;
  };
  const form = (name: string | null) =>
    new ThemeForm(library, () => host.things.themes, name === null ? null : named(name));
  return { host, library, named, form, context: new Map([[LIBRARY, library]]) };
};

afterEach(() => {
  themeSheet.close();
  cleanup();
});

describe('the form of a theme', () => {
  it('adds aliases parted by commas of either script, each with the rules of its kind', () => {
    const { form } = made();
    const one = form(null);
    one.name = 'Arm';
    one.addAliases('ARMH, 安谋、 Arm  Holdings');
    expect(one.aliases.map((alias) => [alias.form, alias.matchCase, alias.wholeWord])).toEqual([
      ['ARMH', true, true],
      ['安谋', false, true],
      ['Arm Holdings', false, true],
    ]);
    expect(aliasOf('TSMCX').matchCase).toBe(false);
  });

  it('refuses an alias that stands there already, whatever its case and spaces', () => {
    const { form } = made();
    const one = form('HBM');
    const before = one.aliases.length;
    one.addAliases('High  Bandwidth MEMORY');
    expect(one.aliases.length).toBe(before);
    expect(one.problems.aliases).toContain('High Bandwidth MEMORY');
    expect(fold('  A  B ')).toBe('a b');
  });

  it('sees while one types that a name or alias belongs to another theme, and does not save', async () => {
    const { form, host } = made();
    const one = form(null);
    one.rename('hbm4');
    expect(one.problems.name).toContain('HBM');
    expect(await one.save()).toBeNull();
    one.rename('Glass substrate');
    one.addAliases('TSMC');
    expect(one.problems.name).toBeUndefined();
    expect(one.problems.aliases).toContain('台积电');
    expect(await one.save()).toBeNull();
    expect(host.calls).toEqual([]);
  });

  it('keeps its own names when it is edited', () => {
    const { form } = made();
    expect(form('HBM').problems).toEqual({});
  });

  it('puts what the library refuses beside the field it is about', async () => {
    const { form, host } = made();
    const one = form('HBM');
    host.before = () => {
      throw { code: 'name-taken', message: 'Another theme has this name already.', detail: 'HBM3E' };
    };
    expect(await one.save()).toBeNull();
    expect(one.problems).toEqual({ aliases: 'Another theme has this name already.' });
    host.before = () => {
      throw { code: 'name-taken', message: 'Another theme has this name already.', detail: 'hbm' };
    };
    await one.save();
    expect(one.problems.name).toBe('Another theme has this name already.');
    one.rename('HBM memory');
    expect(one.problems.name).toBeUndefined();
  });

  it('saves the rules of aliases with the theme it makes', async () => {
    const { form, named } = made();
    const one = form(null);
    one.rename('玻璃基板');
    one.addAliases('GLASS');
    const alias = one.aliases[0];
    if (alias) alias.matchCase = true;
    one.parent = named('AI 服务器').id;
    expect(await one.save()).not.toBeNull();
    expect(named('GLASS')).toMatchObject({ name: '玻璃基板', parent: named('AI 服务器').id });
    expect(named('GLASS').aliases).toEqual([
      { form: 'GLASS', lang: null, matchCase: true, wholeWord: true, ambiguous: false },
    ]);
  });

  it('clears a parent and a description', async () => {
    const { form, named } = made();
    const one = form('HBM');
    one.parent = '';
    one.description = '';
    await one.save();
    expect(named('HBM').parent).toBeNull();
  });

  it('offers as parents neither itself nor what lies below', () => {
    const { form } = made();
    const names = form('AI 服务器').parents.map((theme) => theme.name);
    expect(names).not.toContain('AI 服务器');
    expect(names).not.toContain('HBM');
    expect(names).toContain('推理需求');
  });
});

describe('the page of a person', () => {
  const shown = (name: string) => {
    const { host, named, context } = made();
    for (const quote of host.things.quotes) Object.assign(quote, { speaker: null, themes: [] });
    for (const { row } of host.things.articles) Object.assign(row, { byline: null, themes: [] });
    return { host, open: () => render(ThemePage, { props: { id: named(name).id }, context }) };
  };
  const NOTHING = 'Nothing carries this theme yet';

  it('lists by date what they said under any name, then what they wrote, and does not say that there is nothing', async () => {
    const { host, open } = shown('黄仁勋');
    const [first, second] = host.things.quotes;
    const article = host.things.articles[0];
    if (!first || !second || !article) throw new Error('the pretended library is too small');
    Object.assign(first, { speaker: '老黄', published: '2026-01-02', exact: 'the older words' });
    Object.assign(second, { speaker: 'Jensen Huang', published: '2026-02-03', exact: 'the newer words' });
    Object.assign(article.row, { byline: 'Jensen Huang', title: 'An article of theirs' });
    open();
    const words = await screen.findAllByText(/the (older|newer) words/);
    expect(words.map((one) => one.textContent)).toEqual(['the newer words', 'the older words']);
    expect(screen.getByRole('heading', { name: 'Quotes by them' })).toBeTruthy();
    expect(screen.queryByText(NOTHING)).toBeNull();
    await screen.findByText('An article of theirs');
    expect(screen.getByRole('heading', { name: 'Articles by them' })).toBeTruthy();
  });

  it('says that there is nothing when nothing is there', async () => {
    shown('黄仁勋').open();
    await screen.findByText(NOTHING);
  });
});

describe('the sheet of a theme', () => {
  const opened = async (context: Map<symbol, unknown>) => {
    render(ThemeSheet, { context });
    return within(await screen.findByRole('dialog'));
  };
  const nameField = (sheet: Awaited<ReturnType<typeof opened>>) => sheet.getByRole('textbox', { name: 'Name' });

  it('makes a theme by Enter, and not by the Enter of an input method', async () => {
    const { context, host } = made();
    themeSheet.add({ kind: 'company' });
    const sheet = await opened(context);
    await fireEvent.input(nameField(sheet), { target: { value: '联发科' } });
    await fireEvent.keyDown(nameField(sheet), { key: 'Enter', isComposing: true });
    await fireEvent.keyDown(nameField(sheet), { key: 'Enter', keyCode: 229 });
    expect(host.things.themeNamed('联发科')).toBeUndefined();
    await fireEvent.keyDown(nameField(sheet), { key: 'Enter' });
    await waitFor(() => expect(host.things.themeNamed('联发科')?.kind).toBe('company'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(location.hash).toContain('#/theme/');
  });

  it('shows beside the field that a name is taken', async () => {
    const { context } = made();
    themeSheet.add();
    const sheet = await opened(context);
    await fireEvent.input(nameField(sheet), { target: { value: 'tsmc' } });
    expect(sheet.getByRole('alert').textContent).toContain('台积电');
    expect(nameField(sheet).getAttribute('aria-invalid')).toBe('true');
  });

  it('keeps what is typed when the library changes meanwhile', async () => {
    const { context, library, named } = made();
    themeSheet.edit(named('HBM').id);
    const sheet = await opened(context);
    await fireEvent.input(nameField(sheet), { target: { value: 'HBM stacks' } });
    await library.call('themes.add', { name: 'something else' });
    await new Promise((done) => setTimeout(done, 20));
    expect((nameField(sheet) as HTMLInputElement).value).toBe('HBM stacks');
  });

  it('edits aliases: adds, sets a rule, removes, saves all', async () => {
    const { context, named } = made();
    themeSheet.edit(named('HBM').id);
    const sheet = await opened(context);
    const field = sheet.getByRole('textbox', { name: 'Add another name' });
    await fireEvent.input(field, { target: { value: 'HBM5' } });
    await fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    expect(sheet.queryByRole('button', { name: 'Match case of HBM5' })).toBeNull();
    await fireEvent.keyDown(field, { key: 'Enter' });
    await fireEvent.click(sheet.getByRole('button', { name: 'Match case of HBM5' }));
    await fireEvent.click(sheet.getByRole('button', { name: 'Remove HBM3E' }));
    await fireEvent.click(sheet.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(named('HBM').aliases.at(-1)).toMatchObject({ form: 'HBM5', matchCase: true }));
    expect(named('HBM').aliases.map((alias) => alias.form)).not.toContain('HBM3E');
  });

  it('asks once before it removes, and goes elsewhere when the theme was shown', async () => {
    const { context, host, named } = made();
    const { id } = named('HBM');
    location.hash = `#/theme/${id}`;
    themeSheet.edit(id);
    const sheet = await opened(context);
    await fireEvent.click(sheet.getByRole('button', { name: 'Remove the theme…' }));
    expect(host.things.themeNamed('HBM')).toBeDefined();
    expect(sheet.getByRole('alert').textContent).toContain('stay, but lose it');
    await fireEvent.click(sheet.getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(host.things.themeNamed(id)).toBeUndefined());
    expect(location.hash).toBe('#/all');
    expect(toasts.shown.at(-1)?.actions?.map(({ label }) => label)).toEqual(['Undo']);
  });

  it('takes its own removal back by the message alone, or says that it no longer can', async () => {
    const { context, host, named } = made();
    themeSheet.edit(named('HBM').id);
    const sheet = await opened(context);
    await fireEvent.click(sheet.getByRole('button', { name: 'Remove the theme…' }));
    await fireEvent.click(sheet.getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(toasts.shown).toHaveLength(1));
    const undo = () => toasts.shown.at(-1)?.actions?.[0]?.run();
    const removal = toasts.shown[0]!;
    await host.call('notes.add', { title: 'Later' });
    undo();
    await waitFor(() => expect(toasts.shown.at(-1)?.title).toMatch(/^This can no longer be undone/));
    expect(host.things.notes.some(({ title }) => title === 'Later')).toBe(true);
    await host.call('library.undo', {});
    removal.actions?.[0]?.run();
    await waitFor(() => expect(host.things.themeNamed('HBM')).toBeDefined());
    host.before = (name) => {
      if (name === 'library.redo') throw { code: 'outdated', message: 'It was changed since.' };
    };
    undo();
    await waitFor(() => expect(toasts.shown.at(-1)?.title).toMatch(/^This can no longer be done again/));
  });

  it('merges into a theme named by any of its names', async () => {
    const { context, host, named } = made();
    const { id } = named('CoWoS');
    themeSheet.edit(id);
    const sheet = await opened(context);
    await fireEvent.click(sheet.getByRole('button', { name: 'Merge into another theme…' }));
    const field = sheet.getByRole('combobox', { name: 'The theme that stays' });
    await fireEvent.input(field, { target: { value: '定制芯片' } });
    await fireEvent.keyDown(field, { key: 'Enter' });
    await fireEvent.click(await sheet.findByRole('button', { name: 'Merge' }));
    await waitFor(() => expect(host.things.themeNamed('CoWoS')?.name).toBe('ASIC'));
    expect(host.things.themes.some((theme) => theme.id === id)).toBe(false);
  });
});
