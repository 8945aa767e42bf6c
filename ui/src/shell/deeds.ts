/** What can be done to things of the library by pointer: the same in the bar over a list, a card's menu and the line above a page. */
import Mail from '@lucide/svelte/icons/mail';
import MailOpen from '@lucide/svelte/icons/mail-open';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Sparkles from '@lucide/svelte/icons/sparkles';
import Star from '@lucide/svelte/icons/star';
import TagIcon from '@lucide/svelte/icons/tag';
import Trash2 from '@lucide/svelte/icons/trash-2';
import { i18n } from '../shared/i18n';
import type { Acting, Meant } from './acting.svelte';

/** How the one article that is meant stands. */
interface State {
  unread: boolean;
  starred: boolean;
  trashed: boolean;
}

export interface Deed {
  Icon: typeof Star;
  label: string;
  /** The key that does the same. */
  key: string;
  run: () => unknown;
}

/** The deeds for what is meant; of an article whose state is known they say which way they go. */
export function deedsOf(acting: Acting, meant: Meant, state?: State): Deed[] {
  const t = i18n.t.shell;
  const read = state ? (state.unread ? t.markRead : t.markUnread) : t.keys.read;
  const ofArticles = [
    { Icon: state && !state.unread ? Mail : MailOpen, label: read, key: 'e', run: () => acting.read(meant) },
    { Icon: Star, label: state?.starred ? t.unstar : t.keys.star, key: 's', run: () => acting.star(meant) },
  ];
  return [
    ...(meant.articles.length ? ofArticles : []),
    { Icon: TagIcon, label: t.keys.tag, key: 't', run: () => acting.askTheme(meant) },
    (state?.trashed ?? acting.inTrash)
      ? { Icon: RotateCcw, label: i18n.t.articles.restore, key: '#', run: () => acting.restore(meant) }
      : { Icon: Trash2, label: t.keys.trash, key: '#', run: () => acting.trash(meant) },
  ];
}

/** Those, and what is of use for one thing alone. */
export const deedsOfOne = (acting: Acting, meant: Meant): Deed[] => [
  ...deedsOf(acting, meant),
  ...(meant.ids.length === 1
    ? [{ Icon: Sparkles, label: i18n.t.shared.like, key: 'm', run: () => acting.like(meant) }]
    : []),
];
