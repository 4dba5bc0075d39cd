/** One document of a workshop in the engine, with a log and windows of this process. */
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addBoard } from '../../../shared/document/commands/board-commands.ts'
import { boardFragment } from '../../../shared/document/read-workshop.ts'
import type { BoardId } from '../../../shared/model/ids.ts'
import { encodeAwarenessFrame } from '../../../shared/protocol/awareness-frames.ts'
import { limits, syncType } from '../../../shared/protocol/messages.ts'
import { encodeAwarenessEntries, encodeSync } from '../../../shared/protocol/sync-frames.ts'
import { openOn, storeOf, workshop } from '../../helpers/open-on.ts'

const author = 7

test('EN85 a workshop of more structs than a frame of others may hold opens from its snapshot, and takes as many at once from a window', () => {
  const structCount = limits.maxStructsPerUpdate + 1
  const update = ofStructs(structCount)
  const store = storeOf(Y.encodeStateAsUpdate(new Y.Doc()))
  const { window, writer } = openOn(store)
  window.receive(encodeSync(syncType.step2, update))
  expect(writer.flush()).toBe(true)
  store.compact(workshop, update, 2)
  expect(Y.getState(openOn(store).session.doc.store, author)).toBe(structCount)
})

test('ST14 a long log is opened from a snapshot the next time, which holds exactly what the log held', () => {
  const doc = new Y.Doc()
  const board = addBoard(doc, 'test', { title: 'Board', item: null })
  const store = storeOf(Y.encodeStateAsUpdate(doc))
  doc.on('update', (update: Uint8Array) => store.append([{ room: workshop, update }]))
  for (let line = 0; line < 600; line += 1) writeLine(doc, board, 'paragraph')
  boardFragment(doc, board)?.delete(0, 599)
  openOn(store)
  const stored = store.load(workshop)
  expect(stored?.updates).toEqual([])
  expect(stored?.snapshot).toEqual(Y.encodeStateAsUpdate(doc))
  expect(boardFragment(openOn(store).session.doc, board)?.toJSON()).toBe('<paragraph>Hello</paragraph>')
})

test.each([false, true])('EN90 words follow their line once, also when a window of another computer handed them over (its engine was killed: %s)', (isKilled) => {
  const first = new Y.Doc()
  const board = addBoard(first, 'test', { title: 'Board', item: null })
  writeLine(first, board, 'paragraph')
  const base = Y.encodeStateAsUpdate(first)
  const byBea = editOf(base, (doc) => {
    const line = boardFragment(doc, board)?.get(0)
    if (line instanceof Y.XmlElement) (line.get(0) as Y.XmlText).insert(5, ' world')
  })
  // Without a network since before that: makes a heading of the line.
  const { update: byCem } = editOf(base, (doc) => {
    boardFragment(doc, board)?.delete(0, 1)
    writeLine(doc, board, 'heading')
  })
  const [ada, bea] = [openOn(storeOf(base)), openOn(storeOf(base))]
  bea.window.receive(presenceOf(byBea.client))
  bea.window.receive(encodeSync(syncType.step2, byBea.update))
  ada.window.receive(presenceOf(1))
  if (isKilled) ada.window.receive(encodeSync(syncType.step2, byBea.update))
  else ada.session.receive(byBea.update, 'relay')
  for (const { session } of [ada, bea]) session.receive(byCem, 'relay')
  for (const [from, to] of [[bea, ada], [ada, bea]] as const) to.session.receive(Y.encodeStateAsUpdate(from.session.doc, Y.encodeStateVector(to.session.doc)), 'relay')
  for (const { session } of [ada, bea]) expect(boardFragment(session.doc, board)?.toJSON()).toBe('<heading>Hello world</heading>')
})

/** What a person makes of a copy of `base`, and as which client. */
function editOf(base: Uint8Array, edit: (doc: Y.Doc) => void): { readonly client: number; readonly update: Uint8Array } {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, base)
  const before = Y.encodeStateVector(doc)
  doc.transact(() => edit(doc))
  return { client: doc.clientID, update: Y.encodeStateAsUpdate(doc, before) }
}

function writeLine(doc: Y.Doc, board: BoardId, kind: string): void {
  const line = new Y.XmlElement(kind)
  line.insert(0, [new Y.XmlText('Hello')])
  boardFragment(doc, board)?.insert(0, [line])
}

/** What a window says of itself before it hands anything over. */
function presenceOf(client: number): Uint8Array {
  return encodeAwarenessFrame(encodeAwarenessEntries([{ client, clock: 1, state: '{}' }]))
}

/** An update of one author that holds as many structs as it is said to: of each is left that it was there once. */
function ofStructs(structCount: number): Uint8Array {
  return encoding.encode((encoder) => {
    for (const value of [1, structCount, author, 0]) encoding.writeVarUint(encoder, value)
    for (let index = 0; index < structCount; index += 1) {
      encoding.writeUint8(encoder, 0)
      encoding.writeVarUint(encoder, 1)
    }
    encoding.writeVarUint(encoder, 0)
  })
}
