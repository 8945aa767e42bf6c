/** What becomes of a drop in the pretended library. */
import type { ArticleRow, Clipped, Drop, Similar, Suggestion } from '../../api/wire';
import { suggest } from './suggest';
import type { Things } from './things';

/** A clip of which nothing is known. */
export const NOTHING: Clipped = {
  id: '',
  state: 'failed',
  title: '',
  byline: null,
  site: null,
  url: null,
  published: null,
  lang: null,
  pictures: [],
};

/** Takes a drop in as an article. */
export function clip(things: Things, drop: Drop, themes: string[]): Clipped {
  const words = drop.kind === 'url' ? (drop.title ?? drop.url) : drop.kind === 'text' ? drop.text : textOf(drop.html);
  if (!words.trim())
    return { ...NOTHING, message: 'There was nothing in this drop. Drop a link, text, a picture or a file.' };
  const [title = '', ...rest] = words.trim().split('\n');
  const url = 'url' in drop ? (drop.url ?? null) : null;
  const made = things.addArticle(
    {
      title: (drop.kind === 'html' && drop.title) || title.slice(0, 80),
      site: url ? new URL(url).hostname : 'Tearsheet',
      published: new Date().toISOString().slice(0, 10),
      lang: /\p{Script=Han}/u.test(words) ? 'zh' : 'en',
      themes,
      body: rest.join('\n') || words,
    },
    Date.now(),
  );
  things.receipts = [things.receiptOf(made, drop.kind === 'url' ? 'running' : 'done'), ...things.receipts];
  const alike = things.articles.find((one) => one !== made && one.row.title === made.row.title && !one.row.trashed);
  if (alike) made.row.similarTo = [similar(alike.row)];
  return clipped(made.row, drop.kind === 'url' ? 'waiting' : 'new', suggest(things, made));
}

/** What a clip says of the article it made. */
export function clipped(row: ArticleRow, state: string, spoken: Suggestion[] = []): Clipped {
  const { id, title, byline, site, url, published, lang, themes, similarTo, clippedAt } = row;
  const suggested = spoken
    .filter((one) => !one.tagged)
    .map((one) => ({ id: one.id, name: one.theme, colour: one.colour }));
  const facts = { mediaType: 'text/html', captures: 1, clippedAt, themes, suggested, similarTo };
  return { id, state, title, byline, site, url, published, lang, pictures: [], ...(state === 'waiting' ? {} : facts) };
}

function similar({ id, title, site, published }: ArticleRow): Similar {
  return {
    id,
    capture: `${id}-0`,
    title,
    site,
    published,
    share: 0.87,
    fresh: 2,
    shareBack: 0.98,
    freshBack: 0,
    kept: false,
  };
}

const textOf = (html: string) => new DOMParser().parseFromString(html, 'text/html').body.textContent.trim();
