/**
 * Rich text between its three forms: the shared Y.XmlFragment that editors write, the plain JSON that minutes and exports read,
 * and ProseMirror nodes in the board schema.
 *
 * Reading is a projection: whatever a peer put into the fragment, the result is valid in the board schema. Text is never left
 * out: an unknown node gives way to its children, a wrong attribute to its default, an unknown mark to plain text.
 * It must never write: the reader that comes with the editor binding deletes what it does not understand.
 */
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap'
import type { ContentMatch, MarkType, Node as ProseMirrorNode, NodeType } from 'prosemirror-model'
import * as Y from 'yjs'
import type { ContentLoss, RichNode } from '../../model/workshop.ts'
import { isMarkAttribute, isNodeAttribute, isSafeHref } from './board-attributes.ts'
import { boardSchema, laterAttributes } from './board-schema.ts'
import { addSharedTexts } from './empty-texts.ts'

/** Blocks nested deeper than this are shown as plain paragraphs, and open a board read-only (see `content-guard.ts`). */
export const maxContentDepth = 32

/** Told what is left out of the content, as often as it is met. */
export type LossListener = (loss: ContentLoss) => void

/** The id of the outcome that this element is, where it is not the one that stands in it. */
export type OutcomeIds = (element: Y.XmlElement) => string | undefined

type Reading = { readonly onLoss: LossListener; readonly outcomeId: OutcomeIds }

const everything: Reading = { onLoss: () => undefined, outcomeId: () => undefined }

/** The content as JSON nodes, all of them valid children of the schema's `doc`. An empty fragment gives an empty list. */
export function readContent(fragment: Y.XmlFragment, onLoss = everything.onLoss, outcomeId = everything.outcomeId): RichNode[] {
  const root = new OpenNode(boardSchema.topNodeType, {})
  fillFrom(fragment, root, 0, { onLoss, outcomeId })
  return root.children
}

/** The child of `fragment` that each node of `readContent` begins with. */
export function blockOrigins(fragment: Y.XmlFragment): (Y.XmlElement | Y.XmlText)[] {
  const root = new OpenNode(boardSchema.topNodeType, {})
  const origins: (Y.XmlElement | Y.XmlText)[] = []
  for (const child of fragment.toArray() as readonly unknown[]) {
    if (!(child instanceof Y.XmlText || child instanceof Y.XmlElement)) continue
    addChild(child, root, 0, everything)
    while (origins.length < root.children.length) origins.push(child)
  }
  return origins
}

/** Fills an empty fragment that is already part of a document. The caller wraps it in a transaction with its origin. */
export function writeContent(fragment: Y.XmlFragment, content: ProseMirrorNode): void {
  prosemirrorToYXmlFragment(content, fragment)
  addSharedTexts(fragment)
}

/** The words of `nodes` without markup; blocks end in a line feed, as does a hard break. */
export function plainText(nodes: readonly RichNode[]): string {
  return nodes.map(textOf).join('\n')
}

function textOf(node: RichNode): string {
  if (node.type === 'text') return node.text ?? ''
  if (node.type === 'hardBreak') return '\n'
  const children = node.content ?? []
  const isInline = children.every((child) => child.type === 'text' || child.type === 'hardBreak')
  return children.map(textOf).join(isInline ? '' : '\n')
}

/** A node whose children are still being read. */
class OpenNode {
  readonly type: NodeType
  readonly attrs: Readonly<Record<string, unknown>>
  readonly children: RichNode[] = []
  /** The wrapper that was made for the child before, so that inline neighbours share one paragraph. */
  #wrapper: OpenNode | null = null

  constructor(type: NodeType, attrs: Readonly<Record<string, unknown>>) {
    this.type = type
    this.attrs = attrs
  }

  get #match(): ContentMatch {
    return this.type.contentMatch
  }

  allows(type: NodeType): boolean {
    return this.#match.matchType(type) !== null
  }

  /** What follows inline starts a new paragraph. */
  endParagraph(): void {
    this.#wrapper = null
  }

  /** Adds a node where it may stand: here, or inside the wrappers that the schema asks for. False when it fits nowhere. */
  add(type: NodeType, node: RichNode): boolean {
    if (this.allows(type)) {
      this.#wrapper = null
      this.children.push(node)
      return true
    }
    if (this.#wrapper?.add(type, node)) return true
    const wrapping = this.#match.findWrapping(type)
    const [outer] = wrapping ?? []
    if (!outer) return false
    const wrapper = new OpenNode(outer, defaultAttributes(outer))
    this.children.push(toRichNode(wrapper))
    this.#wrapper = wrapper
    return wrapper.add(type, node)
  }
}

function fillFrom(source: Y.XmlFragment | Y.XmlElement, into: OpenNode, depth: number, reading: Reading): void {
  for (const child of source.toArray() as readonly unknown[]) {
    if (child instanceof Y.XmlText || child instanceof Y.XmlElement) addChild(child, into, depth, reading)
  }
}

function addChild(child: Y.XmlText | Y.XmlElement, into: OpenNode, depth: number, reading: Reading): void {
  if (child instanceof Y.XmlText) addText(child, into, reading)
  else addElement(child, into, depth, reading)
}

function addElement(element: Y.XmlElement, into: OpenNode, depth: number, reading: Reading): void {
  const type = nodeTypeOf(element.nodeName)
  if (depth >= maxContentDepth) {
    for (const text of textsInside(element)) {
      into.endParagraph()
      addText(text, into, reading)
    }
    return
  }
  if (!type) {
    reading.onLoss({ kind: 'unknown-content', name: element.nodeName })
    fillFrom(element, into, depth + 1, reading)
    return
  }
  const open = new OpenNode(type, readAttributes(type, element, reading))
  const isPlaced = into.add(type, toRichNode(open))
  // A hard break that may not stand here (in code) is still a new line.
  if (!isPlaced && type.name === 'hardBreak') into.add(boardSchema.nodes['text'] as NodeType, { type: 'text', text: '\n' })
  fillFrom(element, isPlaced && !type.isLeaf ? open : into, depth + 1, reading)
}

function addText(text: Y.XmlText, into: OpenNode, { onLoss }: Reading): void {
  const textType = boardSchema.nodes['text'] as NodeType
  for (const { insert, attributes } of text.toDelta() as readonly { insert: unknown; attributes?: unknown }[]) {
    if (typeof insert !== 'string' || insert === '') continue
    const marks = into.type.spec.marks === '' ? [] : readMarks(attributes, onLoss)
    into.add(textType, marks.length > 0 ? { type: 'text', text: insert, marks } : { type: 'text', text: insert })
  }
}

/** The words of one text, without its marks. */
export function wordsOfText(text: Y.XmlText): string {
  return (text.toDelta() as readonly { readonly insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('')
}

/** Every text below a board or an element, in order. Without recursion: the depth is a stranger's choice. */
export function textsInside(parent: Y.XmlFragment): Y.XmlText[] {
  const texts: Y.XmlText[] = []
  const pending: unknown[] = [parent]
  while (pending.length > 0) {
    const next = pending.pop()
    if (next instanceof Y.XmlText) texts.push(next)
    else if (next instanceof Y.XmlFragment) pending.push(...next.toArray().reverse())
  }
  return texts
}

// `children` is shared with the open node, which goes on filling it.
function toRichNode(open: OpenNode): RichNode {
  const hasAttributes = Object.keys(open.attrs).length > 0
  const base = hasAttributes ? { type: open.type.name, attrs: open.attrs } : { type: open.type.name }
  return open.type.isLeaf ? base : { ...base, content: open.children }
}

/**
 * All attributes of the type, in the order of the schema, so that equal content is deeply equal. Those that came later
 * are left out where nobody set them: what was shortened and translated before is known by a digest of what stands here.
 */
function readAttributes(type: NodeType, element: Y.XmlElement, { onLoss, outcomeId }: Reading): Record<string, unknown> {
  const given = element.getAttributes() as Readonly<Record<string, unknown>>
  const attrs = defaultAttributes(type)
  const specs = type.spec.attrs ?? {}
  for (const name of Object.keys(specs)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined
    if (isNodeAttribute(type.name, name, value)) attrs[name] = value
  }
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(specs, name) || !isNodeAttribute(type.name, name, value)) onLoss({ kind: 'unknown-content', name: `${type.name}.${name}` })
  }
  const id = type.name === 'outcome' ? outcomeId(element) : undefined
  return id === undefined ? attrs : { ...attrs, id }
}

/** The attributes of a node about which nobody said anything, as `readContent` gives them. */
export function defaultAttributes(type: NodeType): Record<string, unknown> {
  const specs = Object.entries(type.spec.attrs ?? {}).filter(([name, spec]) => !laterAttributes.has(name) || spec.default !== null)
  return Object.fromEntries(specs.map(([name, spec]) => [name, spec.default as unknown]))
}

function readMarks(attributes: unknown, onLoss: LossListener): NonNullable<RichNode['marks']>[number][] {
  if (typeof attributes !== 'object' || attributes === null) return []
  const given = new Map<string, unknown>(Object.entries(attributes))
  for (const name of given.keys()) if (!Object.hasOwn(boardSchema.marks, name)) onLoss({ kind: 'unknown-content', name })
  // In the order of the schema; code keeps no other mark beside it.
  const present = Object.values(boardSchema.marks).filter((type) => isObject(given.get(type.name)))
  const code = present.filter((type) => type.spec.code === true)
  return (code.length > 0 ? code : present).flatMap((type) => {
    const attrs = readMarkAttributes(type, given.get(type.name) as Readonly<Record<string, unknown>>)
    if (type.name === 'link' && !isSafeHref(String(attrs['href']))) {
      onLoss({ kind: 'unsafe-link', name: String(attrs['href']) })
      return []
    }
    return [Object.keys(attrs).length > 0 ? { type: type.name, attrs } : { type: type.name }]
  })
}

function readMarkAttributes(type: MarkType, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(type.spec.attrs ?? {}).map(([name, spec]) => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined
    return [name, isMarkAttribute(type.name, name, value) ? value : spec.default as unknown]
  }))
}

/** The type of this name, if the schema has it; names come from peers, so that only own properties count. */
function nodeTypeOf(name: string): NodeType | null {
  const type = Object.hasOwn(boardSchema.nodes, name) ? boardSchema.nodes[name] : undefined
  return type && name !== 'doc' && name !== 'text' ? type : null
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
