/**
 * Links to things of the library, for notes, other programs and letters: `tearsheet://KIND/ID`, `tearsheet://search?q=…`, and
 * `tearsheet:ID` as notes have them.
 *
 * **Invariant:** following a link shows something and changes nothing, whoever wrote it.
 */
import type { Library } from './library';
import { placeOfArticle, placeOfNote, placeOfQuote, placeOfTheme } from './places';
import type { WireError } from './wire';

/** The scheme of links to things of the library. */
export const SCHEME = 'tearsheet:';
/** As much as a query may hold, characters. */
const QUERY_MAX = 2000;

export type Kind = 'article' | 'quote' | 'note' | 'theme';
/** What a link leads to. */
export type Linked = { id: string } | { query: string };

export const linkTo = (kind: Kind, id: string): string => `${SCHEME}//${kind}/${encodeURIComponent(id)}`;
export const linkToSearch = (query: string): string => `${SCHEME}//search?q=${encodeURIComponent(query)}`;

/** What a link leads to; null for another scheme, or rubbish. */
export function readLink(link: string): Linked | null {
  const found = /^tearsheet:(?:\/\/)?([^?#]*)(?:\?([^#]*))?/i.exec(link.trim());
  if (!found) return null;
  const [, path = '', query = ''] = found;
  const parts = path.split('/').filter(Boolean);
  if (parts[0]?.toLowerCase() === 'search') {
    const words = new URLSearchParams(query).get('q')?.trim().slice(0, QUERY_MAX);
    return words ? { query: words } : null;
  }
  const id = parts.at(-1);
  return id && /^[\w-]+$/.test(id) ? { id } : null;
}

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
