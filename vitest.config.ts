import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Two at a time, also where there are two cores: integration tests wait more than they work.
    maxWorkers: 2,
    // Contract, unit and short fuzz runs; integration starts real relay and engine processes and takes its time.
    projects: [
      { test: { name: 'node', setupFiles: ['tests/helpers/leak-check.ts'], include: ['tests/{unit,contract,fuzz,integration,migrations,compat}/**/*.test.ts'], environment: 'node', testTimeout: 60_000, hookTimeout: 60_000 } },
      { test: { name: 'dom', setupFiles: ['tests/helpers/leak-check.ts'], include: ['tests/unit/**/*.test.tsx'], environment: 'jsdom', testTimeout: 60_000 } },
    ],
  },
})
