import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import type { Plugin } from 'vite';

const FRAME = new URL('./src/features/reader/frame.js', import.meta.url);

/** Gives `virtual:frame-hash`: the SHA-256 of the reader frame's script, as a content security policy writes it. */
function frameHash(): Plugin {
  const id = 'virtual:frame-hash';
  return {
    name: 'frame-hash',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load(source) {
      if (source !== `\0${id}`) return undefined;
      this.addWatchFile(FRAME.pathname);
      const hash = createHash('sha256').update(readFileSync(FRAME)).digest('base64');
      return `export default 'sha256-${hash}';`;
    },
  };
}

/** What PDF.js reads beside its code: a folder of the package, and which of its files, by the folder it is shipped in. */
const BESIDE_PDFJS = {
  cmaps: ['cmaps', /\.bcmap$/],
  fonts: ['standard_fonts', /\.(pfb|ttf)$/],
  wasm: ['wasm', /\.js$/],
} as const;

/** Ships the maps of characters, the fonts and the decoders of PDF.js with the program, under `pdf/`. */
function besidePdfjs(): Plugin {
  const files = Object.entries(BESIDE_PDFJS).flatMap(([folder, [from, wanted]]) => {
    const place = new URL(`./node_modules/pdfjs-dist/${from}/`, import.meta.url);
    const names = readdirSync(place).filter((name) => wanted.test(name));
    return names.map((name) => ({ fileName: `pdf/${folder}/${name}`, path: new URL(name, place) }));
  });
  return {
    name: 'beside-pdfjs',
    generateBundle() {
      for (const { fileName, path } of files) this.emitFile({ type: 'asset', fileName, source: readFileSync(path) });
    },
    configureServer(server) {
      server.middlewares.use((request, answer, next) => {
        const file = files.find(({ fileName }) => request.url === `/${fileName}`);
        return file ? void answer.end(readFileSync(file.path)) : next();
      });
    },
  };
}

/**
 * Puts the styles of the first view into the page itself, so that it is drawn without a further request.
 *
 * The file stays, but empty: parts that are fetched later ask for it before they are shown.
 */
function inlineStyles(): Plugin {
  return {
    name: 'inline-styles',
    enforce: 'post',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) =>
        html.replace(/<link rel="stylesheet"[^>]*href="\.\/([^"]+)"[^>]*>/g, (link, name: string) => {
          const sheet = bundle[name];
          if (sheet?.type !== 'asset') return link;
          const styles = String(sheet.source);
          sheet.source = '';
          return `<style>${styles}</style>`;
        }),
    },
  };
}

/** The drawing in the source of one of Lucide's icons: elements with their attributes. */
type Drawing = [element: string, attributes: Record<string, string>][];

/**
 * Makes each icon a component whose drawing is markup; Lucide's own makes element by element and attribute by attribute when it is
 * shown, and twenty icons stand in the first picture.
 */
function stillIcons(): Plugin {
  const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const markup = (drawing: Drawing) =>
    drawing
      .map(([element, all]) => {
        const attributes = Object.entries(all).map(([name, value]) => ` ${name}="${escape(String(value))}"`);
        return `<${element}${attributes.join('')} />`;
      })
      .join('');
  return {
    name: 'still-icons',
    enforce: 'pre',
    load(id) {
      if (!/@lucide\/svelte\/dist\/icons\/[a-z0-9-]+\.svelte$/.test(id)) return undefined;
      const data = /iconData = (\{.*\});/.exec(readFileSync(id, 'utf8'))?.[1];
      if (!data) throw new Error(`${id} holds no drawing`);
      const { node } = JSON.parse(data) as { node: Drawing };
      return `<script>
  let { size = 24, fill = 'none', strokeWidth = 2, 'aria-label': label } = $props();
</script>
<svg xmlns="http://www.w3.org/2000/svg" width={size} height={size} viewBox="0 0 24 24" {fill} stroke="currentColor" stroke-width={strokeWidth} stroke-linecap="round" stroke-linejoin="round" aria-hidden={label ? undefined : 'true'} aria-label={label}>${markup(node)}</svg>`;
    },
  };
}

/** All that the page needs at once comes as one script; the rest stays apart and is fetched when it is asked for. */
const atOnce = { codeSplitting: { groups: [{ name: 'desk', tags: ['$initial' as const] }] } };

export default defineConfig(({ mode }) => ({
  base: './',
  plugins: [frameHash(), besidePdfjs(), stillIcons(), svelte(), inlineStyles()],
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    rolldownOptions: { output: atOnce },
  },
  test: {
    environment: 'happy-dom',
    testTimeout: 30_000,
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/setup.ts'],
  },
}));
