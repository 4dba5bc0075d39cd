/** Whoever writes in a line that somebody else takes away meanwhile. */
import { describe, expect, test } from 'vitest'
import { boardOpener, connect, outline, placeOf, select, twoOn, type as typeText, type Peer } from './board-test-kit.ts'

const open = boardOpener()

describe('ED136: whose line somebody else takes away', () => {
  test.each([
    ['a line', '<p>Ours</p><p>mine to write</p><p>Theirs</p>', ({ editor }: Peer) => editor.commands.deleteRange({ from: 6, to: 21 }), 'paragraph: Ours\nparagraph: on\nparagraph: Theirs'],
    ['the first line', '<p>mine to write</p><p>Theirs</p>', ({ editor }: Peer) => editor.commands.deleteRange({ from: 0, to: 15 }), 'paragraph: on\nparagraph: Theirs'],
    ['the last one, below an outcome', '<div data-outcome="x1" data-kind="action">Send it</div><p>mine to write</p>', ({ editor }: Peer) => editor.commands.deleteRange({ from: 9, to: 24 }), 'outcome: Send it\nparagraph: on'],
    ['an item', '<ul><li><p>Ours</p></li><li><p>mine to write</p></li></ul>', ({ editor }: Peer) => editor.commands.deleteRange({ from: 9, to: 26 }), 'bulletList\nlistItem\nparagraph: Ours\nparagraph: on'],
  ])('writes on in a line of their own where it stood, and takes nothing of others: %s', (_what, html, remove, expected) => {
    const { ana, ben } = twoOn(open, html)
    connect(ana.doc, ben.doc)
    select(ben, placeOf(ben, 'mine', 8))
    remove(ana)
    typeText(ben.editor, 'on')
    expect(outline(ben.editor)).toBe(expected)
    expect(outline(ana.editor)).toBe(expected)
  })

  test('what was confidential stays so', () => {
    const { ana, ben } = twoOn(open, '<p>Ours</p><p data-confidential="">secret</p>')
    connect(ana.doc, ben.doc)
    select(ben, placeOf(ben, 'secret', 6))
    ana.editor.commands.deleteRange({ from: 6, to: 14 })
    typeText(ben.editor, 'on')
    expect(ana.editor.state.doc.child(1).attrs['confidential']).toBe(true)
    ben.editor.commands.undo()
    expect(outline(ana.editor)).toBe('paragraph: Ours')
  })

  test('not where the line is still there, with other words', () => {
    const { ana, ben } = twoOn(open, '<p>Ours</p><p>mine to write</p><p>Theirs</p>')
    connect(ana.doc, ben.doc)
    select(ben, placeOf(ben, 'mine', 8))
    select(ana, placeOf(ana, 'mine'), placeOf(ana, 'mine', 13))
    typeText(ana.editor, 'X')
    typeText(ben.editor, 'on')
    expect(ben.editor.state.doc.childCount).toBe(3)
  })

  test('who places the caret somewhere since writes there', () => {
    const { ana, ben } = twoOn(open, '<p>Ours</p><p>mine</p>')
    connect(ana.doc, ben.doc)
    select(ben, placeOf(ben, 'mine', 4))
    ana.editor.commands.deleteRange({ from: 6, to: 12 })
    select(ben, placeOf(ben, 'Ours', 2))
    typeText(ben.editor, 'x')
    expect(outline(ben.editor)).toBe('paragraph: Ouxrs')
  })
})
