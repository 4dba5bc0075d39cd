/** Blocks of the minutes → paragraphs, lists and tables of OpenDocument. */
import type { Labels } from '../../minutes/labels.ts'
import type { Block, Cell, CitationNumber, Direction, Fact, Inline, Minutes, OutcomeEntry, TableBlock } from '../../minutes/minutes.ts'
import type { BlobId } from '../../model/ids.ts'
import { assertNever } from '../../util/assert-never.ts'
import { cellsWithColumns, columnWeights } from '../columns.ts'
import { inlineText } from '../block-text.ts'
import { besideLabel, leftToRightMark, runsAgainstLabel, tableDirection } from '../directions.ts'
import { figureSize, logoSize, roomBehind, type FigureSize } from '../pictures/figure-size.ts'
import { readImage, type ImageInfo, type Turn } from '../pictures/image.ts'
import { logoOf } from '../letterhead.ts'
import { OdtFlow, type ListPlace, type OdtList } from './odt-flow.ts'
import { cm, listIndentCm, textWidthCm } from './odt-style.ts'
import type { OdtStyles } from './odt-styles-used.ts'
import { odtInlines, odtText } from './odt-text.ts'
import { MissingImages, type Images } from '../rendered.ts'
import { xmlAttribute, xmlText } from '../xml-text.ts'

const pxPerCm = 96 / 2.54
const cellPaddingCm = 0.24

/** Where a block stands: inside a quotation, list items, a table cell. */
type Place = {
  readonly flow: OdtFlow
  readonly direction: Direction
  /** Direction of the table around, on whose side the paragraphs of its cells begin; null outside any. */
  readonly column: Direction | null
  /** Style of plain paragraphs here. */
  readonly style: string
  readonly lists: readonly ListPlace[]
  readonly widthCm: number
}

type Picture = { readonly blob: BlobId; readonly image: ImageInfo; readonly size: FigureSize; readonly name: string; readonly description: string }

export class OdtBlocks {
  readonly missing = new MissingImages()
  /** The pictures by their names in the package. */
  readonly pictures = new Map<string, BlobId>()
  readonly #flow: OdtFlow
  readonly #images: Images
  readonly #labels: Labels
  readonly #styles: OdtStyles
  readonly #top: Place
  #tableCount = 0

  constructor(minutes: Minutes, images: Images, labels: Labels, styles: OdtStyles) {
    this.#images = images
    this.#labels = labels
    this.#styles = styles
    this.#flow = this.#newFlow()
    this.#top = { flow: this.#flow, direction: minutes.direction, column: null, style: 'Text_20_body', lists: [], widthCm: textWidthCm }
  }

  /** Everything written so far. */
  end(): string {
    return this.#flow.end()
  }

  /** A block that is written already. */
  raw(xml: string): void {
    this.#flow.aside(xml)
  }

  blocks(blocks: readonly Block[], place: Place = this.#top): void {
    for (const block of blocks) this.#block(block, place)
  }

  /** One line of text in a named style. */
  line(text: string, style: string, direction: Direction | null = null): void {
    this.#paragraph(odtText(text), style, direction, this.#top)
  }

  /** What the document is, and how far it has come: the latter in a style of its own, as it is no part of what is frozen. */
  typeAndStatus(documentType: string, statusLine: string): void {
    const status = [documentType === '' || statusLine === '' ? '' : ' · ', statusLine].join('')
    const span = status === '' ? '' : `<text:span text:style-name="Document_20_Status">${odtText(status, documentType === '')}</text:span>`
    this.#paragraph(odtText(documentType) + span, 'Document_20_Type', null, this.#top)
  }

  /** A part's heading, with a bookmark for the contents; its number is coloured, and part of the heading. */
  partHeading(number: string, title: string, direction: Direction | null, bookmark: string): void {
    const numbered = number === '' ? '' : `<text:span text:style-name="Part_20_Number">${odtText(`${number}  `)}</text:span>`
    const style = this.#styles.paragraph('Heading_20_1', direction ?? this.#top.direction)
    this.#flow.aside(`<text:h text:style-name="${style}" text:outline-level="1"><text:bookmark text:name="${bookmark}"/>${numbered}${odtText(title, number === '')}</text:h>`)
  }

  facts(facts: readonly Fact[], place: Place = this.#top): void {
    for (const { term, blocks } of facts) {
      const [first, ...rest] = blocks
      const inlines = first?.kind === 'paragraph' ? first.inlines : []
      const others = first?.kind === 'paragraph' ? rest : blocks
      const mark = runsAgainstLabel(inlineText(inlines), place.direction) ? leftToRightMark : ''
      this.#paragraph(`<text:span text:style-name="Fact_20_Term">${odtText(term)}</text:span><text:tab/>${xmlText(mark)}${this.#inlines(inlines)}${xmlText(mark)}`, 'Fact', null, place)
      this.blocks(others, place)
    }
  }

  #block(block: Block, place: Place): void {
    switch (block.kind) {
      case 'heading':
        return this.#heading(block, place)
      case 'paragraph':
        if (block.number !== null) return this.#paragraph(cite(block.number) + this.#inlines(block.inlines, block.language), 'Cited', block.direction, place)
        return this.#paragraph(this.#inlines(block.inlines, block.language), block.style === 'meta' ? 'Meta' : place.style, block.direction, place)
      case 'list':
        this.#cite(block.number, place)
        return this.#list(block, place)
      case 'quote':
        this.#cite(block.number, place)
        return this.#quote(block, place)
      case 'code':
        for (const line of block.text.split('\n')) this.#paragraph(odtText(line), 'Preformatted_20_Text', 'ltr', place)
        return
      case 'rule':
        return this.#paragraph('', 'Rule', null, place)
      case 'figure':
        return this.#figure(block, place)
      case 'table':
        return this.#table(block, place)
      case 'facts':
        if (block.title !== '') this.#paragraph(odtText(block.title), 'Fact_20_Title', null, place)
        return this.facts(block.facts, place)
      case 'confidential':
        this.#paragraph(odtText(block.label), 'Confidential', null, { ...place, direction: this.#top.direction })
        this.blocks(block.blocks, place)
        return this.#paragraph('', 'Confidential_20_End', null, place)
      case 'outcomes':
        for (const entry of block.entries) this.#outcome(entry, place)
        return
      default:
        return assertNever(block, 'block')
    }
  }

  #inlines(inlines: readonly Inline[], language?: string): string {
    const words = odtInlines(inlines, this.#styles)
    return language === undefined ? words : `<text:span text:style-name="${this.#styles.language(language)}">${words}</text:span>`
  }

  #paragraph(xml: string, style: string, direction: Direction | null, place: Place): void {
    const indent = style === 'List_20_Item' ? 0 : place.lists.length * listIndentCm
    const name = this.#styles.paragraph(style, direction ?? place.direction, indent, place.column ?? direction ?? place.direction)
    place.flow.paragraph(place.lists, `<text:p text:style-name="${name}">${xml}</text:p>`)
  }

  /** The number of a block that has no first line of its own to put it before. */
  #cite(number: CitationNumber, place: Place): void {
    if (number !== null) this.#paragraph(cite(number), 'Citation', null, place)
  }

  #heading({ level, inlines, direction, language }: Extract<Block, { kind: 'heading' }>, place: Place): void {
    // The title is a title, so that the parts have level 1.
    const outline = Math.min(6, Math.max(1, level - 1))
    const name = this.#styles.paragraph(`Heading_20_${outline}`, direction ?? place.direction, place.lists.length * listIndentCm)
    place.flow.paragraph(place.lists, `<text:h text:style-name="${name}" text:outline-level="${outline}">${this.#inlines(inlines, language)}</text:h>`)
  }

  #list({ style, numbering, start, items }: Extract<Block, { kind: 'list' }>, place: Place): void {
    const list: OdtList = { kind: style, start, ...(numbering === undefined ? {} : { numbering }) }
    for (const [item, { isChecked, blocks }] of items.entries()) {
      const [first, ...rest] = blocks
      const isText = first?.kind === 'paragraph'
      const direction = (isText ? first.direction : null) ?? place.direction
      const inside: Place = { ...place, direction, lists: [...place.lists, { list, item }] }
      const box = isChecked === null ? '' : `<text:span text:style-name="Task_20_Box">${isChecked ? '☑' : '☐'}</text:span> `
      this.#paragraph(box + (isText ? this.#inlines(first.inlines, first.language) : ''), 'List_20_Item', direction, inside)
      this.blocks(isText ? rest : blocks, inside)
    }
  }

  #quote({ blocks, attribution, label }: Extract<Block, { kind: 'quote' }>, place: Place): void {
    this.blocks(blocks, { ...place, style: 'Quotations' })
    const source = [attribution === '' ? '' : `— ${attribution}`, label].filter((part) => part !== '').join('  ')
    if (source !== '') this.#paragraph(odtText(source), 'Quote_20_Source', null, place)
  }

  #figure({ number, blob, name, alt, caption, widthPx, notes = [] }: Extract<Block, { kind: 'figure' }>, place: Place): void {
    const label = `${this.#labels.section.figure} ${number}`
    const bytes = this.#images.get(blob)
    const image = bytes === undefined ? null : readImage(bytes)
    const size = image === null ? null : figureSize(image, widthPx, roomBehind(place.lists.length * listIndentCm * pxPerCm, place.widthCm * pxPerCm))
    if (image === null || size === null) {
      this.missing.add(name)
      this.#paragraph(odtText(this.#labels.missingImage(name)), 'Missing_20_Image', null, place)
    } else {
      const description = [alt, caption, label].find((text) => text.trim() !== '') ?? label
      this.#paragraph(this.#frame({ blob, image, size, name: label, description }), 'Figure', null, place)
    }
    this.#paragraph(odtText(caption === '' ? label : `${label}${this.#labels.punctuation.colon}${besideLabel(caption, place.direction)}`), 'Caption', null, place)
    this.facts(notes, place)
  }

  /** The logo of the letterhead, for the head of the first page; '' when there is none to show. */
  logo(minutes: Minutes): string {
    const logo = logoOf(minutes, this.#images, this.missing, (image) => logoSize(image) !== null)
    const size = logo === null ? null : logoSize(logo.image)
    return logo === null || size === null ? '' : this.#frame({ blob: logo.blob, image: logo.image, size, name: 'Logo', description: logo.alt })
  }

  #frame({ blob, image, size, name, description }: Picture): string {
    const file = `Pictures/${blob}.${image.type === 'jpeg' ? 'jpg' : image.type}`
    this.pictures.set(file, blob)
    const [width = 0, height = 0] = (size.isOnItsSide ? [size.height, size.width] : [size.width, size.height]).map((px) => px / pxPerCm)
    const frame = `<draw:frame draw:name="${xmlAttribute(name)}" draw:style-name="${this.#styles.picture(image.turn)}" text:anchor-type="as-char" svg:width="${cm(width)}" svg:height="${cm(height)}"${turned(image.turn, width, height)}>`
    return `${frame}<draw:image xlink:href="${file}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad" draw:mime-type="${image.mediaType}"/><svg:title>${xmlText(name)}</svg:title><svg:desc>${xmlText(description)}</svg:desc></draw:frame>`
  }

  #table(table: TableBlock, around: Place): void {
    const place: Place = { ...around, direction: tableDirection(table, around.direction) }
    const { caption, columnCount, headerRowCount, rows } = table
    const indent = place.lists.length * listIndentCm
    if (caption !== '') this.#paragraph(odtText(caption), 'Table_20_Caption', null, around)
    this.#tableCount += 1
    const name = `Table${this.#tableCount}`
    const width = Math.max(columnCount * 0.4, place.widthCm - indent)
    const weights = columnWeights(table)
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const widths = weights.map((weight) => (weight / total) * width)
    const starts = new Map(cellsWithColumns(table).map(({ cell, row, column }) => [`${row}:${column}`, cell]))
    const written = rows.map((_, row) => {
      const cells = widths.map((_, column) => {
        const cell = starts.get(`${row}:${column}`)
        if (cell === undefined) return '<table:covered-table-cell/>'
        const cellWidth = widths.slice(column, column + cell.colspan).reduce((sum, part) => sum + part, 0)
        return this.#cell(cell, place, cellWidth)
      })
      return `<table:table-row table:style-name="${this.#styles.row()}">${cells.join('')}</table:table-row>`
    })
    const header = written.slice(0, headerRowCount)
    place.flow.aside(
      [
        `<table:table table:name="${name}" table:style-name="${this.#styles.table(width, place.direction, indent)}">`,
        ...widths.map((part) => `<table:table-column table:style-name="${this.#styles.column(part)}"/>`),
        ...(header.length === 0 ? [] : ['<table:table-header-rows>', ...header, '</table:table-header-rows>']),
        ...written.slice(headerRowCount),
        '</table:table>',
        '<text:p text:style-name="After_20_Table"/>',
      ].join('\n'),
    )
  }

  #cell({ isHeader, colspan, rowspan, blocks }: Cell, place: Place, widthCm: number): string {
    const flow = this.#newFlow()
    const style = isHeader ? 'Table_20_Heading' : 'Table_20_Contents'
    this.blocks(blocks, { flow, direction: place.direction, column: place.direction, style, lists: [], widthCm: Math.max(0.5, widthCm - cellPaddingCm) })
    const content = flow.end()
    const spans = (colspan > 1 ? ` table:number-columns-spanned="${colspan}"` : '') + (rowspan > 1 ? ` table:number-rows-spanned="${rowspan}"` : '')
    const empty = `<text:p text:style-name="${style}"/>`
    return `<table:table-cell table:style-name="${this.#styles.cell(isHeader)}" office:value-type="string"${spans}>${content === '' ? empty : content}</table:table-cell>`
  }

  #outcome({ kindName, label, number, inlines, direction, language, fields }: OutcomeEntry, place: Place): void {
    this.#paragraph(`${odtText([kindName, label].filter((part) => part !== '').join(' '))}${number === null ? '' : ` <text:span text:style-name="Citation_20_Number">· ${number}</text:span>`}`, 'Outcome_20_Label', null, place)
    this.#paragraph(this.#inlines(inlines, language), 'Outcome_20_Text', direction, place)
    const values = fields.map(({ term, value }) => `${term}${this.#labels.punctuation.colon}${besideLabel(value, place.direction)}`).join('    ')
    if (values !== '') this.#paragraph(odtText(values), 'Outcome_20_Fields', null, place)
  }

  #newFlow(): OdtFlow {
    return new OdtFlow((list, start) => this.#styles.list(list, start))
  }
}

/** The citation number, hanging in the margin. */
function cite(number: number): string {
  return `<text:span text:style-name="Citation_20_Number">${number}</text:span><text:tab/>`
}

/** OpenDocument turns against the clock, around the corner at the top left, which then moves to where the picture is to be. */
function turned({ degrees }: Turn, width: number, height: number): string {
  if (degrees === 0) return ''
  const [across, down] = degrees === 90 ? [height, 0] : degrees === 180 ? [width, height] : [0, width]
  return ` draw:transform="rotate (${((-degrees * Math.PI) / 180).toFixed(6)}) translate (${cm(across)} ${cm(down)})"`
}
