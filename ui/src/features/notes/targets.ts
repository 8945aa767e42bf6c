/** What `[[` in a note offers, and the link it becomes. */
import type { Library } from '../../api/library';
import { SCHEME } from '../../api/links';
import type { Hit, Theme } from '../../api/wire';
import { matching } from '../../shared/names';
import { slice } from '../../shared/characters';

/** Something a note can link to. */
export interface Target {
  id: string;
  kind: 'article' | 'quote' | 'note' | 'theme';
  /** What the link will say. */
  title: string;
  /** Where it is from: a publication, a speaker, a day. */
  from: string;
  /** `1..=8`, of a theme. */
  colour?: number;
}

/** More do not fit without scrolling. */
const HITS_MAX = 8;
const THEMES_MAX = 3;
/** As much of a quote as reads well inside a sentence. */
const QUOTE_MAX = 60;

/** What fits the words typed so far; what is newest when none are typed. */
export async function findTargets(library: Library, typed: string): Promise<Target[]> {
  const query = typed.trim();
  if (!query) return newest(library);
  const [themes, answer] = await Promise.all([
    library.call('themes.list', {}),
    library.call('search.find', { query, typing: true, limit: HITS_MAX }),
  ]);
  return [...themesNamed(themes, query), ...(await Promise.all(answer.hits.map((hit) => ofHit(library, hit))))];
}

async function newest(library: Library): Promise<Target[]> {
  const half = HITS_MAX / 2;
  const [notes, articles] = await Promise.all([
    library.call('notes.list', { limit: half }),
    library.call('articles.list', { shelf: 'all', theme: null, order: 'clipped', offset: 0, limit: half }),
  ]);
  return [
    ...notes.slice(0, half).map(({ id, title }): Target => ({ id, kind: 'note', title, from: '' })),
    ...articles.rows.map(({ id, title, site }): Target => ({ id, kind: 'article', title, from: site ?? '' })),
  ];
}

function themesNamed(themes: readonly Theme[], query: string): Target[] {
  const names = themes.map((theme) => ({ ...theme, also: theme.aliases.map((alias) => alias.form) }));
  return matching(names, query)
    .slice(0, THEMES_MAX)
    .map(({ id, name, colour, also }) => ({
      id,
      kind: 'theme',
      title: name,
      from: also?.slice(0, 2).join(' · ') ?? '',
      colour,
    }));
}

async function ofHit(library: Library, hit: Hit): Promise<Target> {
  const { id, title } = hit;
  if (hit.kind === 'note') return { id, kind: 'note', title, from: '' };
  if (hit.kind !== 'quote') return { id, kind: 'article', title, from: hit.site ?? '' };
  const { exact, speaker } = await library.call('quotes.get', { id });
  const words = slice(exact, 0, QUOTE_MAX);
  return { id, kind: 'quote', title: words === exact ? exact : `${words}…`, from: speaker ?? title };
}

/** The Markdown of a link; what would end its label early is escaped. */
export function linkTo(target: Pick<Target, 'id' | 'title'>, untitled: string): string {
  const label = target.title.replace(/\s+/g, ' ').trim() || untitled;
  return `[${label.replace(/[\\[\]`*_<]/g, '\\$&')}](${SCHEME}${target.id})`;
}
