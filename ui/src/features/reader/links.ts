/** Where a link of a page leads, said so that it cannot deceive. */

export interface Link {
  url: string;
  /** The host in ASCII, or the mail address. */
  host: string;
  /** The whole address with invisible and direction-changing characters made visible. */
  shown: string;
}

const SCHEMES = new Set(['http:', 'https:', 'mailto:']);
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Reads an address; null when it may not be opened. */
export function readLink(href: string): Link | null {
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  if (!SCHEMES.has(url.protocol) || url.username || url.password) return null;
  const visible = (text: string) =>
    text.replace(INVISIBLE, (character) => `\\u${character.codePointAt(0)?.toString(16).padStart(4, '0')}`);
  return { url: url.href, host: visible(url.host || url.pathname), shown: visible(url.href) };
}
