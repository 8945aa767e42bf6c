/** Every command of the wire over the pretended library. */
import type { Article, ArticleRow, Commands, Diff, ListArticles, Quote, Theme } from '../../api/wire';
import { occurrences } from '../../shared/characters';
import { clip, clipped } from './clipped';
import { complete, countedSearches, find, like } from './find';
import type { History } from './history';
import { noteHtml } from './pages';
import { suggest, suggestSpeakers } from './suggest';
import type { FakeArticle, Things } from './things';

type Answers = { [N in keyof Commands]: (request: Commands[N]['request']) => Commands[N]['reply'] };

/** The commands that change nothing. */
export const READING =
  /^(library\.(begin|status|check)|exports\.save|settings\.get|rescue\.backups|clips\.(receipts|get)|\w+\.(list|ids|count|get|original|diff|speakers|suggestSpeakers|annotations|revisions|suggest|backlinks|reasons|find|like|complete|history|sources|said|wrote))$/;

const missing = (id: string) => ({ code: 'not-found', message: 'There is nothing with this id.', detail: id });
const byNewest = (a: ArticleRow, b: ArticleRow) => b.clippedAt - a.clippedAt;
/** The names of a person; none of another theme. */
const personNames = ({ kind, name, aliases }: Theme) =>
  new Set(kind === 'person' ? [name, ...aliases.map((alias) => alias.form)] : []);
const byDate = (a: ArticleRow, b: ArticleRow) => (b.published ?? '').localeCompare(a.published ?? '');

/** The commands, by name. */
export function answers(things: Things, history: History): Answers {
  const article = (id: string): FakeArticle =>
    found(
      things.articles.find((one) => one.row.id === id),
      id,
    );
  const quote = (id: string): Quote =>
    found(
      things.quotes.find((one) => one.id === id),
      id,
    );
  const theme = (name: string) => found(things.themeNamed(name), name);
  const note = (id: string) =>
    found(
      things.notes.find((one) => one.id === id),
      id,
    );
  const removedQuotes: Quote[] = [];
  const touch = (ids: string[]) => things.tagged(ids).map(({ kind, item }) => ({ id: item.id, kind }));
  const setTrashed = (ids: string[], trashed: boolean) => {
    for (const { item } of things.tagged(ids)) item.trashed = trashed;
    return touch(ids);
  };

  const shelved = ({ shelf, theme: asked, order }: Pick<ListArticles, 'shelf' | 'theme' | 'order'>): ArticleRow[] => {
    const below = asked ? things.below(asked) : null;
    return rows(things)
      .filter((row) => row.trashed === (shelf === 'trash'))
      .filter((row) => shelf !== 'inbox' || row.unread)
      .filter((row) => shelf !== 'starred' || row.starred)
      .filter((row) => !below || row.themes.some((tag) => below.has(tag.id)))
      .toSorted(order === 'published' ? byDate : byNewest);
  };

  const all: Answers = {
    'library.begin': ({ list }) => ({
      settings: all['settings.get']({}),
      status: all['library.status']({}),
      list: all['articles.list'](list),
    }),
    'library.status': () => ({
      folder: '/home/reader/.local/share/tearsheet',
      readOnly: null,
      counts: {
        inbox: rows(things).filter((row) => row.unread && !row.trashed).length,
        articles: rows(things).filter((row) => !row.trashed).length,
        starred: rows(things).filter((row) => row.starred && !row.trashed).length,
        quotes: things.quotes.filter((one) => !one.trashed).length,
        unplaced: things.quotes.filter((one) => !one.placed).length,
        notes: things.notes.filter((one) => !one.trashed).length,
        trash: [...rows(things), ...things.quotes, ...things.notes].filter((one) => one.trashed).length,
      },
      seq: 1,
      empty: things.articles.length === 0,
      version: '0.1.0',
      indexTrouble: null,
    }),
    'library.check': () => ({ ok: true, findings: [], keptAs: null }),
    'rescue.backups': () => [
      { name: 'library-20261122T201500Z-912.db', madeAt: Date.UTC(2026, 10, 22, 20, 15), bytes: 48_200_000 },
      { name: 'library-20261121T190000Z-871.db', madeAt: Date.UTC(2026, 10, 21, 19), bytes: 47_900_000 },
    ],
    'rescue.restore': () => ({
      ok: true,
      findings: [],
      keptAs: '/home/reader/.local/share/tearsheet/library-kept-1.db',
    }),
    'rescue.salvage': () => ({
      ok: true,
      findings: [],
      keptAs: '/home/reader/.local/share/tearsheet/library-kept-1.db',
    }),
    'rescue.export': () => ({ folder: '/home/reader/Downloads/tearsheet-20261126T090000Z', files: 12, lost: 0 }),
    'library.reindex': () => ({ documents: things.articles.length, tookMs: 12 }),
    'library.backup': () => ({ file: '/home/reader/.local/share/tearsheet/backups/2026-11-23.db', bytes: 48_200_000 }),
    'library.undo': history.undo,
    'library.redo': history.redo,
    'settings.get': () => ({ ...things.settings }),
    'settings.put': (settings) => ({ ...(things.settings = settings) }),

    'clips.drop': ({ drops, themes }) => drops.map((drop) => clip(things, drop, themes ?? [])),
    'clips.sample': () => [
      clip(
        things,
        { kind: 'text', text: '示例：HBM4 扩产与定制芯片\n一篇为这个程序写的示例文章，公司与数字均为虚构。' },
        ['HBM'],
      ),
    ],
    'clips.receipts': () => things.receipts,
    'clips.retry': ({ id }) => {
      for (const one of things.receipts) if (one.id === id) one.state = 'running';
      return things.receipts;
    },
    'clips.cancel': ({ id }) => (things.receipts = things.receipts.filter((one) => one.id !== id)),
    'clips.get': ({ id }) => {
      const known = things.articles.find((one) => one.row.id === id);
      return known ? clipped(known.row, 'new') : null;
    },
    'clips.undo': ({ id, state }) => {
      if (state === 'new' || state === 'waiting') setTrashed([id], true);
      return {};
    },
    'reposts.list': ({ id }) => article(id).row.similarTo ?? [],
    'reposts.keep': ({ id, kept }) => {
      const { row } = article(id);
      row.similarTo = row.similarTo?.map((other) => ({ ...other, kept: kept ?? true }));
      return row.similarTo ?? [];
    },
    'reposts.merge': ({ id, into }) => {
      setTrashed([id], true);
      const { row } = article(into);
      row.similarTo = row.similarTo?.filter((other) => other.id !== id);
      return { ...row };
    },

    'articles.list': ({ offset, limit, ...which }) => {
      const kept = shelved(which);
      return { rows: kept.slice(offset, offset + (limit || 200)).map((row) => ({ ...row })), total: kept.length };
    },
    'articles.ids': ({ offset, limit, ...which }) =>
      shelved(which)
        .slice(offset, limit ? offset + limit : undefined)
        .map(({ id }) => id),
    'articles.get': ({ id }) => whole(things, article(id)),
    'articles.original': ({ id, capture }) => ({
      capture: capture ?? `${id}-0`,
      mediaType: 'text/html',
      bytes: 48_200,
      html: `<p>首页 · 频道 · 登录</p>${article(id).html}<p>相关阅读 · 关于我们</p>`,
    }),
    'articles.mark': ({ ids, read, starred }) =>
      ids.map((id) => {
        const { row } = article(id);
        if (read !== undefined) row.unread = !read;
        if (starred !== undefined) row.starred = starred;
        return { ...row };
      }),
    'articles.turn': ({ ids, mark }) => {
      const turned = ids.map((id) => article(id).row);
      const on = turned.some((row) => (mark === 'read' ? row.unread : !row.starred));
      for (const row of turned) {
        if (mark === 'read') row.unread = !on;
        else row.starred = on;
      }
      return { on };
    },
    'articles.edit': ({ id, ...change }) => ({ ...Object.assign(article(id).row, change) }),
    'articles.diff': ({ id }) => ({ from: `${id}-1`, to: `${id}-0`, ...edited(article(id).text) }),

    'quotes.add': (request) => {
      const one = article(request.article);
      const start =
        request.start ?? Array.from(one.text.slice(0, Math.max(0, one.text.indexOf(request.text ?? '')))).length;
      const made = things.addQuote(one, start, request.end ?? start + Array.from(request.text ?? '').length);
      if (request.picture !== undefined) Object.assign(made, { exact: '', picture: pictured(request.picture) });
      made.colour = request.colour ?? 1;
      made.speaker = request.speaker ?? null;
      made.comment = request.comment ?? null;
      made.themes = (request.themes ?? []).map((name) => things.refNamed(name));
      one.row.quotes++;
      return { ...made };
    },
    'quotes.edit': ({ id, ...change }) => ({ ...Object.assign(quote(id), change) }),
    'quotes.get': ({ id }) => ({ ...quote(id) }),
    'quotes.list': (request) => {
      const below = request.theme ? things.below(request.theme) : null;
      return things.quotes
        .filter((one) => one.trashed === !!request.trashed)
        .filter((one) => !below || one.themes.some((tag) => below.has(tag.id)))
        .filter((one) => !request.article || one.articleId === request.article)
        .filter((one) => !request.speaker || one.speaker === request.speaker)
        .filter((one) => !request.unplaced || !one.placed)
        .slice(request.offset ?? 0, (request.offset ?? 0) + (request.limit ?? 200))
        .map((one) => ({ ...one }));
    },
    'quotes.count': (request) => all['quotes.list']({ ...request, limit: Infinity }).length,
    'quotes.suggestSpeakers': ({ article: id, start }) => suggestSpeakers(things, article(id).text, start),
    'citations.styles': () => [
      { id: 'house.csl', name: 'House', problem: null },
      { id: 'broken.csl', name: 'broken.csl', problem: 'unreadable' },
      { id: 'bibtex', name: 'BibTeX', problem: null },
    ],
    'citations.write': ({ id, style }) => ({ text: `${style}: ${id}` }),
    'quotes.annotations': () => ({ count: things.quotes.length, json: '{}' }),
    'quotes.speakers': () => [...new Set(things.quotes.map((one) => one.speaker).filter((name) => name !== null))],

    'notes.add': ({ title, body, article: beside }) => ({ ...things.addNote(title ?? '', body ?? '', beside ?? null) }),
    'notes.edit': ({ id, ...change }) => {
      const one = note(id);
      const { title, body } = one;
      Object.assign(one, change, { editedAt: Date.now() });
      if (title === one.title && body === one.body) return { ...one };
      things.revisions.set(id, [{ replacedAt: one.editedAt, title, body }, ...(things.revisions.get(id) ?? [])]);
      one.html = noteHtml(one.body);
      return { ...one };
    },
    'notes.get': ({ id }) => ({ ...note(id) }),
    'notes.list': ({ theme: asked, trashed, offset = 0, limit = 200 }) =>
      things.notes
        .filter((one) => one.trashed === !!trashed)
        .filter((one) => !asked || one.themes.some((tag) => things.below(asked).has(tag.id)))
        .toSorted((a, b) => b.editedAt - a.editedAt)
        .slice(offset, offset + limit)
        .map((one) => ({ ...one })),
    'notes.count': (request) => all['notes.list']({ ...request, limit: Infinity }).length,
    'notes.revisions': ({ id }) => things.revisions.get(id) ?? [],

    'exports.save': ({ ids = [], format }) =>
      (ids.length ? ids : ['']).map((id) => ({
        id,
        file: `/home/reader/Downloads/export.${format}`,
        sources: 1,
        passages: 1,
        faults: [],
      })),

    'items.backlinks': () => [],
    'items.reasons': () => [],
    'themes.applyRule': () => things.receipts,
    'themes.list': () => things.counted(),
    'themes.said': ({ id, limit }) => {
      const names = personNames(theme(id));
      return things.quotes
        .filter((one) => !one.trashed && names.has(one.speaker ?? ''))
        .toSorted((a, b) => (b.published ?? '').localeCompare(a.published ?? ''))
        .slice(0, limit ?? 200)
        .map((one) => ({ ...one }));
    },
    'themes.wrote': ({ id, limit }) => {
      const names = personNames(theme(id));
      const written = rows(things)
        .filter((row) => !row.trashed && names.has(row.byline ?? ''))
        .toSorted(byDate);
      return { rows: written.slice(0, limit ?? 200), total: written.length };
    },
    'themes.sources': ({ id }) => {
      const below = things.below(id);
      const sites = rows(things)
        .filter((row) => !row.trashed && row.themes.some((tag) => below.has(tag.id)))
        .flatMap((row) => row.site ?? []);
      return [...new Set(sites)]
        .map((site) => ({ site, articles: sites.filter((one) => one === site).length }))
        .toSorted((a, b) => b.articles - a.articles);
    },
    'themes.add': (request) => {
      if (things.themeNamed(request.name)) {
        throw { code: 'name-taken', message: 'Another theme has this name already.', detail: request.name };
      }
      const made = things.addTheme(request.name, request.kind);
      made.parent = request.parent ? theme(request.parent).id : null;
      made.colour = request.colour ?? made.colour;
      made.description = request.description ?? null;
      made.aliases = (request.aliases ?? []).map((form) => ({
        form,
        lang: null,
        matchCase: false,
        wholeWord: false,
        ambiguous: false,
      }));
      return { ...made };
    },
    'themes.edit': ({ theme: name, parent, ...change }) => {
      const one = Object.assign(theme(name), change);
      if (parent !== undefined) one.parent = parent ? theme(parent).id : null;
      for (const { item } of things.tagged(allIds(things))) {
        for (const tag of item.themes)
          if (tag.id === one.id) Object.assign(tag, { name: one.name, colour: one.colour });
      }
      return { ...one };
    },
    'themes.merge': ({ from, into }) => {
      const [gone, stays] = [theme(from), theme(into)];
      for (const { item } of things.tagged(allIds(things))) {
        for (const tag of item.themes) if (tag.id === gone.id) Object.assign(tag, things.refNamed(stays.name));
      }
      things.themes = things.themes.filter((one) => one !== gone);
      stays.aliases.push(
        { form: gone.name, lang: null, matchCase: false, wholeWord: false, ambiguous: false },
        ...gone.aliases,
      );
      return { ...stays };
    },
    'themes.remove': ({ id }) => {
      things.themes = things.themes.filter((one) => one.id !== id);
      for (const { item } of things.tagged(allIds(things))) item.themes = item.themes.filter((tag) => tag.id !== id);
      return { id, kind: 'theme' };
    },
    'themes.takeTable': () => ({ added: 0, extended: 0, problems: [] }),
    'themes.table': () => ({ csv: ['name', ...things.themes.map((one) => one.name)].join('\n') }),
    'themes.starter': () => {
      const fresh = ['晶圆代工', '先进封装', '光模块'].filter((name) => !things.themeNamed(name));
      for (const name of fresh) things.addTheme(name);
      return { added: fresh.length, extended: 0, problems: [] };
    },
    'themes.suggest': ({ id }) => suggest(things, article(id)),

    'items.tag': ({ ids, themes }) =>
      things.tagged(ids).map(({ kind, item }) => {
        const before = item.themes.length;
        for (const name of themes) {
          const tag = things.refNamed(name);
          if (!item.themes.some((known) => known.id === tag.id)) item.themes = [...item.themes, tag];
        }
        return { id: item.id, kind, themes: item.themes, changed: item.themes.length > before };
      }),
    'items.untag': ({ ids, themes }) =>
      things.tagged(ids).map(({ kind, item }) => {
        const gone = new Set(themes.map((name) => things.themeNamed(name)?.id));
        const before = item.themes.length;
        item.themes = item.themes.filter((tag) => !gone.has(tag.id));
        return { id: item.id, kind, themes: item.themes, changed: item.themes.length < before };
      }),
    'items.trash': ({ ids }) => setTrashed(ids, true),
    'items.restore': ({ ids }) => {
      things.quotes.push(...removedQuotes.filter((one) => ids.includes(one.id)));
      return setTrashed(ids, false);
    },
    'items.remove': ({ ids }) => {
      const gone = touch(ids);
      things.articles = things.articles.filter((one) => !ids.includes(one.row.id));
      things.quotes = things.quotes.filter((one) => !ids.includes(one.id));
      things.notes = things.notes.filter((one) => !ids.includes(one.id));
      return gone;
    },
    'items.emptyTrash': () => {
      const gone = [...things.articles.map((one) => one.row), ...things.quotes, ...things.notes].filter(
        (one) => one.trashed,
      ).length;
      things.articles = things.articles.filter((one) => !one.row.trashed);
      things.quotes = things.quotes.filter((one) => !one.trashed);
      things.notes = things.notes.filter((one) => !one.trashed);
      return { items: gone, freedBytes: gone * 120_000 };
    },
    'search.find': (request) => find(things, request),
    'search.inside': ({ id, query }) => {
      const ranges = occurrences(article(id).text, query.split(/\s+/), 500);
      return { ranges, best: ranges[0]?.[0] ?? null };
    },
    'search.like': (request) => like(things, request),
    'search.complete': (request) => complete(things, request),
    'searches.list': ({ counts }) => (counts ? countedSearches(things) : things.searches),
    'searches.add': ({ name, query }) => {
      const made = { id: things.id(), name: name || query, query, count: null };
      things.searches.push(made);
      return countedSearches(things).find((one) => one.id === made.id) ?? made;
    },
    'searches.edit': ({ id, ...change }) => {
      const one = found(
        things.searches.find((saved) => saved.id === id || saved.name === id),
        id,
      );
      return { ...Object.assign(one, change) };
    },
    'searches.remove': ({ id }) => {
      things.searches = things.searches.filter((one) => one.id !== id);
      return countedSearches(things);
    },
    'searches.arrange': ({ ids }) => {
      things.searches = things.searches.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
      return countedSearches(things);
    },
    'searches.history': () => things.history,
    'searches.remember': ({ query }) => (things.history = [query, ...things.history.filter((one) => one !== query)]),
    'searches.forget': ({ query }) =>
      (things.history = query === undefined ? [] : things.history.filter((one) => one !== query)),
  };
  return all;
}

function found<T>(thing: T | undefined, id: string): T {
  if (thing === undefined) throw missing(id);
  return thing;
}

const rows = (things: Things) => things.articles.map((one) => one.row);
const allIds = (things: Things) => [...rows(things), ...things.quotes, ...things.notes].map((one) => one.id);

function whole(things: Things, one: FakeArticle): Article {
  const id = one.row.id;
  const quoteList = things.quotes.filter((quote) => quote.articleId === id && !quote.trashed);
  return {
    ...one.row,
    quotes: quoteList.length,
    abstract: one.abstract,
    capture: `${id}-0`,
    html: one.html,
    text: one.text,
    minutes: Math.max(1, Math.round(Array.from(one.text).length / 400)),
    captures: one.takenAt.map((takenAt, at) => ({
      id: `${id}-${at}`,
      takenAt,
      mediaType: 'text/html',
      original: 'f'.repeat(64),
      characters: Array.from(one.text).length - at * 14,
      url: one.row.url,
      title: one.row.title,
    })),
    pictures: [],
    quoteList: quoteList.toSorted((a, b) => a.start - b.start).map((quote) => ({ ...quote })),
    notes: things.notes.filter((note) => note.articleId === id && !note.trashed),
  };
}

/** What the publisher changed, told on the present text: some words were others before. */
function edited(text: string): Pick<Diff, 'text' | 'changes'> {
  const before = [
    ['62%', '58%'],
    ['1610 亿美元', '1590 亿美元'],
    ['基本谈完', '已经谈完'],
    ['若推理侧的 token 价格继续下降，', ''],
  ] as const;
  const changes = before.flatMap(([after, older]) => {
    const from = text.indexOf(after);
    if (from < 0) return [];
    const at = Array.from(text.slice(0, from)).length;
    return [{ kind: older ? 'replaced' : 'added', before: older, after, at, figures: /\d/.test(older) }];
  });
  return { text, changes: changes.toSorted((a, b) => a.at - b.at) };
}

/** A quoted picture; its bytes are none that the pretended library has. */
const pictured = (number: number) => ({ number, blob: '0'.repeat(64) });
