import path from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

// Tests start some hundred engines, relays and commands from their sources. Node keeps what it made of a source, by its content, for
// the next process that loads it: half of the time of such a start.
process.env['NODE_COMPILE_CACHE'] ??= path.join(import.meta.dirname, 'node_modules', '.cache', 'minuta-compiled')

/** Files that start processes come first: they are the long ones, and the short ones fill what is left at the end. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean => /\/tests\/(?:integration|fuzz|unit\/cli)\//u.test(moduleId)
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    // Four at a time, also where there are two cores: integration tests wait more than they work.
    maxWorkers: 4,
    sequence: { sequencer: LongFirst },
    // What hangs is found by the step that waits for it (tests/helpers/when.ts), sooner; a machine that does other things may be slow.
    // Contract, unit and short fuzz runs; integration starts real relay and engine processes and takes its time.
    projects: [
      { test: { name: 'node', setupFiles: ['tests/helpers/leak-check.ts'], include: ['tests/{unit,contract,fuzz,integration}/**/*.test.ts'], environment: 'node', testTimeout: 300_000, hookTimeout: 300_000 } },
      { test: { name: 'dom', setupFiles: ['tests/helpers/leak-check.ts'], include: ['tests/unit/**/*.test.tsx'], environment: 'jsdom', testTimeout: 300_000, hookTimeout: 300_000 } },
    ],
  },
})
