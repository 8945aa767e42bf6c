/**
 * What the interface says, in English and 简体中文, switched at once.
 *
 * **Invariant:** a sentence that one language lacks does not compile: the Chinese table has the type of the English one.
 */
import * as articles from './words/articles';
import * as clip from './words/clip';
import * as notes from './words/notes';
import * as quotes from './words/quotes';
import * as reader from './words/reader';
import * as receipts from './words/receipts';
import * as remarks from './words/remarks';
import * as search from './words/search';
import * as settings from './words/settings';
import * as shared from './words/shared';
import * as shell from './words/shell';
import * as themes from './words/themes';

export const rooms = {
  articles,
  clip,
  notes,
  quotes,
  reader,
  receipts,
  remarks,
  search,
  settings,
  shared,
  shell,
  themes,
};

type Rooms = typeof rooms;
/** All sentences of one language, by room. */
export type Words = { [R in keyof Rooms]: Rooms[R]['en'] };
export type Language = 'en' | 'zh';

const said = (language: Language): Words =>
  Object.fromEntries(Object.entries(rooms).map(([room, words]) => [room, words[language]])) as Words;
const tables: Record<Language, Words> = { en: said('en'), zh: said('zh') };
const LOCALES: Record<Language, string> = { en: 'en', zh: 'zh-CN' };
const DAY_MS = 86_400_000;

/** The language that the system speaks, of those we do. */
export const systemLanguage = (): Language => (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');

class I18n {
  language = $state<Language>('en');
  /** The sentences of the chosen language. */
  readonly t = $derived(tables[this.language]);
  /** Those of the other one. */
  readonly other = $derived(tables[this.language === 'en' ? 'zh' : 'en']);
  readonly locale = $derived(LOCALES[this.language]);
  readonly #numbers = $derived(new Intl.NumberFormat(this.locale));
  readonly #days = $derived(new Intl.DateTimeFormat(this.locale, { month: 'short', day: 'numeric' }));
  readonly #years = $derived(new Intl.DateTimeFormat(this.locale, { year: 'numeric', month: 'short', day: 'numeric' }));
  readonly #times = $derived(
    new Intl.DateTimeFormat(this.locale, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }),
  );
  readonly #seconds = $derived(
    new Intl.DateTimeFormat(this.locale, {
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }),
  );
  readonly #months = $derived(new Intl.DateTimeFormat(this.locale, { year: 'numeric', month: 'short' }));
  readonly #agos = $derived(new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto' }));
  readonly #sizes = $derived(
    new Intl.NumberFormat(this.locale, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }),
  );
  readonly #smallSizes = $derived(new Intl.NumberFormat(this.locale, { style: 'unit', unit: 'kilobyte' }));

  number = (value: number): string => this.#numbers.format(value);

  /** A size in bytes as megabytes, or kilobytes when it is smaller than one. */
  size = (bytes: number): string =>
    bytes < 1_000_000 ? this.#smallSizes.format(Math.ceil(bytes / 1_000)) : this.#sizes.format(bytes / 1_000_000);

  /** A day of publication (`2026-03-12…`) or a time in milliseconds, short; the year only when it is another. */
  day = (when: string | number): string => {
    const date = dateOf(when);
    if (!date) return String(when);
    if (isMonth(when)) return this.#months.format(date);
    return date.getFullYear() === new Date().getFullYear() ? this.#days.format(date) : this.#years.format(date);
  };

  /** The same with the time of the day. */
  time = (when: number): string => this.#times.format(when);

  /** A time of publication as it stands, with the hour where it is known; one that is told in universal time says so. */
  published = (when: string): string => {
    const date = dateOf(when);
    if (date && isMonth(when)) return this.#months.format(date);
    const hour = /T(\d{2}:\d{2})/.exec(when)?.[1];
    const zone = hour && /(?:Z|\+00:?00)$/.test(when) ? 'UTC' : '';
    return date ? [this.#years.format(date), hour, zone].filter(Boolean).join(' ') : when;
  };

  /** The same to the second, to tell apart what came within a minute. */
  second = (when: number): string => this.#seconds.format(when);

  /** A month, `2026-03`. */
  month = (month: string): string => {
    const date = dateOf(`${month}-01`);
    return date ? this.#months.format(date) : month;
  };

  /** How long ago, in days at most a week back, then the date. */
  ago = (when: number): string => {
    const days = Math.round((startOfDay(when) - startOfDay(Date.now())) / DAY_MS);
    return days > -7 && days <= 0 ? this.#agos.format(days, 'day') : this.day(when);
  };
}

const startOfDay = (when: number) => new Date(when).setHours(0, 0, 0, 0);

/** Whether only a month is given: `2026-03`. */
const isMonth = (when: string | number) => typeof when === 'string' && /^\d{4}-\d{2}$/.test(when);

/** A day is taken as it stands, so that no zone moves it. */
function dateOf(when: string | number): Date | null {
  const day = typeof when === 'string' ? /^(\d{4})-(\d{2})(?:-(\d{2}))?/.exec(when) : null;
  const date = day ? new Date(Number(day[1]), Number(day[2]) - 1, Number(day[3] ?? 1)) : new Date(when);
  return Number.isNaN(date.getTime()) ? null : date;
}

export const i18n = new I18n();
