/**
 * From what readers find to what a board may hold. Readers give blocks and words as they stand in the file, in any order and at
 * any depth; here they become valid children of the board schema: words beside blocks get a paragraph, a picture inside a line
 * becomes a block between two, lists hold items, tables are regular, and what is nested too deep goes flat. No word is lost.
 */
import { isNodeAttribute } from '../../document/boards/board-attributes.ts'
import { defaultAttributes, maxContentDepth } from '../../document/boards/board-content.ts'
import { boardSchema } from '../../document/boards/board-schema.ts'
import { textDirection } from '../../minutes/direction.ts'
import type { RichNode } from '../../model/workshop.ts'
import { RefusedError } from '../imported.ts'
import { importLimits } from '../limits.ts'
import { withCaptions } from './captions.ts'
import { fittingWidths } from './column-widths.ts'
import { isBlank, tidyLine } from './inlines.ts'
import { regularRows } from './regular-rows.ts'

/** Two levels less than a board may have, so that what people write into it finds room. */
const maxImportDepth = maxContentDepth - 2

/** Told of each block whose structure was given up because it stood too deep. */
export type FlattenListener = () => void

/** The nodes as valid children of a board. */
export function fitBoard(nodes: readonly RichNode[], onFlatten: FlattenListener = () => undefined): RichNode[] {
  return new Fitter(onFlatten).blocks(nodes, 1)
}

class Fitter {
  readonly #onFlatten: FlattenListener
  #nodes = 0
  #characters = 0

  constructor(onFlatten: FlattenListener) {
    this.#onFlatten = onFlatten
  }

  /** `depth` is where these nodes stand; the board's own blocks are at 1. */
  blocks(nodes: readonly RichNode[], depth: number): RichNode[] {
    const blocks: RichNode[] = []
    let line: RichNode[] = []
    const endLine = (): void => {
      blocks.push(...this.#line('paragraph', {}, line))
      line = []
    }
    for (const node of nodes) {
      if (isInline(node)) line.push(node)
      else {
        endLine()
        for (const block of this.#block(node, depth)) blocks.push(block)
      }
    }
    endLine()
    return withCaptions(blocks)
  }

  #block(node: RichNode, depth: number): RichNode[] {
    const children = node.content ?? []
    switch (node.type) {
      case 'paragraph':
      case 'heading':
        return this.#textBlock(node, depth)
      case 'codeBlock':
        return this.#code(node.attrs ?? {}, children)
      case 'image':
      case 'horizontalRule':
        return [this.#make(node.type, node.attrs ?? {})]
      case 'blockquote': {
        if (depth + 1 > maxImportDepth) return this.#flat(children, depth)
        const blocks = this.blocks(children, depth + 1)
        return blocks.length === 0 ? [] : [this.#make('blockquote', {}, blocks)]
      }
      case 'bulletList':
      case 'orderedList':
      case 'taskList':
        return depth + 2 > maxImportDepth ? this.#flat(children, depth) : this.#list(node, depth)
      case 'table':
        return depth + 3 > maxImportDepth ? this.#flat(children, depth) : this.#table(node, depth)
      default:
        // A container that boards do not have: its content stands for it.
        return this.blocks(children, depth)
    }
  }

  /** Words that hold pictures or blocks are cut there: before, the block, after. */
  #textBlock({ type, attrs = {}, content = [] }: RichNode, depth: number): RichNode[] {
    const blocks: RichNode[] = []
    let line: RichNode[] = []
    for (const node of content) {
      if (isInline(node)) line.push(node)
      else {
        blocks.push(...this.#line(type, attrs, line))
        for (const block of this.#block(node, depth)) blocks.push(block)
        line = []
      }
    }
    blocks.push(...this.#line(type, attrs, line))
    return blocks
  }

  #line(type: string, attrs: Readonly<Record<string, unknown>>, nodes: readonly RichNode[]): RichNode[] {
    const content = tidyLine(nodes)
    if (isBlank(content)) return []
    const words = content.map(({ text = '' }) => text).join('')
    this.#characters += words.length
    if (this.#characters > importLimits.maxCharacters) throw new RefusedError('too-large', 'more words than a board holds')
    this.#nodes += content.length
    // What follows from the words themselves needs no attribute.
    const dir = attrs['dir'] === textDirection(words) ? null : (attrs['dir'] ?? null)
    return [this.#make(type, { ...attrs, dir }, content)]
  }

  /** Code holds nothing but characters: pictures in it go behind it. */
  #code(attrs: Readonly<Record<string, unknown>>, children: readonly RichNode[]): RichNode[] {
    const pictures = picturesBelow(children).map((picture) => this.#make('image', picture.attrs ?? {}))
    const text = children.map(plain).join('')
    // The line of a picture is no line of the code.
    const code = pictures.length > 0 ? text.replace(/^\n+/, '').trimEnd() : text
    if (code === '') return pictures.length > 0 ? pictures : [this.#make('codeBlock', attrs, [])]
    return [this.#make('codeBlock', attrs, [{ type: 'text', text: code }]), ...pictures]
  }

  #list({ type, attrs = {}, content = [] }: RichNode, depth: number): RichNode[] {
    const itemType = type === 'taskList' ? 'taskItem' : 'listItem'
    const items: { attrs: Readonly<Record<string, unknown>>; content: readonly RichNode[] }[] = []
    for (const child of content) {
      if (child.type === 'listItem' || child.type === 'taskItem') items.push({ attrs: child.attrs ?? {}, content: child.content ?? [] })
      else if (isInline(child) && (child.text ?? '').trim() === '') continue
      else {
        // What stands in a list beside its items belongs to the item before.
        const last = items.at(-1)
        if (last) items[items.length - 1] = { attrs: last.attrs, content: [...last.content, child] }
        else items.push({ attrs: {}, content: [child] })
      }
    }
    if (items.length === 0) return []
    return [this.#make(type, attrs, items.map((item) => this.#make(itemType, item.attrs, this.#filled(item.content, depth + 2))))]
  }

  #table({ content = [] }: RichNode, depth: number): RichNode[] {
    const rows = fittingWidths(regularRows(content.filter(({ type }) => type === 'tableRow')))
    // What stands in a table and is no row (a caption) goes before it.
    const others = this.blocks(content.filter(({ type }) => type !== 'tableRow'), depth)
    if (rows.length === 0) return others
    const table = this.#make('table', {}, rows.map((cells) =>
      this.#make('tableRow', {}, cells.map((cell) => this.#make(cell.type, cell.attrs ?? {}, this.#filled(cell.content ?? [], depth + 3))))))
    return [...others, table]
  }

  /** Items and cells hold at least a line to write on. */
  #filled(content: readonly RichNode[], depth: number): RichNode[] {
    const blocks = this.blocks(content, depth)
    return blocks.length > 0 ? blocks : [this.#make('paragraph', {}, [])]
  }

  /** Every line below as a paragraph here. */
  #flat(nodes: readonly RichNode[], depth: number): RichNode[] {
    this.#onFlatten()
    const lines: RichNode[] = []
    const gather = (node: RichNode): void => {
      if (isInline(node) || node.type === 'image' || node.type === 'horizontalRule' || node.type === 'codeBlock') lines.push(node)
      else if (node.type === 'paragraph' || node.type === 'heading') lines.push({ ...node, type: 'paragraph', attrs: {} })
      else for (const child of node.content ?? []) gather(child)
    }
    for (const node of nodes) gather(node)
    return this.blocks(lines, depth)
  }

  /** With all attributes of the type, in the order of the schema; a value that it may not have gives way to the default. */
  #make(type: string, given: Readonly<Record<string, unknown>>, content?: readonly RichNode[]): RichNode {
    this.#nodes += 1
    if (this.#nodes > importLimits.maxNodes) throw new RefusedError('too-large', 'more blocks than a board holds')
    const known = boardSchema.nodes[type]
    const defaults = Object.entries(known ? defaultAttributes(known) : {})
    const attrs = Object.fromEntries(defaults.map(([name, value]) => [name, isNodeAttribute(type, name, given[name]) ? given[name] : value]))
    return { type, ...(defaults.length > 0 ? { attrs } : {}), ...(content ? { content } : {}) }
  }
}

function isInline({ type }: RichNode): boolean {
  return type === 'text' || type === 'hardBreak'
}

function picturesBelow(nodes: readonly RichNode[]): RichNode[] {
  return nodes.flatMap((node) => (node.type === 'image' ? [node] : picturesBelow(node.content ?? [])))
}

function plain(node: RichNode): string {
  return node.type === 'hardBreak' ? '\n' : (node.text ?? (node.content ?? []).map(plain).join(''))
}
