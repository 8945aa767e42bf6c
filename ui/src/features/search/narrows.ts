/** Fields of a query that stand apart from its words, shown as chips. */
import type { Filter, Offer } from '../../api/wire';
import { i18n } from '../../shared/i18n';

/** Something that narrows the search. */
export interface Narrow {
  /** As it stands in the query. */
  text: string;
  /** `theme`, `site`, `person`, `kind`, `on`… */
  field: string;
  value: string;
  /** The sign of a comparison, or empty. */
  compare: string;
  negated: boolean;
  /** Of a theme, `1..=8`. */
  colour?: number;
}

/** What results are counted by. */
export type By = 'kind' | 'theme' | 'site' | 'person' | 'month';

/** A field of which one thing has only one value, so that another takes its place. */
const SINGLE = new Set(['kind', 'site', 'on']);

/** What makes the order of a query's parts matter, so that no part of it may be moved. */
export const ORDERED = /(?:^|\s)OR(?:\s|$)|[|｜()（）]/;
/** Alternatives, which bind looser than standing side by side. */
export const ALTERNATIVES = /\sOR\s|[|｜]/;

const quoted = (text: string) => `"${text.replaceAll('"', ' ')}"`;

/** What narrows to the things with this value. */
export function narrowTo(by: By, value: string, colour?: number): Narrow {
  const field = by === 'month' ? 'on' : by;
  const compare = by === 'site' || by === 'person' ? '=' : '';
  const isPlain = by === 'kind' || by === 'month' || (by === 'theme' && /^[\p{L}\p{N}]+$/u.test(value));
  return {
    text: `${field}:${compare}${isPlain ? value : quoted(value)}`,
    field,
    value,
    compare,
    negated: false,
    colour,
  };
}

/** What narrows as an offer says. */
export const narrowAs = ({ text, field, label, theme }: Offer, negated: boolean): Narrow => ({
  text: negated ? `-${text}` : text,
  field,
  value: label,
  compare: '',
  negated,
  colour: theme?.colour,
});

/** What was understood of a query as a field, cut out of it. */
export const narrowOf = ({ field, value, compare, negated, theme }: Filter, text: string): Narrow => ({
  text,
  field,
  value: theme?.name ?? value,
  compare,
  negated,
  colour: theme?.colour,
});

/** The narrows with one more; it takes the place of what it contradicts. */
export const withNarrow = (narrows: readonly Narrow[], one: Narrow): Narrow[] => [
  ...narrows.filter(
    (known) =>
      known.text !== one.text &&
      !(SINGLE.has(one.field) && known.field === one.field && !known.negated && !one.negated),
  ),
  one,
];

/** How a chip says it. */
export function labelOf({ field, value, compare, negated }: Narrow): string {
  const t = i18n.t.search;
  const said = t.chips[field]?.(inWords(field, value), compare === '=' ? '' : compare) ?? `${field}: ${value}`;
  return negated ? t.not(said) : said;
}

function inWords(field: string, value: string): string {
  if (field === 'kind') return i18n.t.search.kinds[value] ?? value;
  if (/^\d{4}-\d{2}$/.test(value)) return i18n.month(value);
  return i18n.t.search.values[value] ?? value;
}
