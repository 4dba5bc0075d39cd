/**
 * The engine is killed (SIGKILL) again and again while somebody types. MINUTA_FUZZ=long or MINUTA_KILL_ROUNDS lengthen it,
 * MINUTA_KILL_SEED varies the moments.
 */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { nodeSqlitePlatform } from '../../shared/node/sqlite-platform.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { SqliteRoomStore } from '../../shared/storage/sqlite-room-store.ts'
import { EngineProcess } from '../helpers/engine-process.ts'
import { seededRandom } from '../helpers/random.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { addNotes, doubled, recordOf, tokensOf, typeToken } from '../helpers/typing.ts'
import { when } from '../helpers/when.ts'

const rounds = Number(process.env['MINUTA_KILL_ROUNDS'] ?? (process.env['MINUTA_FUZZ'] === 'long' ? 200 : 22))
const seed = Number(process.env['MINUTA_KILL_SEED'] ?? 20_260_919)
const maxTokensPerRound = 120

test(`EN10 no acknowledged token is lost and none is doubled when the engine is killed ${rounds} times (seed ${seed})`, { timeout: 60_000 + rounds * 10_000 }, async () => {
  const random = seededRandom(seed)
  const folder = temporaryFolder()
  const engine = await EngineProcess.start(folder.path)
  try {
    const window = engine.openWindow()
    const id = await window.call('createWorkshop', recordOf('Kill'))
    const session = window.openSession(id)
    await session.whenLoaded
    const text = addNotes(session.doc, 'Notes')
    const typed: string[] = []
    let acknowledged = 0
    let unacknowledgedAtKill = 0
    session.onStatus(({ isSavedHere }) => {
      if (isSavedHere) acknowledged = typed.length
    })
    for (let round = 0; round < rounds; round += 1) {
      const count = random.below(maxTokensPerRound) + 1
      for (let index = 0; index < count; index += 1) {
        // Recorded before it is typed: an acknowledgement can only concern what was typed before it.
        typed.push(`${round}-${index}`)
        typeToken(text, `${round}-${index}`)
        // Some come in one turn, some with time for an acknowledgement in between.
        if (random.chance(0.5)) await new Promise(setImmediate)
        if (random.chance(0.05)) await when('an acknowledgement', () => session.getStatus().isSavedHere)
      }
      await engine.kill()
      unacknowledgedAtKill += typed.length - acknowledged
      const stored = storedTokens(folder.path, id)
      expect(stored.slice(0, acknowledged)).toEqual(typed.slice(0, acknowledged))
      expect(doubled(stored)).toEqual([])
      await engine.restart()
      await when('the next engine has everything', () => session.getStatus().isSavedHere && !session.getStatus().isEngineLost)
    }
    await engine.stop()
    expect(storedTokens(folder.path, id)).toEqual(typed)
    expect(tokensOf(session.doc)).toEqual(typed)
    // Otherwise the engine was only ever killed when it had nothing to do.
    expect(unacknowledgedAtKill).toBeGreaterThan(0)
  } finally {
    await engine.kill()
    folder.remove()
  }
})

test('EN160 whoever deletes the data folder while somebody types takes nothing that is called saved', { timeout: 60_000 }, async () => {
  const folder = temporaryFolder()
  const data = path.join(folder.path, 'data')
  const engine = await EngineProcess.start(data)
  try {
    const window = engine.openWindow()
    const id = await window.call('createWorkshop', recordOf('Bin'))
    const session = window.openSession(id)
    await session.whenLoaded
    const text = addNotes(session.doc, 'Notes')
    typeToken(text, 'before')
    await when('it is saved', () => session.getStatus().isSavedHere)
    fs.rmSync(data, { recursive: true })
    typeToken(text, 'after')
    await when('it is saved again', () => session.getStatus().isSavedHere)
    const picture = await window.call('putBlob', new Uint8Array([0x89, 0x50, 0x4e, 0x47]), 'image/png')
    await engine.kill()
    expect(storedTokens(data, id)).toEqual(['before', 'after'])
    await engine.restart()
    await when('the next engine has everything', () => session.getStatus().isSavedHere && !session.getStatus().isEngineLost)
    expect(await window.call('hasBlob', picture)).toBe(true)
    await engine.stop()
    expect(storedTokens(data, id)).toEqual(['before', 'after'])
  } finally {
    await engine.kill()
    folder.remove()
  }
})

/** What is on the disk, read without an engine. */
function storedTokens(dataDirectory: string, id: WorkshopId): string[] {
  const store = new SqliteRoomStore(nodeSqlitePlatform, { path: path.join(dataDirectory, 'workshops.sqlite') })
  try {
    const stored = store.load(id)
    if (stored === null) throw new Error('the workshop is not stored')
    const doc = new Y.Doc()
    for (const update of stored.snapshot === null ? stored.updates : [stored.snapshot, ...stored.updates]) Y.applyUpdate(doc, update)
    return tokensOf(doc)
  } finally {
    store.close()
  }
}
