import * as fc from 'fast-check'
import { Node as ProseMirrorNode } from 'prosemirror-model'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { maxContentDepth, plainText, readContent, writeContent } from '../../../shared/document/boards/board-content.ts'
import { boardSchema } from '../../../shared/document/boards/board-schema.ts'
import { outcomeNodes } from '../../../shared/document/read-outcomes.ts'
import type { RichNode } from '../../../shared/model/workshop.ts'

/** What a peer may put into a fragment: known and unknown names, marks and attributes, values of every type, anywhere. */
type Tree = { name: string; attrs: [string, unknown][]; children: (Tree | { text: string; marks: Record<string, unknown> })[] }

const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant({ a: 1 }), fc.constant([1]))
const nodeName = fc.oneof(fc.constantFrom(...Object.keys(boardSchema.nodes)), fc.constantFrom('callout', 'constructor', '__proto__', 'toString'))
const markName = fc.oneof(fc.constantFrom(...Object.keys(boardSchema.marks)), fc.constantFrom('comment', 'constructor', 'link--abcdefgh'))
const attributeName = fc.constantFrom('dir', 'level', 'checked', 'kind', 'id', 'colspan', 'blob', 'href', 'hostile', 'constructor')
const text = fc.record({ text: fc.string({ minLength: 1, unit: 'grapheme' }), marks: fc.dictionary(markName, fc.oneof(fc.constant({}), fc.dictionary(attributeName, value), value), { noNullPrototype: true }) })
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.record({
    name: nodeName,
    attrs: fc.array(fc.tuple(attributeName, value), { maxLength: 4 }),
    children: fc.array(fc.oneof({ depthSize: 'small' }, text, tie('tree')), { maxLength: 5 }),
  }),
}))

function grow({ name, attrs, children }: Tree): Y.XmlElement {
  const element = new Y.XmlElement<Record<string, unknown> & { [key: string]: string }>(name)
  for (const [key, given] of attrs) (element as Y.XmlElement<Record<string, never>>).setAttribute(key, given as never)
  element.insert(0, children.map((child) => {
    if ('name' in child) return grow(child)
    const leaf = new Y.XmlText()
    leaf.insert(0, child.text, child.marks)
    return leaf
  }))
  return element
}

/** Every text of the trees in order, as it must be found again. */
function textsOf(tree: Tree): string {
  return tree.children.map((child) => ('name' in child ? textsOf(child) : child.text)).join('')
}

function fragmentOf(trees: readonly Tree[]): Y.XmlFragment {
  const fragment = new Y.Doc().getXmlFragment('board')
  fragment.insert(0, trees.map(grow))
  return fragment
}

function allText(nodes: readonly RichNode[]): string {
  return nodes.map((node) => node.text ?? allText(node.content ?? [])).join('')
}

function expectValid(content: readonly RichNode[]): void {
  if (content.length > 0) ProseMirrorNode.fromJSON(boardSchema, { type: 'doc', content }).check()
}

describe('reading a board', () => {
  it('DO2 DO3: gives valid content of the board schema that keeps every text in order, whatever peers wrote (seed 11)', () => {
    fc.assert(fc.property(fc.array(tree, { maxLength: 4 }), (trees) => {
      const content = readContent(fragmentOf(trees))
      expectValid(content)
      // A hard break inside code becomes a line feed.
      expect(allText(content).replaceAll('\n', '')).toBe(trees.map(textsOf).join('').replaceAll('\n', ''))
    }), { seed: 11, numRuns: 500 })
  })

  it('writes nothing into the document', () => {
    const doc = new Y.Doc()
    const fragment = doc.getXmlFragment('board')
    fragment.insert(0, [grow({ name: 'callout', attrs: [['level', { a: 1 }]], children: [{ text: 'kept', marks: { comment: {} } }] })])
    const before = Y.encodeStateAsUpdate(doc)
    readContent(fragment)
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })

  it('DO3: shows what is nested too deep as plain paragraphs, in bounded time and stack', () => {
    const fragment = new Y.Doc().getXmlFragment('board')
    let at: Y.XmlFragment = fragment
    for (let depth = 0; depth < 1000; depth += 1) {
      const next = new Y.XmlElement('blockquote')
      at.insert(0, [next])
      at = next
    }
    at.insert(0, [new Y.XmlText('bottom')])
    const content = readContent(fragment)
    expectValid(content)
    expect(allText(content)).toBe('bottom')
    let depth = 0
    for (let node = content[0]; node; node = node.content?.[0]) depth += 1
    expect(depth).toBeLessThanOrEqual(maxContentDepth + 2)
  })

  it('keeps text in order around a list item that stands outside a list', () => {
    const content = readContent(fragmentOf([{ name: 'listItem', attrs: [], children: [{ name: 'paragraph', attrs: [], children: [{ text: 'one', marks: {} }] }] }]))
    expectValid(content)
    expect(plainText(content)).toBe('one')
  })

  it('drops a link that nobody may follow and keeps its words', () => {
    const content = readContent(fragmentOf([{ name: 'paragraph', attrs: [], children: [
      { text: 'bad', marks: { link: { href: 'javascript:alert(1)' }, bold: {} } }, { text: 'good', marks: { link: { href: 'https://example.org' } } },
    ] }]))
    expect(content[0]?.content).toEqual([
      { type: 'text', text: 'bad', marks: [{ type: 'bold' }] },
      { type: 'text', text: 'good', marks: [{ type: 'link', attrs: { href: 'https://example.org', title: null } }] },
    ])
  })

  it('gives back what was written, attribute by attribute', () => {
    const node = ProseMirrorNode.fromJSON(boardSchema, { type: 'doc', content: [
      { type: 'heading', attrs: { level: 2, dir: 'rtl' }, content: [{ type: 'text', text: 'شكرا' }] },
      { type: 'taskList', content: [{ type: 'taskItem', attrs: { checked: true }, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'done' }] }] }] },
      { type: 'table', content: [{ type: 'tableRow', content: [
        { type: 'tableHeader', attrs: { colspan: 2, colwidth: [120, 80] }, content: [{ type: 'paragraph' }] }] }] },
      { type: 'outcome', attrs: { id: 'x', kind: 'action', owner: 'Ana', due: '2026-01-02', status: 'open' }, content: [{ type: 'text', text: 'send' }] },
      { type: 'codeBlock', attrs: { language: 'sql' }, content: [{ type: 'text', text: 'select 1' }] },
    ] })
    const fragment = new Y.Doc().getXmlFragment('board')
    writeContent(fragment, node)
    const content = readContent(fragment)
    expect(ProseMirrorNode.fromJSON(boardSchema, { type: 'doc', content }).eq(node)).toBe(true)
    expect(outcomeNodes(content)).toHaveLength(1)
  })
})
