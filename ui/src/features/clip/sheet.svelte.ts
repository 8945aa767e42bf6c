/**
 * What the sheet after a drop shows, and what can be done from it.
 *
 * **Invariant:** the sheet changes the library by commands alone; what it says afterwards is what the answer said.
 */
import type { Library } from '../../api/library';
import type { Clipped, Receipt } from '../../api/wire';
import { attempt } from '../../shared/attempt';
import { i18n } from '../../shared/i18n';
import { toasts } from '../../shared/toasts.svelte';

/** Long enough to read four lines and to choose. */
const STAYS_MS = 12_000;

/** What became of a drop, as the sheet shows it. */
export interface Shown extends Clipped {
  /** The article that it was merged into. */
  mergedInto?: { id: string; title: string };
  /** Whether the question about its reposts was answered. */
  answered?: boolean;
}

export class Sheet {
  clips = $state.raw<Shown[]>([]);
  /** The picture that was wrapped in the link that was dropped. */
  picture = $state<string | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #asked = new Set<string>();

  constructor(
    readonly library: Library,
    readonly open: (article: string) => void,
  ) {}

  /** The one clip, where the drop was one. */
  get one(): Shown | undefined {
    return this.clips.length === 1 ? this.clips[0] : undefined;
  }

  /** The article that the one clip is likest to, until it is said what to do about it. */
  get question() {
    const one = this.one;
    return one && !one.answered ? one.similarTo?.find((other) => !other.kept) : undefined;
  }

  show(clips: readonly Clipped[], picture: string | null): void {
    this.clips = [...clips];
    this.picture = picture;
    this.#asked.clear();
    this.go();
  }

  close = (): void => {
    this.hold();
    this.clips = [];
    this.picture = null;
  };

  /** Keeps it while someone reads it. */
  hold = (): void => clearTimeout(this.#timer);

  /** Lets it go after a while, unless it asks something, waits for something, or says what failed. */
  go = (): void => {
    this.hold();
    const waits = this.question || this.clips.some(({ state }) => state === 'waiting' || state === 'failed');
    if (!waits) this.#timer = setTimeout(this.close, STAYS_MS);
  };

  /** Takes in how far the background is: a waiting clip that arrived says what it became. */
  follow(receipts: readonly Receipt[]): void {
    for (const { id, articleId, state, message, remark } of receipts) {
      const waiting = this.clips.find((clip) => clip.id === id && clip.state === 'waiting');
      if (!waiting) continue;
      if (state === 'failed')
        this.#replace(id, {
          ...waiting,
          state: 'failed',
          receipt: id,
          again: true,
          ...(message && { message }),
          ...(remark && { remark }),
        });
      else if (articleId && !this.#asked.has(id)) void this.#arrived(id);
    }
  }

  async #arrived(receipt: string): Promise<void> {
    this.#asked.add(receipt);
    // A clip that was taken back meanwhile has no receipt any more; what failed otherwise is asked for with the next change.
    const clip = await this.library.call('clips.get', { id: receipt }).catch(() => undefined);
    if (clip) this.#replace(receipt, clip);
    else this.#asked.delete(receipt);
    this.go();
  }

  #replace(id: string, clip: Shown): void {
    this.clips = this.clips.map((one) => (one.id === id ? clip : one));
  }

  /** Puts a suggested theme on the one clip, or all of them. */
  accept = async (names: string[]): Promise<void> => {
    const one = this.one;
    if (!one || !names.length) return;
    const [item] = (await this.#call('items.tag', { ids: [one.id], themes: names })) ?? [];
    if (!item) return;
    const left = one.suggested?.filter((theme) => !names.includes(theme.name));
    this.#replace(one.id, { ...one, themes: item.themes, suggested: left });
    this.go();
  };

  /** Keeps the clip beside what it is like. */
  keep = async (): Promise<void> => {
    const one = this.one;
    if (!one || !(await this.#call('reposts.keep', { id: one.id }))) return;
    this.#replace(one.id, { ...one, answered: true });
    this.go();
  };

  /** Makes the clip another source of the article it repeats. */
  merge = async (): Promise<void> => {
    const { one, question } = this;
    if (!one || !question) return;
    const row = await this.#call('reposts.merge', { id: one.id, into: question.id });
    if (!row) return;
    const mergedInto = { id: row.id, title: row.title };
    this.#replace(one.id, { ...one, answered: true, mergedInto, suggested: [] });
    this.go();
  };

  /** Throws the clip away. */
  discard = async (): Promise<void> => {
    const one = this.one;
    if (!one || !(await this.#call('items.trash', { ids: [one.id] }))) return;
    this.#takenBack(i18n.t.clip.discarded, [one.id]);
  };

  /** Takes all clips back, as if nothing had been dropped. */
  undo = async (): Promise<void> => {
    const gone: string[] = [];
    for (const { id, receipt, state, capture, fromTrash } of this.clips.filter(canUndo)) {
      if (!(await this.#call('clips.undo', { id: receipt ?? id, state, capture, fromTrash }))) return;
      if (state === 'new') gone.push(id);
    }
    this.#takenBack(i18n.t.clip.undone, gone);
  };

  /** Tries again what failed and may end otherwise. */
  retry = async (): Promise<void> => {
    for (const clip of this.clips.filter(canRetry)) {
      const id = clip.receipt ?? '';
      if (!(await this.#call('clips.retry', { id }))) return;
      const { message: _message, remark: _remark, receipt: _receipt, ...fresh } = clip;
      this.clips = this.clips.map((one) => (one === clip ? { ...fresh, id, state: 'waiting' } : one));
    }
    this.go();
  };

  #takenBack(title: string, ids: string[]): void {
    this.close();
    const restore = () => void this.#call('items.restore', { ids });
    toasts.show({ title, actions: ids.length ? [{ label: i18n.t.clip.putBack, run: restore }] : [] });
  }

  /** Takes the picture instead of the article that its link leads to. */
  takePicture = async (): Promise<void> => {
    const { one, picture } = this;
    if (!one || !picture) return;
    if (canUndo(one)) {
      const { id, state, capture, fromTrash } = one;
      await this.#call('clips.undo', { id, state, capture, fromTrash });
    }
    const clips = await this.#call('clips.drop', { drops: [{ kind: 'url', url: picture }] });
    if (clips) this.show(clips, null);
  };

  #call<N extends Parameters<Library['call']>[0]>(name: N, request: Parameters<typeof this.library.call<N>>[1]) {
    return attempt(() => this.library.call(name, request));
  }
}

/** Whether there is something to take back: a clip that only met an article that was there changed nothing. */
export const canUndo = ({ state, fromTrash, mergedInto, receipt }: Shown): boolean =>
  !mergedInto &&
  (['new', 'captured', 'waiting'].includes(state) ||
    (state === 'seen' && !!fromTrash) ||
    (state === 'failed' && !!receipt));

/** Whether another try may end otherwise. */
export const canRetry = ({ state, receipt, again }: Shown): boolean => state === 'failed' && !!receipt && !!again;
