/** A plain search over the pretended library: every word must stand in the thing, letter case aside. */
import type {
  Answer,
  Complete,
  Completion,
  Facet,
  Filter,
  Find,
  FindLike,
  Hit,
  Offer,
  SavedSearch,
} from '../../api/wire';
import type { Things } from './things';

const SNIPPET = 90;
const LIMIT = 20;

/** Answers a query with the commonest fields and plain words. */
export function find(things: Things, request: Find): Answer {
  const began = performance.now();
  const asked = parse(things, request.query);
  const theme = request.theme ? things.below(request.theme) : null;
  const fitting = documents(things)
    .filter((one) => one.hit.trashed === asked.filters.some((filter) => filter.value === 'trashed'))
    .filter((one) => !request.kinds || request.kinds.includes(one.hit.kind))
    .filter((one) => asked.filters.every((filter) => fits(things, one.hit, filter) !== filter.negated))
    .filter((one) => !theme || one.hit.themes.some((tag) => theme.has(tag.id)));
  const matching = (least: number) =>
    fitting.map((one) => match(one, asked.words, least)).filter((hit) => hit !== null);
  const strict = matching(asked.words.length);
  const hits = strict.length || asked.words.length < 2 ? strict : matching(asked.words.length / 2);
  const sort = request.sort ?? 'relevance';
  if (sort === 'relevance') hits.sort((a, b) => b.score - a.score);
  else if (sort === 'published') hits.sort((a, b) => (b.published ?? '').localeCompare(a.published ?? ''));
  else hits.sort((a, b) => b.clippedAt - a.clippedAt);
  const isOpen = (request.query.match(/"/g)?.length ?? 0) % 2 > 0;
  const remarks = isOpen ? [{ code: 'unbalanced', message: 'A quotation mark is not closed.' }] : [];
  return { ...answer(hits, request, asked.filters, began), relaxed: hits.some((hit) => hit.partial), remarks };
}

/** Everything with one of the themes of an item. */
export function like(things: Things, request: FindLike): Answer {
  const all = documents(things);
  const of = all.find((one) => one.hit.id === request.id)?.hit;
  const shared = (hit: Hit) => hit.themes.filter((tag) => of?.themes.some((known) => known.id === tag.id)).length;
  const hits = all
    .map((one) => one.hit)
    .filter((hit) => !hit.trashed && hit.id !== of?.id && shared(hit) > 0)
    .toSorted((a, b) => shared(b) - shared(a));
  return answer(hits, request, [], performance.now());
}

function answer(hits: Hit[], request: { offset?: number; limit?: number }, filters: Filter[], began: number): Answer {
  const from = request.offset ?? 0;
  const month = (hit: Hit) => hit.published?.slice(0, 7);
  return {
    hits: hits.slice(from, from + (request.limit ?? LIMIT)),
    total: hits.length,
    facets: {
      kinds: count(hits, (hit) => [[hit.kind, hit.kind]]),
      themes: count(hits, (hit) => hit.themes.map((tag) => [tag.id, tag.name])),
      sites: count(hits, (hit) => (hit.site ? [[hit.site, hit.site]] : [])),
      people: count(hits, (hit) => (hit.speaker ? [[hit.speaker, hit.speaker]] : [])),
      months: count(hits, (hit) => (month(hit) ? [[month(hit) ?? '', month(hit) ?? '']] : [])),
    },
    tookUs: Math.round((performance.now() - began) * 1000),
    relaxed: false,
    filters,
    remarks: [],
  };
}

/** The saved searches with their counts. */
export const countedSearches = (things: Things): SavedSearch[] =>
  things.searches.map((one) => ({ ...one, count: find(things, { query: one.query }).total }));

/** Completes the word at the cursor. */
export function complete(things: Things, { query, cursor }: Complete): Completion {
  const typed = /\S*$/.exec(Array.from(query).slice(0, cursor).join(''))?.[0] ?? '';
  const start = cursor - Array.from(typed).length;
  if (!typed) return { start, end: cursor, offers: [] };
  const [, minus = '', name = '', value = ''] = /^(-?)(?:(\w+):)?"?(.*)$/.exec(typed) ?? [];
  const low = value.toLowerCase();
  const has = (text: string) => text.toLowerCase().includes(low);
  const offer = (field: string, label: string, more: Partial<Offer> = {}): Offer => ({
    field,
    label,
    text: `${field}:${/^[\p{L}\p{N}.-]*$/u.test(label) ? label : `"${label}"`}`,
    also: null,
    count: null,
    theme: null,
    ...more,
  });
  const facets = find(things, { query: '' }).facets;
  const themes = things.themes
    .filter((theme) => has(theme.name) || theme.aliases.some((alias) => has(alias.form)))
    .map((theme) =>
      offer('theme', theme.name, {
        also: has(theme.name) ? null : (theme.aliases.find((alias) => has(alias.form))?.form ?? null),
        theme: { id: theme.id, name: theme.name, colour: theme.colour },
      }),
    );
  const of = (field: string, values: Facet[]) =>
    values.filter((one) => has(one.label)).map((one) => offer(field, one.label, { count: one.count }));
  const fields = FIELDS.filter((field) => !name && low && field.startsWith(low)).map((field) => offer(field, ''));
  const known: Record<string, Offer[]> = {
    theme: themes,
    site: of('site', facets.sites),
    person: of('person', facets.people),
    speaker: of('speaker', facets.people),
    kind: ['article', 'quote', 'note'].filter(has).map((word) => offer('kind', word)),
    is: ['unread', 'read', 'starred', 'trashed', 'untagged'].filter(has).map((word) => offer('is', word)),
  };
  const offers = name
    ? (known[name] ?? [])
    : [...fields, ...['theme', 'site', 'person'].flatMap((f) => known[f] ?? [])];
  return { start: start + minus.length, end: cursor, offers: offers.slice(0, 12) };
}

interface Document {
  hit: Hit;
  text: string;
}

function documents(things: Things): Document[] {
  const blank = { externalId: null, titleHighlights: [], snippet: '', highlights: [], score: 0, partial: false };
  const articles = things.articles.map((one): Document => ({
    hit: { ...blank, ...one.row, kind: 'article', articleId: null, speaker: null },
    text: one.text,
  }));
  const quotes = things.quotes.map((one): Document => ({
    hit: { ...blank, ...one, kind: 'quote', title: one.articleTitle, clippedAt: one.createdAt, unread: false },
    text: `${one.exact} ${one.comment ?? ''} ${one.speaker ?? ''}`,
  }));
  const notes = things.notes.map((one): Document => ({
    hit: {
      ...blank,
      ...one,
      kind: 'note',
      site: null,
      speaker: null,
      published: null,
      clippedAt: one.editedAt,
      unread: false,
    },
    text: one.body.replaceAll(/[*`~#>]+/g, ''),
  }));
  return [...articles, ...quotes, ...notes];
}

const FIELDS = ['theme', 'site', 'person', 'speaker', 'kind', 'on', 'is', 'has'];

function parse(things: Things, query: string): { filters: Filter[]; words: string[] } {
  const filters: Filter[] = [];
  const words: string[] = [];
  for (const found of query.matchAll(/(-?)(?:(\w+):(=?))?(?:"([^"]*)"?|([^\s"]+))/g)) {
    const [typed, minus, name = '', compare = '', quoted, plain] = found;
    const value = quoted ?? plain ?? '';
    if (!FIELDS.includes(name)) words.push(...(value ? [value.toLowerCase()] : []));
    else {
      const start = Array.from(query.slice(0, found.index)).length;
      const theme = name === 'theme' ? (things.themeNamed(value) ?? null) : null;
      filters.push({
        start,
        end: start + Array.from(typed).length,
        field: name,
        compare,
        value,
        negated: minus === '-',
        theme: theme && { id: theme.id, name: theme.name, colour: theme.colour },
      });
    }
  }
  return { filters, words };
}

function fits(things: Things, hit: Hit, { field, value, theme }: Filter): boolean {
  switch (field) {
    case 'theme':
      return !!theme && hit.themes.some((tag) => things.below(theme.id).has(tag.id));
    case 'site':
      return hit.site === value;
    case 'speaker':
    case 'person':
      return hit.speaker === value;
    case 'kind':
      return hit.kind === value;
    case 'on':
      return (hit.published ?? '').startsWith(value);
    case 'is':
      return value === 'trashed' ? hit.trashed : value === 'unread' ? hit.unread : true;
    default:
      return true;
  }
}

/** What has at least so many of the words. */
function match({ hit, text }: Document, words: string[], least: number): Hit | null {
  const title = hit.title.toLowerCase();
  const low = text.toLowerCase();
  const has = words.filter((word) => title.includes(word) || low.includes(word)).length;
  if (has < least) return null;
  const first = Math.min(...words.map((word) => low.indexOf(word)).filter((at) => at >= 0), low.length);
  const from = first < low.length ? Math.max(0, first - 20) : 0;
  const snippet = text.slice(from, from + SNIPPET).replaceAll('\n', ' ');
  return {
    ...hit,
    partial: has < words.length,
    snippet,
    highlights: ranges(snippet, words),
    titleHighlights: ranges(hit.title, words),
    score: words.reduce((sum, word) => sum + (title.includes(word) ? 3 : 0) + low.split(word).length, 0),
  };
}

function ranges(text: string, words: string[]): Array<[number, number]> {
  const low = Array.from(text.toLowerCase());
  return words.flatMap((word) => {
    const sought = Array.from(word);
    return low.flatMap((_, at) =>
      sought.every((character, offset) => low[at + offset] === character)
        ? [[at, at + sought.length] as [number, number]]
        : [],
    );
  });
}

function count(hits: Hit[], values: (hit: Hit) => string[][]): Facet[] {
  const counted = new Map<string, Facet>();
  for (const hit of hits) {
    for (const [value = '', label = ''] of values(hit)) {
      const facet = counted.get(value) ?? { value, label, count: 0 };
      facet.count++;
      counted.set(value, facet);
    }
  }
  return [...counted.values()].toSorted((a, b) => b.count - a.count);
}
