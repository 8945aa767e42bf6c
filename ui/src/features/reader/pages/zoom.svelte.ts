/** How large pages are, of the width of the pane; kept on this device. */
import { Remembered } from '../../../shared/remembered.svelte';

const STEPS = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;
const USUAL = STEPS.indexOf(1);

export class PageZoom {
  readonly #step = new Remembered<number>('pages.zoom', USUAL, (step) => STEPS[step as number] !== undefined);

  get value(): number {
    return STEPS[this.#step.value] ?? 1;
  }

  /** One size larger or smaller; 0 fits the width. */
  turn(by: 1 | -1 | 0): void {
    const to = by ? this.#step.value + by : USUAL;
    this.#step.value = Math.min(STEPS.length - 1, Math.max(0, to));
  }
}
