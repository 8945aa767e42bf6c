/** What one can type, as examples that find something in this library. */
import type { Theme } from '../../api/wire';
import { i18n } from '../../shared/i18n';

export type Example = [query: string, says: string];

/** A name that needs no quotation marks. */
const PLAIN = /^[\p{L}\p{N}]+$/u;

/** The examples, with the theme that holds most. */
export function examplesOf(themes: readonly Theme[] = []): Example[] {
  const fullest = themes.filter(({ name }) => PLAIN.test(name)).toSorted((a, b) => b.count - a.count)[0];
  return i18n.t.search.examples(`theme:${fullest?.name ?? 'HBM'}`);
}
