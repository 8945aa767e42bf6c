/** An article as a source, in the forms that papers and notes ask for. */
import type { Article, Quote } from '../../api/wire';
import { authorsOf, inApa, inBibtex, inChicago, inGbt, inMla } from './authors';

export const STYLES = ['gbt7714', 'apa', 'chicago', 'mla', 'bibtex', 'markdown', 'plain'] as const;
export type Style = (typeof STYLES)[number];
/** What the manuals are called, in any language. */
export const STYLE_NAMES: Record<Exclude<Style, 'plain'>, string> = {
  gbt7714: 'GB/T 7714',
  apa: 'APA',
  chicago: 'Chicago',
  mla: 'MLA',
  bibtex: 'BibTeX',
  markdown: 'Markdown',
};

/** What is cited of an article. */
export type Source = Pick<Article, 'title' | 'byline' | 'site' | 'url' | 'published' | 'clippedAt' | 'lang'>;

interface Day {
  year: string;
  month: string;
  day: string;
}

/** As the MLA Handbook shortens them. */
const SHORT_MONTHS = 'Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.'.split(' ');
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** The article as a source; with a quote, its words before it. */
export function cite(style: Style, source: Source, quote?: Pick<Quote, 'exact' | 'speaker'>): string {
  const cited = forms[style](source);
  if (!quote) return cited;
  const words = quote.exact.trim();
  if (style === 'bibtex' || !words) return cited;
  if (style === 'markdown') {
    const who = quote.speaker ? `${quote.speaker}, ` : '';
    return `${words.replace(/^/gm, '> ')}\n>\n> — ${who}${cited}`;
  }
  return `${quoted(words)}${quote.speaker ? (isHan(source) ? `（${quote.speaker}）` : ` (${quote.speaker})`) : ''}\n${cited}`;
}

/** Words between quotation marks; what is quoted inside them stands between the other ones. */
const quoted = (words: string): string =>
  `“${words
    .replace(/"([^"\n]*)"/g, '“$1”')
    .replace(/‘([^‘’“”]*)’/g, '\u{1}$1\u{2}')
    .replace(/“/g, '‘')
    .replace(/”/g, '’')
    .replaceAll('\u{1}', '“')
    .replaceAll('\u{2}', '”')}”`;
/** A title between quotation marks, which take in its full stop. */
const titled = (title: string): string => quoted(/[.?!。？！]$/.test(title) ? title : `${title}.`);

const isHan = ({ title }: Source) => /\p{Script=Han}/u.test(title);
const dayOf = (iso: string | null): Day | null => {
  const found = /^(\d{4})-(\d{2})(?:-(\d{2}))?/.exec(iso ?? '');
  return found ? { year: found[1] ?? '', month: found[2] ?? '', day: found[3] ?? '' } : null;
};
const seenDay = (source: Source): string => {
  const seen = new Date(source.clippedAt);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${seen.getFullYear()}-${two(seen.getMonth() + 1)}-${two(seen.getDate())}`;
};
/** `12 Mar. 2026` or `March 12, 2026`, or as much of it as is known. */
const written = ({ year, month, day }: Day, order: 'day' | 'month'): string => {
  const name = (order === 'day' ? SHORT_MONTHS : MONTHS)[Number(month) - 1] ?? '';
  const number = day ? String(Number(day)) : '';
  if (order === 'month') return number ? `${name} ${number}, ${year}` : `${name} ${year}`;
  return [number, name, year].filter(Boolean).join(' ');
};
/** The parts with one full stop after each, whatever they end with. */
const sentences = (...parts: Array<string | null | undefined | false>): string =>
  parts
    .filter((part): part is string => !!part)
    .map((part) => (/[.?!。？！]”?$/.test(part) ? part : `${part}.`))
    .join(' ');

const forms: Record<Style, (source: Source) => string> = {
  // GB/T 7714-2015, 4.6: electronic resources, [EB/OL].
  gbt7714: (source) => {
    const { title, byline, site, url, published } = source;
    const day = dayOf(published);
    const dated = day ? `(${[day.year, day.month, day.day].filter(Boolean).join('-')})` : '';
    const place = site ? `${site}, ` : '';
    const head = [inGbt(authorsOf(byline)) || site, `${title}[EB/OL]`].filter(Boolean).join('. ');
    const tail = `${byline ? place : ''}${dated}[${seenDay(source)}]`;
    return `${head}. ${tail}${url ? `. ${url}` : ''}.`;
  },
  // Publication Manual of the APA, 7th edition, 10.16.
  apa: ({ title, byline, site, url, published }) => {
    const day = dayOf(published);
    const date = day
      ? `(${day.year}${day.month ? `, ${written(day, 'month').replace(/, \d{4}$| \d{4}$/, '')}` : ''})`
      : '(n.d.)';
    const who = inApa(authorsOf(byline)) || site;
    return [sentences(`${who || title} ${date}`, who && title, byline && site), url].filter(Boolean).join(' ');
  },
  // Chicago Manual of Style, 17th edition, 14.207, bibliography.
  chicago: ({ title, byline, site, url, published }) => {
    const day = dayOf(published);
    return sentences(inChicago(authorsOf(byline)), titled(title), site, day && written(day, 'month'), url);
  },
  // MLA Handbook, 9th edition.
  mla: ({ title, byline, site, url, published }) => {
    const day = dayOf(published);
    const rest = [site, day && written(day, 'day'), url].filter(Boolean).join(', ');
    return sentences(inMla(authorsOf(byline)), titled(title), rest);
  },
  bibtex: (source) => {
    const { title, byline, site, url, published } = source;
    const day = dayOf(published);
    const fields = {
      author: inBibtex(authorsOf(unbraced(byline))),
      title: `{${unbraced(title)}}`,
      organization: unbraced(site),
      year: day?.year,
      month: day?.month && String(Number(day.month)),
      url: unbraced(url),
      urldate: seenDay(source),
    };
    const lines = Object.entries(fields).flatMap(([name, value]) => (value ? [`  ${name} = {${value}},`] : []));
    return `@online{${keyOf(source, day)},\n${lines.join('\n')}\n}`;
  },
  markdown: ({ title, byline, site, url, published }) => {
    const named = url ? `[${title.replace(/[[\]\\]/g, '\\$&')}](${url.replace(/[()]/g, encodeURIComponent)})` : title;
    return [byline, named, site, published?.slice(0, 10)].filter(Boolean).join(', ');
  },
  plain: ({ title, byline, site, url, published }) =>
    [title, [byline, site, published?.slice(0, 10)].filter(Boolean).join(', '), url].filter(Boolean).join('\n'),
};

/** Without what would end a field early. */
const unbraced = (value: string | null) => (value ?? '').replace(/[{}\\]/g, '');

function keyOf({ byline, site, title }: Source, day: Day | null): string {
  const word = (authorsOf(unbraced(byline))[0]?.family ?? site ?? title).split(/\s+/).at(-1) ?? '';
  return (word.replace(/[^\p{L}\p{N}]/gu, '') || 'source') + (day?.year ?? '');
}
