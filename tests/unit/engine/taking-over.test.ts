/** A file that is taken over while storage refuses. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { Access } from '../../../main/engine/access/access.ts'
import { Vault } from '../../../main/engine/access/vault.ts'
import { BlobStore } from '../../../main/engine/blobs/blob-store.ts'
import { EngineValues } from '../../../main/engine/engine-values.ts'
import { TakingOver } from '../../../main/engine/files/taking-over.ts'
import { Library } from '../../../main/engine/library.ts'
import { OpenSessions } from '../../../main/engine/open-sessions.ts'
import { UpdateWriter } from '../../../main/engine/update-writer.ts'
import { addBoard } from '../../../shared/document/commands/board-commands.ts'
import { documentFromRecord } from '../../../shared/document/record/record.ts'
import { readBoardList } from '../../../shared/document/read-workshop.ts'
import { newId, type WorkshopId } from '../../../shared/model/ids.ts'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import { newFolder } from '../../helpers/hosts.ts'
import { LimitedStore } from '../../helpers/limited-store.ts'
import { recordOf } from '../../helpers/typing.ts'

test('EN187 when storage refuses just then, what came in waits to be stored like everything that is written, and can be taken out and brought back meanwhile', async () => {
  const workshop = newId<WorkshopId>()
  const made = documentFromRecord(recordOf('Harbour'), () => workshop)
  if (!made.ok) throw new Error('bad record')
  const store = new LimitedStore()
  store.append([{ room: workshop, update: made.update }])
  const values = new EngineValues(store)
  const access = new Access(values, new Vault(store, []), nodeSignatures)
  const writer = new UpdateWriter(store, { onProblem: () => undefined })
  const library = new Library(store, values, () => undefined)
  const sessions = new OpenSessions({
    store, values, access, writer, library, blobs: new BlobStore(newFolder()),
    log: () => undefined, isWorkingOffline: () => false, onContent: () => undefined, onStatus: () => undefined,
  })
  const folder = path.join(newFolder(), 'before changes')
  const takingOver = new TakingOver({ sessions, access, writer, folder })
  const { session, release } = sessions.hold(workshop)
  onTestFinished(() => {
    store.isFull = false
    release()
    sessions.closeAll()
    writer.dispose()
    library.dispose()
  })
  const away = new Y.Doc()
  Y.applyUpdate(away, made.update)
  addBoard(away, 'test', { title: 'Only there', item: null })

  store.isFull = true
  const { keptAs } = await takingOver.takeOver({ workshop, update: Y.encodeStateAsUpdate(away), responses: null })
  expect(fs.readdirSync(folder)).toEqual([keptAs])
  expect(session.status).toMatchObject({ isStored: false, storageProblem: 'full' })
  expect(takingOver.setTakenOut(workshop, keptAs, true)).toBe(true)
  expect(readBoardList(session.doc)).toEqual([])
  expect(takingOver.setTakenOut(workshop, keptAs, false)).toBe(true)
  expect(readBoardList(session.doc)).toHaveLength(1)

  store.isFull = false
  expect(writer.flush()).toBe(true)
  expect(session.status).toMatchObject({ isStored: true, storageProblem: null })
  const stored = new Y.Doc()
  for (const update of store.load(workshop)?.updates ?? []) Y.applyUpdate(stored, update)
  expect(readBoardList(stored).map(({ title }) => title)).toEqual(['Only there'])
})
