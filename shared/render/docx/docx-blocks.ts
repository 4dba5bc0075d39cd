/** Blocks of the minutes → paragraphs and tables of Word. */
import {
  AlignmentType, BorderStyle, CheckBox, HeadingLevel, ImageRun, LevelFormat, Paragraph, Tab, Table, TableCell, TableLayoutType, TableRow, TextRun, WidthType,
  type INumberingOptions, type IParagraphOptions, type ParagraphChild,
} from 'docx'
import { languageDirection } from '../../minutes/direction.ts'
import type { Labels } from '../../minutes/labels.ts'
import type { Block, Cell, CitationNumber, Direction, Fact, Minutes, OutcomeEntry, TableBlock } from '../../minutes/minutes.ts'
import type { BlobId } from '../../model/ids.ts'
import { assertNever } from '../../util/assert-never.ts'
import { cellsWithColumns, columnWeights } from '../columns.ts'
import { inlineText } from '../block-text.ts'
import { besideLabel, leadingDirection, leftToRightMark, runsAgainstLabel, tableDirection } from '../directions.ts'
import { standIn } from './docx-package.ts'
import { barOnTheRight, color, factTermTwips, textWidthTwips, wordAccent } from './docx-style.ts'
import { plainRuns, wordRuns, type RunStyle } from './docx-text.ts'
import { figureSize, logoSize, roomBehind, turnedWithin, type FigureSize } from '../pictures/figure-size.ts'
import { readImage, type ImageInfo } from '../pictures/image.ts'
import { logoOf } from '../letterhead.ts'
import { MissingImages, type Images } from '../rendered.ts'

const headingLevels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4, HeadingLevel.HEADING_5, HeadingLevel.HEADING_6] as const
const indentTwips = 400
const maxListLevel = 8
const textWidthPx = textWidthTwips / 15

export type WordBlock = Paragraph | Table

/** Where a block stands: inside a quotation, a list item, a table cell. */
type Place = {
  readonly direction: Direction
  /** Style of plain paragraphs here; undefined is Normal. */
  readonly style?: string
  /** Depth of the list around, 0 outside any. */
  readonly listDepth: number
  /** Direction of the table around, on whose side the paragraphs of its cells begin; null outside any. */
  readonly column: Direction | null
  /** Direction of what the bar beside a paragraph belongs to; null follows the paragraph. */
  readonly bar: Direction | null
  readonly widthTwips: number
}

type NumberingConfig = INumberingOptions['config'][number]

type Counting = Pick<NumberingConfig['levels'][number], 'format' | 'start'>

const listFormats = { a: LevelFormat.LOWER_LETTER, A: LevelFormat.UPPER_LETTER, i: LevelFormat.LOWER_ROMAN, I: LevelFormat.UPPER_ROMAN } as const

type Picture = {
  readonly type: 'png' | 'jpg' | 'gif'
  readonly blob: BlobId
  readonly image: ImageInfo
  readonly size: FigureSize
  readonly name: string
  readonly description: string
}

export class DocxBlocks {
  readonly missing = new MissingImages()
  readonly #images: Images
  readonly #labels: Labels
  readonly #top: Place
  readonly #accent: string
  #listCount = 0
  #imageCount = 0
  readonly #countings = new Map<string, Counting>([['numbers-1', { start: 1, format: LevelFormat.DECIMAL }]])

  constructor(minutes: Minutes, images: Images, labels: Labels) {
    this.#images = images
    this.#labels = labels
    this.#accent = wordAccent(minutes.letterhead).strong
    this.#top = { direction: minutes.direction, listDepth: 0, column: null, bar: null, widthTwips: textWidthTwips }
  }

  /** The definitions of every list written so far. */
  numbering(): INumberingOptions {
    const levels = (level: (depth: number) => Pick<NumberingConfig['levels'][number], 'format' | 'text' | 'start'>) =>
      Array.from({ length: maxListLevel + 1 }, (_, depth) => ({
        level: depth,
        ...level(depth),
        style: { paragraph: { indent: { start: indentTwips * (depth + 1), hanging: 320 } } },
      }))
    return {
      config: [
        { reference: 'bullets', levels: levels(() => ({ format: LevelFormat.BULLET, text: '•' })) },
        ...[...this.#countings].map(([reference, counting]) => ({ reference, levels: levels((depth) => ({ ...counting, text: `%${depth + 1}.` })) })),
      ],
    }
  }

  blocks(blocks: readonly Block[], place: Place = this.#top): readonly WordBlock[] {
    return blocks.flatMap((block) => this.#block(block, place))
  }

  paragraph(text: string, style: string, direction: Direction | null = null): Paragraph {
    return this.#paragraphOf(plainRuns(text, direction ?? this.#top.direction), { ...this.#top, direction: direction ?? this.#top.direction }, { style })
  }

  /** What the document is, and how far it has come: the latter in a style of its own, as it is no part of what is frozen. */
  typeAndStatus(documentType: string, statusLine: string): Paragraph {
    const { direction } = this.#top
    const status = [documentType === '' || statusLine === '' ? '' : ' · ', statusLine].join('')
    return this.#paragraphOf([...plainRuns(documentType, direction), ...plainRuns(status, direction, { style: 'Status' })], this.#top, { style: 'DocumentType' })
  }

  /** A part's heading; its number is coloured, and part of the heading. */
  partHeading(number: string, title: string, direction: Direction | null): Paragraph {
    const place = { ...this.#top, direction: direction ?? this.#top.direction }
    const numbered = number === '' ? [] : [new TextRun({ text: `${number}  `, color: this.#accent, ...rightToLeft(place.direction) })]
    return this.#paragraphOf([...numbered, ...plainRuns(title, place.direction)], place, { heading: HeadingLevel.HEADING_1 })
  }

  facts(facts: readonly Fact[], place: Place = this.#top): readonly WordBlock[] {
    return facts.flatMap(({ term, blocks }) => {
      const [first, ...rest] = blocks
      const inlines = first?.kind === 'paragraph' ? first.inlines : []
      const others = first?.kind === 'paragraph' ? rest : blocks
      const label = new TextRun({ children: [term, new Tab()], font: 'Arial', size: 17, sizeComplexScript: 18, color: color.ink2, ...rightToLeft(place.direction) })
      const isAgainst = runsAgainstLabel(inlineText(inlines), place.direction)
      const direction = isAgainst ? 'ltr' : ((first?.kind === 'paragraph' ? first.direction : null) ?? place.direction)
      const mark = isAgainst ? plainRuns(leftToRightMark, direction) : []
      return [this.#paragraphOf([label, ...mark, ...wordRuns(inlines, direction), ...mark], place, { style: 'Fact', ...factIndent(place) }), ...this.blocks(others, place)]
    })
  }

  #block(block: Block, place: Place): readonly WordBlock[] {
    switch (block.kind) {
      case 'heading': {
        const at = { ...place, direction: block.direction ?? place.direction }
        const heading = headingLevels[Math.min(block.level, 7) - 2] ?? HeadingLevel.HEADING_6
        return [this.#paragraphOf(wordRuns(block.inlines, at.direction, spoken(block.language)), at, { heading })]
      }
      case 'paragraph': {
        const at = { ...place, direction: block.direction ?? place.direction }
        const runs = [...citeRuns(block.number), ...wordRuns(block.inlines, at.direction, spoken(block.language))]
        return [this.#paragraphOf(runs, at, { ...(block.style === 'meta' ? { style: 'Meta' } : {}), ...citeIndent(block.number) })]
      }
      case 'list':
        return [...this.#cite(block.number, place), ...this.#list(block, place)]
      case 'quote':
        return [...this.#cite(block.number, place), ...this.#quote(block, place)]
      case 'code':
        return block.text.split('\n').map((text) => this.#paragraphOf([new TextRun({ text })], { ...place, direction: 'ltr', column: null, bar: 'ltr' }, { style: 'Code' }))
      case 'rule':
        return [new Paragraph({ border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: color.line, space: 1 } } })]
      case 'figure':
        return this.#figure(block, place)
      case 'table':
        return this.#table(block, place)
      case 'facts':
        return [...(block.title === '' ? [] : [this.paragraph(block.title, 'FactTitle')]), ...this.facts(block.facts, place)]
      case 'confidential':
        return this.#confidential(block, place)
      case 'outcomes':
        return block.entries.flatMap((entry) => this.#outcome(entry, place))
      default:
        return assertNever(block, 'block')
    }
  }

  /** The number of a block that has no first line of its own to put it before. */
  #cite(number: CitationNumber, place: Place): readonly WordBlock[] {
    if (number === null) return []
    return [this.#paragraphOf(citeRuns(number), place, { ...citeIndent(number), keepNext: true, spacing: { before: 0, after: 0 } })]
  }

  #list({ style, numbering, start, items }: Extract<Block, { kind: 'list' }>, place: Place): readonly WordBlock[] {
    const level = Math.min(place.listDepth, maxListLevel)
    const inside: Place = { ...place, listDepth: place.listDepth + 1 }
    this.#listCount += 1
    const instance = this.#listCount
    const reference = style === 'number' ? `numbers-${start}${numbering === undefined ? '' : `-${numbering}`}` : 'bullets'
    if (style === 'number') this.#countings.set(reference, { start, format: numbering === undefined ? LevelFormat.DECIMAL : listFormats[numbering] })
    return items.flatMap(({ isChecked, blocks }) => {
      const [first, ...rest] = blocks
      const isText = first?.kind === 'paragraph'
      const direction = (isText ? first.direction : null) ?? place.direction
      const words = isText ? wordRuns(first.inlines, direction, spoken(first.language)) : []
      const line =
        isChecked === null
          ? this.#paragraphOf(words, { ...place, direction, listDepth: 0 }, { numbering: { reference, level, instance } })
          : this.#paragraphOf([taskBox(isChecked), new TextRun({ text: ' ' }), ...words], { ...place, direction, listDepth: 0 }, { indent: { start: indentTwips * (level + 1), hanging: 320 }, spacing: { after: 80 } })
      return [line, ...this.blocks(isText ? rest : blocks, { ...inside, direction })]
    })
  }

  #quote({ blocks, attribution, label }: Extract<Block, { kind: 'quote' }>, place: Place): readonly WordBlock[] {
    const source = [attribution === '' ? '' : `— ${attribution}`, label].filter((part) => part !== '').join('  ')
    const direction = leadingDirection(blocks) ?? place.direction
    const inside: Place = { ...place, direction, bar: direction }
    return [
      ...this.blocks(blocks, { ...inside, style: 'Quote' }),
      ...(source === '' ? [] : [this.#paragraphOf(plainRuns(source, direction), inside, { style: 'QuoteSource' })]),
    ]
  }

  /** Between two broken lines, as what stands inside may be a table. */
  #confidential({ label, blocks }: Extract<Block, { kind: 'confidential' }>, place: Place): readonly WordBlock[] {
    return [
      this.#paragraphOf(plainRuns(label, this.#top.direction), { ...place, direction: this.#top.direction }, { style: 'Confidential' }),
      ...this.blocks(blocks, place),
      this.#paragraphOf([], place, { style: 'ConfidentialEnd' }),
    ]
  }

  #figure({ number, blob, name, alt, caption, widthPx, notes = [] }: Extract<Block, { kind: 'figure' }>, place: Place): readonly WordBlock[] {
    const label = `${this.#labels.section.figure} ${number}`
    const captionLine = this.#paragraphOf(caption === '' ? plainRuns(label, place.direction) : this.#labelled(label, caption, place.direction), place, { style: 'FigureCaption' })
    const below = [captionLine, ...this.facts(notes, place)]
    const bytes = this.#images.get(blob)
    const image = bytes === undefined ? null : readImage(bytes)
    const type = image === null ? null : wordImageType(image.type)
    const room = roomForPicture(place)
    const size = image === null ? null : figureSize(image, widthPx, room)
    if (image === null || type === null || size === null) {
      this.missing.add(name)
      return [this.#paragraphOf(plainRuns(this.#labels.missingImage(name), place.direction), place, { style: 'Missing' }), ...below]
    }
    const description = [alt, caption, label].find((text) => text.trim() !== '') ?? label
    const run = this.#picture({ type, blob, image, size: turnedWithin(size, room), name: label, description })
    return [this.#paragraphOf([run], place, { keepNext: true, spacing: { before: 160, after: 0 } }), ...below]
  }

  /** The logo of the letterhead, for the head of the first page. */
  logo(minutes: Minutes): readonly ParagraphChild[] {
    const logo = logoOf(minutes, this.#images, this.missing, (image) => wordImageType(image.type) !== null && logoSize(image) !== null)
    const type = logo === null ? null : wordImageType(logo.image.type)
    const size = logo === null ? null : logoSize(logo.image)
    return logo === null || type === null || size === null ? [] : [this.#picture({ type, blob: logo.blob, image: logo.image, size, name: 'Logo', description: logo.alt })]
  }

  #picture({ type, blob, image, size, name, description }: Picture): ImageRun {
    const { isMirrored, degrees } = image.turn
    const { width, height, isOnItsSide } = size
    this.#imageCount += 1
    return new ImageRun({
      type,
      data: standIn(blob),
      // Word shows the pixels as they are stored; the turn is the drawing's, and so is its size before it.
      transformation: {
        ...(isOnItsSide ? { width: height, height: width } : { width, height }),
        ...(degrees === 0 ? {} : { rotation: degrees }),
        ...(isMirrored ? { flip: { horizontal: true } } : {}),
      },
      altText: { id: String(this.#imageCount), name, title: name, description },
    })
  }

  #table(table: TableBlock, around: Place): readonly WordBlock[] {
    const place: Place = { ...around, direction: tableDirection(table, around.direction) }
    const weights = columnWeights(table)
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const indent = indentTwips * place.listDepth
    const columnWidths = weights.map((weight) => Math.max(200, Math.floor((weight / total) * (place.widthTwips - indent))))
    const hairline = { style: BorderStyle.SINGLE, size: 4, color: color.line }
    const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
    const places = cellsWithColumns(table).values()
    const widthOf = (cell: Cell): number => {
      const { column = 0 } = places.next().value ?? {}
      return columnWidths.slice(column, column + cell.colspan).reduce((sum, width) => sum + width, 0)
    }
    const rows = table.rows.map(
      (cells, index) =>
        new TableRow({
          cantSplit: true,
          // Word and mammoth take the mere presence of the property for a header row.
          ...(index < table.headerRowCount ? { tableHeader: true } : {}),
          children: cells.map((cell) => this.#cell(cell, place, widthOf(cell))),
        }),
    )
    return [
      ...(table.caption === '' ? [] : [this.#paragraphOf(plainRuns(table.caption, around.direction), around, { style: 'Meta', keepNext: true })]),
      new Table({
        width: { size: columnWidths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
        columnWidths,
        layout: TableLayoutType.FIXED,
        // Below the words of its item, to whose side it belongs.
        ...(indent === 0 ? {} : { indent: { size: indent, type: WidthType.DXA } }),
        ...(place.direction === 'rtl' ? { visuallyRightToLeft: true } : {}),
        borders: { top: none, left: none, right: none, bottom: hairline, insideHorizontal: hairline, insideVertical: none },
        margins: { left: 90, right: 90 },
        rows,
      }),
      // Two tables with nothing between them would become one.
      new Paragraph({ spacing: { after: 120, line: 200, lineRule: 'auto' } }),
    ]
  }

  #cell({ isHeader, colspan, rowspan, blocks }: Cell, place: Place, widthTwips: number): TableCell {
    const inside: Place = { direction: place.direction, style: isHeader ? 'CellHeader' : 'Cell', listDepth: 0, column: place.direction, bar: null, widthTwips }
    const children = [...this.blocks(blocks, inside)]
    // A cell must end with a paragraph.
    if (!(children.at(-1) instanceof Paragraph)) children.push(new Paragraph({ style: 'Cell' }))
    return new TableCell({ children, ...(colspan > 1 ? { columnSpan: colspan } : {}), ...(rowspan > 1 ? { rowSpan: rowspan } : {}) })
  }

  #outcome({ kindName, label, number, inlines, direction, language, fields }: OutcomeEntry, around: Place): readonly WordBlock[] {
    const place: Place = { ...around, bar: around.direction }
    const at = { ...place, direction: direction ?? place.direction }
    const values = fields.flatMap(({ term, value }, index) => this.#labelled(`${index === 0 ? '' : '    '}${term}`, value, place.direction))
    return [
      this.#paragraphOf(
        [...plainRuns([kindName, label].filter((part) => part !== '').join(' '), place.direction), ...(number === null ? [] : [new TextRun({ style: 'Cite', text: ` · ${number}` })])], place, { style: 'OutcomeLabel' },
      ),
      this.#paragraphOf(wordRuns(inlines, at.direction, spoken(language)), at, { style: 'OutcomeText', ...(values.length > 0 ? { keepNext: true } : {}) }),
      ...(values.length === 0 ? [] : [this.#paragraphOf(values, place, { style: 'OutcomeFields' })]),
    ]
  }

  /** A label, and what it says, on one line. */
  #labelled(label: string, value: string, around: Direction): readonly ParagraphChild[] {
    const named = `${label}${this.#labels.punctuation.colon}`
    if (!runsAgainstLabel(value, around)) return plainRuns(`${named}${value}`, around)
    return [...plainRuns(named, around), ...plainRuns(besideLabel(value, around), 'ltr')]
  }

  #paragraphOf(children: readonly ParagraphChild[], place: Place, options: IParagraphOptions): Paragraph {
    const isPlain = options.style === undefined && options.heading === undefined
    const indent = place.listDepth > 0 && options.numbering === undefined ? { indent: { start: indentTwips * place.listDepth } } : {}
    const style = isPlain && options.numbering === undefined ? place.style : options.style
    return new Paragraph({
      ...(style === undefined ? {} : { style }),
      ...(place.direction === 'rtl' ? { bidirectional: true } : {}),
      ...(place.column !== null && place.column !== place.direction ? { alignment: AlignmentType.END } : {}),
      ...((place.bar ?? place.direction) === 'rtl' ? barOnTheRight(style, this.#accent) : {}),
      ...indent,
      ...options,
      children,
    })
  }
}

/** In CSS pixels; a cell has margins. */
function roomForPicture({ widthTwips, listDepth }: Place): number {
  return roomBehind((indentTwips * listDepth) / 15, Math.min(textWidthPx, widthTwips / 15 - 16))
}

/** Inside a list, values stand further in, and in a cell they leave room for themselves; anywhere else the style says where. */
function factIndent({ listDepth, column, widthTwips }: Place): Pick<IParagraphOptions, 'indent'> {
  if (listDepth === 0 && column === null) return {}
  const hanging = Math.min(factTermTwips, Math.floor(widthTwips * 0.4))
  return { indent: { start: indentTwips * listDepth + hanging, hanging } }
}

/** Words in another language than that of the document. */
function spoken(language: string | undefined): RunStyle {
  if (language === undefined) return {}
  return { language: languageDirection(language) === 'rtl' ? { bidirectional: language } : { value: language } }
}

function rightToLeft(direction: Direction): { readonly rightToLeft?: true } {
  return direction === 'rtl' ? { rightToLeft: true } : {}
}

const citeTwips = 480

/** The citation number, hanging in the margin. */
function citeRuns(number: CitationNumber): readonly ParagraphChild[] {
  return number === null ? [] : [new TextRun({ style: 'Cite', children: [String(number), new Tab()], font: 'Arial', size: 15, color: color.ink2 })]
}

function citeIndent(number: CitationNumber): IParagraphOptions {
  return number === null ? {} : { indent: { start: 0, hanging: citeTwips } }
}

/** A real check box, which can be ticked in Word. */
function taskBox(checked: boolean): CheckBox {
  return new CheckBox({ checked, checkedState: { value: '2611', font: 'Segoe UI Symbol' }, uncheckedState: { value: '2610', font: 'Segoe UI Symbol' } })
}

/** Word shows no WebP, and SVG only with a second picture for older versions. */
function wordImageType(type: string): 'png' | 'jpg' | 'gif' | null {
  switch (type) {
    case 'png':
    case 'gif':
      return type
    case 'jpeg':
      return 'jpg'
    default:
      return null
  }
}
