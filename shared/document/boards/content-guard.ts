/**
 * What keeps an editor from binding to content that it does not fully understand. The binding deletes every node that it cannot
 * build (unknown, misplaced, with an unknown mark or a wrong attribute) for everybody, by opening the board; so the board is
 * walked first, and opened read-only when anything is found. Syncing goes on either way.
 */
import type { ContentMatch, NodeType, Schema } from 'prosemirror-model'
import * as Y from 'yjs'
import { isMarkAttribute, isNodeAttribute } from './board-attributes.ts'
import { maxContentDepth } from './board-content.ts'
import { boardSchema } from './board-schema.ts'
import { readSchemaVersion } from '../read-workshop.ts'
import { supportedSchemaVersion } from '../roots.ts'

export type ContentProblemKind = 'unknown-node' | 'unknown-mark' | 'unknown-attribute' | 'bad-attribute' | 'misplaced' | 'too-deep'

export type ContentProblem = {
  readonly kind: ContentProblemKind
  /** The node, mark or "node.attribute" that it is about. */
  readonly name: string
}

/** Enough to tell somebody what is wrong; a hostile board could hold millions. */
const maxProblems = 20

/**
 * Everything in `root` (a whole board, or an element or text of it that changed) that an editor with this schema would destroy;
 * empty when it may bind. Takes no more stack however deep the content is nested.
 */
export function contentProblems(root: Y.XmlFragment | Y.XmlElement | Y.XmlText, schema: Schema = boardSchema): readonly ContentProblem[] {
  const walk = new Walk(schema)
  if (root instanceof Y.XmlText) {
    const type = root.parent instanceof Y.XmlElement ? walk.nodeType(root.parent.nodeName) : schema.topNodeType
    if (type) walk.checkText(root, type, type.contentMatch)
    return walk.problems
  }
  walk.checkFrom(root, depthOf(root))
  return walk.problems
}

/** Why nothing in this document may be edited here; null when it may. */
export function readOnlyReason(doc: Y.Doc): 'not-loaded' | 'from-newer-version' | null {
  const version = readSchemaVersion(doc)
  if (version === 0) return 'not-loaded'
  return version > supportedSchemaVersion ? 'from-newer-version' : null
}

class Walk {
  readonly problems: ContentProblem[] = []
  readonly #schema: Schema
  #pending: { readonly node: Y.XmlFragment | Y.XmlElement; readonly depth: number }[] = []

  constructor(schema: Schema) {
    this.#schema = schema
  }

  checkFrom(root: Y.XmlFragment | Y.XmlElement, depth: number): void {
    this.#pending = [{ node: root, depth }]
    for (let next = this.#pending.pop(); next && this.problems.length < maxProblems; next = this.#pending.pop()) {
      if (next.depth > maxContentDepth) this.#report('too-deep', next.node instanceof Y.XmlElement ? next.node.nodeName : 'board')
      else if (next.node instanceof Y.XmlElement) this.#checkElement(next.node, next.depth)
      else this.#checkChildren(next.node, this.#schema.topNodeType, next.depth)
    }
  }

  /** The type that the editor would build for an element of this name. Names come from peers: own properties only. */
  nodeType(name: string): NodeType | null {
    const type = Object.hasOwn(this.#schema.nodes, name) ? this.#schema.nodes[name] : undefined
    return type && !type.isText && type !== this.#schema.topNodeType ? type : null
  }

  #checkElement(element: Y.XmlElement, depth: number): void {
    const type = this.nodeType(element.nodeName)
    if (!type) {
      this.#report('unknown-node', element.nodeName)
      return
    }
    const specs = type.spec.attrs ?? {}
    const attributes = element.getAttributes() as Readonly<Record<string, unknown>>
    for (const [name, value] of Object.entries(attributes)) {
      if (!Object.hasOwn(specs, name)) this.#report('unknown-attribute', `${type.name}.${name}`)
      else if (!isNodeAttribute(type.name, name, value)) this.#report('bad-attribute', `${type.name}.${name}`)
    }
    for (const [name, spec] of Object.entries(specs)) {
      if (!Object.hasOwn(spec, 'default') && !Object.hasOwn(attributes, name)) this.#report('bad-attribute', `${type.name}.${name}`)
    }
    this.#checkChildren(element, type, depth)
  }

  #checkChildren(parent: Y.XmlFragment | Y.XmlElement, type: NodeType, depth: number): void {
    let match: ContentMatch = type.contentMatch
    for (const child of parent.toArray() as readonly unknown[]) {
      if (child instanceof Y.XmlText) {
        match = this.checkText(child, type, match)
      } else if (child instanceof Y.XmlElement) {
        const childType = this.nodeType(child.nodeName)
        if (childType) match = this.#step(match, childType)
        this.#pending.push({ node: child, depth: depth + 1 })
      } else {
        this.#report('unknown-node', 'embedded value')
      }
      if (this.problems.length >= maxProblems) return
    }
    // The editor fills an empty board by itself; every other node must be complete as it is.
    if (!match.validEnd && parent instanceof Y.XmlElement) this.#report('misplaced', type.name)
  }

  checkText(text: Y.XmlText, parent: NodeType, start: ContentMatch): ContentMatch {
    let match = start
    const textType = this.#schema.nodes['text']
    for (const { insert, attributes } of text.toDelta() as readonly { insert: unknown; attributes?: object }[]) {
      if (typeof insert !== 'string') this.#report('unknown-node', 'embedded value')
      else if (textType) match = this.#step(match, textType)
      for (const [name, value] of Object.entries(attributes ?? {})) this.#checkMark(name, value, parent)
    }
    return match
  }

  #checkMark(storedName: string, value: unknown, parent: NodeType): void {
    // The binding appends a hash to marks that may overlap with themselves.
    const name = storedName.replace(/--[a-zA-Z0-9+/=]{8}$/, '')
    const type = Object.hasOwn(this.#schema.marks, name) ? this.#schema.marks[name] : undefined
    if (!type) {
      this.#report('unknown-mark', name)
      return
    }
    if (!parent.allowsMarkType(type)) this.#report('misplaced', name)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.#report('bad-attribute', name)
      return
    }
    const specs = type.spec.attrs ?? {}
    for (const [attribute, content] of Object.entries(value)) {
      if (!Object.hasOwn(specs, attribute)) this.#report('unknown-attribute', `${name}.${attribute}`)
      else if (!isMarkAttribute(name, attribute, content)) this.#report('bad-attribute', `${name}.${attribute}`)
    }
  }

  #step(match: ContentMatch, type: NodeType): ContentMatch {
    const next = match.matchType(type)
    if (!next) this.#report('misplaced', type.name)
    return next ?? match
  }

  #report(kind: ContentProblemKind, name: string): void {
    const isKnown = this.problems.some((problem) => problem.kind === kind && problem.name === name)
    if (!isKnown && this.problems.length < maxProblems) this.problems.push({ kind, name })
  }
}

/** How many elements stand above `node` inside its board; stops counting where it is too deep anyway. */
function depthOf(node: Y.XmlFragment | Y.XmlElement): number {
  let depth = 0
  let at: unknown = node
  while (at instanceof Y.XmlElement && depth <= maxContentDepth) {
    depth += 1
    at = at.parent
  }
  return depth
}
