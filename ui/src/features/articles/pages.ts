/** The articles of a shelf or a theme, in pages. */
import type { Library } from '../../api/library';
import { PAGE, Pages } from '../../api/pages';
import type { ArticleList, ArticleRow, ListArticles, Order } from '../../api/wire';
import { Remembered } from '../../shared/remembered.svelte';

/** Which articles, in which order. */
export type Choice = Pick<ListArticles, 'shelf' | 'theme' | 'order'>;

/** The order that was chosen last in this window. */
export const rememberedOrder = () =>
  new Remembered<Order>('order', 'clipped', (value) => value === 'clipped' || value === 'published');

const from = (choice: Choice, offset: number): ListArticles => ({ ...choice, offset, limit: PAGE });

/** The list that a window begins with. */
export const firstList = (): ListArticles => from({ shelf: 'inbox', theme: null, order: rememberedOrder().value }, 0);

export type ArticlePages = Pages<ArticleList, ArticleRow>;

export function articlePages(library: Library, choice: Choice): ArticlePages {
  const page = (offset: number) => library.live('articles.list', from(choice, offset));
  const first = page(0);
  return new Pages({ page, rows: ({ rows }) => rows, total: () => first.value?.total });
}

/** The ids between two places of a list, both included, whether they were read or not. */
export const idsBetween = (library: Library, choice: Choice, low: number, high: number): Promise<string[]> =>
  library.call('articles.ids', { ...choice, offset: low, limit: high - low + 1 });
