/** Deeds that the library may refuse. */
import { toasts } from './toasts.svelte';

/** Runs a deed; when it fails, says why and answers undefined. */
export async function attempt<T>(deed: () => Promise<T>): Promise<T | undefined> {
  try {
    return await deed();
  } catch (error) {
    toasts.fail(error);
    return undefined;
  }
}
