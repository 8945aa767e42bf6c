/** What an article of the pretended library is written down as. */

/** A quote to be found in the body: its words, who said it, a comment, the colour, themes. */
export type QuoteSeed = readonly [exact: string, speaker: string, comment: string, colour: number, themes: string[]];

export interface ArticleSeed {
  title: string;
  site: string;
  byline?: string;
  published: string;
  lang: 'zh' | 'en';
  themes: string[];
  abstract?: string;
  /** Lines: `## ` heading, `> ` citation, `- ` item, `| ` row of a table, `!` chart (caption: values), else a paragraph. */
  body: string;
  quotes?: QuoteSeed[];
  read?: boolean;
  starred?: boolean;
}
