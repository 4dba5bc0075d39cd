import { Schema } from 'prosemirror-model'
import { initProseMirrorDoc } from '@tiptap/y-tiptap'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { boardSchema } from '../../../shared/document/boards/board-schema.ts'
import { contentProblems, readOnlyReason } from '../../../shared/document/boards/content-guard.ts'
import { supportedSchemaVersion } from '../../../shared/document/roots.ts'

function element(name: string, attrs: Readonly<Record<string, unknown>> = {}, ...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement<Record<string, never>>(name)
  for (const [key, value] of Object.entries(attrs)) made.setAttribute(key, value as never)
  made.insert(0, children)
  return made
}

function words(text: string, marks: Readonly<Record<string, unknown>> = {}): Y.XmlText {
  const made = new Y.XmlText()
  made.insert(0, text, marks)
  return made
}

function board(...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlFragment {
  const fragment = new Y.Doc().getXmlFragment('board')
  fragment.insert(0, children)
  return fragment
}

/** The schema of an app that does not have outcomes and highlights yet. */
const olderSchema = new Schema({
  nodes: boardSchema.spec.nodes.remove('outcome'),
  marks: boardSchema.spec.marks.remove('highlight'),
})

const sampleBoard = () => board(
  element('paragraph', {}, words('plain'), words('marked', { highlight: { color: null } })),
  element('blockquote', {}, element('outcome', { id: 'x', kind: 'decision' }, words('meet again'))),
)

describe('content guard', () => {
  it('finds nothing wrong with what this version writes', () => {
    expect(contentProblems(sampleBoard())).toEqual([])
    expect(contentProblems(board())).toEqual([])
  })

  it('DO13: names the node and the mark that an older schema lacks', () => {
    expect(contentProblems(sampleBoard(), olderSchema)).toEqual(expect.arrayContaining([
      { kind: 'unknown-mark', name: 'highlight' }, { kind: 'unknown-node', name: 'outcome' },
    ]))
  })

  it('is what keeps that content: the binding of the older schema deletes it, for everybody', () => {
    const fragment = sampleBoard()
    initProseMirrorDoc(fragment, olderSchema)
    expect(JSON.stringify(fragment.toJSON())).not.toContain('meet again')
  })

  it.each([
    ['an unknown attribute', board(element('paragraph', { hostile: '1' })), { kind: 'unknown-attribute', name: 'paragraph.hostile' }],
    ['an attribute of the wrong type', board(element('heading', { level: { a: 1 } })), { kind: 'bad-attribute', name: 'heading.level' }],
    ['an outcome of a kind that does not exist yet', board(element('outcome', { kind: 'oath' })), { kind: 'bad-attribute', name: 'outcome.kind' }],
    ['a mark of the wrong type', board(element('paragraph', {}, words('x', { bold: true }))), { kind: 'bad-attribute', name: 'bold' }],
    ['an unknown attribute of a mark', board(element('paragraph', {}, words('x', { bold: { deep: 1 } }))), { kind: 'unknown-attribute', name: 'bold.deep' }],
    ['a mark where none may be', board(element('codeBlock', {}, words('x', { bold: {} }))), { kind: 'misplaced', name: 'bold' }],
    ['a block inside a line', board(element('paragraph', {}, element('paragraph'))), { kind: 'misplaced', name: 'paragraph' }],
    ['text outside of any block', board(words('loose')), { kind: 'misplaced', name: 'text' }],
    ['a name from the prototype', board(element('constructor')), { kind: 'unknown-node', name: 'constructor' }],
    ['a root inside the root', board(element('doc')), { kind: 'unknown-node', name: 'doc' }],
  ])('DO13: reports %s', (_what, fragment, problem) => {
    expect(contentProblems(fragment)).toContainEqual(problem)
  })

  it('reports an embedded value in a text', () => {
    const text = new Y.XmlText()
    const fragment = board(element('paragraph', {}, text))
    text.insertEmbed(0, { image: 'x' })
    expect(contentProblems(fragment)).toContainEqual({ kind: 'unknown-node', name: 'embedded value' })
  })

  it('reports nesting bombs without overflowing the stack', () => {
    const fragment = board()
    let at: Y.XmlFragment = fragment
    for (let depth = 0; depth < 1000; depth += 1) {
      const next = new Y.XmlElement('blockquote')
      at.insert(0, [next])
      at = next
    }
    expect(contentProblems(fragment)).toEqual([{ kind: 'too-deep', name: 'blockquote' }])
  })

  it('checks a changed part by itself, at its real depth', () => {
    const paragraph = element('paragraph', {}, words('x'))
    const fragment = board(element('blockquote', {}, paragraph))
    expect(contentProblems(paragraph)).toEqual([])
    paragraph.insert(0, [element('callout')])
    expect(contentProblems(paragraph)).toEqual([{ kind: 'unknown-node', name: 'callout' }])
    const text = words('loud', { shout: {} })
    ;(fragment.get(0) as Y.XmlElement).insert(1, [element('paragraph', {}, text)])
    expect(contentProblems(text)).toEqual([{ kind: 'unknown-mark', name: 'shout' }])
  })

  it('stops after a few findings, however many there are', () => {
    const fragment = board(...Array.from({ length: 2000 }, (_, index) => element(`unknown${index}`)))
    expect(contentProblems(fragment)).toHaveLength(20)
  })
})

describe('readOnlyReason', () => {
  it('DO14: tells a document that has not arrived, one from a newer version, and one that may be edited', () => {
    const doc = new Y.Doc()
    expect(readOnlyReason(doc)).toBe('not-loaded')
    doc.getMap('meta').set('schemaVersion', supportedSchemaVersion)
    expect(readOnlyReason(doc)).toBeNull()
    doc.getMap('meta').set('schemaVersion', supportedSchemaVersion + 1)
    expect(readOnlyReason(doc)).toBe('from-newer-version')
  })
})
