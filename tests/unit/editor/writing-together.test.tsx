import { afterEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { plainText, readContent } from '../../../shared/document/boards/board-content.ts'
import { openBoard, press, replicaOf, sync, type as typeText, workshopWithBoard, type Peer } from './board-test-kit.ts'

const open: Peer[] = []
afterEach(() => {
  for (const peer of open.splice(0)) peer.dispose()
})

/** Two people with the same board open, not connected yet. */
function twoPeople(): { readonly ana: Peer; readonly ben: Peer } {
  const { doc, board } = workshopWithBoard()
  const ana = openBoard(doc, board)
  const ben = openBoard(replicaOf(doc), board)
  open.push(ana, ben)
  return { ana, ben }
}

describe('two people on one board', () => {
  test('ED32: who begin to type in the same empty paragraph at once both keep every character', () => {
    // Which of two shared texts a merging editor would delete depends on the client ids: both orders are tried.
    for (const [firstId, secondId] of [[1, 2], [2, 1]] as const) {
      const { ana, ben } = twoPeople()
      ana.doc.clientID = firstId
      ben.doc.clientID = secondId
      typeText(ana.editor, 'First')
      press(ana.editor, 'Enter')
      sync(ana.doc, ben.doc)
      typeText(ana.editor, 'Ana')
      ben.editor.commands.setTextSelection(ben.editor.state.doc.content.size - 1)
      typeText(ben.editor, 'Ben')
      // Ana hears of Ben and goes on; Ben goes on without having heard of her.
      Y.applyUpdate(ana.doc, Y.encodeStateAsUpdate(ben.doc), 'network')
      typeText(ana.editor, ' writes')
      typeText(ben.editor, ' too')
      sync(ana.doc, ben.doc)
      const words = plainText(readContent(ana.fragment))
      for (const typed of ['Ana', 'Ben', ' writes', ' too']) expect(words, `client ids ${firstId}, ${secondId}`).toContain(typed)
      expect(plainText(readContent(ben.fragment))).toBe(words)
    }
  })
})
