/** Where the links of a note lead. */
import type { Library } from '../../api/library';
import { readLink } from '../../api/links';
import { placeOfLink } from '../../api/places';
import { toasts } from '../../shared/toasts.svelte';

/** Goes where a link of a note leads: inside the window, which finds out what it is, or outside by the system; anything else goes nowhere. */
export async function follow(library: Library, href: string): Promise<void> {
  if (/^(https?|mailto):/i.test(href)) await library.host.openLink(href).catch((error: unknown) => toasts.fail(error));
  else if (readLink(href)) location.hash = placeOfLink(href);
}
