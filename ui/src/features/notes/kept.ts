/** What notes show and keep, asked of the library. */
import type { Library } from '../../api/library';
import { toasts } from '../../shared/toasts.svelte';
import type { Shows } from './shown';

/** What a note shows itself, from this library. */
export const showsOf = (library: Library): Shows => ({
  quoteOf: (id) =>
    library.call('quotes.get', { id }).then(
      (quote) => (quote.trashed ? null : quote),
      () => null,
    ),
  pictureUrl: (hash) => library.host.blobUrl(hash),
});

/** Keeps pictures for a note and gives their addresses; none when that failed, which is said. */
export async function keepPictures(
  library: Library,
  note: string,
  from: ArrayBuffer | 'clipboard' | 'drop',
): Promise<string[]> {
  try {
    return await library.host.notePictures(note, from);
  } catch (error) {
    toasts.fail(error);
    return [];
  }
}
