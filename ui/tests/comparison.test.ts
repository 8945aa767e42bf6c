/** Two captures as one text, and what the captures tab and the reposts offer. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { LIBRARY, Library } from '../src/api/library';
import type { ArticleRow, Similar } from '../src/api/wire';
import CapturesTab from '../src/features/reader/CapturesTab.svelte';
import Comparison from '../src/features/reader/Comparison.svelte';
import { layOut } from '../src/features/reader/comparison';
import { fakeHost } from '../src/host/fake';
import { i18n } from '../src/shared/i18n';
import type { Key } from '../src/shared/keys';
import { toasts } from '../src/shared/toasts.svelte';

afterEach(cleanup);

const change = (before: string, after: string, at: number, figures = false) => ({
  kind: 'replaced',
  before,
  after,
  at,
  figures,
});

describe('the layout of a comparison', () => {
  const told = (text: string, changes: ReturnType<typeof change>[]) =>
    layOut({ text, changes }).map((block) =>
      block.kind === 'folded'
        ? `(${block.paragraphs.length})`
        : block.parts.map(({ kind, text: words }) => ({ same: '', gone: '-', come: '+' })[kind] + words).join('|'),
    );

  it('puts what is gone before what came, by characters and not by UTF-16', () => {
    expect(told('📈良率58%，年底', [change('62%', '58%', 3)])).toEqual(['📈良率|-62%|+58%|，年底']);
  });

  it('folds what stayed, but for the paragraph beside a change', () => {
    const text = ['一', '二', '三', '四', '五改', '六', '七', '八'].join('\n');
    expect(told(text, [change('', '改', 9)])).toEqual(['(3)', '四', '五|+改', '六', '(2)']);
  });

  it('shows an added and a removed paragraph as paragraphs', () => {
    expect(told('一\n新\n二', [change('', '新\n', 2)])).toEqual(['一', '+新', '二']);
    expect(told('一\n二', [change('旧\n', '', 2)])).toEqual(['一', '-旧', '二']);
  });
});

async function laid() {
  const host = fakeHost();
  const { row } = host.things.articles.find((one) => one.takenAt.length > 1)!;
  const article = await host.call('articles.get', { id: row.id });
  const context = new Map([[LIBRARY, new Library(host)]]);
  return { host, article, context };
}

describe('the comparison', () => {
  it('walks from change to change by key, figures marked, and closes', async () => {
    const { article, context } = await laid();
    const keys = new Set<(key: Key) => boolean>();
    let closed = false;
    const props = {
      article,
      from: article.captures[1]!.id,
      to: article.captures[0]!.id,
      hear: (hearer: (key: Key) => boolean) => (keys.add(hearer), () => keys.delete(hearer)),
      onclose: () => (closed = true),
    };
    const { container } = render(Comparison, { props, context });
    await waitFor(() => expect(container.querySelectorAll('ins').length).toBeGreaterThan(1));
    expect(container.querySelector('del.figures')?.textContent).toBe('58%');
    const press = (key: string) => [...keys].forEach((heard) => heard({ key, ctrl: false, shift: false, alt: false }));
    press('n');
    await waitFor(() => expect(container.querySelector('.current')?.getAttribute('data-change')).toBe('0'));
    press('p');
    await waitFor(() => expect(container.querySelector('.current')?.getAttribute('data-change')).not.toBe('0'));
    await fireEvent.click(screen.getAllByRole('button', { name: /paragraphs unchanged/ })[0]!);
    press('Escape');
    expect(closed).toBe(true);
  });
});

describe('the captures tab', () => {
  const like = ({ id, title }: ArticleRow): Similar => ({
    id,
    capture: 'c9',
    title,
    site: null,
    published: null,
    share: 0.87,
    fresh: 2,
    shareBack: 1,
    freshBack: 0,
    kept: false,
  });

  it('compares the older of two captures with the newer', async () => {
    const { article, context } = await laid();
    let asked: string[] = [];
    render(CapturesTab, {
      props: { article, oncompare: (from, to) => (asked = [from, to]), onoriginal: (capture) => (asked = [capture]) },
      context,
    });
    const [newest, older] = article.captures.map((capture) => capture.id);
    await fireEvent.click(screen.getByRole('button', { name: 'What changed' }));
    expect(asked).toEqual([older, newest]);
    await fireEvent.click(screen.getAllByRole('radio', { name: /^Older/ })[0]!);
    await fireEvent.click(screen.getAllByRole('radio', { name: /^Newer/ })[1]!);
    await fireEvent.click(screen.getByRole('button', { name: 'What changed' }));
    expect(asked).toEqual([older, newest]);
  });

  it('says in the language of the window why pictures are not there, each reason once', async () => {
    const { article, context } = await laid();
    const picture = (state: string, code: string | null, values: string[] = []) => ({
      url: 'https://news.example/1.avif',
      state,
      blob: null,
      message: code && 'This picture is AVIF.',
      remark: code ? { code, values } : null,
    });
    const pictures = [
      picture('failed', 'picture-kind', ['AVIF']),
      picture('failed', 'picture-kind', ['AVIF']),
      picture('waiting', 'status', ['503']),
      picture('kept', null),
    ];
    i18n.language = 'zh';
    render(CapturesTab, { props: { article: { ...article, pictures }, oncompare() {}, onoriginal() {} }, context });
    expect(screen.getByText('2 × 这张图片是 AVIF 格式，无法显示。请在浏览器里打开网页查看。')).toBeTruthy();
    expect(screen.getByText(/^1 × 网站返回状态 503/)).toBeTruthy();
    i18n.language = 'en';
  });

  it('says what the article is like, and keeps, merges or discards', async () => {
    const { host, article, context } = await laid();
    const other = host.things.articles[1]!.row;
    const compared: string[][] = [];
    render(CapturesTab, {
      props: {
        article: { ...article, similarTo: [like(other)] },
        oncompare: (from, to) => compared.push([from, to]),
        onoriginal: () => {},
      },
      context,
    });
    expect(screen.getByText('87 % of this article stands there')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'What is new' }));
    expect(compared).toEqual([['c9', article.capture]]);
    await fireEvent.click(screen.getByRole('button', { name: 'Keep both' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Merge into that one' }));
    await waitFor(() =>
      expect(host.calls.filter(({ name }) => name.startsWith('reposts.'))).toEqual([
        { name: 'reposts.keep', request: { id: article.id } },
        { name: 'reposts.merge', request: { id: article.id, into: other.id } },
      ]),
    );
  });

  it('tells the headlines of before, and compares what one address gave', async () => {
    const { article, context } = await laid();
    const [newest, older] = [article.captures[0]!, article.captures.at(-1)!];
    const merged = { ...older, id: 'merged', url: 'https://elsewhere.example/1' };
    const captures = [newest, merged, { ...older, title: '旧的标题' }];
    const compared: string[][] = [];
    const oncompare = (from: string, to: string) => compared.push([from, to]);
    render(CapturesTab, { props: { article: { ...article, captures }, oncompare, onoriginal() {} }, context });
    expect(screen.getByText('旧的标题')).toBeTruthy();
    expect(screen.queryByText(article.title)).toBeNull();
    await fireEvent.click(screen.getByRole('button', { name: 'What changed' }));
    expect(compared).toEqual([[older.id, newest.id]]);
  });

  it('offers the way back of what it discards, until deeds are taken back otherwise', async () => {
    const { host, article, context } = await laid();
    const similarTo = [like(host.things.articles[1]!.row)];
    render(CapturesTab, { props: { article: { ...article, similarTo }, oncompare() {}, onoriginal() {} }, context });
    await fireEvent.click(screen.getByRole('button', { name: 'Discard this one' }));
    await waitFor(() => expect(toasts.shown).toMatchObject([{ detail: article.title, actions: [{ label: 'Undo' }] }]));
    toasts.settle();
    expect(toasts.shown).toEqual([]);
  });
});
