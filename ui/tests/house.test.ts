/** The rules of the house that no compiler keeps. */
import { describe, expect, it } from 'vitest';

const sources = import.meta.glob<string>('../src/**/*.{ts,svelte,css,js}', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const files = Object.entries(sources).map(([path, text]) => ({ path: path.replace('../src/', ''), text }));

/** What is looked for, with the files where it stands. */
const where = (sought: RegExp, but: (path: string) => boolean) =>
  files
    .filter(({ path, text }) => !but(path) && sought.test(text))
    .map(({ path, text }) => `${path}: ${sought.exec(text)?.[0]}`);

/** The files that a file imports, by name, for its effect, or when they are needed; paths from the root of the sources. */
const imported = (path: string, text: string): string[] =>
  [...text.matchAll(/\b(?:from|import)\s*\(?\s*['"`](\.[^'"`]+)['"`]/g)].map(([, target = '']) =>
    new URL(target, `http://house/${path}`).pathname.slice(1),
  );

/** The feature that a file belongs to. */
const feature = (path: string) => /^features\/(\w+)\//.exec(path)?.[1];

describe('the house', () => {
  it('was read', () => {
    expect(files.length).toBeGreaterThan(80);
  });

  it('knows the platform in host alone', () => {
    expect(where(/@tauri-apps|__TAURI/, (path) => path.startsWith('host/'))).toEqual([]);
  });

  it('has colours in tokens.css alone', () => {
    const colour = /(?:#[0-9a-f]{3,8}\b(?=\s*[;,)])|\b(?:rgb|hsl|oklch)a?\()/i;
    expect(where(colour, (path) => path === 'styles/tokens.css' || path.startsWith('host/fake'))).toEqual([]);
  });

  it('has lengths in tokens.css alone; what is relative to type or window may stand elsewhere', () => {
    const styles = files.map(({ path, text }) => ({
      path,
      text: path.endsWith('.css') ? text : (/<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? ''),
    }));
    const found = styles.flatMap(({ path, text }) =>
      path === 'styles/tokens.css'
        ? []
        : (text.match(/^(?!\s*@media).*[\s(:]\d*\.?\d+(?:px|pt|rem)\b.*$/gm) ?? []).map(
            (line) => `${path}: ${line.trim()}`,
          ),
    );
    expect(found).toEqual([]);
  });

  it('makes HTML of strings nowhere but in the frame', () => {
    const sink = /\{@html|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write|setHTMLUnsafe|srcdoc=/;
    const frame = /^features\/reader\/(?:Frame\.svelte|frame\.js)$/;
    expect(where(sink, (path) => frame.test(path))).toEqual([]);
  });

  it('keeps features apart', () => {
    const crossing = files.flatMap(({ path, text }) =>
      imported(path, text)
        .filter((other) => feature(path) && feature(other) && feature(other) !== feature(path))
        .map((other) => `${path} knows ${other}`),
    );
    expect(crossing).toEqual([]);
  });

  it('lets features know nothing of the shell, and what is shared neither', () => {
    const upward = files.flatMap(({ path, text }) => {
      const above = path.startsWith('shared/') ? /^(shell|features)\// : /^shell\//;
      const below = path.startsWith('shared/') || path.startsWith('features/') || path.startsWith('api/');
      return imported(path, text)
        .filter((other) => below && above.test(other))
        .map((other) => `${path} knows ${other}`);
    });
    expect(upward).toEqual([]);
  });

  it('sees imports of every form', () => {
    const text = `import a from './a'; import './b.css'; export * from '../c'; const d = await import('../../d.svelte');
      import type { E } from
        '../reader/e';`;
    expect(imported('features/notes/x.ts', text)).toEqual([
      'features/notes/a',
      'features/notes/b.css',
      'features/c',
      'd.svelte',
      'features/reader/e',
    ]);
  });
});
