/** The reader: what the frame may say, where links lead, what of the page becomes a document. */
import { describe, expect, it } from 'vitest';
import { bodyOf, emptyDocument } from '../src/features/reader/document';
import frameScript from '../src/features/reader/frame.js?raw';
import { readLink } from '../src/features/reader/links';
import { trimmed } from '../src/features/reader/marking';
import { readMessage } from '../src/features/reader/messages';
import { fakeHost } from '../src/host/fake';
import { occurrences, pieces } from '../src/shared/characters';

describe('messages of the frame', () => {
  const read = (message: object) => readMessage({ nonce: 'n', ...message }, 'n');

  it('are believed in their own shape', () => {
    expect(read({ type: 'ready' })).toEqual({ type: 'ready' });
    expect(read({ type: 'click', at: 7 })).toEqual({ type: 'click', at: 7 });
    expect(read({ type: 'key', key: 'j', ctrl: 1 })).toEqual({
      type: 'key',
      key: 'j',
      ctrl: false,
      shift: false,
      alt: false,
    });
  });

  it.each([
    [null],
    ['ready'],
    [{ type: 'ready' }],
    [{ nonce: 'other', type: 'ready' }],
    [{ nonce: 'n', type: 'open', url: 'https://example.org' }],
    [{ nonce: 'n', type: 'selection', start: 5, end: 2, rect: null }],
    [{ nonce: 'n', type: 'selection', start: -1, end: 2, rect: null }],
    [{ nonce: 'n', type: 'selection', start: 0.5, end: 2, rect: null }],
    [{ nonce: 'n', type: 'click', at: Number.NaN }],
    [{ nonce: 'n', type: 'link', href: 'h'.repeat(9000) }],
    [{ nonce: 'n', type: 'key', key: {} }],
    [{ nonce: 'n', type: 'scroll', top: Number.POSITIVE_INFINITY, share: 0 }],
    [{ nonce: 'n', type: 'drop', seen: { html: 1, text: '', url: '', files: 0 } }],
  ])('%j is nothing', (message) => {
    expect(readMessage(message, 'n')).toBeNull();
  });

  it('a selection with a rectangle that is none has none', () => {
    expect(read({ type: 'selection', start: 1, end: 2, rect: { left: 'x' } })).toMatchObject({ rect: null });
  });
});

describe('links', () => {
  it('show their host in ASCII when it could deceive', () => {
    expect(readLink('https://аpple.com/x')?.host).toBe('xn--pple-43d.com');
    expect(readLink('mailto:a@example.org')?.host).toBe('a@example.org');
  });

  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    'https://a:b@example.org/',
    '//x',
    'tauri://localhost',
  ])('%s may not be opened', (href) => expect(readLink(href)).toBeNull());

  it('hide nothing that turns the direction of writing', () => {
    expect(readLink('mailto:a\u202eb@example.org')?.shown).not.toContain('\u202e');
  });
});

describe('what the frame shows', () => {
  const stored = (hash: string) => `tearsheet-blob://localhost/${hash}`;
  const bridged = (hash: string) => `http://127.0.0.1:9/blob/${hash}`;
  const shown = async (change: object = {}, blobUrl = stored) => {
    const host = fakeHost();
    const article = await host.call('articles.get', { id: host.things.articles[0]!.row.id });
    return bodyOf(
      { ...article, ...change },
      { lang: 'en', facts: ['<b>S</b>'], abstractLabel: 'A', was: false, blobUrl },
    );
  };

  it('is a document that holds the one script byte for byte, its hash in the policy, and no page', async () => {
    const page = emptyDocument('"><n', stored);
    const scripts = page.match(/<script>([\s\S]*?)<\/script>/);
    expect(scripts?.[1]).toBe(frameScript);
    const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(scripts?.[1]));
    const hash = btoa(String.fromCharCode(...new Uint8Array(bytes)));
    expect(page).toContain(`script-src 'sha256-${hash}'`);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toContain('unsafe-eval');
    const { body, documentElement } = new DOMParser().parseFromString(page, 'text/html');
    expect([body.children.length, documentElement.dataset.nonce]).toEqual([1, '"><n']);
  });

  it('lets no fact of the article break out of its place', async () => {
    const page = await shown({ title: '</h1><img src=x onerror=1>', abstract: '<script>1</script>' });
    const parsed = new DOMParser().parseFromString(page, 'text/html');
    expect(parsed.querySelector('h1')?.textContent).toBe('</h1><img src=x onerror=1>');
    expect(parsed.querySelectorAll('script')).toHaveLength(0);
    expect(parsed.querySelector('.facts b')).toBeNull();
  });

  it('takes pictures from where the host has them, and from nowhere else', async () => {
    const html = '<img src="tearsheet-blob://localhost/ab12">';
    expect(await shown({ html }, bridged)).toContain('<img src="http://127.0.0.1:9/blob/ab12">');
    expect(emptyDocument('n', bridged)).toContain('img-src http://127.0.0.1:9 data:');
    expect(emptyDocument('n', stored)).toContain('img-src tearsheet-blob: data:');
  });
});

describe('characters', () => {
  it('are whole where UTF-16 would cut them', () => {
    expect(pieces('📈良率🚀', [[1, 3]])).toEqual([
      { text: '📈', hit: false },
      { text: '良率', hit: true },
      { text: '🚀', hit: false },
    ]);
  });

  it('of overlapping, unsorted and overlong ranges are cut once', () => {
    const cut = pieces('abcdef', [
      [4, 99],
      [0, 2],
      [1, 3],
    ]);
    expect(cut.map(({ text, hit }) => `${hit ? '+' : '-'}${text}`)).toEqual(['+abc', '-d', '+ef']);
  });

  it('are found without regard to case, behind wide ones too', () => {
    expect(occurrences('📈 CoWoS 与 cowos', ['cowos', '与'], 9)).toEqual([
      [2, 7],
      [8, 9],
      [10, 15],
    ]);
    expect(occurrences('aaaa', ['a'], 2)).toHaveLength(2);
    expect(occurrences('İstanbul HBM', ['hbm'], 9)).toEqual([[9, 12]]);
  });

  it('of a selection lose the white space at its ends', () => {
    expect(trimmed('📈 ab \n', { start: 1, end: 99 })).toEqual({ start: 2, end: 4 });
    expect(trimmed('a \n b', { start: 1, end: 4 })).toBeNull();
  });
});
