/**
 * Addresses of things inside the window, so that a feature links to a thing without knowing who shows it.
 *
 * An address that begins with `#?` keeps the list that is shown and opens the thing beside it.
 */

/** The lists of the middle pane. */
export type View = 'inbox' | 'all' | 'starred' | 'trash' | 'theme' | 'quotes' | 'notes';

/** Where the researcher is: a list, and what is open beside it. */
export interface Place {
  view: View;
  /** The theme's id, when the view is `theme`. */
  theme: string | null;
  /** The open article. */
  article: string | null;
  /** The quote to scroll to in it. */
  quote: string | null;
  /** The open note. */
  note: string | null;
}

const VIEWS: readonly View[] = ['inbox', 'all', 'starred', 'trash', 'theme', 'quotes', 'notes'];

const q = encodeURIComponent;
export const placeOfView = (view: Exclude<View, 'theme'>): string => `#/${view}`;
export const placeOfTheme = (id: string): string => `#/theme/${q(id)}`;
export const placeOfArticle = (id: string): string => `#?article=${q(id)}`;
export const placeOfQuote = (article: string, id: string): string => `#?article=${q(article)}&quote=${q(id)}`;
export const placeOfNote = (id: string): string => `#?note=${q(id)}`;

/** What is like a thing; what is shown stays open. */
export const placeOfLike = ({ id, title }: { id: string; title: string }): string =>
  `#?like=${q(id)}&called=${q(title)}`;

/** What a link of the scheme `tearsheet` leads to; what is shown stays until that is known. */
export const placeOfLink = (link: string): string => `#?link=${q(link)}`;

/** The link that an address asks to follow. */
export const readPlaceOfLink = (hash: string): string | null =>
  new URLSearchParams(hash.split('?', 2)[1] ?? '').get('link');

/** The thing whose like an address asks for. */
export function readLike(hash: string): { id: string; title: string } | null {
  const params = new URLSearchParams(hash.split('?', 2)[1] ?? '');
  const id = params.get('like');
  return id ? { id, title: params.get('called') ?? '' } : null;
}

/** The address of anything the library names with a kind and an id. */
export function placeOfItem(item: { kind: string; id: string; articleId?: string | null }): string {
  switch (item.kind) {
    case 'theme':
      return placeOfTheme(item.id);
    case 'note':
      return placeOfNote(item.id);
    case 'quote':
      return item.articleId ? placeOfQuote(item.articleId, item.id) : placeOfView('quotes');
    default:
      return placeOfArticle(item.id);
  }
}

/** Reads an address; what it leaves open is taken from `now`. */
export function readPlace(hash: string, now: Place): Place {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const [, name = '', id = ''] = path.split('/');
  const view = VIEWS.find((known) => known === name);
  const params = new URLSearchParams(query);
  const open = { article: params.get('article'), quote: params.get('quote'), note: params.get('note') };
  if (!view) return { ...now, ...open };
  return { view, theme: view === 'theme' ? decodeURIComponent(id) : null, ...open };
}

/** Writes a place as a whole address. */
export function writePlace(place: Place): string {
  const params = new URLSearchParams();
  for (const name of ['article', 'quote', 'note'] as const) {
    const value = place[name];
    if (value) params.set(name, value);
  }
  const path = place.view === 'theme' ? `theme/${q(place.theme ?? '')}` : place.view;
  return `#/${path}${params.size ? `?${params}` : ''}`;
}
