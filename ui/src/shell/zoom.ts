/** How large the whole window is drawn; kept on this device. */
import type { Host } from '../host';
import { Remembered } from '../shared/remembered.svelte';

const STEPS = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;
const USUAL = STEPS.indexOf(1);

export class Zoom {
  readonly #step = new Remembered<number>('zoom', USUAL, (step) => STEPS[step as number] !== undefined);
  readonly #host: Host;

  /** Draws the window as it was left. */
  constructor(host: Host) {
    this.#host = host;
    if (this.#step.value !== USUAL) this.#draw();
  }

  /** One size larger or smaller; 0 is the usual one. */
  turn(by: 1 | -1 | 0): void {
    const to = by ? this.#step.value + by : USUAL;
    this.#step.value = Math.min(STEPS.length - 1, Math.max(0, to));
    this.#draw();
  }

  #draw(): void {
    // A host that cannot leaves the window as it is.
    void this.#host.zoom(STEPS[this.#step.value] ?? 1).catch(() => {});
  }
}

/** What a key with Ctrl and Alt does to the size; undefined for another key. */
export const turnOf = (key: string): 1 | -1 | 0 | undefined =>
  (({ '+': 1, '=': 1, '-': -1, _: -1, '0': 0 }) as const)[key as '+'];
