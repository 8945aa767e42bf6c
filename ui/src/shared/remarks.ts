/** What is said of a clip, in the language of the window. */
import { i18n } from './i18n';

/** A sentence by its code, as the wire gives it. */
interface Remark {
  code: string;
  values: readonly string[];
  cause?: Remark;
}

const said = ({ code, values, cause }: Remark): string | undefined =>
  i18n.t.remarks.said[code]?.(values, (cause && said(cause)) ?? '');

/** The sentence in the window's language; a message of another origin as it came, and '' for none. */
export const toldOf = (one: { message?: string | null; remark?: Remark | null }): string =>
  (one.remark && said(one.remark)) ?? one.message ?? '';
