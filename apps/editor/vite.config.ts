import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2024',
    // Inlined assets would need `data:` in the content security policy.
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': server } },
  preview: { proxy: { '/api': server } },
});
