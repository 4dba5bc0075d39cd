/**
 * Paragraphs that say of themselves that they are items, quotations or code, put together: office documents know no lists, only lines
 * that look like one. Used for a whole text, for a cell, for a note.
 */
import type { RichNode } from '../../model/workshop.ts'
import { assertNever } from '../../util/assert-never.ts'

export type ItemKind = 'bullet' | 'number' | 'task'

export type ListPlace = {
  readonly kind: ItemKind
  /** Which list of the file; items of different lists are not put together. */
  readonly list: string
  /** 0 is the outermost. */
  readonly level: number
  /** Where the words begin, in any unit, for lines that belong to an item without saying so. */
  readonly indent: number
  readonly type: string | null
  /** The number of the first item of a list. */
  readonly number: number
  readonly isChecked: boolean
}

type OpenList = { readonly place: ListPlace; readonly items: { readonly attrs: Readonly<Record<string, unknown>>; readonly content: RichNode[] }[] }

/** Lines that differ by less begin at the same place. */
const tolerance = 60

export class BlockSequence {
  readonly #blocks: RichNode[] = []
  #open: OpenList[] = []
  /** What the last quotation or code holds. */
  #lines: RichNode[] = []

  /** Adds a block. `indent` says where its words begin: in an open item, when that is where the item's words do. */
  add(node: RichNode, indent: number | null = null): void {
    if (indent !== null && indent > 0) {
      while (this.#open.length > 0 && indent < (this.#open.at(-1)?.place.indent ?? 0) - tolerance) this.#close()
      const item = this.#open.at(-1)?.items.at(-1)
      if (item) {
        item.content.push(node)
        return
      }
    }
    this.endList()
    this.#blocks.push(node)
  }

  /** Adds an item with its first line. */
  addItem(content: readonly RichNode[], place: ListPlace): void {
    for (let top = this.#open.at(-1); top; top = this.#open.at(-1)) {
      const depth = compare(place, top.place)
      if (depth > 0 || (depth === 0 && top.place.kind === place.kind && top.place.list === place.list)) break
      this.#close()
    }
    const top = this.#open.at(-1)
    const item = { attrs: place.kind === 'task' ? { checked: place.isChecked } : {}, content: [...content] }
    if (top && compare(place, top.place) === 0) top.items.push(item)
    else this.#open.push({ place, items: [item] })
  }

  /** Adds a line to the quotation or code that is being written, or begins one. */
  addTo(type: 'blockquote' | 'codeBlock', content: readonly RichNode[]): void {
    this.endList()
    const last = this.#blocks.at(-1)
    const separator: RichNode[] = type === 'codeBlock' ? [{ type: 'text', text: '\n' }] : []
    if (last?.type === type) this.#lines.push(...separator, ...content)
    else {
      this.#lines = [...content]
      this.#blocks.push({ type, content: this.#lines })
    }
  }

  endList(): void {
    while (this.#open.length > 0) this.#close()
  }

  finish(): RichNode[] {
    this.endList()
    return this.#blocks
  }

  #close(): void {
    const closed = this.#open.pop()
    if (!closed) return
    const node = listNode(closed)
    const item = this.#open.at(-1)?.items.at(-1)
    if (item) item.content.push(node)
    else this.#blocks.push(node)
  }
}

/** Above 0 when `a` stands deeper than `b`. */
function compare(a: ListPlace, b: ListPlace): number {
  if (a.kind !== 'task' && b.kind !== 'task') return a.level - b.level
  const difference = a.indent - b.indent
  return Math.abs(difference) <= tolerance ? 0 : difference
}

function listNode({ place, items }: OpenList): RichNode {
  const content = (type: string): RichNode[] => items.map((item) => ({ type, attrs: item.attrs, content: item.content }))
  switch (place.kind) {
    case 'task':
      return { type: 'taskList', content: content('taskItem') }
    case 'number':
      return { type: 'orderedList', attrs: { start: place.number, type: place.type }, content: content('listItem') }
    case 'bullet':
      return { type: 'bulletList', content: content('listItem') }
    default:
      return assertNever(place.kind, 'kind of item')
  }
}

const box = /^\s*([☐☑☒])[\s\u00A0]*/u

/** Whether a line begins with a box to tick, and what is left of it. */
export function leadingBox(content: readonly RichNode[]): { readonly isChecked: boolean; readonly rest: readonly RichNode[] } | null {
  const [first, ...others] = content
  const match = first?.type === 'text' ? box.exec(first.text ?? '') : null
  if (!first || !match) return null
  const rest = (first.text ?? '').slice(match[0].length)
  return { isChecked: match[1] !== '☐', rest: rest === '' ? others : [{ ...first, text: rest }, ...others] }
}
