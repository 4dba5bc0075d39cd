/** Paragraphs, headings, lists, tables and frames of an OpenDocument text → nodes as they stand. */
import { fromBase64 } from 'lib0/buffer'
import type { RichNode } from '../../model/workshop.ts'
import { BlockSequence, leadingBox } from '../board/block-sequence.ts'
import type { Collector } from '../board/collector.ts'
import type { Mark } from '../board/inlines.ts'
import { Notes } from '../board/notes.ts'
import { childOf, elementsOf, isXmlElement, xmlText, type XmlElement, type XmlNode } from '../xml/read-xml.ts'
import { OdtInlines } from './odt-inlines.ts'
import { odtTable } from './odt-tables.ts'
import { cssPixels, startOf, type OdtStyles } from './styles.ts'

/** Sections and indexes: what is inside stands for them. */
const transparent = new Set([
  'text:section', 'text:table-of-content', 'text:illustration-index', 'text:table-index', 'text:object-index', 'text:user-index', 'text:alphabetical-index',
  'text:bibliography', 'text:index-body', 'text:index-title', 'text:numbered-paragraph', 'draw:text-box', 'draw:page', 'office:text', 'text:note-body', 'table:table-cell',
])

export class OdtBlocks {
  readonly #styles: OdtStyles
  readonly #collector: Collector
  readonly #media: ReadonlyMap<string, Uint8Array>
  readonly #formulas: ReadonlyMap<string, XmlElement>
  readonly #notes = new Notes<'note'>()
  readonly #noteBodies = new Map<string, XmlElement>()
  readonly #inlines: OdtInlines
  /** How far each list has counted, for those that go on after other text. */
  readonly #counts = new Map<string, number>()

  /** `media` and `formulas` by the parts that the text refers to, read before. */
  constructor(styles: OdtStyles, collector: Collector, media: ReadonlyMap<string, Uint8Array>, formulas: ReadonlyMap<string, XmlElement>) {
    this.#styles = styles
    this.#collector = collector
    this.#media = media
    this.#formulas = formulas
    this.#inlines = new OdtInlines({ styles, collector, notes: this.#notes, noteBodies: this.#noteBodies, readFrame: (frame, marks) => this.#frame(frame, marks) })
  }

  /** The whole text, notes at its end. */
  text(element: XmlElement): RichNode[] {
    const nodes = this.read(element)
    return [...nodes, ...this.#notes.write((_, id) => {
      const body = this.#noteBodies.get(id)
      return body ? this.read(body) : []
    })]
  }

  /** The blocks in a text, a cell, a note or a box. */
  read(parent: XmlElement): RichNode[] {
    const sequence = new BlockSequence()
    for (const element of elementsOf(parent)) this.#add(element, sequence)
    return sequence.finish()
  }

  #add(element: XmlElement, sequence: BlockSequence): void {
    const { name, attributes } = element
    switch (name) {
      case 'text:p':
      case 'text:h':
        return this.#paragraph(element, sequence)
      case 'text:list':
        for (const node of this.#list(element, 1, undefined, false)) sequence.add(node)
        return
      case 'table:table':
        return sequence.add(odtTable(element, this.#styles, (cell) => this.read(cell)))
      case 'text:tracked-changes':
        for (const region of elementsOf(element)) if (elementsOf(region).some((change) => change.name === 'text:deletion')) this.#collector.note('deletion-left-out', '')
        return
      case 'draw:frame':
      case 'draw:g':
      case 'draw:custom-shape':
      case 'draw:rect':
      case 'draw:a':
        return sequence.add({ type: 'paragraph', content: this.#inlines.line({ name: 'text:p', attributes: {}, children: [element] }, []) })
      default:
        if (!transparent.has(name) || attributes['text:display'] === 'none') return
        for (const child of elementsOf(element)) this.#add(child, sequence)
    }
  }

  #paragraph(element: XmlElement, sequence: BlockSequence): void {
    const style = element.attributes['text:style-name']
    if (this.#styles.isHidden('paragraph', style) || elementsOf(element).some((child) => child.name === 'text:hidden-paragraph' && child.attributes['text:is-hidden'] === 'true')) return
    const names = this.#styles.names('paragraph', style)
    const dir = this.#styles.isRtl(style) ? 'rtl' : null
    const level = element.name === 'text:h' ? Math.min(Math.max(Number(element.attributes['text:outline-level'] ?? '1') || 1, 1), 6) : names.includes('title') ? 1 : null
    const content = this.#inlines.line(element, level === null ? this.#styles.paragraphMarks(style) : [])
    if (level !== null) return sequence.add({ type: 'heading', attrs: { level, dir }, content: content.map((node) => (node.marks ? { ...node, marks: node.marks.filter(({ type }) => type !== 'bold') } : node)) })
    if (names.some((name) => /^(preformatted text|source code|code)$/.test(name))) return sequence.addTo('codeBlock', content)
    const paragraph: RichNode = { type: 'paragraph', attrs: { dir }, content }
    if (names.some((name) => /^(quotations?|quote|block text|blockquote)$/.test(name))) return content.length === 0 ? undefined : sequence.addTo('blockquote', [paragraph])
    if (content.length === 0 && (names.includes('horizontal line') || this.#styles.hasRuleBelow(style))) return sequence.add({ type: 'horizontalRule' })
    sequence.add(paragraph)
  }

  /** `isContinued`: it goes on counting because the list around it does. */
  #list(element: XmlElement, level: number, inherited: string | undefined, isContinued: boolean): RichNode[] {
    const style = element.attributes['text:style-name'] ?? inherited ?? this.#styles.listOf(firstStyle(element))
    const all = elementsOf(element).filter(({ name }) => name === 'text:list-item' || name === 'text:list-header')
    const goesOn = isContinued || element.attributes['text:continue-numbering'] === 'true' || element.attributes['text:continue-list'] !== undefined
    // Numbered headings stand in lists; they are headings, and what is numbered below them are lists.
    if (all.length > 0 && all.every(isHeadings)) return all.flatMap((item) => elementsOf(item).flatMap((child) => (child.name === 'text:list' ? this.#list(child, level + 1, style, false) : this.read({ ...item, children: [child] }))))
    // What stands deeper and goes on after other text lies in items without a line of their own: they have no number, and are none here.
    const firstLine = all.findIndex((item) => !isOnlyLists(item))
    const from = !goesOn ? 0 : firstLine < 0 ? all.length : firstLine
    const items = withLines(all.slice(from))
    const deeper = all.slice(0, from).flatMap((item) => linesOf(item).flatMap((list) => this.#list(list, level + 1, style, true)))
    if (items.length === 0) return deeper
    const { kind, type, start } = this.#styles.level(style, level)
    const key = `${style ?? ''}:${level}`
    const [first] = items
    const number = startOf(first?.attributes['text:start-value']) ?? (goesOn ? (this.#counts.get(key) ?? start - 1) + 1 : start)
    this.#counts.set(key, number + items.length - 1)
    const contents = items.map((item) => this.#item(item, level, style))
    const boxes = kind === 'bullet' ? contents.map(([line]) => (line?.type === 'paragraph' ? leadingBox(line.content ?? []) : null)) : []
    if (boxes.length > 0 && boxes.every((box) => box !== null)) {
      return [...deeper, { type: 'taskList', content: contents.map(([line, ...rest], index) => ({ type: 'taskItem', attrs: { checked: boxes[index]?.isChecked ?? false }, content: [{ ...line, type: 'paragraph', content: boxes[index]?.rest ?? [] }, ...rest] })) }]
    }
    const content = contents.map((blocks) => ({ type: 'listItem', content: blocks }))
    return [...deeper, kind === 'number' ? { type: 'orderedList', attrs: { start: number, type }, content } : { type: 'bulletList', content }]
  }

  #item(item: XmlElement, level: number, style: string | undefined): RichNode[] {
    const sequence = new BlockSequence()
    for (const child of elementsOf(item)) {
      if (child.name === 'text:list') for (const node of this.#list(child, level + 1, style, false)) sequence.add(node)
      else this.#add(child, sequence)
    }
    return sequence.finish()
  }

  /** A picture, a box with text, an object with the picture that stands for it. */
  #frame(frame: XmlElement, marks: readonly Mark[]): RichNode[] {
    const alt = [childOf(frame, 'svg:desc'), childOf(frame, 'svg:title')].map((element) => (element ? xmlText(element).trim() : '')).find((words) => words !== '') ?? ''
    const nodes: RichNode[] = []
    let hasPicture = false
    for (const child of elementsOf(frame)) {
      switch (child.name) {
        case 'draw:image':
          // The same picture in several formats: the first that can be shown.
          if (hasPicture) break
          hasPicture = true
          if (this.#styles.isCropped(frame.attributes['draw:style-name'])) this.#collector.note('image-whole', alt === '' ? (frame.attributes['draw:name'] ?? '') : alt)
          nodes.push(...this.#picture(child, alt, cssPixels(frame.attributes['svg:width']), marks))
          break
        case 'draw:text-box':
          nodes.push({ type: 'block', content: this.read(child) })
          break
        case 'draw:object':
        case 'draw:object-ole': {
          const formula = childOf(child, 'mathml:math') ?? this.#formulas.get(partOf(child))
          if (formula) nodes.push({ type: 'text', text: lettersOf(formula).replaceAll(/\s+/g, ' ').trim(), marks })
          else this.#collector.note('object-left-out', alt === '' ? (frame.attributes['draw:name'] ?? '') : alt)
          break
        }
        case 'draw:frame':
        case 'draw:g':
        case 'draw:custom-shape':
        case 'draw:rect':
          nodes.push(...this.#frame(child, marks))
          break
        case 'text:p':
        case 'text:h':
        case 'text:list':
        case 'table:table':
          nodes.push({ type: 'block', content: this.read({ ...frame, children: [child] }) })
          break
        default:
      }
    }
    return nodes
  }

  #picture(image: XmlElement, alt: string, width: number | null, marks: readonly Mark[]): RichNode[] {
    const data = childOf(image, 'office:binary-data')
    const href = partOf(image)
    const name = href.split('/').at(-1) ?? ''
    if (data) {
      try {
        return this.#collector.image(fromBase64(xmlText(data).replaceAll(/\s/g, '')), name, alt, width)
      } catch {
        return this.#collector.missingImage(name, alt)
      }
    }
    if (/^https?:/i.test(href)) return this.#collector.remoteImage(href, alt, marks)
    const bytes = this.#media.get(href)
    return bytes ? this.#collector.image(bytes, name, alt, width) : this.#collector.missingImage(name, alt)
  }
}

/** What an element refers to: a part of the archive, or an address. */
export function partOf(element: XmlElement): string {
  return (element.attributes['xlink:href'] ?? '').replace(/^\.\//, '')
}

/** Of a formula, without the text that its program keeps beside it to edit it. */
function lettersOf(formula: XmlElement): string {
  return formula.children.map((child) => (isXmlElement(child) ? (child.name.startsWith('mathml:annotation') ? '' : lettersOf(child)) : child)).join('')
}

/** Whether the lines of an item are headings; lists below them may hold anything. */
function isHeadings(item: XmlElement): boolean {
  const lines = linesOf(item)
  if (isOnlyLists(item)) return lines.every((list) => elementsOf(list).every(isHeadings))
  return lines.length > 0 && lines.every(({ name }) => name === 'text:h' || name === 'text:list')
}

/** Whether an item has no line of its own. */
function isOnlyLists(item: XmlElement): boolean {
  const lines = linesOf(item)
  return lines.length > 0 && lines.every(({ name }) => name === 'text:list')
}

/** The items, what has no line of its own in the one before. */
function withLines(items: readonly XmlElement[]): readonly XmlElement[] {
  const joined: (XmlElement & { readonly children: XmlNode[] })[] = []
  for (const item of items) {
    const last = joined.at(-1)
    if (!last || !isOnlyLists(item)) joined.push({ ...item, children: [...item.children] })
    else for (const child of item.children) last.children.push(child)
  }
  return joined
}

function linesOf(item: XmlElement): readonly XmlElement[] {
  return elementsOf(item).filter(({ name }) => name !== 'text:soft-page-break')
}

function firstStyle(list: XmlElement): string | undefined {
  for (const item of elementsOf(list)) for (const child of elementsOf(item)) if (child.name === 'text:p') return child.attributes['text:style-name']
  return undefined
}
