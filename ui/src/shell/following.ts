/** Links of the scheme `tearsheet`: followed when another program hands one over, and copied for it. */
import { linkTo, linkToSearch, placeOf, readLink } from '../api/links';
import { copy } from '../shared/copy';
import { i18n } from '../shared/i18n';
import { toasts } from '../shared/toasts.svelte';
import type { Desk } from './desk.svelte';

/** Shows what a link leads to; says so when that is nothing here. */
export async function follow(desk: Desk, link: string): Promise<void> {
  const t = i18n.t.shell.links;
  const linked = readLink(link);
  if (!linked) return void toasts.show({ title: t.notUnderstood, detail: link.slice(0, SHOWN_MAX), tone: 'warn' });
  if ('query' in linked) return desk.searching.run(linked.query);
  try {
    const place = await placeOf(desk.library, linked.id);
    if (!place) return void toasts.show({ title: t.gone, detail: t.goneDetail, tone: 'warn' });
    desk.sheet = null;
    desk.searching.clear();
    desk.where.go(place);
  } catch (error) {
    toasts.fail(error);
  }
}

/** As much of a foreign link as is shown. */
const SHOWN_MAX = 80;

/** The link to what is shown: the search, else what is open, else the theme; null where nothing is. */
export function linkHere(desk: Desk): string | null {
  const { article, quote, note, theme, view } = desk.where.place;
  if (desk.searching.active && desk.searching.query) return linkToSearch(desk.searching.query);
  if (note) return linkTo('note', note);
  if (article && quote) return linkTo('quote', quote);
  if (article) return linkTo('article', article);
  return view === 'theme' && theme ? linkTo('theme', theme) : null;
}

export const copyLink = (link: string): Promise<boolean> => copy(link, i18n.t.shared.linkCopied);
