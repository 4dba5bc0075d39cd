import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { collectGarbage } from '../../../server/compaction/collect-garbage.ts'

it('RL27: what nobody holds any more is let go at once', async () => {
  const garbage = new WeakRef(new Uint8Array(1_000_000))
  // A reference lives until the end of the turn in which it was made.
  await turn()
  collectGarbage()
  expect(garbage.deref()).toBeUndefined()
})
