import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Contract, unit and short fuzz runs; integration starts real relay and engine processes and takes its time.
    projects: [
      { test: { name: 'node', include: ['tests/{unit,contract,fuzz,integration,migrations,compat}/**/*.test.ts'], environment: 'node', testTimeout: 60_000, hookTimeout: 60_000 } },
      { test: { name: 'dom', include: ['tests/unit/**/*.test.tsx'], environment: 'jsdom', testTimeout: 60_000 } },
    ],
  },
})
