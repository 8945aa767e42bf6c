/** A sign drawn in the place of the characters that stand for it. */
import { WidgetType } from '@codemirror/view';

export class Sign extends WidgetType {
  /** `look` is its class: `cm-bullet`, `cm-break`. */
  constructor(readonly look: string) {
    super();
  }
  override eq(other: Sign): boolean {
    return other.look === this.look;
  }
  override toDOM(): HTMLElement {
    const sign = document.createElement('span');
    sign.className = this.look;
    return sign;
  }
}
