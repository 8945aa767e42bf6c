/** What is selected in the page, and what becomes of it: a quote that further deeds of the bar change. */
import type { Library } from '../../api/library';
import type { Article, Quote, SpeakerOffer } from '../../api/wire';
import { Remembered } from '../../shared/remembered.svelte';
import { offerComments, saveComment } from './comments';
import { trimmed, type Marking, type Passage, type Stretch } from './marking';
import type { Rect } from './messages';
import { pictureQuote } from './quoted';

export type Part = 'comment' | 'speaker' | 'theme';

interface Surroundings {
  library: Library;
  marking: Marking;
  article: () => Article | undefined;
  /** A quote was made or changed, and is to be shown. */
  chosen: (quote: Quote) => void;
  /** The bar is done: the page lets go of its selection. */
  done: () => void;
}

export class Selecting {
  now = $state.raw<{ passage: Passage; rect: Rect; article: Article } | null>(null);
  /** The part of the bar that is being written. */
  part = $state<Part | null>(null);
  /** The comment as far as it is written. */
  comment = $state('');
  /** Who may have said it. */
  speakers = $state.raw<readonly SpeakerOffer[]>([]);
  /** The quote that is being given a place by hand. */
  placing = $state.raw<Quote | null>(null);
  /** The quote made of the selection. */
  #made: Quote | undefined;
  readonly #colour = new Remembered<number>('colour', 1);
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** The page tells what is selected. */
  hear({ picture, rect, ...stretch }: Stretch & { picture: number | null; rect: Rect | null }): void {
    const article = this.#around.article();
    if (picture !== null) this.choose({ picture }, rect);
    else this.choose(rect && article ? trimmed(article.text, stretch) : null, rect);
  }

  choose(passage: Passage | null, rect: Rect | null): void {
    if (!passage || !rect) return this.part ? undefined : this.drop();
    const article = this.#around.article();
    if (!article) return;
    const same = this.#is(passage);
    if (!same) this.drop();
    this.now = { passage, rect, article };
    if (!same && 'start' in passage) void this.#suggest(passage);
  }

  #is(passage: Passage): boolean {
    const now = this.now?.passage;
    if (!now) return false;
    if ('picture' in passage) return 'picture' in now && now.picture === passage.picture;
    return 'start' in now && now.start === passage.start && now.end === passage.end;
  }

  /** Lets go of the selection; a comment that was being written is kept first. */
  drop(): void {
    const comment = this.part === 'comment' ? this.comment.trim() : '';
    if (comment && this.now) void this.#comment(this.now, this.#made, comment);
    this.now = null;
    this.part = null;
    this.comment = '';
    this.speakers = [];
    this.#made = undefined;
  }

  async #comment(on: NonNullable<typeof this.now>, made: Quote | undefined, comment: string): Promise<void> {
    const { marking, article } = this.#around;
    const { passage } = on;
    const { id, capture } = on.article;
    const quote = made ? { quote: made.id } : { capture, passage, colour: this.#colour.value };
    const saved = await saveComment(marking, id, { on: quote, comment });
    if (!saved && article()?.id === id) offerComments(marking, id);
  }

  async #suggest(stretch: Stretch): Promise<void> {
    const { start, end } = stretch;
    const { library, article } = this.#around;
    const { id, capture } = article() ?? {};
    if (!id) return;
    const offers = await library.call('quotes.suggestSpeakers', { article: id, capture, start, end }).catch(() => []);
    if (this.#is(stretch)) this.speakers = offers;
  }

  /** The quote of the selection, made when it is not one yet. */
  async #quoted(as = this.#colour.value): Promise<Quote | undefined> {
    const { marking, chosen } = this.#around;
    if (this.#made || !this.now) return this.#made;
    const { article, passage } = this.now;
    this.#made = await marking.add(article.id, article.capture, passage, as);
    if (this.#made) chosen(this.#made);
    return this.#made;
  }

  /** Marks in a colour. */
  async paint(as: number): Promise<void> {
    this.#colour.value = as;
    const painted = this.#made
      ? await this.#around.marking.edit(this.#made.id, { colour: as })
      : await this.#quoted(as);
    if (painted) this.#finish();
  }

  /** Marks a picture in a colour, or gives its mark another one. */
  async paintPicture(number: number, as: number): Promise<void> {
    const { marking, article, chosen } = this.#around;
    const shown = article();
    if (!shown) return;
    this.#colour.value = as;
    const known = pictureQuote(shown, number);
    const one = known
      ? await marking.edit(known.id, { colour: as })
      : await marking.add(shown.id, shown.capture, { picture: number }, as);
    if (one) chosen(one);
    this.#finish();
  }

  /** Says something of the quote, which is made first when it is not one yet. What is refused can be said again. */
  async write(what: (quote: Quote) => Promise<unknown>): Promise<void> {
    const one = await this.#quoted();
    if (!one || (await what(one)) === undefined) return;
    // A comment that was begun before another part was opened is a part of the same quote.
    const begun = this.part === 'comment' ? '' : this.comment.trim();
    if (begun && !(await this.#around.marking.edit(one.id, { comment: begun }))) return;
    this.comment = '';
    this.#finish();
  }

  /** Gives the quote that lost its place the selected passage. */
  async place(): Promise<void> {
    if (!this.placing || !this.now) return;
    const placed = await this.#around.marking.edit(this.placing.id, this.now.passage);
    if (!placed) return;
    this.#around.chosen(placed);
    this.placing = null;
    this.#finish();
  }

  #finish(): void {
    this.#around.done();
    this.drop();
  }
}
