import { defineConfig } from '@playwright/test'

/** Real Electron windows against a real relay; one at a time, because each test owns the screen. */
export default defineConfig({
  workers: 1,
  fullyParallel: false,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  outputDir: '../test-results',
  projects: [
    { name: 'e2e', testDir: './e2e' },
    { name: 'pictures', testDir: './pictures' },
    { name: 'corpus', testDir: './corpus', timeout: 900_000, testMatch: /.*\.spec\.ts/ },
  ],
})
