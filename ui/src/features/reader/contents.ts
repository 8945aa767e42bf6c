/** The headings of an article, for the list of its contents. */

export interface Heading {
  /** Its first character. */
  at: number;
  text: string;
  /** 0 for the outermost kind of the article. */
  depth: number;
}

/** With fewer, a page is seen at a glance. */
export const HEADINGS_MIN = 2;
/** Deeper ones would not be told apart. */
const DEPTH_MAX = 2;

/** Reads the headings of the library's HTML; it is parsed, never shown here. */
export function headingsOf(html: string): Heading[] {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const found = Array.from(page.querySelectorAll<HTMLElement>('h1, h2, h3, h4, h5, h6'), (heading) => ({
    at: Number(heading.dataset.at),
    text: heading.textContent?.trim() ?? '',
    level: Number(heading.localName.slice(1)),
  })).filter(({ at, text }) => text !== '' && Number.isInteger(at));
  const levels = [...new Set(found.map(({ level }) => level))].toSorted((a, b) => a - b);
  return found.map(({ at, text, level }) => ({ at, text, depth: Math.min(DEPTH_MAX, levels.indexOf(level)) }));
}

/** The number of the heading that a place lies under; -1 before the first. */
export const headingAt = (headings: readonly Heading[], at: number): number =>
  headings.findLastIndex((heading) => heading.at <= at);
