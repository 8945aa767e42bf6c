/** The names of a byline, apart from each other and turned as bibliographies want them. */

/** Someone who wrote an article. */
export interface Author {
  /** The family name, or all of a name that is not turned: a Chinese one, an organisation's. */
  family: string;
  /** The other names; null where the name is not turned. */
  given: string | null;
  /** Jr., III. */
  suffix: string | null;
}

const BETWEEN = /\s*(?:[;；、，&]|,|\s(?:and|with|和|与)\s)\s*/u;
const SUFFIX = /^(?:jr|sr|i{2,3}|iv)\.?$/i;
/** Small words before a family name that belong to it. */
const PARTICLES = new Set('al af bin da de del den der di du la le ten ter van von'.split(' '));
/** Words of names that are no person's. */
const ORGANISED =
  /\p{N}|\b(?:agency|bank|bureau|capital|co|corp|desk|editors?|group|inc|insights?|institute|journal|llc|ltd|media|news|newsroom|partners|press|reporters?|research|securities|staff|team|times|university|weekly|writers?)\b/iu;
/** Longer names are no person's. */
const WORDS_MAX = 5;

/** The authors that a byline names, in its order. */
export function authorsOf(byline: string | null): Author[] {
  const line = (byline ?? '').replace(/^by\s+/i, '').trim();
  if (!line) return [];
  const turned = /^([\p{L}'’-]+), ([\p{L}'’.-]+(?: [\p{L}'’.-]+)?)$/u.exec(line);
  if (turned?.[1] && turned[2] && !SUFFIX.test(turned[2]))
    return [{ family: turned[1], given: turned[2], suffix: null }];
  return line
    .split(BETWEEN)
    .filter(Boolean)
    .reduce<Author[]>((all, name) => {
      const last = all.at(-1);
      if (last && SUFFIX.test(name)) last.suffix = name;
      else all.push(authorOf(name));
      return all;
    }, []);
}

function authorOf(name: string): Author {
  const words = name.split(/\s+/);
  const suffix = words.length > 2 && SUFFIX.test(words.at(-1) ?? '') ? (words.pop() ?? null) : null;
  const isPerson = /^[\p{Script=Latin}\p{M}\s.'’-]+$/u.test(name) && !ORGANISED.test(name) && words.length <= WORDS_MAX;
  if (!isPerson || words.length < 2) return { family: name, given: null, suffix: null };
  const particle = words.findIndex((word, at) => at > 0 && PARTICLES.has(word));
  const from = particle > 0 ? particle : words.length - 1;
  return { family: words.slice(from).join(' '), given: words.slice(0, from).join(' '), suffix };
}

const parts = (...some: Array<string | null>): string => some.filter(Boolean).join(', ');

/** `Whitfield, Dana`. */
const turned = ({ family, given, suffix }: Author): string => parts(family, given, suffix);
/** `Dana Whitfield`. */
const straight = ({ family, given, suffix }: Author): string =>
  parts([given, family].filter(Boolean).join(' '), suffix);
/** `D.`, and `J.-L.` of Jean-Luc. */
const initials = (given: string): string =>
  given
    .split(/\s+/)
    .map((name) => name.replace(/\p{L}[\p{L}\p{M}'’]*\.?/gu, ([first = '']) => `${first.toUpperCase()}.`))
    .join(' ');

/** As the Publication Manual of the APA lists them (7th edition, 9.8): up to twenty, the last behind `&`. */
export function inApa(authors: readonly Author[]): string {
  const names = authors.map(({ family, given, suffix }) => parts(family, given && initials(given), suffix));
  if (names.length > 20) return `${names.slice(0, 19).join(', ')}, . . . ${names.at(-1)}`;
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')}, & ${names.at(-1)}`;
}

/** As the Chicago Manual of Style lists them (17th edition, 14.76): up to ten, the first turned. */
export const inChicago = (authors: readonly Author[]): string => listed(authors, 10, 7);

/** As the MLA Handbook lists them (9th edition, 5.6): one or two, the first turned. */
export const inMla = (authors: readonly Author[]): string => listed(authors, 2, 1);

function listed(authors: readonly Author[], most: number, shown: number): string {
  const names = authors.map((author, at) => (at ? straight(author) : turned(author)));
  if (names.length > most) return `${names.slice(0, shown).join(', ')}, et al.`;
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')}, and ${names.at(-1)}`;
}

/** As GB/T 7714-2015 lists them (8.1): up to three, family names in capitals before bare initials. */
export function inGbt(authors: readonly Author[]): string {
  const name = ({ family, given }: Author) =>
    given ? `${family.toUpperCase()} ${initials(given).replace(/\./g, '').replace(/-/g, ' ')}` : family;
  const rest = /\p{Script=Han}/u.test(authors[0]?.family ?? '') ? '等' : 'et al';
  return [...authors.slice(0, 3).map(name), ...(authors.length > 3 ? [rest] : [])].join(', ');
}

/** As BibTeX takes them apart again; a name that is not turned stays whole in braces. */
export const inBibtex = (authors: readonly Author[]): string =>
  authors
    .map((author) =>
      author.given || !/\s/.test(author.family)
        ? parts(author.family, author.suffix, author.given)
        : `{${author.family}}`,
    )
    .join(' and ');
