/** A database that cannot be opened, with a real engine and a real relay: what comes back, and what is not said of it. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { dataFilesIn } from '../../main/engine/data-files.ts'
import { nodeSqlitePlatform } from '../../shared/node/sqlite-platform.ts'
import { findCopy } from '../../main/engine/copies/restore.ts'
import { newFolder, openSession, startEngine, startRelay, whenLit, whenStatus } from '../helpers/hosts.ts'
import { killNow } from '../helpers/processes.ts'
import { seededRandom } from '../helpers/random.ts'
import { addNotes, recordOf, tokensOf, typeToken } from '../helpers/typing.ts'
import { when } from '../helpers/when.ts'
import { plainRelay } from '../helpers/plain-relay.ts'

function damage(dataDirectory: string): Buffer {
  const { database } = dataFilesIn(dataDirectory)
  const file = fs.openSync(database, 'r+')
  fs.writeSync(file, Buffer.alloc(12_000, 0x5a), 0, 12_000, 100)
  fs.closeSync(file)
  return fs.readFileSync(database)
}

/** Ages the copies, so that the next end of a session makes another. */
function age(dataDirectory: string): void {
  const old = new Date(Date.now() - 30 * 3_600_000)
  for (const copy of dataFilesIn(dataDirectory).copies) if (fs.existsSync(copy)) fs.utimesSync(copy, old, old)
}

test('BA7 after a restore the relay light is off until the relay has everything, what was lost here comes back from there, and no client id is used twice', async () => {
  const relay = await startRelay()
  const engine = await startEngine()
  const first = engine.openWindow()
  const id = await first.call('createWorkshop', recordOf('Kick-off'))
  const session = first.openSession(id)
  await session.whenLoaded
  const text = addNotes(session.doc, 'Notes')
  typeToken(text, 'before-copy')
  await first.call('setRelay', id, plainRelay(relay.url))
  await whenStatus(session, 'on the relay', ({ isSavedHere, isOnRelay }) => isSavedHere && isOnRelay)
  await engine.stop()
  expect(findCopy(nodeSqlitePlatform, dataFilesIn(engine.dataDirectory))).toMatchObject({ workshopCount: 1 })

  await engine.restart()
  typeToken(text, 'after-copy')
  await whenStatus(session, 'on the relay again', ({ isSavedHere, isOnRelay, isEngineLost }) => isSavedHere && isOnRelay && !isEngineLost)
  const usedBefore = new Set(Y.decodeStateVector(Y.encodeStateVector(session.doc)).keys())
  session.close()
  await engine.stop()
  const damaged = damage(engine.dataDirectory)
  await relay.kill()

  await engine.restart()
  const second = engine.openWindow()
  await expect(second.call('listWorkshops')).rejects.toMatchObject({ failure: { kind: 'storage', detail: 'corrupt' } })
  expect(await second.call('findGoodCopy')).toMatchObject({ workshopCount: 1 })
  const { keptAs } = await second.call('openGoodCopy')
  expect(fs.readFileSync(path.join(engine.dataDirectory, keptAs)).equals(damaged)).toBe(true)
  await expect(second.call('openGoodCopy')).rejects.toMatchObject({ failure: { kind: 'storage' } })

  // The copy remembered a relay that had everything; of this history the relay has heard nothing.
  const restored = second.openSession(id)
  await restored.whenLoaded
  expect(tokensOf(restored.doc)).toEqual(['before-copy'])
  await whenStatus(restored, 'offline', ({ relay: { kind } }) => kind === 'offline')
  expect(restored.getStatus()).toMatchObject({ isOnRelay: false, deviceCount: 0 })
  typeToken(addNotes(restored.doc, 'New history'), 'after-restore')
  expect(usedBefore.has(restored.doc.clientID)).toBe(false)

  await relay.restart()
  await whenStatus(restored, 'on the relay', ({ isSavedHere, isOnRelay }) => isSavedHere && isOnRelay)
  await when('everything is together', () => tokensOf(restored.doc).length === 3, 15_000, () => JSON.stringify(tokensOf(restored.doc)))
  expect(tokensOf(restored.doc).sort()).toEqual(['after-copy', 'after-restore', 'before-copy'])
})

test('EN100/EN101 a board that is open when the database is found damaged says that nothing is saved, keeps what is typed, and hands it over to the copy', async () => {
  const [engine, relay] = [await startEngine(), await startRelay()]
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', recordOf('Plenary'))
  await window.call('setRelay', id, plainRelay(relay.url))
  // The end of a session makes the copy.
  await engine.stop()
  await engine.restart()
  const session = await openSession(window, id)
  const text = addNotes(session.doc, 'Board')
  typeToken(text, 'one')
  await whenLit(session)
  await relay.kill()
  await engine.kill()
  damage(engine.dataDirectory)
  await engine.restart()
  await whenStatus(session, 'the failure', ({ failure }) => failure?.detail === 'corrupt')
  expect(session.getStatus()).toMatchObject({ isLoaded: true, isSavedHere: false, isStored: false, isOnRelay: false, deviceCount: 0, role: 'facilitator' })
  expect(window.isEverythingSaved).toBe(false)
  typeToken(text, 'two')
  session.close()
  const again = window.openSession(id)
  expect(again).toBe(session)

  await engine.openWindow().call('openGoodCopy')
  await whenStatus(again, 'what was typed is saved', ({ isSavedHere, failure }) => isSavedHere && failure === null)
  expect(window.isEverythingSaved).toBe(true)
  await engine.kill()
  await engine.restart()
  await whenStatus(again, 'the engine is back', ({ isEngineLost, isStored }) => !isEngineLost && isStored)
  expect(again.getStatus()).toMatchObject({ isSavedHere: true, failure: null })
  const read = await openSession(engine.openWindow(), id)
  expect(tokensOf(read.doc)).toEqual(['one', 'two'])
})

test('EN102 a workshop that is newer than the copy, and open in a window, is given back by it, with what the room answered', async () => {
  const engine = await startEngine()
  const window = engine.openWindow()
  await window.call('createWorkshop', recordOf('The day before'))
  // The end of a session makes the copy.
  await engine.stop()
  await engine.restart()
  const id = await window.call('createWorkshop', recordOf('Plenary'))
  const [notes, responses] = [await openSession(window, id), await openSession(window, id, 'responses')]
  typeToken(addNotes(notes.doc, 'Board'), 'one')
  responses.doc.getMap('answers').set('question-1', 'yes')
  for (const session of [notes, responses]) await whenStatus(session, 'saved', ({ isSavedHere }) => isSavedHere)
  await engine.kill()
  damage(engine.dataDirectory)
  await engine.restart()
  for (const session of [notes, responses]) await whenStatus(session, 'the failure', ({ failure }) => failure?.detail === 'corrupt')

  await window.call('openGoodCopy')
  for (const session of [notes, responses]) await whenStatus(session, 'saved again', ({ isSavedHere, failure }) => isSavedHere && failure === null)
  await engine.kill()
  await engine.restart()
  const other = engine.openWindow()
  expect((await other.call('listWorkshops')).map(({ title }) => title).sort()).toEqual(['Plenary', 'The day before'])
  expect(tokensOf((await openSession(other, id)).doc)).toEqual(['one'])
  expect((await openSession(other, id, 'responses')).doc.getMap('answers').toJSON()).toEqual({ 'question-1': 'yes' })
})

test('EN101 a board that an engine could not open says nothing of it any more when a later one can', async () => {
  const engine = await startEngine()
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', recordOf('Plenary'))
  const session = await openSession(window, id)
  typeToken(addNotes(session.doc, 'Board'), 'one')
  await whenStatus(session, 'saved', ({ isSavedHere }) => isSavedHere)
  await engine.stop()
  const { database } = dataFilesIn(engine.dataDirectory)
  const whole = fs.readFileSync(database)
  damage(engine.dataDirectory)
  await engine.restart()
  await whenStatus(session, 'the failure', ({ failure }) => failure?.detail === 'corrupt')
  await engine.kill()
  for (const suffix of ['-wal', '-shm']) fs.rmSync(`${database}${suffix}`, { force: true })
  fs.writeFileSync(database, whole)
  await engine.restart()
  await whenStatus(session, 'all is stored', ({ isSavedHere, isStored }) => isSavedHere && isStored)
  expect(session.getStatus()).toMatchObject({ failure: null, storageProblem: null })
})

test('BA8 a database that is from the future, or whole, is never replaced', async () => {
  const engine = await startEngine()
  const window = engine.openWindow()
  await window.call('createWorkshop', recordOf('Kick-off'))
  expect(await window.call('findGoodCopy')).toBeNull()
  await expect(window.call('openGoodCopy')).rejects.toMatchObject({ failure: { kind: 'storage' } })
  expect(await window.call('listWorkshops')).toHaveLength(1)
})

test('BA12 a copy is made at the end of a session, at most one a day, and readable copies with it', async () => {
  const engine = await startEngine()
  const { copies, readable } = dataFilesIn(engine.dataDirectory)
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', recordOf('Kick-off: Σύρος'))
  const session = window.openSession(id)
  await session.whenLoaded
  typeToken(addNotes(session.doc, 'Notes'), 'readable')
  await whenStatus(session, 'saved', ({ isSavedHere }) => isSavedHere)
  const made = (): number => copies.filter((copy) => fs.existsSync(copy)).length
  await engine.stop()
  await engine.restart()
  await engine.stop()
  expect(made()).toBe(1)
  age(engine.dataDirectory)
  await engine.restart()
  await engine.stop()
  expect(made()).toBe(2)
  const [folder = ''] = fs.readdirSync(readable)
  expect(folder).toMatch(/^Kick-off Σύρος \([0-9a-f]{8}\)$/u)
  const [copy = ''] = fs.readdirSync(path.join(readable, folder))
  expect(fs.readFileSync(path.join(readable, folder, copy, 'minutes.md'), 'utf8')).toContain('readable')
})

const copier = fileURLToPath(new URL('../helpers/copying-process.ts', import.meta.url))

test('BA13 killed at any moment of a copy, the copies of before are whole (seed 20260919)', async () => {
  const random = seededRandom(20_260_919)
  const folder = newFolder()
  const files = dataFilesIn(folder)
  for (let round = 0; round < 8; round += 1) {
    const child = fork(copier, [folder], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    // The first copy of each run is there: the kill falls into a later one.
    await once(child, 'message')
    const kept = files.copies.filter((copy) => fs.existsSync(copy)).length
    await new Promise((resolve) => {
      setTimeout(resolve, random.below(120))
    })
    const ended = once(child, 'exit')
    killNow(child.pid ?? 0)
    await ended
    expect(kept).toBeGreaterThan(0)
    expect(findCopy(nodeSqlitePlatform, files)).toMatchObject({ workshopCount: 30 })
    // At least the generations that were complete before this run's last copy began, less the one that gave way.
    expect(files.copies.filter((copy) => fs.existsSync(copy)).length).toBeGreaterThanOrEqual(Math.min(kept, 2))
  }
})
