import { ySyncPluginKey, type ProsemirrorBinding } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { readContent, plainText } from '../../../shared/document/boards/board-content.ts'
import { boardFragment } from '../../../shared/document/read-workshop.ts'
import { boardOpener, connect, outline, placeOf, press, replicaOf, select, sync, type as typeText, workshopWithBoard } from './board-test-kit.ts'

const peer = boardOpener()
afterEach(() => {
  vi.useRealTimers()
})

/** Everything that the fragment holds, also what this build does not know. */
function everything(fragment: Y.XmlFragment): string {
  return JSON.stringify(fragment.toJSON())
}

/** What a newer version writes: a node and a mark that no schema of today has. */
const newerContent: Readonly<Record<string, (fragment: Y.XmlFragment) => void>> = {
  'an unknown node': (fragment) => {
    const callout = new Y.XmlElement('callout')
    const text = new Y.XmlText('Inside the callout')
    callout.insert(0, [text])
    fragment.push([callout])
  },
  'an unknown node deep inside': (fragment) => {
    const list = new Y.XmlElement('bulletList')
    const item = new Y.XmlElement('listItem')
    const vote = new Y.XmlElement('voteBlock')
    vote.insert(0, [new Y.XmlText('Yes or no')])
    item.insert(0, [vote])
    list.insert(0, [item])
    fragment.push([list])
  },
  'an unknown mark': (fragment) => {
    const paragraph = new Y.XmlElement('paragraph')
    const text = new Y.XmlText()
    text.applyDelta([{ insert: 'Commented words', attributes: { comment: { id: 'c1' } } }])
    paragraph.insert(0, [text])
    fragment.push([paragraph])
  },
  'an unknown attribute': (fragment) => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.setAttribute('indent', '2')
    paragraph.insert(0, [new Y.XmlText('Indented')])
    fragment.push([paragraph])
  },
}

describe('content that this build does not know', () => {
  describe.each(Object.entries(newerContent))('%s', (_name, write) => {
    test('ED20: preloaded: opens read-only, emits nothing, loses nothing', () => {
      const { doc, board } = workshopWithBoard()
      const fragment = boardFragment(doc, board)
      if (fragment) doc.transact(() => write(fragment), 'network')
      const old = peer(doc, board)
      expect(old.binding.getState().kind).toBe('foreign')
      expect(old.takeEmitted()).toBe(0)
      expect(everything(old.fragment)).toBe(everything(fragment ?? new Y.XmlFragment()))
    })

    test('ED20: arrives live while the editor has the focus: cut before the binding sees it', () => {
      const { doc, board } = workshopWithBoard()
      const newer = replicaOf(doc)
      const old = peer(doc, board)
      typeText(old.editor, 'Typed before')
      const { editor } = old
      connect(doc, newer)
      old.takeEmitted()
      const fragment = boardFragment(newer, board)
      if (fragment) newer.transact(() => write(fragment), 'newer')
      expect(old.binding.getState().kind).toBe('foreign')
      expect(editor.isDestroyed).toBe(true)
      expect(old.takeEmitted()).toBe(0)
      expect(everything(old.fragment)).toBe(everything(fragment ?? new Y.XmlFragment()))
      expect(everything(old.fragment)).toContain('Typed before')
    })

    test('ED20: arrives with a reconnect, beside own edits made meanwhile', () => {
      const { doc, board } = workshopWithBoard()
      const newer = replicaOf(doc)
      const old = peer(doc, board)
      typeText(old.editor, 'Typed offline')
      const fragment = boardFragment(newer, board)
      if (fragment) newer.transact(() => write(fragment), 'newer')
      old.takeEmitted()
      sync(doc, newer)
      expect(old.binding.getState().kind).toBe('foreign')
      expect(old.takeEmitted()).toBe(0)
      expect(everything(old.fragment)).toBe(everything(fragment ?? new Y.XmlFragment()))
      expect(everything(old.fragment)).toContain('Typed offline')
    })

    test('ED21: sync goes on, the words can be read, and the editor returns once the content is known', () => {
      vi.useFakeTimers()
      const { doc, board } = workshopWithBoard()
      const newer = replicaOf(doc)
      const old = peer(doc, board)
      connect(doc, newer)
      const fragment = boardFragment(newer, board)
      if (!fragment) throw new Error('no board')
      newer.transact(() => write(fragment), 'newer')
      newer.transact(() => {
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.insert(0, [new Y.XmlText('Later')])
        fragment.push([paragraph])
      }, 'newer')
      expect(plainText(readContent(old.fragment))).toContain('Later')
      newer.transact(() => fragment.delete(0, fragment.length - 1), 'newer')
      expect(old.binding.getState().kind).toBe('foreign')
      vi.runOnlyPendingTimers()
      expect(outline(old.editor)).toBe('paragraph: Later')
      expect(old.takeEmitted()).toBe(0)
    })
  })

  test.each([
    { missing: 'blockquote', html: '<blockquote><p>Quoted words</p></blockquote>' },
    { missing: 'taskItem', html: '<ul data-type="taskList"><li data-type="taskItem" data-checked="false"><p>Task words</p></li></ul>' },
    { missing: 'highlight', html: '<p><mark>Marked words</mark></p>' },
  ])('ED20: a version without $missing keeps what a version with it writes', ({ missing, html }) => {
    const { doc, board } = workshopWithBoard()
    const newer = peer(replicaOf(doc), board)
    const skipped = missing === 'taskItem' ? ['taskItem', 'taskList'] : [missing]
    const old = peer(doc, board, { missing: skipped })
    typeText(old.editor, 'Old words')
    connect(doc, newer.doc)
    old.takeEmitted()
    newer.editor.commands.insertContentAt(newer.editor.state.doc.content.size, html)
    expect(old.binding.getState().kind).toBe('foreign')
    expect(old.takeEmitted()).toBe(0)
    expect(everything(old.fragment)).toBe(everything(newer.fragment))
  })

  test('ED22: canary: without the guard the stock binding would delete it', async () => {
    const { doc, board } = workshopWithBoard()
    const fragment = boardFragment(doc, board)
    const { yXmlFragmentToProseMirrorRootNode } = await import('@tiptap/y-tiptap')
    const { boardSchema } = await import('../../../shared/document/boards/board-schema.ts')
    if (!fragment) throw new Error('no board')
    newerContent['an unknown node']?.(fragment)
    expect(everything(fragment)).toContain('callout')
    expect(() => yXmlFragmentToProseMirrorRootNode(fragment, boardSchema)).not.toThrow()
    expect(everything(fragment)).not.toContain('callout')
  })
})

describe('peers do not answer each other', () => {
  test('ED23: opening, following and closing a board writes nothing', () => {
    const { doc, board } = workshopWithBoard()
    const ana = peer(doc, board)
    const ben = peer(replicaOf(doc), board)
    expect(ben.takeEmitted()).toBe(0)
    connect(ana.doc, ben.doc)
    typeText(ana.editor, '# Title')
    press(ana.editor, 'Enter')
    typeText(ana.editor, '- one')
    press(ana.editor, 'Enter')
    typeText(ana.editor, 'see https://example.org and ')
    ana.editor.chain().focus('end').insertTable({ rows: 2, cols: 2 }).run()
    expect(ben.editor.getJSON()).toEqual(ana.editor.getJSON())
    expect(ben.takeEmitted()).toBe(0)
  })

  test('ED24: an item emptied by two people at once is left alone by whoever is elsewhere', () => {
    const { doc, board } = workshopWithBoard()
    const ana = peer(doc, board)
    ana.editor.commands.setContent('<ul><li><p>One</p><p>Two</p></li></ul><p>End</p>')
    const ben = peer(replicaOf(doc), board)
    const eve = peer(replicaOf(doc), board)
    const item = (fragment: Y.XmlFragment): Y.XmlElement => (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlElement
    ana.doc.transact(() => item(ana.fragment).delete(0, 1), 'other')
    ben.doc.transact(() => item(ben.fragment).delete(1, 1), 'other')
    for (const someone of [ana, ben, eve]) someone.takeEmitted()
    sync(ana.doc, ben.doc)
    sync(eve.doc, ana.doc)
    expect(item(eve.fragment).length).toBe(0)
    expect([ana, ben, eve].map((someone) => someone.takeEmitted())).toEqual([0, 0, 0])
    expect(outline(eve.editor)).toBe('bulletList\nlistItem\nparagraph: End')
  })

  test('ED24: the caret in an empty container gets a paragraph to write in', () => {
    const { doc, board } = workshopWithBoard()
    const ana = peer(doc, board)
    ana.editor.commands.setContent('<blockquote><p>One</p></blockquote><p>End</p>')
    ana.editor.commands.setNodeSelection(1)
    ana.editor.commands.deleteSelection()
    expect(outline(ana.editor)).toBe('blockquote\nparagraph: \nparagraph: End')
    expect(everything(ana.fragment)).toContain('<blockquote><paragraph></paragraph></blockquote>')
  })
})

describe('undo', () => {
  test('ED30: takes back one’s own edits only', () => {
    const { doc, board } = workshopWithBoard()
    const ana = peer(doc, board)
    typeText(ana.editor, 'Base. ')
    const ben = peer(replicaOf(doc), board)
    connect(ana.doc, ben.doc)
    ben.editor.commands.focus('end')
    typeText(ben.editor, 'By Ben.')
    ana.editor.commands.undo()
    expect(outline(ana.editor)).toBe('paragraph: By Ben.')
    expect(outline(ben.editor)).toBe('paragraph: By Ben.')
    ana.editor.commands.redo()
    expect(outline(ben.editor)).toContain('By Ben.')
    expect(outline(ben.editor)).toContain('Base. ')
  })
})

describe('view and document', () => {
  test('ED25: the idle check finds no difference after edits of every kind', () => {
    const { doc, board } = workshopWithBoard()
    const ana = peer(doc, board)
    ana.binding.checkForDrift()
    ana.editor.commands.setContent('<h2>Title</h2><p>Text <strong>bold</strong> <a href="https://example.org">link</a></p><ul><li><p>One</p></li></ul><table><tr><th><p>H</p></th></tr><tr><td colspan="1"><p>C</p></td></tr></table><pre><code>x</code></pre><hr>')
    press(ana.editor, 'Ctrl-Alt-d')
    ana.binding.checkForDrift()
    expect(ana.drifts).toEqual([])
  })

  test('ED25: a view that drifted is drawn again from the document, which stays as it is', () => {
    const { doc, board } = workshopWithBoard()
    const ana = peer(doc, board)
    typeText(ana.editor, 'Shown')
    const { binding } = ySyncPluginKey.getState(ana.editor.state) as { binding: ProsemirrorBinding }
    // A letter that the binding does not write, as a bug in it would.
    binding.mux(() => typeText(ana.editor, '!'))
    expect(outline(ana.editor)).toBe('paragraph: Shown!')
    ana.takeEmitted()
    ana.binding.checkForDrift()
    expect(outline(ana.editor)).toBe('paragraph: Shown')
    expect(ana.drifts.length).toBe(1)
    expect(ana.takeEmitted()).toBe(0)
  })

  test('ED63 a change from elsewhere that is not drawn makes the editor anew at once, before a letter is written over it', () => {
    const { doc, board } = workshopWithBoard()
    const ana = peer(doc, board)
    typeText(ana.editor, 'Shown')
    const { binding } = ySyncPluginKey.getState(ana.editor.state) as { binding: ProsemirrorBinding }
    const text = (ana.fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText
    binding.mux(() => text.insert(5, ' and missed'))
    expect(outline(ana.editor)).toBe('paragraph: Shown and missed')
    expect(ana.drifts.length).toBe(1)
    typeText(ana.editor, '!')
    expect(text.toString()).toContain('Shown and missed')
  })

  test('ED63 what is done to a block that somebody else has deleted is nothing to draw', () => {
    const { doc, board } = workshopWithBoard()
    const ana = peer(doc, board)
    ana.editor.commands.setContent('<p>one</p><p>two</p>')
    const copy = replicaOf(doc)
    const ben = peer(copy, board)
    select(ben, placeOf(ben, 'two', 3))
    typeText(ben.editor, ' and more')
    ana.editor.commands.setContent('<p>three</p>')
    sync(doc, copy)
    expect([ana.drifts, ben.drifts]).toEqual([[], []])
    expect(outline(ana.editor)).toBe(outline(ben.editor))
  })
})
