/** What the lists of an OpenDocument text count to. */
import { numberingOf } from '../versions/beside.ts'
import type { BesideCollector } from './found-beside.ts'

/** How a level counts; '' for one that shows no number. `isPlain`: it shows its own number and no other. */
type Level = { readonly format: string; readonly start: number; readonly isPlain: boolean }

type OpenList = { readonly style: string; readonly level: number; readonly id: string; readonly goesOn: boolean; last: number | null; item: OpenItem | null }
type OpenItem = { readonly isHeader: boolean; readonly start: number | null; readonly style: string; hasLine: boolean }

export class OdtLists {
  readonly #beside: BesideCollector
  readonly #levels = new Map<string, Level>()
  /** The last number of each level of each list, by its id and by its style. */
  readonly #counts = new Map<string, number>()
  readonly #open: OpenList[] = []
  #style = ''

  constructor(beside: BesideCollector) {
    this.#beside = beside
  }

  /** An element of the styles. */
  style(name: string, attribute: (name: string) => string): void {
    if (name === 'list-style') this.#style = attribute('name')
    if (name === 'outline-style') this.#style = ''
    if (name === 'list-level-style-number' || name === 'outline-level-style') {
      this.#levels.set(`${this.#style}:${attribute('level')}`, { format: attribute('num-format'), start: Number.parseInt(attribute('start-value') || '1', 10), isPlain: showsOwn(attribute('level'), attribute('display-levels'), attribute('num-list-format')) })
    }
    // A picture in the place of a bullet.
    if (name === 'list-level-style-image') this.#beside.picture(0, '', { description: '', title: '' })
  }

  /** An element of the text, and the name of the one around; `at`: characters said before it, counted when they are wanted. */
  open(name: string, attribute: (name: string) => string, parent: string, at: () => number): void {
    const around = this.#open.at(-1)
    const isInItem = parent === 'list-item' || parent === 'list-header'
    switch (name) {
      case 'list': {
        const goesOn = attribute('continue-numbering') === 'true' || attribute('continue-list') !== '' || (around?.goesOn === true && around.item?.hasLine === false)
        this.#open.push({ style: attribute('style-name') || (around?.style ?? ''), level: this.#open.length + 1, id: attribute('continue-list') || attribute('id'), goesOn, last: null, item: null })
        break
      }
      case 'list-item':
      case 'list-header':
        if (around) around.item = { isHeader: name === 'list-header', start: attribute('start-value') === '' ? null : Number.parseInt(attribute('start-value'), 10), style: attribute('style-override'), hasLine: false }
        break
      case 'p':
      case 'h':
        // One that is numbered without a list is none of Minuta's.
        if (parent === 'numbered-paragraph') this.#beside.numbers.push({ at: at(), number: 1, numbering: '?' })
        else if (isInItem && around) this.#line(around, at())
        else if (name === 'h' && around === undefined) this.#heading(attribute('outline-level'), at())
        break
      default:
        break
    }
  }

  close(name: string): void {
    if (name === 'list') this.#open.pop()
  }

  #line(list: OpenList, at: number): void {
    const { item, level, id } = list
    if (item === null || item.hasLine) return
    item.hasLine = true
    const style = item.style || list.style
    const counting = this.#levels.get(`${style}:${level}`)
    if (item.isHeader || counting === undefined || counting.format === '') return
    const keys = [`${id} ${level}`, `style ${style} ${level}`]
    const before = list.last ?? (list.goesOn ? keys.map((key) => this.#counts.get(key)).find((count) => count !== undefined) : undefined)
    const number = item.start ?? (before === undefined ? counting.start : before + 1)
    list.last = number
    for (const key of keys) this.#counts.set(key, number)
    this.#beside.numbers.push({ at, number, numbering: counting.isPlain ? numberingOf(counting.format) : '?' })
  }

  /** A heading that is numbered is none of Minuta's, whatever it counts to. */
  #heading(outline: string, at: number): void {
    const counting = this.#levels.get(`:${outline}`)
    if (counting !== undefined && counting.format !== '') this.#beside.numbers.push({ at, number: counting.start, numbering: '1' })
  }
}

/** `format`: as newer programs write what stands before an item, "%1%." for its number and a dot. */
function showsOwn(level: string, levels: string, format: string): boolean {
  return ['', '1'].includes(levels) && (format === '' || new RegExp(`^[^%]*%${level}%[^%]*$`).test(format))
}
