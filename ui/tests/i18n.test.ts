/** The interface says everything in both languages. */
import { afterEach, describe, expect, it } from 'vitest';
import { i18n, rooms } from '../src/shared/i18n';

/** Every sentence of a table with its path; those made of arguments are tried with some. */
function sentences(table: object, path: string): Array<[path: string, said: string]> {
  return Object.entries(table).flatMap(([key, value]): Array<[string, string]> => {
    const at = `${path}.${key}`;
    if (typeof value === 'function') return [[at, tried(value as (...some: unknown[]) => unknown)]];
    if (typeof value === 'object' && value !== null) return sentences(value, at);
    return [[at, String(value)]];
  });
}

/** A sentence made of numbers, or of texts where it wants texts. */
function tried(say: (...some: unknown[]) => unknown): string {
  try {
    return String(say('7', '7', '7'));
  } catch {
    return String(say(7, 7, 7));
  }
}

const all = (language: 'en' | 'zh') =>
  Object.entries(rooms).flatMap(([room, words]) => sentences(words[language], room));
const paths = (language: 'en' | 'zh') => new Set(all(language).map(([path]) => path));
/** The blank at the head of a list that counts from one. */
const isBlankByIntent = (path: string) => path === 'reader.colours.0';
/** Names, and sentences for those who speak the other language. */
const SAME = new Set(['shell.switchLanguage', 'settings.version', 'notes.jotHint']);

/** All that may say a word, without the tables themselves. */
const sources = Object.entries(
  import.meta.glob<string>('../src/**/*.{ts,svelte}', { query: '?raw', import: 'default', eager: true }),
).flatMap(([path, text]) => (path.includes('/i18n/words/') ? [] : [text]));

/** Whether a file that speaks of a room says this word of it, or names it for one that is chosen as it runs. */
const isSaid = (room: string, word: string) =>
  sources.some(
    (text) => new RegExp(`\\bt\\.${room}\\b`).test(text) && new RegExp(`\\.${word}\\b|['"]${word}['"]`).test(text),
  );

afterEach(() => {
  i18n.language = 'en';
});

describe('the two tables', () => {
  it('say the same things', () => {
    expect([...paths('zh')].toSorted()).toEqual([...paths('en')].toSorted());
    expect(paths('en').size).toBeGreaterThan(150);
  });

  it('say nothing that nobody asks for', () => {
    const unused = Object.entries(rooms).flatMap(([room, { en }]) =>
      Object.keys(en)
        .filter((word) => !isSaid(room, word))
        .map((word) => `${room}.${word}`),
    );
    expect(unused).toEqual([]);
  });

  it('leave nothing empty', () => {
    const empty = [...all('en'), ...all('zh')].filter(([path, said]) => !said.trim() && !isBlankByIntent(path));
    expect(empty).toEqual([]);
  });

  it('speak Chinese in the Chinese one, and no Chinese in the English one', () => {
    const foreign = all('zh').filter(
      ([path, said]) => !SAME.has(path) && /[A-Za-z]{3}/.test(said) && !/\p{Script=Han}/u.test(said),
    );
    expect(foreign).toEqual([]);
    const han = all('en').filter(([path, said]) => !SAME.has(path) && /\p{Script=Han}/u.test(said));
    expect(han.map(([path]) => path).filter((path) => path !== 'search.placeholder')).toEqual([]);
  });
});

describe('dates and numbers', () => {
  it('follow the language at once', () => {
    expect([i18n.number(12345), i18n.day('2019-03-12')]).toEqual(['12,345', 'Mar 12, 2019']);
    i18n.language = 'zh';
    expect(i18n.day('2019-03-12')).toBe('2019年3月12日');
    expect(i18n.t.shell.inbox).toBe('收件箱');
  });

  it('take a day of publication as it stands, whatever the zone here', () => {
    expect(i18n.day('2019-03-01T23:30:00-11:00')).toBe('Mar 1, 2019');
    expect(i18n.published('2019-03-01T09:05:00+08:00')).toBe('Mar 1, 2019 09:05');
    expect(i18n.published('2019-03-01T14:00:00Z')).toBe('Mar 1, 2019 14:00 UTC');
    expect(i18n.published('2019-03-01')).toBe('Mar 1, 2019');
  });

  it('leave alone what is no date', () => {
    expect(i18n.day('last spring')).toBe('last spring');
    expect(i18n.published('')).toBe('');
  });
});
