/** What a quote is called where words stand for it. */
import type { Quote } from '../api/wire';
import { i18n } from './i18n';

/** Its words; a picture of which nothing is said is called one. */
export const wordsOf = ({ exact, picture }: Pick<Quote, 'exact' | 'picture'>): string =>
  exact || (picture ? i18n.t.shared.picture : '');
