/**
 * Minutes → Typst source for the PDF: tagged, with bookmarks, and the same bytes every time. The source reads nothing but the
 * image files that come with it.
 */
import type { Labels } from '../../minutes/labels.ts'
import { textDirection } from '../../minutes/direction.ts'
import { labelsFor } from '../../minutes/labels-for.ts'
import type { Block, Cell, CitationNumber, Direction, Fact, Inline, Mark, Minutes, MinutesPart, OutcomeEntry, TableBlock } from '../../minutes/minutes.ts'
import { assertNever } from '../../util/assert-never.ts'
import { accentOf, type Accent } from '../accent.ts'
import { blockText, inlineText } from '../block-text.ts'
import { cellsWithColumns, columnWeights, listIndentEms } from '../columns.ts'
import { besideLabel, leadingDirection, tableDirection } from '../directions.ts'
import { logoSize } from '../pictures/figure-size.ts'
import { readImage, type ImageInfo } from '../pictures/image.ts'
import { imageFile, imageShell, isShownByTypst, shellFile, sizeAsSeen, typstFormat } from './typst-image.ts'
import { footerLines, logoOf } from '../letterhead.ts'
import { MissingImages, type Images, type Rendered } from '../rendered.ts'
import { typstTemplate } from './typst-template.ts'
import { codeEms, pdfAddress, pieceLength, typstCode, typstString, typstText, type TextPlace } from './typst-text.ts'

export type TypstSource = {
  readonly main: string
  /** The shells of images that the source asks for, by file name (`typst-image.ts`). The images themselves are asked for by `imageFile`. */
  readonly shells: ReadonlyMap<string, string>
}

const minPartsForContents = 4
const textWidthPt = 459
/** Sizes of the letters (`typst-template.ts`): of the text, of the headings by level, and of smaller things. */
const textSizePt = 10.5
const headingSizesPt = [23, 15, 12.5, 11]
const headerSizePt = 8
const cellSizePt = 9.5
const headerCellSizePt = 8.5
const codeSizePt = 8.5
/** What the template takes of a line: for a quotation around it, for the names of facts, inside a box and a cell. */
const quoteIndentPt = 34
const termWidthPt = 116
const outcomePaddingPt = 24
const codePaddingPt = 18
const cellPaddingPt = 12
const maxImageHeightPt = 560
const maxLogoHeightPt = 54
/** Paragraphs up to this long are never torn apart by a page break. */
const maxKeptCharacters = 900
/** Lists and quotations deeper than this are set without further indents: Typst gives up on some twenty, and the page is full. */
const maxNesting = 8

/** Of `images` the beginning is enough, by which kind and size are known. */
export function renderTypst(minutes: Minutes, images: Images): Rendered<TypstSource> {
  const writer = new TypstWriter(minutes, images)
  const main = writer.document()
  return { content: { main, shells: writer.shells }, missing: writer.missing.names }
}

class TypstWriter {
  readonly missing = new MissingImages()
  readonly shells = new Map<string, string>()
  readonly #minutes: Minutes
  readonly #images: Images
  readonly #labels: Labels
  #direction: Direction
  #isInCell = false
  #nesting = 0
  /** Of the line that is written. */
  #widthPt = textWidthPt
  #sizePt = textSizePt

  constructor(minutes: Minutes, images: Images) {
    this.#minutes = minutes
    this.#images = images
    this.#labels = labelsFor(minutes.language).labels
    this.#direction = minutes.direction
  }

  document(): string {
    const { title, titleDirection, direction, parts, cover, statusLine, proof } = this.#minutes
    const pageLabel = this.#labels.page('\u0001', '\u0001').split('\u0001')
    const options = [
      `lang: ${typstString(this.#language())}`,
      `dir: ${direction}`,
      `title: ${typstString(title)}`,
      `running-title: ${this.#fitted(this.#widthPt, headerSizePt, () => this.#text(title))}`,
      `status: ${typstString(statusLine)}`,
      `keywords: ${proof === undefined ? '()' : `(${typstString(`Minuta version ${proof.version}`)}, ${typstString(proof.fingerprint)})`}`,
      `footer: (${footerLines(this.#minutes).map((line) => `(${textDirection(line) ?? direction}, ${this.#text(line)}),`).join(' ')})`,
      `title-dir: ${titleDirection ?? direction}`,
      `authors: ${cover === null || cover.kicker === '' ? '()' : `(${typstString(cover.kicker)},)`}`,
      `page-label: (${pageLabel.map((piece) => typstString(piece)).join(', ')})`,
      `contents: ${parts.length < minPartsForContents ? 'none' : typstString(this.#labels.contents)}`,
      `cover: {\n${this.#cover()}\n}`,
    ]
    return `${coloured(typstTemplate, accentOf(this.#minutes.letterhead))}\n#show: minutes.with(\n${options.join(',\n')}\n)\n#{\n${parts.map((part) => this.#part(part)).join('\n')}\n}\n`
  }

  /** Most of the text is the record's, so its language wins where Typst knows such a thing. */
  #language(): string {
    const primary = this.#minutes.contentLanguage.toLowerCase().split('-')[0] ?? ''
    return /^[a-z]{2,3}$/.test(primary) ? primary : this.#minutes.language
  }

  #cover(): string {
    const { cover, title, titleDirection, statusLine } = this.#minutes
    const typeAndStatus = [cover?.documentType ?? '', statusLine].filter((part) => part !== '').join(' · ')
    const status = `block(below: 13pt, tool(size: 9pt, fill: accent, weight: 600, ${typstString(typeAndStatus)}))`
    const heading = this.#within(titleDirection, () => `head(1, ${this.#direction}, ${this.#fitted(this.#widthPt, headingSize(1), () => this.#text(title))})`)
    const logo = this.#logo()
    if (cover === null) return `${logo}\n${status}\n${heading}`
    return [
      logo,
      cover.kicker === '' ? '' : `block(below: 9pt, tool(size: 9pt, ${this.#text(cover.kicker)}))`,
      status,
      heading,
      cover.subtitle === '' ? '' : `block(above: 13pt, below: 14pt, text(size: 12.5pt, fill: ink2, ${this.#text(cover.subtitle)}))`,
      cover.facts.length === 0 ? '' : `hairline\n${this.#facts('', cover.facts)}`,
      this.#blocks(cover.linking),
    ]
      .filter((line) => line !== '')
      .join('\n')
  }

  #logo(): string {
    const logo = logoOf(this.#minutes, this.#images, this.missing, isShownByTypst)
    if (logo === null) return ''
    const size = logoSize(logo.image)
    return `block(below: 20pt, image(${this.#imageSource(logo.blob, logo.image)}, alt: ${typstString(logo.alt)}, ${size === null ? `height: ${points(maxLogoHeightPt)}` : `width: ${points(size.width * 0.75)}`}))`
  }

  #part(part: MinutesPart): string {
    const heading = this.#within(part.direction, () => `part-head(${this.#direction}, ${typstString(part.number)}, ${this.#fitted(this.#widthPt, headingSize(2), () => this.#text(part.title))})`)
    return [heading, this.#blocks(part.linking), this.#blocks(part.blocks)].filter((line) => line !== '').join('\n')
  }

  #blocks(blocks: readonly Block[]): string {
    return blocks.map((block) => this.#block(block)).join('\n')
  }

  #block(block: Block): string {
    switch (block.kind) {
      case 'heading':
        return this.#within(block.direction, () => `head(${block.level}, ${this.#direction}, ${spoken(block.language, this.#fitted(this.#widthPt, headingSize(block.level), () => this.#inlines(block.inlines)))})`)
      case 'paragraph': {
        if (block.style === 'meta') return `meta(${this.#inlines(block.inlines)})`
        const isKept = inlineText(block.inlines).length <= maxKeptCharacters
        return this.#cited(block.number, this.#within(block.direction, () => `para(${this.#direction}, ${isKept}, ${spoken(block.language, this.#inlines(block.inlines))})`))
      }
      case 'list':
        return this.#cited(block.number, this.#nested(listIndentEms(block) * this.#sizePt, () => this.#list(block), block.items.flatMap((item) => item.blocks)))
      case 'quote':
        return this.#cited(block.number, this.#nested(quoteIndentPt, () => this.#quote(block), block.blocks))
      case 'code':
        return this.#code(block.text)
      case 'rule':
        return 'hairline'
      case 'figure':
        return this.#figure(block)
      case 'table':
        return this.#table(block)
      case 'facts':
        return this.#facts(block.title, block.facts)
      case 'confidential':
        return `confidential(${typstString(block.label)}, {${this.#blocks(block.blocks)}})`
      case 'outcomes':
        return `outcomes((${this.#fitted(this.#widthPt - outcomePaddingPt, this.#sizePt, () => block.entries.map((entry) => `${this.#outcome(entry)},`).join('\n'))}))`
      default:
        return assertNever(block, 'block')
    }
  }

  /** What is cited by a number, with that number in the margin. */
  #cited(number: CitationNumber, code: string): string {
    return number === null ? code : `cited(${this.#minutes.direction}, ${typstString(String(number))}, {${code}})`
  }

  /** What `render` makes, that much further in, or `content` alone where it would lie too deep. */
  #nested(indentPt: number, render: () => string, content: readonly Block[]): string {
    if (this.#nesting >= maxNesting) return this.#blocks(content)
    this.#nesting += 1
    try {
      return this.#fitted(this.#widthPt - indentPt, this.#sizePt, render)
    } finally {
      this.#nesting -= 1
    }
  }

  #code(text: string): string {
    const lineEms = (this.#widthPt - codePaddingPt) / codeSizePt
    return `code-block(${Math.floor(lineEms / codeEms)}, ${pieceLength(lineEms)}, raw(block: true, ${typstString(text)}))`
  }

  #list({ style, numbering, start, items }: Extract<Block, { kind: 'list' }>): string {
    return this.#within(leadingDirection(items.flatMap((item) => item.blocks)), () => {
      const bodies = items.map(({ isChecked, blocks }) => (isChecked === null ? `{${this.#listItem(blocks)}},` : `${this.#task(isChecked, blocks)},`)).join('\n')
      switch (style) {
        case 'bullet':
          return `item-list(${this.#direction}, (${bodies}))`
        case 'number':
          return `item-enum(${this.#direction}, ${start}, ${typstString(`${numbering ?? '1'}.`)}, (${bodies}))`
        case 'task':
          return `task-list(${this.#direction}, (${bodies}))`
        default:
          return assertNever(style, 'list style')
      }
    })
  }

  #listItem(blocks: readonly Block[]): string {
    return blocks.length === 0 ? '[]' : this.#blocks(blocks)
  }

  #task(isChecked: boolean, blocks: readonly Block[]): string {
    const [first, ...rest] = blocks
    const isText = first?.kind === 'paragraph'
    const remaining = isText ? rest : blocks
    return `task(${this.#direction}, ${isChecked}, ${isText ? this.#inlines(first.inlines) : '[]'}, ${remaining.length === 0 ? 'none' : `{${this.#blocks(remaining)}}`})`
  }

  #quote({ blocks, attribution, label }: Extract<Block, { kind: 'quote' }>): string {
    return this.#within(leadingDirection(blocks), () => {
      const source = [attribution === '' ? '' : `— ${attribution}`, label].filter((part) => part !== '').join('  ')
      return `quotation(${this.#direction}, ${source === '' ? 'none' : this.#text(source)}, {${this.#blocks(blocks)}})`
    })
  }

  #figure({ number, blob, name, alt, caption, widthPx, notes = [] }: Extract<Block, { kind: 'figure' }>): string {
    const label = `${this.#labels.section.figure} ${number}`
    const captionText = this.#text(caption === '' ? label : `${label}${this.#labels.punctuation.colon}${besideLabel(caption, this.#direction)}`)
    const below = notes.length === 0 ? '' : `, notes: ${this.#facts('', notes, `, above: 0.8em${this.#isInCell ? ', terms: auto' : ''}`)}`
    const bytes = this.#images.get(blob)
    const image = bytes === undefined ? null : readImage(bytes)
    if (bytes === undefined || image === null || !isShownByTypst(image)) {
      this.missing.add(name)
      return `missing(${this.#text(this.#labels.missingImage(name))}, ${captionText}${below})`
    }
    const description = [alt, caption, label].find((text) => text.trim() !== '') ?? label
    return `fig(image(${this.#imageSource(blob, image)}, alt: ${typstString(description)}, ${this.#imageSize(image, widthPx)}), ${captionText}${below})`
  }

  /** File and format. */
  #imageSource(blob: string, image: ImageInfo): string {
    const shell = imageShell(blob, image)
    if (shell === null) return `${typstString(imageFile(blob, image))}, format: ${typstString(typstFormat(image))}`
    this.shells.set(shellFile(blob), shell)
    return `${typstString(shellFile(blob))}, format: "svg"`
  }

  #imageSize(image: ImageInfo, widthPx: number | null): string {
    if (this.#isInCell) return 'width: 100%'
    const seen = sizeAsSeen(image)
    const wanted = Math.min(textWidthPt, (widthPx ?? seen?.width ?? Infinity) * 0.75)
    if (seen === null) return `width: ${points(wanted)}`
    return `width: ${points(Math.min(wanted, (maxImageHeightPt * seen.width) / seen.height))}`
  }

  #table(table: TableBlock): string {
    const { caption, headerRowCount, rows } = table
    const shares = columnWeights(table).map((weight) => Math.max(1, Math.round(weight * 10)))
    const columns = shares.map((share) => `${share}fr`)
    const sharePt = this.#widthPt / shares.reduce((sum, share) => sum + share, 0)
    const places = cellsWithColumns(table).values()
    const captionText = this.#text(caption)
    return this.#within(tableDirection(table, this.#direction), () => {
      const wasInCell = this.#isInCell
      this.#isInCell = true
      const written = rows.map((cells) => `(${cells.map((cell) => {
        const { column = 0 } = places.next().value ?? {}
        const widthPt = shares.slice(column, column + cell.colspan).reduce((sum, share) => sum + share * sharePt, -cellPaddingPt)
        return `${this.#fitted(widthPt, cell.isHeader ? headerCellSizePt : cellSizePt, () => this.#cell(cell))},`
      }).join(' ')}),`)
      this.#isInCell = wasInCell
      const list = (lines: readonly string[]): string => `(${lines.join('\n')})`
      return `grid-table(${this.#direction}, ${captionText}, (${columns.join(', ')},), ${list(written.slice(0, headerRowCount))}, ${list(written.slice(headerRowCount))})`
    })
  }

  #cell({ isHeader, colspan, rowspan, blocks }: Cell): string {
    return this.#within(leadingDirection(blocks), () => {
      const content = blocks.length === 0 ? '[]' : `{${this.#blocks(blocks)}}`
      const isKept = blockText(blocks).length <= maxKeptCharacters
      const options = [`colspan: ${colspan}`, `rowspan: ${rowspan}`, ...(isKept ? ['breakable: false'] : [])]
      return `table.cell(${options.join(', ')}, ${isHeader ? `th(${content})` : content})`
    })
  }

  /** `options`: named arguments of the template, each with a comma before it. */
  #facts(title: string, facts: readonly Fact[], options = ''): string {
    const widthPt = this.#isInCell ? this.#widthPt / 2 : this.#widthPt - termWidthPt
    const rows = facts.map(({ term, blocks }) => `(${typstString(term)}, {${this.#fitted(widthPt, this.#sizePt, () => this.#blocks(blocks))}}),`)
    return `facts(${this.#direction}, ${typstString(title)}, (${rows.join('\n')})${options})`
  }

  #outcome({ kindName, label, number, inlines, direction, language, fields }: OutcomeEntry): string {
    const title = typstString([kindName, label].filter((part) => part !== '').join(' '))
    const body = this.#within(direction, () => `para(${this.#direction}, true, ${spoken(language, this.#inlines(inlines))})`)
    const values = fields.map(({ term, value }) => `${this.#text(term + this.#labels.punctuation.colon)} + ${this.#text(besideLabel(value, this.#direction))},`)
    return this.#cited(number, `outcome(${title}, ${body}, (${values.join('\n')}))`)
  }

  #inlines(inlines: readonly Inline[]): string {
    const pieces = inlines.map((inline) =>
      inline.kind === 'break' ? 'linebreak()' : `(${inline.marks.reduceRight(wrapMark, this.#runText(inline.text, inline.marks))})`,
    )
    return pieces.length === 0 ? '[]' : pieces.join(' + ')
  }

  #runText(text: string, marks: readonly Mark[]): string {
    return marks.some((mark) => mark.kind === 'code') ? typstCode(text, this.#place()) : this.#text(text)
  }

  #text(text: string): string {
    return typstText(text, this.#place())
  }

  #place(): TextPlace {
    return { isInCell: this.#isInCell, isRtl: this.#direction === 'rtl', lineEms: this.#widthPt / this.#sizePt }
  }

  /** Writes something whose lines are that wide, in letters of that size. */
  #fitted(widthPt: number, sizePt: number, write: () => string): string {
    const outer = [this.#widthPt, this.#sizePt] as const
    this.#widthPt = widthPt
    this.#sizePt = sizePt
    const written = write()
    ;[this.#widthPt, this.#sizePt] = outer
    return written
  }

  /** Writes something whose text runs in `direction`; null follows the surroundings. */
  #within(direction: Direction | null, write: () => string): string {
    const outer = this.#direction
    this.#direction = direction ?? outer
    const written = write()
    this.#direction = outer
    return written
  }
}

/** The template with another accent: its text is constant, so that the two definitions are found. */
function coloured(template: string, { strong, weak }: Accent): string {
  return template.replace(/(?<=#let accent = rgb\(")[^"]*/, strong).replace(/(?<=#let accent-weak = rgb\(")[^"]*/, weak)
}

/** `code` in another language than what stands around it. */
function spoken(language: string | undefined, code: string): string {
  return language === undefined || !/^[a-z]{2,3}$/.test(language) ? code : `text(lang: ${typstString(language)}, ${code})`
}

function headingSize(level: number): number {
  return headingSizesPt[level - 1] ?? textSizePt
}

function points(value: number): string {
  return `${Math.round(value * 100) / 100}pt`
}

function wrapMark(code: string, mark: Mark): string {
  switch (mark.kind) {
    case 'bold':
      return `strong(${code})`
    case 'italic':
      return `emph(${code})`
    case 'underline':
      return `underline(${code})`
    case 'strike':
      return `strike(${code})`
    case 'highlight':
      return `highlight(fill: mark-fill, ${code})`
    case 'link':
      return `link(${typstString(pdfAddress(mark.href))}, ${code})`
    case 'code':
      return code
    default:
      return assertNever(mark, 'mark')
  }
}
