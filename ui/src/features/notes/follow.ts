/** Where the links of a note lead. */
import type { Library } from '../../api/library';
import { placeOf, readLink } from '../../api/links';
import { placeOfLink } from '../../api/places';
import { i18n } from '../../shared/i18n';
import { toasts } from '../../shared/toasts.svelte';

/** Goes where a link of a note leads: inside the window, or outside by the system; anything else goes nowhere. */
export async function follow(library: Library, href: string): Promise<void> {
  try {
    if (/^(https?|mailto):/i.test(href)) return await library.host.openLink(href);
    const linked = readLink(href);
    if (!linked) return;
    const place = 'id' in linked ? await placeOf(library, linked.id) : placeOfLink(href);
    if (place) location.hash = place;
    else toasts.show({ title: i18n.t.notes.linkGone, tone: 'warn' });
  } catch (error) {
    toasts.fail(error);
  }
}
