/** What the engine does with data that it must not touch: it says why, changes nothing, and everything else goes on. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { nodeSqlitePlatform } from '../../shared/node/sqlite-platform.ts'
import { rootsOf, supportedSchemaVersion } from '../../shared/document/roots.ts'
import type { EngineToWindow, WindowToEngine } from '../../shared/ipc/engine-port.ts'
import { newId, type WorkshopId } from '../../shared/model/ids.ts'
import { roomTag } from '../../shared/protocol/announcement.ts'
import { syncType } from '../../shared/protocol/messages.ts'
import { encodeSync } from '../../shared/protocol/sync-frames.ts'
import { SqliteRoomStore } from '../../shared/storage/sqlite-room-store.ts'
import { damageLog } from '../helpers/damage-log.ts'
import type { EngineProcess } from '../helpers/engine-process.ts'
import { failureOf, newFolder, openSession, startEngine, startRelay, whenLit, whenStatus } from '../helpers/hosts.ts'
import { plainRelay } from '../helpers/plain-relay.ts'
import { addNotes, recordOf, tokensOf, typeToken } from '../helpers/typing.ts'
import { when } from '../helpers/when.ts'

function openStore(dataDirectory: string): SqliteRoomStore {
  return new SqliteRoomStore(nodeSqlitePlatform, { path: path.join(dataDirectory, 'workshops.sqlite') })
}

/** A poisoned update: one text that claims to follow a client nobody has ever heard of, as Yjs itself would keep it pending. */
function updateWithHole(): Uint8Array {
  const author = new Y.Doc()
  const text = author.getText('t')
  text.insert(0, 'first')
  const before = Y.encodeStateVector(author)
  text.insert(5, ' second')
  return Y.encodeStateAsUpdate(author, before)
}

test.each([
  ['a damaged', Buffer.from('this was a database once, before the disk lost it '.repeat(200)), 'corrupt'],
  ['another application’s', null, 'corrupt'],
  ['a newer Minuta’s', null, 'from-future'],
])('EN11 %s database is refused with its reason and not one byte of it changes', async (name, content, detail) => {
  const folder = newFolder()
  const file = path.join(folder, 'workshops.sqlite')
  if (content !== null) {
    fs.writeFileSync(file, content)
  } else {
    openStore(folder).close()
    const driver = nodeSqlitePlatform.open(file, { isReadonly: false })
    driver.exec(name.includes('newer') ? 'PRAGMA user_version = 999' : 'PRAGMA application_id = 42')
    driver.close()
  }
  const before = fs.readFileSync(file)
  const engine = await startEngine({ dataDirectory: folder })
  const window = engine.openWindow()
  const failure = { kind: 'storage', detail }
  expect(await failureOf(window.call('listWorkshops'))).toEqual(failure)
  expect(await failureOf(window.call('createWorkshop', recordOf('New')))).toEqual(failure)
  expect(await failureOf(window.call('putBlob', new Uint8Array([1]), 'image/png'))).toEqual(failure)
  expect(await failureOf(window.openSession(newId<WorkshopId>()).whenLoaded)).toEqual(failure)
  await engine.stop()
  expect(fs.readFileSync(file).equals(before)).toBe(true)
})

test('EN105 storage that could not be opened is tried again by whoever asks for the library or for the settings, as soon as what was in the way is gone', async () => {
  const folder = newFolder()
  const engine = await startEngine({ dataDirectory: folder })
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', recordOf('Still here'))
  await window.call('setSettings', { name: 'Ada' })
  await engine.stop()
  const file = path.join(folder, 'workshops.sqlite')
  fs.renameSync(file, `${file}.elsewhere`)
  // A drive that is not there yet, as the file system shows it.
  fs.mkdirSync(file)
  await engine.restart()
  const [page, other] = [engine.openWindow(), engine.openWindow()]
  expect(await failureOf(page.call('getSettings'))).toEqual({ kind: 'storage', detail: 'unknown' })
  expect(await failureOf(page.call('createWorkshop', recordOf('Too early')))).toEqual({ kind: 'storage', detail: 'unknown' })
  fs.rmdirSync(file)
  fs.renameSync(`${file}.elsewhere`, file)
  await expect.poll(async () => page.call('getSettings').catch(() => null), { timeout: 10_000 }).toMatchObject({ name: 'Ada' })
  expect((await other.call('listWorkshops')).map(({ title }) => title)).toEqual(['Still here'])
  await page.openSession(id).whenLoaded
})

test('EN200 what waits in a window whose engine came back before its storage did is saved when storage is back, and nobody has to ask for it', async () => {
  const folder = newFolder()
  const engine = await startEngine({ dataDirectory: folder })
  const window = engine.openWindow()
  const session = await openSession(window, await window.call('createWorkshop', recordOf('Still here')))
  const text = addNotes(session.doc, 'Notes')
  await engine.stop()
  const file = path.join(folder, 'workshops.sqlite')
  fs.renameSync(file, `${file}.elsewhere`)
  fs.mkdirSync(file)
  await engine.restart()
  await whenStatus(session, 'not opened again', ({ failure }) => failure?.kind === 'storage')
  typeToken(text, 'meanwhile')
  fs.rmdirSync(file)
  fs.renameSync(`${file}.elsewhere`, file)
  await whenStatus(session, 'saved', ({ isSavedHere, failure }) => isSavedHere && failure === null)
  expect(tokensOf((await openSession(engine.openWindow(), session.id)).doc)).toEqual(['meanwhile'])
  expect(engine.log.filter((line) => line.includes('could not be opened'))).toHaveLength(1)
})

test('EN112 rooms that were heard of while storage could not be opened are looked into when it is', async () => {
  const folder = newFolder()
  const engine = await startEngine({ dataDirectory: folder })
  const id = await engine.openWindow().call('createWorkshop', recordOf('In the room next door'))
  await engine.stop()
  const file = path.join(folder, 'workshops.sqlite')
  fs.renameSync(file, `${file}.elsewhere`)
  fs.mkdirSync(file)
  await engine.restart()
  const window = engine.openWindow()
  expect(await failureOf(window.call('listWorkshops'))).toEqual({ kind: 'storage', detail: 'unknown' })
  const name = 'quiet-otter'
  engine.findRooms([{ name, relay: { urls: ['wss://127.0.0.1:1'], pin: 'p'.repeat(43) }, tags: [roomTag(nodeSignatures, name, id)] }])
  fs.rmdirSync(file)
  fs.renameSync(`${file}.elsewhere`, file)
  await expect.poll(async () => window.call('listWorkshops').catch(() => []), { timeout: 10_000 }).toHaveLength(1)
  await when('it is recognised', () => engine.recognised[name]?.includes(id) === true)
})

test('EN12 a workshop whose log holds a poisoned update is refused quickly; the others open', async () => {
  const folder = newFolder()
  const engine = await startEngine({ dataDirectory: folder })
  const window = engine.openWindow()
  const [poisoned, healthy] = [await window.call('createWorkshop', recordOf('Poisoned')), await window.call('createWorkshop', recordOf('Healthy'))]
  await engine.stop()
  const store = openStore(folder)
  store.append([{ room: poisoned, update: updateWithHole() }])
  const size = store.load(poisoned)?.updates.length
  store.close()

  await engine.restart()
  expect(await failureOf(window.openSession(poisoned).whenLoaded)).toEqual({ kind: 'storage', detail: 'corrupt' })
  const session = window.openSession(healthy)
  await session.whenLoaded
  const listed = new Map((await window.call('listWorkshops')).map(({ id, status }) => [id, status.storageProblem]))
  expect([listed.get(poisoned), listed.get(healthy)]).toEqual(['corrupt', null])
  await engine.stop()
  const after = openStore(folder)
  expect(after.load(poisoned)?.updates.length).toBe(size)
  after.close()
})

function rowsOf(folder: string): readonly string[] {
  const driver = nodeSqlitePlatform.open(path.join(folder, 'workshops.sqlite'), { isReadonly: true })
  try {
    return driver.all('SELECT name FROM rooms ORDER BY id').map(({ name }) => String(name))
  } finally {
    driver.close()
  }
}

test('EN106 a workshop whose log is damaged is opened again out of a file, and the damaged log is kept aside', async () => {
  const folder = newFolder()
  const engine = await startEngine({ dataDirectory: folder })
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', recordOf('Damaged'))
  const session = window.openSession(id)
  await session.whenLoaded
  const file = { workshop: id, update: Y.encodeStateAsUpdate(session.doc), responses: null }
  await window.call('setPutAway', id, true)
  session.close()
  await engine.stop()
  damageLog(folder, id)
  await engine.restart()
  expect(await failureOf(window.openSession(id).whenLoaded)).toEqual({ kind: 'storage', detail: 'corrupt' })
  expect(await window.call('openWorkshopFile', file)).toEqual({ isNew: true, hasMore: false })
  const again = engine.openWindow()
  await again.openSession(id).whenLoaded
  expect(await again.call('listWorkshops')).toMatchObject([{ id, title: 'Damaged', isPutAway: true, status: { storageProblem: null } }])
  await engine.stop()
  await engine.restart()
  await engine.openWindow().openSession(id).whenLoaded
  await engine.stop()
  expect(rowsOf(folder)).toEqual([expect.stringContaining(`${id}/replaced-`) as string, id])
})

test('EN106 so it is by a link to the relay, which is not told that anything is missing; the invite that is held is kept', async () => {
  const relay = await startRelay([])
  const host = (await startEngine()).openWindow()
  const id = await host.call('createWorkshop', recordOf('Shared'))
  await host.call('setRelay', id, plainRelay(relay.url))
  const hosted = await openSession(host, id)
  await whenLit(hosted)
  const linkAs = async (role: 'rapporteur' | 'viewer'): Promise<string> => (await host.call('createInvite', id, { role, label: '', expiresAt: Date.now() + 3_600_000 })).link ?? ''
  const [asRapporteur, asViewer] = [await linkAs('rapporteur'), await linkAs('viewer')]

  const folder = newFolder()
  const engine = await startEngine({ dataDirectory: folder })
  const window = engine.openWindow()
  await window.call('joinWorkshop', asRapporteur)
  await engine.stop()
  damageLog(folder, id)
  typeToken(addNotes(hosted.doc, 'Notes'), 'meanwhile')
  await engine.restart()
  expect(await failureOf(window.openSession(id).whenLoaded)).toEqual({ kind: 'storage', detail: 'corrupt' })
  await window.call('joinWorkshop', asViewer)
  const session = await openSession(engine.openWindow(), id)
  expect(tokensOf(session.doc)).toContain('meanwhile')
  expect(session.getStatus().role).toBe('rapporteur')
  typeToken(addNotes(session.doc, 'More notes'), 'afterwards')
  await when('what is written here arrives there', () => tokensOf(hosted.doc).includes('afterwards'))
})

test('EN83 a small fact that is damaged costs what it says, at the most its own workshop, and nothing else', async () => {
  const folder = newFolder()
  const engine = await startEngine({ dataDirectory: folder })
  const window = engine.openWindow()
  const [one, two, three] = [await window.call('createWorkshop', recordOf('One')), await window.call('createWorkshop', recordOf('Two')), await window.call('createWorkshop', recordOf('Three'))]
  await window.call('setSettings', { name: 'Ada' })
  await window.call('setWorkOffline', false)
  await engine.stop()
  const store = openStore(folder)
  // As one byte of the disk: the first character became another one.
  for (const key of [`summary:${one}`, `own-writers:${one}`, `put-away:${one}`, `relay:${two}`, 'settings', 'is-working-offline']) store.setValue(key, `z${(store.getValue(key) ?? '{}').slice(1)}`)
  store.close()

  await engine.restart()
  const listed = async () => Object.fromEntries((await window.call('listWorkshops')).map(({ id, title, status }) => [id, { title, problem: status.storageProblem }]))
  await expect.poll(listed, { timeout: 10_000 }).toEqual({ [one]: { title: 'One', problem: null }, [two]: { title: 'Two', problem: 'corrupt' }, [three]: { title: 'Three', problem: null } })
  // Nothing is sent on the strength of a wish that cannot be read.
  expect(await window.call('getSettings')).toMatchObject({ name: '', isWorkingOffline: true })
  for (const id of [one, three]) await window.openSession(id).whenLoaded
  expect(await failureOf(window.openSession(two).whenLoaded)).toEqual({ kind: 'storage', detail: 'corrupt' })
  await window.call('setRelay', two, null)
  expect((await listed())[two]).toEqual({ title: 'Two', problem: null })
})

test('EN107 a role that is damaged is that of the invite again, or comes with another invite; what was taken back is read from the notes again', async () => {
  const relay = await startRelay([])
  const folder = newFolder()
  const engine = await startEngine({ dataDirectory: folder })
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', recordOf('Shared'))
  await window.call('setRelay', id, plainRelay(relay.url))
  const invite = async (): ReturnType<typeof window.call<'createInvite'>> => window.call('createInvite', id, { role: 'rapporteur', label: '', expiresAt: Date.now() + 3_600_000 })
  const [first, second, third] = [await invite(), await invite(), await invite()]
  await window.call('revokeInvite', id, first.id)
  const session = await openSession(window, id)
  await whenLit(session)
  const guestFolder = newFolder()
  const guest = await startEngine({ dataDirectory: guestFolder })
  await guest.openWindow().call('joinWorkshop', second.link ?? '')
  await engine.stop()
  await guest.stop()
  for (const [place, keys] of [[folder, ['role', 'revocations']], [guestFolder, ['role', 'membership']]] as const) {
    const store = openStore(place)
    for (const key of keys) {
      const name = key === 'membership' ? `secret:membership/${id}` : `${key}:${id}`
      store.setValue(name, `z${(store.getValue(name) ?? '{}').slice(1)}`)
    }
    store.close()
  }

  await engine.restart()
  await openSession(engine.openWindow(), id)
  const access = await engine.openWindow().call('getAccess', id)
  expect(access).toMatchObject({ role: 'facilitator', canInvite: true })
  expect(access.invites.map(({ id: of, revokedAt }) => [of, revokedAt !== null])).toEqual(expect.arrayContaining([[first.id, true], [second.id, false]]))

  // Of this one nothing is left to find it out from.
  await guest.restart()
  const page = guest.openWindow()
  expect(await failureOf(page.openSession(id).whenLoaded)).toEqual({ kind: 'storage', detail: 'corrupt' })
  await page.call('joinWorkshop', third.link ?? '')
  const again = await openSession(guest.openWindow(), id)
  expect(again.getStatus().role).toBe('rapporteur')
})

test('EN91 a line of the library that is older than the log is read again at the next start', async () => {
  const folder = newFolder()
  const engine = await startEngine({ dataDirectory: folder })
  const window = engine.openWindow()
  const [old, other] = [await window.call('createWorkshop', recordOf('Old title')), await window.call('createWorkshop', recordOf('Other'))]
  const changedAt = async () => Object.fromEntries((await window.call('listWorkshops')).map((line) => [line.id, line.changedAt]))
  const before = await changedAt()
  await engine.stop()
  // What an engine stores that is killed before it writes the line.
  const store = openStore(folder)
  const doc = new Y.Doc()
  for (const update of store.load(old)?.updates ?? []) Y.applyUpdate(doc, update)
  const known = Y.encodeStateVector(doc)
  rootsOf(doc).meta.set('title', 'New title')
  store.append([{ room: old, update: Y.encodeStateAsUpdate(doc, known) }])
  store.close()
  await engine.restart()
  const titles = async () => Object.fromEntries((await window.call('listWorkshops')).map(({ id, title }) => [id, title]))
  await expect.poll(titles, { timeout: 10_000 }).toEqual({ [old]: 'New title', [other]: 'Other' })
  // The order of the library stays.
  expect(await changedAt()).toEqual(before)
})

test('EN13 content from a newer Minuta says so, and keeps synchronising', async () => {
  const engine = await startEngine()
  const [newer, older] = [engine.openWindow(), engine.openWindow()]
  const id = await newer.call('createWorkshop', recordOf('From the future'))
  const [a, b] = [newer.openSession(id), older.openSession(id)]
  await Promise.all([a.whenLoaded, b.whenLoaded])
  expect(b.getStatus().isFromNewerVersion).toBe(false)
  rootsOf(a.doc).meta.set('schemaVersion', supportedSchemaVersion + 1)
  typeToken(addNotes(a.doc, 'Notes'), 'still here')
  await when('it is seen', () => b.getStatus().isFromNewerVersion && tokensOf(b.doc).includes('still here'))
})

test('EN14 a frame that is not one closes that workshop on that port, and nothing else', async () => {
  const engine = await startEngine()
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', recordOf('Kept'))
  const session = window.openSession(id)
  await session.whenLoaded
  const { port, received } = openPort(engine)
  const send = (message: WindowToEngine): void => port.postMessage(message)
  for (const bytes of [new Uint8Array(), new Uint8Array([0]), new Uint8Array([0, 2, 1, 0xff]), new Uint8Array([99, 1, 2, 3])]) {
    const failures = (): number => received.filter(({ type }) => type === 'open-failed').length
    const before = failures()
    send({ type: 'open', room: id })
    send({ type: 'frame', room: id, bytes })
    await when('it is refused', () => failures() === before + 1)
  }
  typeToken(addNotes(session.doc, 'Notes'), 'fine')
  await when('the honest window is saved', () => session.getStatus().isSavedHere)
  expect(session.getStatus().failure).toBe(null)
})

test('EN15 an update that refers to unknown content is neither applied nor acknowledged until everything is handed over', async () => {
  const engine = await startEngine()
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', recordOf('Kept'))
  const session = window.openSession(id)
  await session.whenLoaded
  const { port, received } = openPort(engine)
  const author = new Y.Doc()
  const board = addNotes(author, 'Notes')
  typeToken(board, 'first')
  const before = Y.encodeStateVector(author)
  typeToken(board, 'second')
  port.postMessage({ type: 'open', room: id } satisfies WindowToEngine)
  const steps = (): number => received.filter((message) => message.type === 'frame' && message.bytes[1] === syncType.step1).length
  await when('it is asked for everything', () => steps() === 1)
  const sendSync = (type: 1 | 2, update: Uint8Array): void => port.postMessage({ type: 'frame', room: id, bytes: encodeSync(type, update) } satisfies WindowToEngine)
  sendSync(syncType.update, Y.encodeStateAsUpdate(author, before))
  await when('it is asked again', () => steps() === 2)
  expect(received.some(({ type }) => type === 'ack')).toBe(false)
  expect(tokensOf(session.doc)).toEqual([])
  sendSync(syncType.step2, Y.encodeStateAsUpdate(author))
  await when('both frames are acknowledged', () => received.some((message) => message.type === 'ack' && message.count === 2))
  await when('it is seen', () => tokensOf(session.doc).length === 2)
  expect(tokensOf(session.doc)).toEqual(['first', 'second'])
})

function openPort(engine: EngineProcess): { readonly port: MessagePort; readonly received: EngineToWindow[] } {
  const port = engine.openPort()
  const received: EngineToWindow[] = []
  port.addEventListener('message', ({ data }: MessageEvent<EngineToWindow>) => received.push(data))
  port.start()
  onTestFinished(() => port.close())
  return { port, received }
}
