/** What one does to articles, each with its way back. */
import type { Library } from '../../api/library';
import type { ArticleRow } from '../../api/wire';
import { i18n } from '../../shared/i18n';
import { toasts } from '../../shared/toasts.svelte';

type Some = Pick<ArticleRow, 'id' | 'unread' | 'starred'>;

export class Deeds {
  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
  }

  /** Marks as read, or as unread when all are read. */
  toggleRead(rows: readonly Some[]): Promise<void> {
    const read = rows.some((row) => row.unread);
    return this.#try(() => this.#library.call('articles.mark', { ids: ids(rows), read }));
  }

  toggleStar(rows: readonly Some[]): Promise<void> {
    const starred = rows.some((row) => !row.starred);
    return this.#try(() => this.#library.call('articles.mark', { ids: ids(rows), starred }));
  }

  tag(rows: readonly Some[], theme: string): Promise<void> {
    return this.#try(() => this.#library.call('items.tag', { ids: ids(rows), themes: [theme] }));
  }

  async trash(rows: readonly (Some & Pick<ArticleRow, 'title'>)[]): Promise<void> {
    await this.#try(async () => {
      await this.#library.call('items.trash', { ids: ids(rows) });
      toasts.show({
        title: i18n.t.articles.movedToTrash,
        detail: rows.map((row) => row.title).join(' · '),
        actions: [{ label: i18n.t.shared.undo, run: () => void this.restore(rows) }],
      });
    });
  }

  restore(rows: readonly { id: string }[]): Promise<void> {
    return this.#try(() => this.#library.call('items.restore', { ids: rows.map((row) => row.id) }));
  }

  async #try(deed: () => Promise<unknown>): Promise<void> {
    try {
      await deed();
    } catch (error) {
      toasts.fail(error);
    }
  }
}

const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id);
