/** Hands what was dropped or pasted to the library, and says what became of it. */
import type { Library } from '../../api/library';
import type { Clipped, WireError } from '../../api/wire';
import type { Seen } from '../../host';
import { i18n } from '../../shared/i18n';
import { toasts, type Toast } from '../../shared/toasts.svelte';
import { isEmpty } from './drop';

/** More than this many things of one drop are told together. */
const TOLD_MAX = 3;

export class Clipping {
  readonly #library: Library;
  readonly #open: (article: string) => void;

  constructor(library: Library, open: (article: string) => void) {
    this.#library = library;
    this.#open = open;
  }

  /** Clips a drop; files go by their contents where the page is given any, else by what the platform kept. */
  async drop(seen: Seen, files: readonly File[]): Promise<void> {
    const { host } = this.#library;
    await this.#watch(() => (files.length ? this.#files(files) : host.takeDrop(seen)));
  }

  /** Clips a paste; an empty one is a picture or files that only the platform can read. */
  async paste(seen: Seen, files: readonly File[]): Promise<void> {
    const { host } = this.#library;
    if (files.length) await this.#watch(() => this.#files(files));
    else if (!isEmpty(seen)) await this.#watch(() => host.takeDrop({ ...seen, pasted: true }));
    else await this.#watch(() => host.pastePicture(), i18n.t.clip.nothingPasted);
  }

  async #files(files: readonly File[]): Promise<Clipped[]> {
    const all: Clipped[] = [];
    for (const file of files) all.push(...(await this.#library.host.clipBytes(await file.arrayBuffer(), file.name)));
    return all;
  }

  async #watch(clip: () => Promise<Clipped[]>, nothing = i18n.t.clip.nothing): Promise<void> {
    // A clip of ordinary size is done before this would be seen.
    let close: (() => void) | undefined;
    const slow = setTimeout(() => (close = toasts.show({ title: i18n.t.clip.clipping, stays: 0 })), 200);
    try {
      const clipped = await clip();
      if (clipped.length) this.tell(clipped);
      else toasts.show({ title: nothing, detail: i18n.t.clip.nothingDetail, tone: 'warn' });
    } catch (error) {
      toasts.show({ title: i18n.t.clip.states.failed ?? '', detail: (error as WireError).message, tone: 'bad' });
    }
    clearTimeout(slow);
    close?.();
  }

  /** Says what became of a drop. */
  tell(clipped: readonly Clipped[]): void {
    const kept = clipped.filter((one) => one.state !== 'failed');
    if (kept.length > TOLD_MAX) {
      this.#tellTogether(kept);
      for (const one of clipped.filter((each) => each.state === 'failed' || each.message)) this.#tellOne(one);
    } else clipped.forEach((one) => this.#tellOne(one));
  }

  #tellTogether(kept: readonly Clipped[]): void {
    const ids = kept.filter((one) => one.state === 'new').map((one) => one.id);
    toasts.show({
      title: i18n.t.clip.several(kept.length),
      detail: kept.map((one) => one.title).join(' · '),
      tone: 'good',
      actions: ids.length ? [{ label: i18n.t.shared.undo, run: () => this.#undo(ids) }] : [],
    });
  }

  #tellOne(one: Clipped): void {
    const t = i18n.t.clip;
    const facts = [
      t.states[one.state] ?? one.state,
      one.site,
      one.pictures.length ? t.pictures(one.pictures.length) : null,
      one.message,
    ];
    const tones: Record<string, Toast['tone']> = { new: 'good', captured: 'good', failed: 'bad' };
    const article = one.duplicateOf ?? (one.state === 'waiting' || one.state === 'failed' ? null : one.id);
    toasts.show({
      title: one.title || (t.states[one.state] ?? one.state),
      detail: facts.filter(Boolean).join(' · '),
      tone: tones[one.state] ?? 'plain',
      actions: [
        ...(article ? [{ label: t.open, run: () => this.#open(article) }] : []),
        ...(one.state === 'new' ? [{ label: i18n.t.shared.undo, run: () => this.#undo([one.id]) }] : []),
        ...(one.state === 'waiting' ? [{ label: i18n.t.shared.cancel, run: () => this.#cancel(one.id) }] : []),
      ],
    });
  }

  #undo(ids: string[]): void {
    void this.#library.call('items.trash', { ids }).catch(say);
  }

  #cancel(id: string): void {
    void this.#library.call('clips.cancel', { id }).catch(say);
  }
}

const say = (error: WireError) => toasts.show({ title: i18n.t.shared.failed, detail: error.message, tone: 'bad' });
