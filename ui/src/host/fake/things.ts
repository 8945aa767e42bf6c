/** What the pretended library holds, and how its parts refer to each other. */
import type {
  ArticleRow,
  Note,
  Quote,
  Receipt,
  Revision,
  SavedSearch,
  Settings,
  Theme,
  ThemeRef,
} from '../../api/wire';
import { articles as seeds, type ArticleSeed } from './articles';
import { notes as noteSeeds } from './notes';
import { layOut, noteHtml } from './pages';
import { themes as themeSeeds } from './themes';

export interface FakeArticle {
  row: ArticleRow;
  abstract: string | null;
  html: string;
  text: string;
  takenAt: number[];
}

const HOUR_MS = 3_600_000;
const WEEKS = 12;
const CONTEXT = 32;

export class Things {
  articles: FakeArticle[] = [];
  quotes: Quote[] = [];
  notes: Note[] = [];
  /** What notes said before, newest first, by the note's id. */
  revisions = new Map<string, Revision[]>();
  themes: Theme[] = [];
  receipts: Receipt[] = [];
  searches: SavedSearch[] = [];
  history: string[] = [];
  settings: Settings = { language: null, appearance: null, privateAddresses: false };
  #ids = 0;

  /** The library as it looks after some weeks of use. */
  static grown(): Things {
    const things = new Things();
    for (const [name, kind, parent, colour, aliases] of themeSeeds) {
      const theme = things.addTheme(name, kind);
      theme.parent = things.themeNamed(parent ?? '')?.id ?? null;
      theme.colour = colour;
      theme.aliases = aliases.map((form) => ({
        form,
        lang: null,
        matchCase: false,
        wholeWord: false,
        ambiguous: false,
      }));
    }
    seeds.forEach((seed, at) => things.addArticle(seed, Date.now() - (at * 11 + 1) * HOUR_MS));
    for (const [title, body, beside, themes] of noteSeeds) {
      const note = things.addNote(title, body, things.articles.find((one) => one.row.title === beside)?.row.id ?? null);
      note.themes = themes.map((name) => things.refNamed(name));
    }
    things.receipts = things.articles.slice(0, 2).map((one, at) => things.receiptOf(one, at ? 'done' : 'running'));
    return things;
  }

  id(): string {
    return `0192-${String(++this.#ids).padStart(6, '0')}`;
  }

  themeNamed(name: string): Theme | undefined {
    const low = name.toLowerCase();
    const called = (theme: Theme) => [theme.id, theme.name, ...theme.aliases.map((alias) => alias.form)];
    return this.themes.find((theme) => called(theme).some((form) => form.toLowerCase() === low));
  }

  addTheme(name: string, kind = 'topic'): Theme {
    const theme: Theme = {
      id: this.id(),
      name,
      kind,
      parent: null,
      colour: (this.themes.length % 8) + 1,
      description: null,
      aliases: [],
      count: 0,
      rule: null,
      weeks: [],
    };
    this.themes.push(theme);
    return theme;
  }

  refNamed(name: string): ThemeRef {
    const { id, name: known, colour } = this.themeNamed(name) ?? this.addTheme(name);
    return { id, name: known, colour };
  }

  /** The theme and all below it. */
  below(id: string): Set<string> {
    const found = new Set([id]);
    for (let grew = true; grew;) {
      const more = this.themes.filter((theme) => theme.parent && found.has(theme.parent) && !found.has(theme.id));
      for (const theme of more) found.add(theme.id);
      grew = more.length > 0;
    }
    return found;
  }

  /** The themes with their counts as of now. */
  counted(): Theme[] {
    const articles = this.articles.filter((one) => !one.row.trashed).map((one) => one.row);
    return this.themes.map((theme) => {
      const below = this.below(theme.id);
      const carries = (one: { themes: ThemeRef[] }) => one.themes.some((tag) => below.has(tag.id));
      const weeks = Array.from({ length: WEEKS }, () => 0);
      for (const row of articles.filter(carries)) {
        const age = Math.floor((Date.now() - row.clippedAt) / (HOUR_MS * 24 * 2));
        const week = WEEKS - 1 - Math.min(WEEKS - 1, Math.max(0, age));
        weeks[week] = (weeks[week] ?? 0) + 1;
      }
      const count = [...articles, ...this.quotes, ...this.notes].filter(carries).length;
      return { ...theme, count, weeks };
    });
  }

  addArticle(seed: ArticleSeed, clippedAt: number): FakeArticle {
    const { html, text } = layOut(seed.body);
    const article: FakeArticle = {
      row: {
        id: this.id(),
        externalId: null,
        title: seed.title,
        byline: seed.byline ?? null,
        site: seed.site,
        url: `https://example.org/${encodeURIComponent(seed.site)}/${this.#ids}`,
        published: seed.published,
        lang: seed.lang,
        excerpt: (seed.abstract ?? text).slice(0, 120),
        clippedAt,
        unread: !seed.read,
        starred: !!seed.starred,
        trashed: false,
        themes: seed.themes.map((name) => this.refNamed(name)),
        quotes: seed.quotes?.length ?? 0,
      },
      abstract: seed.abstract ?? null,
      html,
      text,
      takenAt: seed.starred ? [clippedAt, clippedAt - 50 * HOUR_MS] : [clippedAt],
    };
    this.articles.push(article);
    for (const [exact, speaker, comment, colour, themes] of seed.quotes ?? []) {
      const start = Array.from(text.slice(0, text.indexOf(exact))).length;
      const quote = this.addQuote(article, start, start + Array.from(exact).length);
      Object.assign(quote, {
        speaker,
        comment: comment || null,
        colour,
        themes: themes.map((name) => this.refNamed(name)),
      });
    }
    return article;
  }

  addQuote(article: FakeArticle, start: number, end: number): Quote {
    const characters = Array.from(article.text);
    const { id, title, site, published } = article.row;
    const quote: Quote = {
      id: this.id(),
      articleId: id,
      articleTitle: title,
      site,
      published,
      exact: characters.slice(start, end).join(''),
      prefix: characters.slice(Math.max(0, start - CONTEXT), start).join(''),
      suffix: characters.slice(end, end + CONTEXT).join(''),
      start,
      end,
      picture: null,
      captureId: `${id}-0`,
      placed: true,
      speaker: null,
      comment: null,
      colour: 1,
      themes: [],
      backlinks: [],
      createdAt: Date.now(),
      trashed: false,
    };
    this.quotes.push(quote);
    return quote;
  }

  addNote(title: string, body: string, articleId: string | null): Note {
    const now = Date.now();
    const articleTitle = this.articles.find((one) => one.row.id === articleId)?.row.title ?? null;
    const note: Note = {
      id: this.id(),
      title,
      body,
      html: noteHtml(body),
      articleId,
      articleTitle,
      themes: [],
      backlinks: [],
      createdAt: now,
      editedAt: now,
      trashed: false,
    };
    this.notes.push(note);
    return note;
  }

  receiptOf(article: FakeArticle, state: string): Receipt {
    return {
      id: this.id(),
      articleId: article.row.id,
      title: article.row.title,
      url: article.row.url,
      text: 'done',
      picturesKept: state === 'done' ? 5 : 2,
      picturesFailed: 0,
      pictures: 5,
      original: false,
      state,
      outcome: null,
      share: null,
      ruling: null,
      message: null,
      remark: null,
      droppedAt: article.row.clippedAt,
    };
  }

  /** Articles, quotes, notes with one of these ids. */
  tagged(ids: string[]): Array<{ kind: string; item: ArticleRow | Quote | Note }> {
    const of = (kind: string, items: Array<ArticleRow | Quote | Note>) =>
      items.filter((item) => ids.includes(item.id)).map((item) => ({ kind, item }));
    const rows = this.articles.map((one) => one.row);
    return [...of('article', rows), ...of('quote', this.quotes), ...of('note', this.notes)];
  }
}
