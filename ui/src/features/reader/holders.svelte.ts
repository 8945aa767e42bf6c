/**
 * The frames of the reader: each is a holder that is given one page and goes with it. A spare one waits, its styles read and its script
 * begun, so that the next page need not wait for a document.
 *
 * **Invariant:** no document is given a second page.
 */
import { afterPainting } from '../../shared/painting';
import { emptyDocument, type Page } from './document';
import { readMessage, type FrameMessage, type WindowMessage } from './messages';

const secret = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('');

/** One frame, its document, and the page that it is for. */
export class Holder {
  readonly #nonce = secret();
  readonly document: string;
  frame = $state.raw<HTMLIFrameElement>();
  #page: Page | null = null;
  #awake = false;
  /** Whether its document has been told the page: what is said from now on, it hears. */
  told = $state(false);

  constructor(blobUrl: (hash: string) => string) {
    this.document = emptyDocument(this.#nonce, blobUrl);
  }

  /** Whether it still has no page. */
  get free(): boolean {
    return this.#page === null;
  }

  /** Takes the one page that it will ever show. */
  take(page: Page): void {
    this.#page ??= page;
    this.#tellPage();
  }

  /** What a message says, when it is of this document. */
  read({ source, data }: MessageEvent): FrameMessage | null {
    const message = this.frame && source === this.frame.contentWindow ? readMessage(data, this.#nonce) : null;
    if (message?.type === 'empty') {
      this.#awake = true;
      this.#tellPage();
    }
    return message;
  }

  /** Says something to the page. */
  tell(message: WindowMessage): void {
    // The frame's origin is opaque, so no other target than any can be named; the nonce names the document.
    this.frame?.contentWindow?.postMessage({ nonce: this.#nonce, ...message }, '*');
  }

  #tellPage(): void {
    if (!this.#page || !this.#awake || this.told) return;
    this.tell({ type: 'page', page: this.#page });
    this.told = true;
  }
}

export class Holders {
  readonly #blobUrl: (hash: string) => string;
  /** All there are: the one that is seen, the one whose page is on its way, a spare. */
  all = $state.raw<Holder[]>([]);
  /** The one that has the latest page. */
  latest = $state.raw<Holder>();
  /** The one that is seen: the latest, or the one before until the latest is ready. */
  seen = $state.raw<Holder>();

  constructor(blobUrl: (hash: string) => string) {
    this.#blobUrl = blobUrl;
    this.all = [new Holder(blobUrl)];
  }

  /** Gives a page to a holder that has none; it is seen once it is ready. */
  show(page: Page): void {
    const holder = this.all.find((one) => one.free) ?? new Holder(this.#blobUrl);
    this.latest = holder;
    this.all = this.#kept();
    holder.take(page);
  }

  /** The latest is ready: it is seen, and after it has been painted, the one before goes and a spare comes. */
  turn(): void {
    this.seen = this.latest;
    afterPainting(() => {
      // Else the next page is on its way already, and turned to soon.
      if (this.seen === this.latest) this.all = [...this.#kept(), new Holder(this.#blobUrl)];
    });
  }

  #kept(): Holder[] {
    return [...new Set([this.seen, this.latest])].filter((holder) => holder !== undefined);
  }
}
