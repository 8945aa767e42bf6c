/** Themes as they are offered where one gives some, and the deed itself. */
import type { Library } from '../api/library';
import type { TaggedItem, Theme } from '../api/wire';
import { ahead, type Name } from './names';
import { Remembered } from './remembered.svelte';

/** So many are remembered: more than a list of offers shows. */
const LAST_MAX = 12;
/** The ids of the themes that were given last in this window, the latest first, with blanks between. */
const last = new Remembered<string>('themesGiven', '');

/** Gives themes, by their names or ids. */
export async function giveThemes(library: Library, ids: string[], themes: string[]): Promise<TaggedItem[]> {
  const items = await library.call('items.tag', { ids, themes });
  const given = items.flatMap((item) =>
    item.themes.filter(({ id, name }) => themes.includes(id) || themes.includes(name)).map(({ id }) => id),
  );
  last.value = [...new Set([...given, ...last.value.split(' ')])].slice(0, LAST_MAX).join(' ');
  return items;
}

/** All themes with their other names. */
export const themeNames = (themes: readonly Theme[] = []): Name[] =>
  themes.map(({ id, name, colour, aliases }) => ({ id, name, colour, also: aliases.map((alias) => alias.form) }));

/** All themes in the order in which they are offered: first those found, by their ids, then those given last. */
export const themesOffered = (themes: readonly Theme[] | undefined, found: readonly string[]): Name[] =>
  ahead(themeNames(themes), [...found, ...last.value.split(' ')]);
