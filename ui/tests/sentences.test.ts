/** Sentences are found in the text, and gone through from what is selected. */
import { describe, expect, it } from 'vitest';
import { sentencesOf, stepped } from '../src/features/reader/sentences';

const words = (text: string, lang: string) =>
  sentencesOf(text, lang).map(({ start, end }) => Array.from(text).slice(start, end).join(''));

describe('sentences', () => {
  it('end where they end, in either language, and at the end of a line', () => {
    expect(words('𠮷野家良率升了。交期拉长！\n标题\n他说：“好。”然后走了。', 'zh-CN').slice(0, 3)).toEqual([
      '𠮷野家良率升了。',
      '交期拉长！',
      '标题',
    ]);
    expect(words(' One ends here.  Two does not', 'en')).toEqual(['One ends here.', 'Two does not']);
  });

  it('are not the number of a heading, nor a short title', () => {
    const text = '1. AI servers in 2027\nDr. Wu said so. B. Nothing else.';
    expect(words(text, 'en')).toEqual(['1. AI servers in 2027', 'Dr. Wu said so.', 'B. Nothing else.']);
  });

  it('are gone through one after the other, and more of them at once', () => {
    const all = sentencesOf('良率升了。交期拉长！\nOne ends here. Two does not.', 'zh');
    const first = stepped(all, null, 0, 1, false);
    expect(first).toEqual({ start: 0, end: 5, at: 0 });
    const second = stepped(all, first, 0, 1, false);
    expect(second).toEqual({ start: 5, end: 10, at: 5 });
    const more = stepped(all, second, 0, 1, true);
    expect(more).toEqual({ start: 5, end: 25, at: 11 });
    expect(stepped(all, more, 0, -1, true)).toEqual({ start: 5, end: 10, at: 5 });
    expect(stepped(all, second, 0, -1, false)).toEqual({ start: 0, end: 5, at: 0 });
    expect(stepped([], null, 0, 1, false)).toBeNull();
  });
});
