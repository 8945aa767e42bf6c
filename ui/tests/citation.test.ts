/** Citations, as the manuals write them. */
import { describe, expect, it } from 'vitest';
import { cite, STYLES } from '../src/features/reader/citation';

const source = {
  title: '存储涨价周：HBM 良率与 ASIC 之争',
  byline: '林沐',
  site: '算力笔记',
  url: 'https://example.org/a',
  published: '2026-11-20T09:41:00+08:00',
  clippedAt: new Date(2026, 10, 26, 12).getTime(),
  lang: 'zh',
};
const english = {
  ...source,
  title: 'Memory makers guide HBM4 yields above plan',
  byline: 'Ada Norrby',
  site: 'Chip Ledger',
  published: '2026-11-09',
  lang: 'en',
};

describe('a citation', () => {
  it.each([
    [
      'gbt7714',
      source,
      '林沐. 存储涨价周：HBM 良率与 ASIC 之争[EB/OL]. 算力笔记, (2026-11-20)[2026-11-26]. https://example.org/a.',
    ],
    [
      'apa',
      english,
      'Norrby, A. (2026, November 9). Memory makers guide HBM4 yields above plan. Chip Ledger. https://example.org/a',
    ],
    [
      'chicago',
      english,
      'Norrby, Ada. “Memory makers guide HBM4 yields above plan.” Chip Ledger. November 9, 2026. https://example.org/a.',
    ],
    [
      'mla',
      english,
      'Norrby, Ada. “Memory makers guide HBM4 yields above plan.” Chip Ledger, 9 Nov. 2026, https://example.org/a.',
    ],
    ['markdown', source, '林沐, [存储涨价周：HBM 良率与 ASIC 之争](https://example.org/a), 算力笔记, 2026-11-20'],
    ['plain', source, '存储涨价周：HBM 良率与 ASIC 之争\n林沐, 算力笔记, 2026-11-20\nhttps://example.org/a'],
  ] as const)('in the form %s', (style, of, words) => expect(cite(style, of)).toBe(words));

  it.each([
    ['apa', 'Norrby, A., Chen, L., & van der Berg, J.-L. (2026'],
    ['chicago', 'Norrby, Ada, Li Chen, and Jean-Luc van der Berg. “'],
    ['mla', 'Norrby, Ada, et al. “'],
    ['gbt7714', 'NORRBY A, CHEN L, VAN DER BERG J L. '],
    ['bibtex', '  author = {Norrby, Ada and Chen, Li and van der Berg, Jean-Luc},'],
  ] as const)('names several authors in the form %s', (style, words) => {
    const byline = 'By Ada Norrby, Li Chen and Jean-Luc van der Berg';
    expect(cite(style, { ...english, byline })).toContain(words);
  });

  it('turns no name that is not a Latin person’s', () => {
    expect(cite('apa', { ...source, byline: '林沐、顾小舟' })).toMatch(/^林沐, & 顾小舟 \(/);
    expect(cite('mla', { ...english, byline: 'Chip Ledger Staff' })).toMatch(/^Chip Ledger Staff\. /);
    expect(cite('mla', { ...english, byline: 'Norrby, Ada' })).toMatch(/^Norrby, Ada\. /);
    expect(cite('gbt7714', { ...source, byline: '甲，乙，丙，丁' })).toMatch(/^甲, 乙, 丙, 等\. /);
  });

  it('puts what is quoted inside quotation marks between the other ones', () => {
    const title = 'Why “good enough” won?';
    expect(cite('chicago', { ...english, title })).toContain('“Why ‘good enough’ won?” Chip Ledger.');
    const exact = '他说：“客户问的是‘何时’。”';
    expect(cite('gbt7714', source, { exact, speaker: null })).toMatch(/^“他说：‘客户问的是“何时”。’”\n/);
    expect(cite('apa', english, { exact: 'It\'s "fine"', speaker: null })).toMatch(/^“It's ‘fine’”\n/);
  });

  it('as BibTeX has a key, and no brace that would end a field', () => {
    const words = cite('bibtex', { ...english, title: 'A } brace {', byline: 'Ada {N}orrby' });
    expect(words).toContain('@online{Norrby2026,');
    expect(words).toContain('  title = {{A  brace }},');
    expect(words.split('{').length).toBe(words.split('}').length);
  });

  it('goes with the words of a quote, and who said them', () => {
    expect(cite('gbt7714', source, { exact: '良率大约 62%', speaker: '设备商高管' })).toMatch(
      /^“良率大约 62%”（设备商高管）\n林沐\. /,
    );
    expect(cite('markdown', english, { exact: 'one\ntwo', speaker: null })).toMatch(/^> one\n> two\n>\n> — Ada/);
  });

  it('is written of what is known, whatever is missing', () => {
    const bare = { ...source, byline: null, site: null, url: null, published: null };
    for (const style of STYLES) {
      const words = cite(style, bare);
      expect(words).toContain('存储涨价周');
      expect(words).not.toMatch(/null|undefined|\(\)|, ,|\. \./);
    }
  });
});
