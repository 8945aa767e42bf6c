/** Hands what was dropped or pasted to the library, and says what became of it. */
import type { Library } from '../../api/library';
import type { Clipped, WireError } from '../../api/wire';
import type { Seen } from '../../host';
import { i18n } from '../../shared/i18n';
import { toldOf } from '../../shared/remarks';
import { toasts } from '../../shared/toasts.svelte';
import { isEmpty, wrappedPicture } from './drop';
import type { Sheet } from './sheet.svelte';

export class Clipping {
  readonly #library: Library;
  readonly #sheet: Sheet;

  constructor(library: Library, sheet: Sheet) {
    this.#library = library;
    this.#sheet = sheet;
  }

  /** Clips a drop; files go by their contents where the page is given any, else by what the platform kept. */
  async drop(seen: Seen, files: readonly File[]): Promise<void> {
    const { host } = this.#library;
    const picture = wrappedPicture(seen);
    await this.#watch(() => (files.length ? this.#files(files) : host.takeDrop(seen)), picture);
  }

  /** Clips a paste; an empty one is a picture or files that only the platform can read. */
  async paste(seen: Seen, files: readonly File[]): Promise<void> {
    const { host } = this.#library;
    if (files.length) await this.#watch(() => this.#files(files));
    else if (!isEmpty(seen)) await this.#watch(() => host.takeDrop({ ...seen, pasted: true }));
    else await this.#watch(() => host.pastePicture(), null, i18n.t.clip.nothingPasted);
  }

  /** Clips what is on the clipboard, without a paste. */
  clipboard(): Promise<void> {
    return this.#watch(() => this.#library.host.pastePicture(true), null, i18n.t.clip.nothingPasted);
  }

  async #files(files: readonly File[]): Promise<Clipped[]> {
    const all: Clipped[] = [];
    for (const file of files) all.push(...(await this.#library.host.clipBytes(await file.arrayBuffer(), file.name)));
    return all;
  }

  async #watch(
    clip: () => Promise<Clipped[]>,
    picture: string | null = null,
    nothing = i18n.t.clip.nothing,
  ): Promise<void> {
    // A clip of ordinary size is done before this would be seen.
    let close: (() => void) | undefined;
    const slow = setTimeout(() => (close = toasts.show({ title: i18n.t.clip.clipping, stays: 0 })), 200);
    try {
      const clipped = await clip();
      if (clipped.length) this.tell(clipped, picture);
      else toasts.show({ title: nothing, detail: i18n.t.clip.nothingDetail, tone: 'warn' });
    } catch (error) {
      toasts.show({ title: i18n.t.clip.states.failed ?? '', detail: (error as WireError).message, tone: 'bad' });
    }
    clearTimeout(slow);
    close?.();
  }

  /** Says on the sheet what became of a drop, and beside it what is to be said of each of many. */
  tell(clipped: readonly Clipped[], picture: string | null = null): void {
    const t = i18n.t.clip;
    if (!clipped.length) toasts.show({ title: t.nothingPasted, detail: t.nothingDetail, tone: 'warn' });
    if (clipped.length) this.#sheet.show(clipped, picture);
    if (clipped.length < 2) return;
    // The sheet shows the remark of one thing, and why some of many failed.
    for (const one of clipped.filter(({ state, message }) => state !== 'failed' && message)) {
      const state = t.states[one.state] ?? one.state;
      toasts.show({
        title: one.title || state,
        detail: [one.title && state, toldOf(one)].filter(Boolean).join(' · '),
      });
    }
  }
}
