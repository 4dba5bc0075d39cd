import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap'
import type { Node as ProseMirrorNode } from 'prosemirror-model'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { boardSchema } from '../../../shared/document/boards/board-schema.ts'
import { plainText, readContent } from '../../../shared/document/boards/board-content.ts'
import { keepSharedTexts } from '../../../shared/document/boards/empty-texts.ts'
import type { RichNode } from '../../../shared/model/workshop.ts'

/** Writes `content` into the board as the editor's binding does. */
function write(doc: Y.Doc, ...content: ProseMirrorNode[]): void {
  const fragment = doc.getXmlFragment('board')
  const { meta } = initProseMirrorDoc(fragment, boardSchema)
  doc.transact(() => updateYFragment(doc, fragment, boardSchema.node('doc', null, content), meta), 'binding')
}

function paragraph(text: string): ProseMirrorNode {
  return boardSchema.node('paragraph', null, text === '' ? [] : boardSchema.text(text))
}

function meet(a: Y.Doc, b: Y.Doc): void {
  const [fromA, fromB] = [Y.encodeStateAsUpdate(a), Y.encodeStateAsUpdate(b)]
  Y.applyUpdate(a, fromB)
  Y.applyUpdate(b, fromA)
}

/** Two people press the first key in one empty paragraph at the same moment; then one goes on before the other's key arrives. */
function typeAtOnce(keep: boolean): readonly RichNode[] {
  const [a, b] = [new Y.Doc(), new Y.Doc()]
  a.clientID = 2
  b.clientID = 1
  if (keep) for (const doc of [a, b]) keepSharedTexts(doc, (origin) => origin === 'binding')
  write(a, paragraph(''))
  meet(a, b)
  write(a, paragraph('A'))
  write(b, paragraph('B'))
  meet(a, b)
  initProseMirrorDoc(a.getXmlFragment('board'), boardSchema)
  const text = (b.getXmlFragment('board').get(0) as Y.XmlElement).toArray().at(-1)
  if (text instanceof Y.XmlText) text.insert(text.length, '!')
  meet(a, b)
  return readContent(a.getXmlFragment('board'))
}

describe('shared texts of empty paragraphs', () => {
  it('are there before anybody types, so that the first keys of two people and what follows all stay (DO11)', () => {
    const text = plainText(typeAtOnce(true))
    expect(text).toHaveLength(3)
    expect(text).toMatch(/^(?=.*A)(?=.*B)(?=.*!)/)
  })

  it('are what keeps it: without them the binding drops the later key', () => {
    expect(plainText(typeAtOnce(false))).not.toContain('!')
  })

  it('are made for own blocks only, also inside lists, and undone with them', () => {
    const doc = new Y.Doc()
    const release = keepSharedTexts(doc, (origin) => origin === 'binding')
    const undo = new Y.UndoManager(doc.getXmlFragment('board'), { trackedOrigins: new Set(['binding']) })
    const list = boardSchema.node('bulletList', null, boardSchema.node('listItem', null, paragraph('')))
    write(doc, list)
    const block = doc.getXmlFragment('board').createTreeWalker((node) => node instanceof Y.XmlElement && node.nodeName === 'paragraph').next().value
    expect((block as Y.XmlElement).length).toBe(1)
    undo.undo()
    expect(doc.getXmlFragment('board').length).toBe(0)
    doc.transact(() => doc.getXmlFragment('board').insert(0, [new Y.XmlElement('paragraph')]), 'somebody else')
    expect((doc.getXmlFragment('board').get(0) as Y.XmlElement).length).toBe(0)
    release()
    write(doc, paragraph('x'), paragraph(''))
    expect((doc.getXmlFragment('board').get(1) as Y.XmlElement).length).toBe(0)
  })
})
