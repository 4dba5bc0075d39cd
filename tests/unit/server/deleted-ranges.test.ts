import { expect, it } from 'vitest'
import { collectGarbage } from '../../../server/compaction/collect-garbage.ts'
import { DeletedRanges } from '../../../server/updates/deleted-ranges.ts'

it('RL38: what is deleted again and again takes no more memory, also before anybody asks what is deleted', () => {
  const ranges = new DeletedRanges()
  // Two ranges in turn: neither overlaps with the one before it.
  const again = Array.from({ length: 50_000 }, () => [7, 0, 1, 7, 5, 1]).flat()
  ranges.add(again)
  collectGarbage()
  const before = process.memoryUsage().heapUsed
  for (let round = 0; round < 40; round += 1) ranges.add(again)
  collectGarbage()
  // Kept as they came: 96 MB.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(16_000_000)
  expect(ranges.all()).toEqual([7, 0, 1, 7, 5, 1])
  expect(ranges.has([7, 0, 1])).toBe(true)
  expect(ranges.has([7, 0, 2])).toBe(false)
})
