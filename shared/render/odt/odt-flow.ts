/**
 * Where a paragraph of the ODT stands among lists. OpenDocument nests lists like HTML, but no table may stand in one: the flow takes
 * paragraphs and tables one after the other, each with its place in the lists, and opens and closes what lies between them. A list
 * that a table interrupts goes on behind it, with the number it had come to.
 */
import type { ListNumbering } from '../../minutes/minutes.ts'
import { assertNever } from '../../util/assert-never.ts'
import { maxListLevels } from './odt-style.ts'

export type ListPlace = {
  /** One object per list: the same list, the same object. */
  readonly list: OdtList
  /** Counted from 0. */
  readonly item: number
}

export type OdtList = { readonly kind: 'bullet' | 'number' | 'task'; readonly start: number; readonly numbering?: ListNumbering }

/** The style of a list whose first number is `start`. */
export type StyleOfList = (list: OdtList, start: number) => string

export class OdtFlow {
  readonly #styleOf: StyleOfList
  readonly #pieces: string[] = []
  readonly #begun = new Map<OdtList, Set<number>>()
  #open: readonly (ListPlace & { readonly isHeader: boolean })[] = []

  constructor(styleOf: StyleOfList) {
    this.#styleOf = styleOf
  }

  /** A paragraph or heading in the innermost of `lists`. */
  paragraph(lists: readonly ListPlace[], xml: string): void {
    this.#moveTo(lists.length <= maxListLevels ? lists : [...lists.slice(0, maxListLevels - 1), ...lists.slice(-1)])
    this.#pieces.push(xml)
  }

  /** Anything that no list may hold. */
  aside(xml: string): void {
    this.#moveTo([])
    this.#pieces.push(xml)
  }

  /** Everything so far, with all lists closed. */
  end(): string {
    this.#moveTo([])
    return this.#pieces.join('\n')
  }

  #moveTo(lists: readonly ListPlace[]): void {
    let same = 0
    while (same < lists.length && this.#open[same]?.list === lists[same]?.list && this.#open[same]?.item === lists[same]?.item) same += 1
    const sameList = same < lists.length && this.#open[same] !== undefined && this.#open[same]?.list === lists[same]?.list
    for (let level = this.#open.length - 1; level >= same; level -= 1) {
      this.#pieces.push(this.#open[level]?.isHeader === true ? '</text:list-header>' : '</text:list-item>')
      if (level > same || !sameList) this.#pieces.push('</text:list>')
    }
    const opened = lists.slice(same).map((place, index) => this.#openItem(place, index === 0 && sameList))
    this.#open = [...this.#open.slice(0, same), ...opened]
  }

  #openItem(place: ListPlace, isListOpen: boolean): ListPlace & { readonly isHeader: boolean } {
    const { list, item } = place
    const begun = this.#begun.get(list) ?? new Set<number>()
    const isHeader = begun.has(item)
    const isResumed = !isListOpen && begun.size > 0
    // A header counts no number: behind it comes the next.
    const start = list.start + (isResumed ? item + (isHeader ? 1 : 0) : 0)
    if (!isListOpen) this.#pieces.push(`<text:list text:style-name="${this.#styleOf(list, start)}">`)
    this.#pieces.push(isHeader ? '<text:list-header>' : `<text:list-item${numbered(list, isListOpen, start)}>`)
    this.#begun.set(list, begun.add(item))
    return { ...place, isHeader }
  }
}

function numbered({ kind }: OdtList, isListOpen: boolean, start: number): string {
  switch (kind) {
    case 'number':
      return isListOpen ? '' : ` text:start-value="${start}"`
    case 'bullet':
    case 'task':
      return ''
    default:
      return assertNever(kind, 'list kind')
  }
}
