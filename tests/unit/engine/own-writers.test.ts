import { expect, test } from 'vitest'
import { EngineValues } from '../../../main/engine/engine-values.ts'
import { OwnWriters } from '../../../main/engine/own-writers.ts'
import { newId, type WorkshopId } from '../../../shared/model/ids.ts'
import { MemoryRoomStore } from '../../../shared/storage/memory-room-store.ts'

test('EN65 who wrote on this computer is known at the next start: the latest two thousand windows, and no more', () => {
  const values = new EngineValues(new MemoryRoomStore())
  const room = newId<WorkshopId>()
  const writers = new OwnWriters(values, room)
  for (let client = 1; client <= 2_001; client += 1) writers.add(client)
  const restarted = new OwnWriters(values, room)
  expect([1, 2, 2_001].map((client) => restarted.has(client))).toEqual([false, true, true])
})
