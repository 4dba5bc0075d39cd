import { expect, test } from 'vitest'
import type { Editor } from '@tiptap/react'
import { openBoard, replicaOf, type, workshopWithBoard } from './board-test-kit.ts'
import { collectGarbage } from '../../helpers/held-resources.ts'
import { boardFragment } from '../../../shared/document/read-workshop.ts'

const rounds = 100

test('SY12 a board opened, written on and closed a hundred times leaves no more listeners on the document than once, and no editor in memory', { timeout: 120_000 }, async () => {
  const { doc, board } = workshopWithBoard()
  const fragment = boardFragment(doc, board)
  if (fragment === null) throw new Error('no board')
  // Yjs has no public way to count them: listeners of the document's events, observers of the board. The kit gives each editor a
  // presence of its own, which waits for the end of the document; in the app it is the session's.
  const listeners = (): Record<string, number> => ({
    ...Object.fromEntries([...(Reflect.get(doc, '_observers') as Map<string, Set<unknown>>)].filter(([event]) => event !== 'destroy').map(([event, set]) => [event, set.size])),
    ...Object.fromEntries(['_eH', '_dEH'].map((handlers) => [handlers, (Reflect.get(fragment, handlers) as { l: unknown[] }).l.length])),
  })
  const editors: WeakRef<Editor>[] = []
  const openOnce = (): void => {
    const peer = openBoard(doc, board)
    editors.push(new WeakRef(peer.editor))
    type(peer.editor, 'x')
    peer.dispose()
  }
  // What can be undone is kept (ED77): the first one leaves the one listener of that.
  openOnce()
  const before = listeners()
  for (let round = 1; round < rounds; round += 1) openOnce()
  expect(listeners()).toEqual(before)
  // What was typed is there, so the editors were really bound.
  expect(boardFragment(replicaOf(doc), board)?.toJSON()).toContain('x'.repeat(rounds))
  await collectGarbage()
  // The DOM of this test and the selection in it may keep the last ones.
  expect(editors.filter((editor) => editor.deref() !== undefined).length).toBeLessThan(5)
})
