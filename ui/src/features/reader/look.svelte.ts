/** How pages are set in this window: size, leading, measure and face, as the reader likes them; kept on this device. */
import { Remembered } from '../../shared/remembered.svelte';

export const FACES = ['serif', 'sans', 'kai'] as const;
export type Face = (typeof FACES)[number];

/** What the frame is told; sizes relative to the tokens, so that `tokens.css` stays the one place of lengths. */
export interface Look {
  appearance: string;
  /** Of the token's size. */
  size: number;
  /** Of the language's leading. */
  leading: number;
  /** Of the language's measure. */
  measure: number;
  face: Face;
}

/** Steps that the eye tells apart. */
export const SIZES = [0.82, 0.88, 0.94, 1, 1.06, 1.12, 1.24, 1.36, 1.53, 1.76] as const;
export const LEADINGS = [0.88, 1, 1.12] as const;
export const MEASURES = [0.82, 1, 1.22] as const;
const USUAL_SIZE = 3;

const within = (steps: readonly unknown[]) => (value: unknown) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < steps.length;

class ReadingLook {
  /** Numbers of steps. */
  readonly size = new Remembered<number>('read.size', USUAL_SIZE, within(SIZES));
  readonly leading = new Remembered<number>('read.leading', 1, within(LEADINGS));
  readonly measure = new Remembered<number>('read.measure', 1, within(MEASURES));
  readonly face = new Remembered<Face>('read.face', 'serif', (value) => FACES.includes(value as Face));

  /** What it comes to. */
  of(appearance: string): Look {
    return {
      appearance,
      size: SIZES[this.size.value] ?? 1,
      leading: LEADINGS[this.leading.value] ?? 1,
      measure: MEASURES[this.measure.value] ?? 1,
      face: this.face.value,
    };
  }

  get isUsual(): boolean {
    return (
      this.size.value === USUAL_SIZE &&
      this.leading.value === 1 &&
      this.measure.value === 1 &&
      this.face.value === 'serif'
    );
  }

  /** One size larger or smaller. */
  grow(by: 1 | -1): void {
    this.size.value = Math.min(SIZES.length - 1, Math.max(0, this.size.value + by));
  }

  reset(): void {
    this.size.value = USUAL_SIZE;
    this.leading.value = this.measure.value = 1;
    this.face.value = 'serif';
  }
}

/** One for the whole window. */
export const look = new ReadingLook();
