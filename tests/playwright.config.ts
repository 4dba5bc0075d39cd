import { defineConfig } from '@playwright/test'

// Which test runs when is nobody's to know, but no two windows of different tests may share a keyboard or a clipboard: every worker has
// a screen of its own (scripts/screens.mjs). Where there is only one screen, there is one worker.
const screens = (process.env['MINUTA_SCREENS'] ?? '').split(' ').filter(Boolean)
const worker = process.env['TEST_PARALLEL_INDEX']
const screen = worker === undefined ? undefined : screens[Number(worker)]
if (screen !== undefined) process.env['DISPLAY'] = screen

/** Real Electron windows against a real relay. */
export default defineConfig({
  workers: Math.max(1, screens.length),
  fullyParallel: false,
  // A machine that does other things as well may be slow; what hangs is found sooner, by the step that hangs.
  timeout: 600_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  outputDir: '../test-results',
  projects: [
    { name: 'e2e', testDir: './e2e' },
    { name: 'pictures', testDir: './pictures' },
    { name: 'corpus', testDir: './corpus', timeout: 900_000, testMatch: /.*\.spec\.ts/ },
  ],
})
