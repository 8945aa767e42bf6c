/** Work that one waits for. */
import { toasts } from './toasts.svelte';

/** Whether something is being done, so that nothing else is begun meanwhile. */
export class Busy {
  now = $state(false);

  /** Does something and tells when it failed. */
  async with(work: () => Promise<unknown>): Promise<void> {
    this.now = true;
    try {
      await work();
    } catch (error) {
      toasts.fail(error);
    }
    this.now = false;
  }
}
