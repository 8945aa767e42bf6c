/** What a drop or a paste holds, as far as the page can see. */
import type { Hover, Seen } from '../../host';

/** Reads the texts and counts the files of a drop or a paste. */
export function seenIn(data: DataTransfer): Seen {
  const text = data.getData('text/plain');
  const html = data.getData('text/html');
  const [url, title] = linkIn(data);
  return {
    ...(html && { html }),
    ...(text && { text }),
    ...(url && { url }),
    ...(title && { title }),
    files: data.files.length,
  };
}

/** Firefox names a link with its title on a second line; others give addresses alone, with comments. */
function linkIn(data: DataTransfer): [url: string, title: string] {
  const [named = '', title = ''] = data.getData('text/x-moz-url').split('\n');
  if (named) return [named.trim(), title.trim()];
  const lines = data.getData('text/uri-list').split(/\r?\n/);
  return [lines.find((line) => line.trim() && !line.startsWith('#'))?.trim() ?? '', ''];
}

/** Whether nothing at all was given. */
export const isEmpty = (seen: Seen): boolean =>
  seen.files === 0 && ![seen.html, seen.text, seen.url].some((text) => text?.trim());

/** What hovers, by the types that are shown before anything is let go; null when nothing of it can be clipped. */
export function hoverIn(types: readonly string[], files: number): Hover | null {
  const has = (type: string) => types.includes(type);
  const hover = (kind: Hover['kind'], count = 1): Hover => ({ kind, count, label: null });
  if (has('Files') && has('text/html')) return hover('picture');
  if (has('Files')) return hover('files', Math.max(1, files));
  if (has('text/uri-list') || has('text/x-moz-url')) return hover('link');
  if (has('text/html')) return hover('selection');
  return has('text/plain') ? hover('text') : null;
}

/** The address of the picture that a dropped link was wrapped around; null when the link is the picture or holds none. */
export function wrappedPicture({ html, url, text }: Seen): string | null {
  // WebKit shows the link of a dragged picture as text alone.
  const link = (url || text || '').trim();
  if (!html || !/^https?:\/\/\S+$/i.test(link)) return null;
  const body = new DOMParser().parseFromString(html, 'text/html').body;
  const picture = body.querySelector('img[src]')?.getAttribute('src') ?? '';
  const alone = body.textContent.trim() === '';
  return alone && /^https?:/i.test(picture) && picture !== link ? picture : null;
}
