/** An engine whose data folder may not be written to, in the process of the test. */
import fs from 'node:fs'
import { expect, onTestFinished, test, vi } from 'vitest'
import { dataFilesIn } from '../../../main/engine/data-files.ts'
import { Engine } from '../../../main/engine/engine.ts'
import type { EngineToWindow } from '../../../shared/ipc/engine-port.ts'
import { nodeSqlitePlatform } from '../../../shared/node/sqlite-platform.ts'
import { newFolder } from '../../helpers/hosts.ts'

test('EN108 a data folder that may not be written to is called that, and not a storage that refused', async () => {
  const refusal = vi.spyOn(fs, 'accessSync').mockImplementation(() => {
    throw Object.assign(new Error('read-only file system'), { code: 'EROFS' })
  })
  const engine = new Engine({ platform: nodeSqlitePlatform, files: dataFilesIn(newFolder()), vaultKeys: [], onRoomsRecognised: () => undefined, onLookForRooms: () => undefined, log: () => undefined })
  onTestFinished(() => engine.stop())
  refusal.mockRestore()
  const answer = await new Promise<EngineToWindow>((resolve) => {
    engine.attach({ post: resolve, onMessage: (listen) => listen({ type: 'call', id: 1, name: 'listWorkshops', args: [] }), onClose: () => undefined })
  })
  expect(answer).toEqual({ type: 'failure', id: 1, failure: { kind: 'storage', detail: 'readonly' } })
})
