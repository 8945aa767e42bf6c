import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
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

export default defineConfig(({ mode }) => ({
  base: './',
  plugins: [frameHash(), svelte()],
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0, cssCodeSplit: true },
  test: { environment: 'happy-dom', include: ['tests/**/*.test.ts'], setupFiles: ['tests/setup.ts'] },
}));
