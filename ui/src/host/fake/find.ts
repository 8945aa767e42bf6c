/** A plain search over the pretended library: every word must stand in the thing, letter case aside. */
import type { Answer, Facet, Find, Hit } from '../../api/wire';
import type { Things } from './things';

const SNIPPET = 90;
const LIMIT = 20;

/** Answers a query with `theme: site: speaker: kind: on:` fields and plain words. */
export function find(things: Things, request: Find): Answer {
  const began = performance.now();
  const asked = parse(request.query);
  const theme = request.theme ?? things.themeNamed(asked.fields.theme ?? '')?.id;
  const hits = documents(things)
    .filter((one) => !request.kinds || request.kinds.includes(one.hit.kind))
    .filter((one) => !asked.fields.kind || one.hit.kind === asked.fields.kind)
    .filter((one) => !asked.fields.site || one.hit.site === asked.fields.site)
    .filter((one) => !asked.fields.speaker || one.hit.speaker === asked.fields.speaker)
    .filter((one) => !asked.fields.on || (one.hit.published ?? '').startsWith(asked.fields.on))
    .filter((one) => !theme || one.hit.themes.some((tag) => things.below(theme).has(tag.id)))
    .map((one) => match(one, asked.words))
    .filter((hit) => hit !== null);
  const sort = request.sort ?? 'relevance';
  if (sort === 'relevance') hits.sort((a, b) => b.score - a.score);
  else if (sort === 'published') hits.sort((a, b) => (b.published ?? '').localeCompare(a.published ?? ''));
  else hits.sort((a, b) => b.clippedAt - a.clippedAt);
  const from = request.offset ?? 0;
  return {
    hits: hits.slice(from, from + (request.limit ?? LIMIT)),
    total: hits.length,
    facets: {
      kinds: count(hits, (hit) => [[hit.kind, hit.kind]]),
      themes: count(hits, (hit) => hit.themes.map((tag) => [tag.id, tag.name])),
      sites: count(hits, (hit) => (hit.site ? [[hit.site, hit.site]] : [])),
      people: count(hits, (hit) => (hit.speaker ? [[hit.speaker, hit.speaker]] : [])),
      months: count(hits, (hit) => (hit.published ? [[hit.published.slice(0, 7), hit.published.slice(0, 7)]] : [])),
    },
    tookUs: Math.round((performance.now() - began) * 1000),
    relaxed: false,
    remarks: [],
  };
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
    text: one.body,
  }));
  return [...articles.filter((_, at) => !things.articles[at]?.row.trashed), ...quotes, ...notes];
}

function parse(query: string) {
  const fields: Record<string, string> = {};
  const words: string[] = [];
  for (const [, name, quoted, plain] of query.matchAll(/(?:(\w+):)?(?:"([^"]*)"?|([^\s"]+))/g)) {
    const value = quoted ?? plain ?? '';
    if (name) fields[name] = value;
    else if (value) words.push(value.toLowerCase());
  }
  return { fields, words };
}

function match({ hit, text }: Document, words: string[]): Hit | null {
  const title = hit.title.toLowerCase();
  const low = text.toLowerCase();
  if (!words.every((word) => title.includes(word) || low.includes(word))) return null;
  const first = Math.min(...words.map((word) => low.indexOf(word)).filter((at) => at >= 0), low.length);
  const from = first < low.length ? Math.max(0, first - 20) : 0;
  const snippet = text.slice(from, from + SNIPPET).replaceAll('\n', ' ');
  return {
    ...hit,
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
