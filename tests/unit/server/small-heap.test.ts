import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'

const heap = path.join(import.meta.dirname, '..', '..', '..', 'server', 'small-heap.ts')

/** Bytes of the young generation after a flood of objects that live for a moment, in a process of its own. */
function youngBytesAfterFlood(imports: readonly string[]): number {
  const script = `
    ${imports.map((file) => `await import(${JSON.stringify(file)})`).join('\n')}
    const { getHeapSpaceStatistics } = await import('node:v8')
    const alive = []
    for (let turn = 0; turn < 300; turn += 1) {
      for (let index = 0; index < 10_000; index += 1) alive.push({ index, list: [index] })
      if (alive.length > 100_000) alive.length = 0
      await new Promise(setImmediate)
    }
    console.log(getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size)`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' })
  const bytes = Number(stdout.trim())
  if (!(bytes > 0)) throw new Error(stderr)
  return bytes
}

test('RL35 the young generation of a relay grows as far as a flood is worth it, and not on and on', () => {
  const bytes = youngBytesAfterFlood([heap])
  expect(bytes).toBeGreaterThanOrEqual(16 * 1024 * 1024)
  expect(bytes).toBeLessThanOrEqual(32 * 1024 * 1024)
  expect(youngBytesAfterFlood([])).toBeGreaterThan(bytes)
})
