/** Widgets for what a note shows itself, drawn over its Markdown; quotes follow the library. */
import { WidgetType } from '@codemirror/view';
import { idIn, PICTURE, pictureOf, quoteFigure, type Shows } from '../shown';

/** The quotes that are drawn now, by their elements, each with what reads it again. */
const drawn = new Map<HTMLElement, () => void>();

/** Reads all drawn quotes again. */
export const refreshQuotes = (): void => drawn.forEach((refresh) => refresh());

class QuoteWidget extends WidgetType {
  constructor(
    readonly id: string,
    readonly words: string,
    readonly shows: Shows,
  ) {
    super();
  }
  override eq(other: QuoteWidget): boolean {
    return other.id === this.id && other.words === this.words;
  }
  override toDOM(): HTMLElement {
    const { figure, refresh } = quoteFigure(this.id, this.words, this.shows);
    drawn.set(figure, refresh);
    return figure;
  }
  override destroy(figure: HTMLElement): void {
    drawn.delete(figure);
  }
  override get estimatedHeight(): number {
    return 80;
  }
}

class PictureWidget extends WidgetType {
  constructor(
    readonly hash: string,
    readonly words: string,
    readonly shows: Shows,
  ) {
    super();
  }
  override eq(other: PictureWidget): boolean {
    return other.hash === this.hash && other.words === this.words;
  }
  override toDOM(): HTMLElement {
    return pictureOf(this.hash, this.words, this.shows);
  }
}

/** The widget for an address that a note shows; null when it shows as a plain link. */
export function widgetFor(address: string, words: string, shows: Shows): WidgetType | null {
  if (address.startsWith(PICTURE)) return new PictureWidget(address.slice(PICTURE.length), words, shows);
  const id = idIn(address);
  return id ? new QuoteWidget(id, words, shows) : null;
}
