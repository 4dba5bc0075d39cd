/** Undo managers that are done with, in a document that lives on. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { followUntilDestroyed } from '../../../shared/document/undo-step.ts'
import { collectGarbage } from '../../helpers/held-resources.ts'

/** One after the other, each with something to take back. */
function workWithManagers(doc: Y.Doc, count: number): WeakRef<Y.UndoManager>[] {
  return Array.from({ length: count }, () => {
    const manager = new Y.UndoManager(doc, { trackedOrigins: new Set(['me']) })
    followUntilDestroyed(manager)
    doc.transact(() => doc.getMap('root').set('key', 'value'), 'me')
    manager.destroy()
    return new WeakRef(manager)
  })
}

test('EN203 what takes back the changes of a file, and is done with when the next file comes, goes while its workshop stays open', async () => {
  const doc = new Y.Doc()
  const managers = workWithManagers(doc, 20)
  await collectGarbage()
  expect(managers.filter((manager) => manager.deref() !== undefined)).toEqual([])
  doc.destroy()
})

test('EN203 it ends with its document, as any other', () => {
  const doc = new Y.Doc()
  const manager = new Y.UndoManager(doc)
  const steps = followUntilDestroyed(manager)
  doc.destroy()
  expect(manager.trackedOrigins.has(manager)).toBe(false)
  expect(steps.now()).toBeUndefined()
})
