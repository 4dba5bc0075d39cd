/** An engine whose data folder may not be written to, in the process of the test. */
import fs from 'node:fs'
import { expect, onTestFinished, test, vi } from 'vitest'
import { dataFilesIn } from '../../../main/engine/data-files.ts'
import { Engine } from '../../../main/engine/engine.ts'
import type { EngineToWindow } from '../../../shared/ipc/engine-port.ts'
import { nodeSqlitePlatform } from '../../../shared/node/sqlite-platform.ts'
import { newFolder } from '../../helpers/hosts.ts'

/** What a window hears that asks for its library. */
async function asked(engine: Engine): Promise<EngineToWindow> {
  return new Promise((resolve) => {
    engine.attach({ post: (message) => 'id' in message && resolve(message), onMessage: (listen) => listen({ type: 'call', id: 1, name: 'listWorkshops', args: [] }), onClose: () => undefined })
  })
}

function refusedEngine(): Engine {
  const refusal = vi.spyOn(fs, 'accessSync').mockImplementation(() => {
    throw Object.assign(new Error('read-only file system'), { code: 'EROFS' })
  })
  const engine = new Engine({ platform: nodeSqlitePlatform, files: dataFilesIn(newFolder()), vaultKeys: [], onRoomsRecognised: () => undefined, onLookForRooms: () => undefined, log: () => undefined })
  onTestFinished(() => engine.stop())
  refusal.mockRestore()
  return engine
}

test('EN108 a data folder that may not be written to is called that, and not a storage that refused', async () => {
  expect(await asked(refusedEngine())).toEqual({ type: 'failure', id: 1, failure: { kind: 'storage', detail: 'readonly' } })
})

test('EN161 storage that could not be opened is tried again also when the clock is set back meanwhile', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 365 * 86_400_000 })
  onTestFinished(() => void vi.useRealTimers())
  const engine = refusedEngine()
  vi.useRealTimers()
  await expect.poll(() => asked(engine), { timeout: 10_000 }).toMatchObject({ type: 'result' })
})
