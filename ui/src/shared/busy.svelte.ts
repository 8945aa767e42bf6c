/** Work that one waits for. */
import type { WireError } from '../api/wire';
import { i18n } from './i18n';
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
      toasts.show({ title: i18n.t.shared.failed, detail: (error as WireError).message, tone: 'bad' });
    }
    this.now = false;
  }
}
