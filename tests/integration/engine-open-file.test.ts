/** Workshops out of files, through a real engine: what is new becomes part of the library, what is there is left as it is. */
import * as Y from 'yjs'
import { expect, onTestFinished, test } from 'vitest'
import { addBoard } from '../../shared/document/commands/board-commands.ts'
import { documentFromRecord } from '../../shared/document/record/record.ts'
import { readBoardList } from '../../shared/document/read-workshop.ts'
import type { WorkshopFile } from '../../shared/ipc/engine-port.ts'
import { newId, type WorkshopId } from '../../shared/model/ids.ts'
import { FaultyNetwork } from '../helpers/faulty-network.ts'
import { failureOf, openSession, startEngine, startRelay, whenLit, whenStatus } from '../helpers/hosts.ts'
import { plainLink, plainRelay } from '../helpers/plain-relay.ts'
import { recordOf } from '../helpers/typing.ts'
import { when } from '../helpers/when.ts'

type Made = { readonly file: WorkshopFile; readonly doc: Y.Doc }

/** A workshop as another computer would hand it over. */
function makeFile(title: string): Made {
  const workshop = newId<WorkshopId>()
  const made = documentFromRecord(recordOf(title), () => workshop)
  if (!made.ok) throw new Error('bad record')
  const doc = new Y.Doc()
  Y.applyUpdate(doc, made.update)
  addBoard(doc, 'test', { title: 'Brought along', item: null })
  return { file: { workshop, update: Y.encodeStateAsUpdate(doc), responses: null }, doc }
}

test('EN61 a workshop out of a file is in the library with its answers, and still there after a kill', async () => {
  const engine = await startEngine()
  const window = engine.openWindow()
  const { file } = makeFile('Handed over')
  const answers = new Y.Doc()
  answers.getMap('questions').set('q', 'Why?')
  expect(await window.call('openWorkshopFile', { ...file, responses: Y.encodeStateAsUpdate(answers) })).toEqual({ isNew: true, hasMore: false })
  await engine.kill()
  await engine.restart()
  expect(await window.call('listWorkshops')).toMatchObject([{ id: file.workshop, title: 'Handed over', boardCount: 1, relay: null, isPutAway: false }])
  const responses = await openSession(window, file.workshop, 'responses')
  expect(responses.doc.getMap('questions').get('q')).toBe('Why?')
})

test('EN62 a workshop that is there is left as it is, and whether the file holds more is told', async () => {
  const engine = await startEngine()
  const window = engine.openWindow()
  const { file, doc } = makeFile('Handed over')
  await window.call('openWorkshopFile', file)
  const session = await openSession(window, file.workshop)
  addBoard(session.doc, 'test', { title: 'Only here', item: null })
  expect(await window.call('openWorkshopFile', file)).toEqual({ isNew: false, hasMore: false })
  addBoard(doc, 'test', { title: 'Only there', item: null })
  expect(await window.call('openWorkshopFile', { ...file, update: Y.encodeStateAsUpdate(doc) })).toEqual({ isNew: false, hasMore: true })
  expect(readBoardList(session.doc).map(({ title }) => title)).toEqual(['Brought along', 'Only here'])
  expect(await window.call('listWorkshops')).toHaveLength(1)
})

test('EN62 what was only deleted in the file counts as more', async () => {
  const engine = await startEngine()
  const window = engine.openWindow()
  const { file, doc } = makeFile('Handed over')
  doc.getMap('notes-of-a-test').set('key', 'value')
  await window.call('openWorkshopFile', { ...file, update: Y.encodeStateAsUpdate(doc) })
  doc.getMap('notes-of-a-test').delete('key')
  expect(await window.call('openWorkshopFile', { ...file, update: Y.encodeStateAsUpdate(doc) })).toEqual({ isNew: false, hasMore: true })
})

test('EN63 bytes that are no workshop, or another than they are said to be, leave nothing behind', async () => {
  const engine = await startEngine()
  const window = engine.openWindow()
  const { file } = makeFile('Handed over')
  const whole = file.update
  for (const bad of [{ ...file, update: whole.subarray(0, whole.length - 5) }, { ...file, update: new Uint8Array() }, { ...file, responses: Uint8Array.of(1, 1, 255) }, { ...file, workshop: newId<WorkshopId>() }]) {
    expect(await failureOf(window.call('openWorkshopFile', bad))).toMatchObject({ kind: 'unsupported-file' })
  }
  expect(await window.call('listWorkshops')).toEqual([])
})

test('EN88 a file that is opened while a link to the same workshop is being followed does not undo the link', async () => {
  const relay = await startRelay()
  const host = (await startEngine()).openWindow()
  const { file } = makeFile('Handed over')
  await host.call('openWorkshopFile', file)
  const hosted = await openSession(host, file.workshop)
  await host.call('setRelay', file.workshop, plainRelay(relay.url))
  addBoard(hosted.doc, 'test', { title: 'Later', item: null })
  await whenLit(hosted)

  const network = await FaultyNetwork.to(relay.url)
  onTestFinished(() => network.close())
  network.goSilent()
  const guest = (await startEngine()).openWindow()
  const joining = guest.call('joinWorkshop', plainLink(network.url, file.workshop))
  await when('the link is being followed', () => network.connectionCount > 0)
  expect(await guest.call('openWorkshopFile', file)).toEqual({ isNew: true, hasMore: false })
  const session = await openSession(guest, file.workshop)
  network.restore()
  network.reset()
  expect(await joining).toBe(file.workshop)
  await when('what was written since comes', () => readBoardList(session.doc).length === 2)
  await whenStatus(session, 'online', ({ relay: { kind } }) => kind === 'online')
})

test('EN64 a workshop that was put away is so after a restart, is searched all the same, and comes back', async () => {
  const engine = await startEngine()
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', recordOf('Kick-off'))
  await window.call('setPutAway', id, true)
  await engine.stop()
  await engine.restart()
  expect(await window.call('listWorkshops')).toMatchObject([{ id, isPutAway: true }])
  await expect.poll(async () => (await window.call('search', 'kick', 10)).hits.map(({ workshop }) => workshop), { timeout: 20_000 }).toEqual([id])
  await window.call('setPutAway', id, false)
  expect(await window.call('listWorkshops')).toMatchObject([{ id, isPutAway: false }])
  expect(await failureOf(window.call('setPutAway', newId<WorkshopId>(), true))).toMatchObject({ kind: 'no-such-workshop' })
})
