/** Something that is done a while after it was asked for, once for all who ask meanwhile. */
export class Soon {
  #later: ReturnType<typeof setTimeout> | undefined;
  readonly #run: () => void;
  readonly #wait_ms: number;

  constructor(run: () => void, wait_ms: number) {
    this.#run = run;
    this.#wait_ms = wait_ms;
  }

  ask = (): void => {
    if (this.#later !== undefined) return;
    this.#later = setTimeout(() => {
      this.#later = undefined;
      this.#run();
    }, this.#wait_ms);
  };

  /** What was asked for is not done. */
  stop(): void {
    clearTimeout(this.#later);
    this.#later = undefined;
  }
}
