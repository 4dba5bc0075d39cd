import { TextSelection } from '@tiptap/pm/state'
import { afterEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { plainText, readContent } from '../../../shared/document/board-content.ts'
import { connect, openBoard, press, replicaOf, sync, type as typeText, workshopWithBoard, type Peer } from './board-test-kit.ts'

const open: Peer[] = []
afterEach(() => {
  for (const peer of open.splice(0)) peer.dispose()
  document.body.replaceChildren()
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

  test('ED33: a caret that was just placed stays where it was placed when a peer’s change arrives before the editor heard of it', () => {
    const { ana, ben } = twoPeople()
    typeText(ana.editor, 'One line')
    press(ana.editor, 'Enter')
    typeText(ana.editor, 'Another line')
    connect(ana.doc, ben.doc)
    const { view } = ana.editor
    document.body.append(view.dom)
    view.focus()
    const firstText = view.dom.querySelector('p')?.firstChild
    if (!firstText) throw new Error('no text on the board')
    document.getSelection()?.setBaseAndExtent(firstText, 3, firstText, 3)
    ben.editor.view.dispatch(ben.editor.state.tr.insertText('> ', ben.editor.state.doc.content.size - 1))
    expect(view.state.selection).toBeInstanceOf(TextSelection)
    expect(view.state.selection.$head.parent.textContent).toBe('One line')
    expect(view.state.selection.$head.parentOffset).toBe(3)
  })
})
