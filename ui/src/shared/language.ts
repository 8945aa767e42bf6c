/** The language a text is set in, for the choice of glyphs and for screen readers. */

/** `zh` when Han characters stand in it, else `en`; what is declared goes first. */
export const languageOf = (text: string, declared?: string | null): string =>
  declared || (/\p{Script=Han}/u.test(text) ? 'zh' : 'en');
