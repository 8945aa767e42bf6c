/** Where no platform watches drags: makes of what the page saw the drop that the library clips. */
import type { Drop } from '../api/wire';
import type { Seen } from './host';

/** A link before a selection before text; nothing when all are empty. */
export function dropOf(seen: Seen): Drop | null {
  const text = seen.text?.trim() ?? '';
  if (isWebAddress(seen.url)) return { kind: 'url', url: seen.url.trim(), title: seen.title };
  if (seen.html?.trim()) return { kind: 'html', html: seen.html, title: seen.title };
  if (isWebAddress(text)) return { kind: 'url', url: text };
  return text ? { kind: 'text', text } : null;
}

function isWebAddress(text: string | undefined): text is string {
  return !!text && /^https?:\/\/\S+$/i.test(text.trim()) && URL.canParse(text.trim());
}
