import path from 'node:path'
import { defineConfig } from 'vitest/config'

/** Checks over the real inputs beside the repository; never part of `npm test`, which needs nothing outside it. */
export default defineConfig({
  root: path.resolve(import.meta.dirname, '../..'),
  test: {
    projects: [
      { test: { name: 'corpus', include: ['tests/corpus/**/*.test.ts'], environment: 'node', testTimeout: 300_000 } },
      { test: { name: 'corpus-dom', include: ['tests/corpus/**/*.test.tsx'], environment: 'jsdom', testTimeout: 300_000 } },
    ],
  },
})
