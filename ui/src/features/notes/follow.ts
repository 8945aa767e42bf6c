/** Where the links of a note lead. */
import type { Library } from '../../api/library';
import { placeOfArticle, placeOfNote, placeOfQuote, placeOfTheme } from '../../api/places';
import type { WireError } from '../../api/wire';
import { i18n } from '../../shared/i18n';
import { toasts } from '../../shared/toasts.svelte';

/** The scheme of links to things of the library, `tearsheet:ID`. */
export const SCHEME = 'tearsheet:';

/** The address inside the window of whatever has this id; null when nothing has. */
export async function placeOf(library: Library, id: string): Promise<string | null> {
  const themes = await library.call('themes.list', {});
  if (themes.some((theme) => theme.id === id)) return placeOfTheme(id);
  const asked = [
    async () => placeOfNote((await library.call('notes.get', { id })).id),
    async () => placeOfQuote((await library.call('quotes.get', { id })).articleId, id),
    async () => placeOfArticle((await library.call('articles.get', { id })).id),
  ];
  for (const ask of asked) {
    try {
      return await ask();
    } catch (error) {
      if ((error as WireError).code !== 'not-found') throw error;
    }
  }
  return null;
}

/** Goes where a link of a note leads: inside the window, or outside by the system; anything else goes nowhere. */
export async function follow(library: Library, href: string): Promise<void> {
  try {
    if (/^(https?|mailto):/i.test(href)) return await library.host.openLink(href);
    if (!href.startsWith(SCHEME)) return;
    const place = await placeOf(library, href.slice(SCHEME.length).replace(/#.*$/, ''));
    if (place) location.hash = place;
    else toasts.show({ title: i18n.t.notes.linkGone, tone: 'warn' });
  } catch (error) {
    toasts.show({ title: i18n.t.shared.failed, detail: (error as WireError).message, tone: 'bad' });
  }
}
