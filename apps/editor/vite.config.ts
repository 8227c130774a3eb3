import { fileURLToPath } from 'node:url';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

const server = 'http://127.0.0.1:8080';
const EMPTY_STYLES = '\0empty-styles';

/**
 * Rete's React plug-in names styles of components that we replace, and brings a library for them. The
 * page's policy forbids style elements, so nothing of it could ever show.
 */
const withoutStyledComponents: Plugin = {
  name: 'without-styled-components',
  enforce: 'pre',
  resolveId: (id) => (id === 'styled-components' ? EMPTY_STYLES : null),
  load: (id) =>
    id === EMPTY_STYLES
      ? `const plain = (tag) => () => tag;
         export const css = () => '';
         export default new Proxy(plain, { get: (_, tag) => plain(tag) });`
      : null,
};

/** What each route is for is written for the API's document; the editor's client never reads it. */
const withoutSummaries: Plugin = {
  name: 'without-summaries',
  enforce: 'pre',
  transform: {
    filter: { id: /packages\/api\/src\/management\/.*\.ts$/ },
    handler: (code) => code.replaceAll(/summary:\s*'(?:[^'\\]|\\.)*',/g, "summary: '',"),
  },
};

const EXPORTED = /^export (?:const|function) (\w+)|^export \{ \w+ as (\w+) \};/gm;

/** Types can write themselves as JSON Schema, which the server does and a page never. It is 2 % of what the flow page loads. */
const withoutJsonSchema: Plugin = {
  name: 'without-json-schema',
  enforce: 'pre',
  transform: {
    filter: { id: /zod\/v4\/core\/(?:json-schema-processors|to-json-schema)\.js$/ },
    handler: (code) => {
      const names = [...code.matchAll(EXPORTED)].map(([, declared, renamed]) => declared ?? renamed);
      return `const none = () => ({});\n${names.map((name) => `export { none as ${name} };`).join('\n')}`;
    },
  },
};

export default defineConfig({
  plugins: [
    withoutStyledComponents,
    withoutSummaries,
    withoutJsonSchema,
    // React Aria brings its own words in 30 languages, ten times what the editor speaks.
    optimizeLocales.vite({ locales: ['en-US', 'de-DE'] }),
    react(),
  ],
  resolve: {
    alias: [
      {
        find: /^temporal-polyfill$/,
        replacement: fileURLToPath(new URL('src/native-temporal.ts', import.meta.url)),
      },
    ],
  },
  build: {
    target: 'es2024',
    // Inlined assets would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    // Styles that come late cannot be asked for a second time where the first did not get them.
    cssCodeSplit: false,
  },
  server: { proxy: { '/api': server } },
  preview: { proxy: { '/api': server } },
});
