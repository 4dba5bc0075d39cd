/** Matters taken over from an earlier meeting, in the shared document. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addMatter, takeOverMatters, updateMatter, type MatterFields } from '../../../shared/document/commands/matters-commands.ts'
import { readMatters } from '../../../shared/document/read-workshop.ts'
import { rootsOf } from '../../../shared/document/roots.ts'
import type { MatterId } from '../../../shared/model/ids.ts'

const origin = 'test'
const taken = (what: string, digit: string): MatterFields => ({ label: '2026-01/A-1', what, owner: 'Ana', due: '', status: 'open', note: '', confidential: false, takenFrom: digit.repeat(32) })
const two = [taken('Send the PDF', 'a'), taken('Ask the ports', 'b')]
const whats = (doc: Y.Doc): readonly string[] => readMatters(doc).map(({ what }) => what)

test('DO40 what is taken over stands behind the rest in its order, in one transaction that one undo takes back and one redo brings again', () => {
  const doc = new Y.Doc()
  addMatter(doc, origin, { what: 'Typed' })
  const undo = new Y.UndoManager(rootsOf(doc).matters, { trackedOrigins: new Set([origin]), captureTimeout: 0 })
  const origins: unknown[] = []
  doc.on('afterTransaction', (transaction: Y.Transaction) => origins.push(transaction.origin))
  takeOverMatters(doc, origin, two)
  expect(origins).toEqual([origin])
  expect(whats(doc)).toEqual(['Typed', 'Send the PDF', 'Ask the ports'])
  undo.undo()
  expect(whats(doc)).toEqual(['Typed'])
  undo.redo()
  expect(readMatters(doc).slice(1)).toMatchObject(two)
})

test('DO40 it is taken back from the notice, and only that', () => {
  const doc = new Y.Doc()
  const takeBack = takeOverMatters(doc, origin, two)
  addMatter(doc, origin, { what: 'Typed since' })
  takeBack()
  expect(whats(doc)).toEqual(['Typed since'])
})

test('DO41 the point that a matter was taken over from is a key of its own, which commands of a Minuta that does not know it leave alone', () => {
  const doc = new Y.Doc()
  takeOverMatters(doc, origin, two)
  const [first] = readMatters(doc)
  // All that an older one ever writes.
  updateMatter(doc, origin, first?.id as MatterId, { what: 'Send it', owner: 'Bo', status: 'done', note: 'Sent', confidential: true, label: '', due: '' })
  expect(readMatters(doc)[0]).toMatchObject({ what: 'Send it', status: 'done', takenFrom: 'a'.repeat(32) })
  for (const wrong of ['', 'a', 'A'.repeat(32), 'a'.repeat(33), 7, null]) {
    rootsOf(doc).matters.get(first?.id as string)?.set('takenFrom', wrong)
    expect(readMatters(doc)[0]).not.toHaveProperty('takenFrom')
  }
})

test('DO42 of two who take over the same apart, both keep what they wrote since', () => {
  const [a, b] = [new Y.Doc(), new Y.Doc()]
  for (const [doc, note] of [[a, 'sent'], [b, 'asked']] as const) {
    takeOverMatters(doc, origin, two)
    updateMatter(doc, origin, readMatters(doc)[0]?.id as MatterId, { note })
  }
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
  expect(readMatters(a).map(({ note }) => note).filter((note) => note !== '').sort()).toEqual(['asked', 'sent'])
  expect(readMatters(b)).toEqual(readMatters(a))
})
