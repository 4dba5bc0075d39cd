/** Paragraphs and tables of Word → nodes as they stand. */
import type { RichNode } from '../../model/workshop.ts'
import { BlockSequence, leadingBox, type ListPlace } from '../board/block-sequence.ts'
import { childOf, elementsOf, type XmlElement, type XmlNode } from '../xml/read-xml.ts'
import { alternative } from './drawings.ts'
import { DocxRuns, type RunContext } from './docx-runs.ts'
import { docxTable } from './docx-tables.ts'
import type { DocxNumbering } from './numbering.ts'
import { toggleOf, valueOf } from './package.ts'
import { indentOf, numberOf } from './styles.ts'

/** Where a level of a list stands that does not say it, in twentieths of a point. */
const indentPerLevel = 360

export type BlockContext = Omit<RunContext, 'readBoxes'> & { readonly numbering: DocxNumbering }

export class DocxBlocks {
  readonly #context: BlockContext
  readonly #runs: DocxRuns

  constructor(context: BlockContext) {
    this.#context = context
    this.#runs = new DocxRuns({ ...context, readBoxes: (content) => [{ type: 'block', content: this.read(content) }] })
  }

  /** The blocks in a body, a cell, a note or a text box. */
  read(parent: XmlElement): RichNode[] {
    const sequence = new BlockSequence()
    this.#fill(parent, sequence)
    return sequence.finish()
  }

  #fill(parent: XmlElement, sequence: BlockSequence): void {
    for (const element of joinedParagraphs(elementsOf(parent))) this.#add(element, sequence)
  }

  #add(element: XmlElement, sequence: BlockSequence): void {
    switch (element.name) {
      case 'w:p':
        return this.#paragraph(element, sequence)
      case 'w:tbl':
        return sequence.add(docxTable(element, (cell) => this.read(cell)), indentOfTable(element))
      case 'w:sdt': {
        const content = childOf(element, 'w:sdtContent')
        if (content) this.#fill(content, sequence)
        return
      }
      case 'w:customXml':
      case 'w:ins':
      case 'w:moveTo':
        return this.#fill(element, sequence)
      case 'mc:AlternateContent':
        for (const child of alternative(element)) this.#add(child, sequence)
        return
      case 'w:altChunk':
        this.#context.collector.note('object-left-out', 'altChunk')
        return
      case 'm:oMathPara':
      case 'm:oMath':
        return sequence.add({ type: 'paragraph', content: this.#runs.inlines({ ...element, children: [element] }, []) })
      default:
    }
  }

  #paragraph(element: XmlElement, sequence: BlockSequence): void {
    const { styles } = this.#context
    const properties = childOf(element, 'w:pPr')
    const style = styles.paragraph(valueOf(properties, 'w:pStyle'))
    const outline = numberOf(valueOf(properties, 'w:outlineLvl'))
    const heading = outline !== null && outline >= 0 && outline <= 8 ? Math.min(outline + 1, 6) : outline === 9 ? null : style.heading
    this.#runs.checkbox = null
    const found = this.#runs.line(element, style.isHidden)
    const { checkbox } = this.#runs
    const dir = toggleOf(properties, 'w:bidi') ?? style.isRtl ? 'rtl' : null
    const indent = indentOf(properties) ?? style.indent
    const isEmpty = found.length === 0
    // A line that was struck out whole, or is hidden, stands nowhere, and counts for nothing.
    if (isEmpty && (style.isHidden || isMarkDeleted(properties))) return
    // Numbered headings are no items of a list, but they count, and what is numbered below them begins anew.
    const place = this.#place(properties, style)
    if (heading !== null) {
      if (!isEmpty) sequence.add({ type: 'heading', attrs: { level: heading, dir }, content: found.map(withoutBold) })
      return
    }
    if (style.role === 'code') return sequence.addTo('codeBlock', found)
    const paragraph = (content: readonly RichNode[]): RichNode => ({ type: 'paragraph', attrs: { dir }, content })
    if (style.role === 'quote') return sequence.addTo('blockquote', [paragraph(found)])
    const box = checkbox !== null || place?.kind === 'bullet' ? leadingBox(found) : null
    if (box) {
      const isChecked = checkbox ?? box.isChecked
      return sequence.addItem([paragraph(box.rest)], { kind: 'task', list: 'task', level: 0, indent: indent ?? indentPerLevel, type: null, number: 1, ...(place && { level: place.level, indent: place.indent }), isChecked })
    }
    if (place) return sequence.addItem([paragraph(found)], place)
    if (isEmpty && childOf(childOf(properties, 'w:pBdr'), 'w:bottom')) return sequence.add({ type: 'horizontalRule' })
    // An empty line ends nothing: authors put them between items.
    if (!isEmpty) sequence.add(paragraph(found), indent)
  }

  #place(properties: XmlElement | null, style: { readonly numId: string | null; readonly level: number | null }): ListPlace | null {
    const direct = childOf(properties, 'w:numPr')
    const numId = valueOf(direct, 'w:numId') ?? style.numId
    if (numId === null) return null
    const level = numberOf(valueOf(direct, 'w:ilvl')) ?? style.level ?? 0
    const format = this.#context.numbering.level(numId, level)
    if (!format) return null
    const number = this.#context.numbering.next(numId, level)
    return { kind: format.kind, list: numId, level, indent: indentOf(properties) ?? format.indent ?? indentPerLevel * (level + 1), type: format.type, number, isChecked: false }
  }
}

/** Whether the end of the paragraph was struck out, or moved elsewhere, and nobody confirmed it. */
function isMarkDeleted(properties: XmlElement | null): boolean {
  const mark = childOf(properties, 'w:rPr')
  return childOf(mark, 'w:del') !== null || childOf(mark, 'w:moveFrom') !== null
}

/** A paragraph whose end was struck out goes on with the next one, which gives both its form. */
function joinedParagraphs(elements: readonly XmlElement[]): readonly XmlElement[] {
  const joined: XmlElement[] = []
  /** Of paragraphs that go on. */
  let contents: XmlNode[] = []
  for (const [index, element] of elements.entries()) {
    if (element.name !== 'w:p') {
      joined.push(element)
      continue
    }
    const properties = childOf(element, 'w:pPr')
    for (const child of element.children) if (child !== properties) contents.push(child)
    if (isMarkDeleted(properties) && nextShown(elements, index)?.name === 'w:p') continue
    joined.push({ ...element, children: properties ? [properties, ...contents] : contents })
    contents = []
  }
  return joined
}

/** Between two paragraphs, and nothing that anybody sees. */
const marker = /^w:(?:bookmark|proofErr|perm|comment|moveFromRange|moveToRange|customXml\w+Range)/

function nextShown(elements: readonly XmlElement[], index: number): XmlElement | undefined {
  let next = index + 1
  while (marker.test(elements[next]?.name ?? '')) next += 1
  return elements[next]
}

function withoutBold(node: RichNode): RichNode {
  return node.marks ? { ...node, marks: node.marks.filter(({ type }) => type !== 'bold') } : node
}

function indentOfTable(table: XmlElement): number | null {
  return numberOf(childOf(childOf(table, 'w:tblPr'), 'w:tblInd')?.attributes['w:w'] ?? null)
}
