/** What styles of an OpenDocument text say, as far as a board can hold it. */
import type { Mark } from '../board/inlines.ts'
import { isMarkerColor } from '../board/marker.ts'
import { childOf, childrenOf, elementsOf, type XmlElement } from '../xml/read-xml.ts'

export type ListLevel = { readonly kind: 'bullet' | 'number'; readonly type: string | null; readonly start: number }

type Style = { readonly element: XmlElement; readonly isAutomatic: boolean }

/** A chain of styles that is longer than this goes in a circle. */
const maxChain = 20

export class OdtStyles {
  readonly #styles = new Map<string, Style>()
  readonly #lists = new Map<string, XmlElement>()

  /** `roots` are the style parts; those of the text itself last, because they win. */
  constructor(roots: readonly XmlElement[]) {
    for (const root of roots) {
      for (const group of elementsOf(root)) {
        if (group.name !== 'office:styles' && group.name !== 'office:automatic-styles') continue
        const isAutomatic = group.name === 'office:automatic-styles'
        for (const element of childrenOf(group, 'style:style')) this.#styles.set(`${element.attributes['style:family'] ?? ''}:${element.attributes['style:name'] ?? ''}`, { element, isAutomatic })
        for (const element of childrenOf(group, 'text:list-style')) this.#lists.set(element.attributes['style:name'] ?? '', element)
      }
    }
  }

  /** Names of a paragraph's style and of those that it is based on, as people see them, in lower case. */
  names(family: string, name: string | undefined): readonly string[] {
    return this.#chain(family, name).map(({ element }) => readable(element.attributes['style:display-name'] ?? element.attributes['style:name'] ?? ''))
  }

  /** `marks` with what a style of words adds and takes away. */
  textMarks(name: string | undefined, marks: readonly Mark[]): readonly Mark[] {
    const chain = this.#chain('text', name).reverse()
    const isCode = this.names('text', name).some((own) => /^(source text|teletype|verbatim char|code)$/.test(own))
    const styled = chain.reduce((result, { element }) => {
      const own = readable(element.attributes['style:name'] ?? '')
      // The underline of a link says that it is one.
      return /internet link|visited/.test(own) ? result : changeMarks(result, childOf(element, 'style:text-properties'))
    }, marks)
    return isCode ? [...styled, { type: 'code' }] : styled
  }

  /** Marks that the author gave a whole paragraph by hand; those of a named style are its look. */
  paragraphMarks(name: string | undefined): readonly Mark[] {
    const [own] = this.#chain('paragraph', name)
    return own?.isAutomatic === true ? changeMarks([], childOf(own.element, 'style:text-properties')) : []
  }

  isRtl(name: string | undefined): boolean {
    for (const { element } of this.#chain('paragraph', name)) {
      const mode = childOf(element, 'style:paragraph-properties')?.attributes['style:writing-mode']
      if (mode !== undefined && mode !== 'page') return mode.startsWith('rl')
    }
    return false
  }

  /** Whether lines of this style have a rule below them: an empty one is nothing but a rule. */
  hasRuleBelow(name: string | undefined): boolean {
    const border = this.#chain('paragraph', name).map(({ element }) => childOf(element, 'style:paragraph-properties')?.attributes['fo:border-bottom']).find((value) => value !== undefined)
    return border !== undefined && border !== 'none'
  }

  /** Whether pictures of this style are shown in part: something is cut off of a side. */
  isCropped(name: string | undefined): boolean {
    const clip = this.#chain('graphic', name).map(({ element }) => childOf(element, 'style:graphic-properties')?.attributes['fo:clip']).find((value) => value !== undefined)
    return clip !== undefined && /^rect\(.*[1-9]/.test(clip)
  }

  isHidden(family: string, name: string | undefined): boolean {
    return this.#chain(family, name).some(({ element }) => childOf(element, 'style:text-properties')?.attributes['text:display'] === 'none')
  }

  /** The name of the list that a paragraph style puts its lines into. */
  listOf(name: string | undefined): string | undefined {
    return this.#chain('paragraph', name).map(({ element }) => element.attributes['style:list-style-name']).find((list) => list !== undefined)
  }

  level(list: string | undefined, level: number): ListLevel {
    const style = list === undefined ? undefined : this.#lists.get(list)
    const own = style && elementsOf(style).find(({ attributes }) => attributes['text:level'] === String(level))
    const format = own?.name === 'text:list-level-style-number' ? (own.attributes['style:num-format'] ?? '') : ''
    if (format === '') return { kind: 'bullet', type: null, start: 1 }
    return { kind: 'number', type: /^[aAiI]$/.test(format) ? format : null, start: startOf(own?.attributes['text:start-value']) ?? 1 }
  }

  /** Widths of columns, in CSS pixels; null where none is said. */
  columnWidth(name: string | undefined): number | null {
    const [own] = this.#chain('table-column', name)
    return own ? cssPixels(childOf(own.element, 'style:table-column-properties')?.attributes['style:column-width']) : null
  }

  #chain(family: string, name: string | undefined): Style[] {
    const chain: Style[] = []
    for (let at = name; at !== undefined && chain.length < maxChain;) {
      const style: Style | undefined = this.#styles.get(`${family}:${at}`)
      if (!style) break
      chain.push(style)
      at = style.element.attributes['style:parent-style-name']
    }
    return chain
  }
}

function changeMarks(marks: readonly Mark[], properties: XmlElement | null): readonly Mark[] {
  if (!properties) return marks
  const { attributes } = properties
  let result = marks
  const set = (type: string, value: string | undefined, isOn: (value: string) => boolean): void => {
    if (value === undefined) return
    const others = result.filter((mark) => mark.type !== type)
    result = isOn(value) ? [...others, { type }] : others
  }
  set('bold', attributes['fo:font-weight'], (value) => value === 'bold' || Number(value) >= 600)
  set('italic', attributes['fo:font-style'], (value) => value === 'italic' || value === 'oblique')
  set('underline', attributes['style:text-underline-style'], (value) => value !== 'none')
  set('strike', attributes['style:text-line-through-style'] ?? attributes['style:text-line-through-type'], (value) => value !== 'none')
  set('highlight', attributes['fo:background-color'], (value) => isMarkerColor(value.replace('#', '')))
  // "super 58%", or how far above or below the line in per cent.
  const position = attributes['style:text-position']
  set('raised', position, (value) => /^(?:super|[1-9])/.test(value))
  set('lowered', position, (value) => /^(?:sub|-)/.test(value))
  return result
}

/** The number with which a list or an item begins, which may be 0; null where none is said. */
export function startOf(value: string | undefined): number | null {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : null
}

/** Style names as they are said: "_20_" stands for a space. */
function readable(name: string): string {
  return name.replaceAll(/_([0-9a-f]{2})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))).toLowerCase()
}

/** A length in CSS pixels; null for what is none. */
export function cssPixels(length: string | undefined): number | null {
  const match = /^(-?\d+(?:\.\d+)?)(cm|mm|in|pt|pc|px)$/.exec(length ?? '')
  if (!match) return null
  const perUnit: Readonly<Record<string, number>> = { cm: 96 / 2.54, mm: 9.6 / 2.54, in: 96, pt: 96 / 72, pc: 16, px: 1 }
  return Math.round(Number(match[1]) * (perUnit[match[2] ?? 'px'] ?? 1))
}
