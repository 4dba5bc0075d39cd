/** What styles say of paragraphs and words, as far as a board can hold it. Names of built-in styles are English in every language of Word. */
import { isMarkerColor } from '../board/marker.ts'
import type { Script } from '../board/raised.ts'
import { childOf, childrenOf, type XmlElement } from '../xml/read-xml.ts'
import { toggleOf, valueOf } from './package.ts'

export type MarkName = 'bold' | 'italic' | 'underline' | 'strike' | 'code' | 'highlight' | Script
/** Marks that are switched on or off; one that is absent stays as it is. */
export type MarkChanges = ReadonlyMap<MarkName, boolean>

export type ParagraphStyle = {
  /** Level of heading, 1 to 6; null for body text. */
  readonly heading: number | null
  readonly role: 'title' | 'quote' | 'code' | 'plain'
  readonly numId: string | null
  readonly level: number | null
  readonly isRtl: boolean | null
  readonly isHidden: boolean
  readonly indent: number | null
}

type Style = { readonly element: XmlElement; readonly name: string; readonly basedOn: string | null }

const plain: ParagraphStyle = { heading: null, role: 'plain', numId: null, level: null, isRtl: null, isHidden: false, indent: null }
/** A chain of styles that is longer than this goes in a circle. */
const maxChain = 20
const codeNames = /^(source code|html preformatted|preformatted text|code|code block|plain text|macro text|verbatim)$/
const codeWords = /^(verbatim char|html code|html typewriter|source text|inline code|code char|code)$/
const quoteNames = /^((intense )?quote|quote source|block text|block quote|quotations?)$/

export class DocxStyles {
  readonly #styles = new Map<string, Style>()
  readonly #paragraphs = new Map<string, ParagraphStyle>()
  readonly #defaultParagraph: string | null = null

  constructor(root: XmlElement | null) {
    for (const element of childrenOf(root, 'w:style')) {
      const id = element.attributes['w:styleId'] ?? ''
      this.#styles.set(id, { element, name: (valueOf(element, 'w:name') ?? '').toLowerCase(), basedOn: valueOf(element, 'w:basedOn') })
      if (element.attributes['w:type'] === 'paragraph' && /^(1|true|on)$/.test(element.attributes['w:default'] ?? '')) this.#defaultParagraph = id
    }
  }

  paragraph(id: string | null): ParagraphStyle {
    const key = id ?? this.#defaultParagraph
    if (key === null) return plain
    const known = this.#paragraphs.get(key)
    if (known) return known
    const style = this.#chain(key).reverse().reduce<ParagraphStyle>((inherited, { element, name }) => {
      const properties = childOf(element, 'w:pPr')
      const numbering = childOf(properties, 'w:numPr')
      return {
        heading: headingOf(name, properties) ?? (/^(normal|body text)/.test(name) ? null : inherited.heading),
        role: roleOf(name) ?? inherited.role,
        numId: valueOf(numbering, 'w:numId') ?? inherited.numId,
        level: numberOf(valueOf(numbering, 'w:ilvl')) ?? inherited.level,
        isRtl: toggleOf(properties, 'w:bidi') ?? inherited.isRtl,
        isHidden: toggleOf(childOf(element, 'w:rPr'), 'w:vanish') ?? inherited.isHidden,
        indent: indentOf(properties) ?? inherited.indent,
      }
    }, this.#styles.has(key) ? plain : { ...plain, heading: headingOf(key.toLowerCase().replace(/(\d)$/, ' $1'), null) })
    this.#paragraphs.set(key, style)
    return style
  }

  /** What a character style and the properties of a run say. */
  runMarks(id: string | null, properties: XmlElement | null): MarkChanges {
    const changes = new Map<MarkName, boolean>()
    const isComplex = toggleOf(properties, 'w:rtl') === true || toggleOf(properties, 'w:cs') === true
    for (const { element, name } of id === null ? [] : this.#chain(id).reverse()) {
      // The underline of a link says that it is one.
      if (!/^(followed)?hyperlink/.test(name)) addMarks(changes, childOf(element, 'w:rPr'), isComplex)
      if (codeWords.test(name)) changes.set('code', true)
    }
    addMarks(changes, properties, isComplex)
    return changes
  }

  /** Whether a run is hidden: by itself, by its character style, or because its paragraph is. */
  isHidden(id: string | null, properties: XmlElement | null, isParagraphHidden: boolean): boolean {
    const said = [toggleOf(properties, 'w:vanish'), ...(id === null ? [] : this.#chain(id).map(({ element }) => toggleOf(childOf(element, 'w:rPr'), 'w:vanish')))]
    return said.find((own) => own !== null) ?? isParagraphHidden
  }

  /** The style and those that it is based on, itself first. */
  #chain(id: string): Style[] {
    const chain: Style[] = []
    for (let style = this.#styles.get(id); style && chain.length < maxChain; style = style.basedOn === null ? undefined : this.#styles.get(style.basedOn)) chain.push(style)
    return chain
  }
}

function headingOf(name: string, properties: XmlElement | null): number | null {
  const byName = /^heading (\d)/.exec(name)?.[1]
  if (byName !== undefined) return Math.min(Math.max(Number(byName), 1), 6)
  if (name === 'title') return 1
  const outline = valueOf(properties, 'w:outlineLvl')
  if (outline === null) return null
  const level = Number(outline)
  return Number.isInteger(level) && level >= 0 && level <= 8 ? Math.min(level + 1, 6) : null
}

function roleOf(name: string): ParagraphStyle['role'] | null {
  if (name === 'title') return 'title'
  if (codeNames.test(name)) return 'code'
  return quoteNames.test(name) ? 'quote' : null
}

/** `isComplex`: words of a script such as Arabic, which have marks of their own; other words are not told by those. */
function addMarks(changes: Map<MarkName, boolean>, properties: XmlElement | null, isComplex: boolean): void {
  const add = (name: MarkName, value: boolean | null): void => {
    if (value !== null) changes.set(name, value)
  }
  add('bold', toggleOf(properties, 'w:b') ?? (isComplex ? toggleOf(properties, 'w:bCs') : null))
  add('italic', toggleOf(properties, 'w:i') ?? (isComplex ? toggleOf(properties, 'w:iCs') : null))
  add('underline', toggleOf(properties, 'w:u'))
  add('strike', toggleOf(properties, 'w:strike') ?? toggleOf(properties, 'w:dstrike'))
  // Writer and others colour the ground instead.
  const ground = childOf(properties, 'w:shd')?.attributes['w:fill']
  add('highlight', toggleOf(properties, 'w:highlight') ?? (ground === undefined ? null : isMarkerColor(ground)))
  const align = valueOf(properties, 'w:vertAlign')
  add('raised', align === null ? null : align === 'superscript')
  add('lowered', align === null ? null : align === 'subscript')
}

/** Where the words of a paragraph begin, in twentieths of a point. */
export function indentOf(properties: XmlElement | null): number | null {
  const attributes = childOf(properties, 'w:ind')?.attributes
  return numberOf(attributes?.['w:start'] ?? attributes?.['w:left'] ?? null)
}

export function numberOf(value: string | null): number | null {
  const number = value === null || value === '' ? Number.NaN : Number(value)
  return Number.isFinite(number) ? number : null
}
