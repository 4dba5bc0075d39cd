import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { CompactionThread } from '../../../server/compaction/compaction-thread.ts'
import { snapshotOf, type CompactionJob } from '../../../server/compaction/make-snapshot.ts'
import { packUpdates } from '../../../shared/storage/packed-updates.ts'
import { editAtRandom } from '../../helpers/hostile-updates.ts'
import { seededRandom } from '../../helpers/random.ts'

const jobOf = (snapshot: Uint8Array | null, updates: readonly Uint8Array[]): CompactionJob =>
  ({ snapshot, updates: packUpdates(updates), updateCount: updates.length })

function editedAtRandom(seed: number, steps: number): { updates: Uint8Array[] } {
  const random = seededRandom(seed)
  const doc = new Y.Doc()
  doc.clientID = seed
  const updates: Uint8Array[] = []
  doc.on('update', (update) => {
    updates.push(update)
  })
  for (let step = 0; step < steps; step += 1) editAtRandom(doc, random)
  return { updates }
}

describe('making a snapshot', () => {
  it.each([1, 2, 3])('ST14, RL27: a snapshot is byte for byte the document that its log makes, update by update (seed %i)', (seed) => {
    const { updates } = editedAtRandom(seed, 200)
    const replayed = new Y.Doc()
    for (const update of updates) Y.applyUpdate(replayed, update)
    const whole = Y.encodeStateAsUpdate(replayed)
    const first = snapshotOf(jobOf(null, updates.slice(0, 120)))
    expect(first.kind).toBe('made')
    const second = snapshotOf(jobOf(first.kind === 'made' ? first.snapshot : null, updates.slice(120)))
    expect(second.kind === 'made' && Buffer.from(second.snapshot).equals(whole)).toBe(true)
  })

  it('ST14, RL27: a log with a hole, or one that has no form, is left as it is', () => {
    const { updates } = editedAtRandom(4, 30)
    expect(snapshotOf(jobOf(null, updates.slice(1))).kind).toBe('failed')
    expect(snapshotOf(jobOf(Uint8Array.of(1, 2, 3), updates)).kind).toBe('failed')
    expect(snapshotOf({ ...jobOf(null, updates), updateCount: updates.length + 1 }).kind).toBe('failed')
  })

  it('RL27: the thread makes the same, one after the other, and a thread that is ended fails its job', async () => {
    const { updates } = editedAtRandom(5, 100)
    const expected = snapshotOf(jobOf(null, updates))
    const thread = new CompactionThread()
    for (let round = 0; round < 2; round += 1) {
      const result = await thread.run(jobOf(null, updates))
      expect(result.kind === 'made' && expected.kind === 'made' && Buffer.from(result.snapshot).equals(expected.snapshot)).toBe(true)
    }
    const running = thread.run(jobOf(null, updates))
    thread.dispose()
    expect((await running).kind).toBe('failed')
  })
})
