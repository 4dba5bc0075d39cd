/**
 * Minutes → GitHub-flavoured Markdown in one file. Tables with merged cells, or with more than text in a cell, and lists that count
 * in letters or Roman numbers are written as HTML, which Markdown allows; images are embedded as data: URIs at the end of the file, so that the text on top stays
 * readable and nothing can get lost on the way.
 */
import { labelsFor } from '../../minutes/labels-for.ts'
import type { Labels } from '../../minutes/labels.ts'
import type { Block, Cell, CitationNumber, Direction, Fact, Minutes, MinutesPart, OutcomeEntry, TableBlock } from '../../minutes/minutes.ts'
import { assertNever } from '../../util/assert-never.ts'
import { htmlBlock } from '../html/html.ts'
import { imagePlace, withImages } from '../pictures/embedded-images.ts'
import { readImage } from '../pictures/image.ts'
import { markdownInlines } from './markdown-inlines.ts'
import { codeBlock, escapeInline, guardLineStart, joinLines } from './markdown-text.ts'
import { MissingImages, type Images, type Rendered } from '../rendered.ts'

export function renderMarkdown(minutes: Minutes, images: Images): Rendered<string> {
  const { content, missing } = markdownWithPlaces(minutes, images)
  return { content: withImages(content, images), missing }
}

/** The same with places for the images (see embedded-images.ts), of which `heads` need to hold no more than the beginning. */
export function markdownWithPlaces(minutes: Minutes, heads: Images): Rendered<string> {
  const writer = new MarkdownWriter(minutes, heads)
  return { content: writer.document(), missing: writer.missing.names }
}

/** Nobody sees it; whoever imports the minutes again knows by it which numbers are theirs (IM8). */
const writtenBy = '<!-- Minuta -->'

class MarkdownWriter {
  readonly missing = new MissingImages()
  readonly #minutes: Minutes
  readonly #images: Images
  readonly #labels: Labels
  /** Link reference definitions of the embedded images, printed last. */
  readonly #definitions: string[] = []
  #surroundings: Direction

  constructor(minutes: Minutes, images: Images) {
    this.#minutes = minutes
    this.#images = images
    this.#labels = labelsFor(minutes.language).labels
    this.#surroundings = minutes.direction
  }

  document(): string {
    const { parts, direction, proof } = this.#minutes
    const pieces = [this.#header(), ...parts.map((part) => this.#part(part))]
    const text = joinBlocks(pieces)
    // Whatever shows Markdown begins on the left unless it is told otherwise.
    const directed = direction === 'rtl' ? `<div dir="rtl">\n\n${text}\n\n</div>` : text
    const proofComment = proof === undefined ? '' : `<!-- minuta-proof ${proof.text} -->`
    return `${joinBlocks([directed, this.#definitions.join('\n'), writtenBy, proofComment])}\n`
  }

  #header(): string {
    const { cover, title, statusLine } = this.#minutes
    const documentType = cover?.documentType ?? ''
    // Apart from the words: the status goes on changing when they are frozen, and is not part of what is sealed.
    const status = statusLine === '' ? '' : `<span>${documentType === '' ? '' : ' · '}${escapeInline(statusLine)}</span>`
    return joinBlocks([
      ...(cover === null ? [] : [line(cover.kicker)]),
      `${line(documentType)}${status}`,
      `# ${headingText(title)}`,
      ...(cover === null ? [] : [line(cover.subtitle), this.#facts(cover.facts), this.#blocks(cover.linking)]),
    ])
  }

  #part(part: MinutesPart): string {
    const number = part.number === '' ? '' : `${escapeInline(part.number)}\u2003`
    return joinBlocks([`## ${number}${headingText(part.title)}`, this.#blocks(part.linking), this.#blocks(part.blocks)])
  }

  #blocks(blocks: readonly Block[]): string {
    const pieces: string[] = []
    for (const [index, block] of blocks.entries()) {
      // Two lists in a row would be read as one.
      if (block.kind === 'list' && blocks[index - 1]?.kind === 'list') pieces.push('<!-- -->')
      pieces.push(this.#block(block))
    }
    return joinBlocks(pieces)
  }

  #block(block: Block): string {
    switch (block.kind) {
      case 'heading':
        return this.#directed(block.direction, () => `${'#'.repeat(block.level)} ${guardHeadingEnd(markdownInlines(block.inlines, '<br>'))}`)
      case 'paragraph':
        return this.#directed(block.direction, () => `${cite(block.number)}${markdownInlines(block.inlines, '\\\n')}`)
      case 'list':
        return this.#directed(commonDirection(block.items.flatMap((item) => item.blocks)), () => this.#list(block))
      case 'quote': {
        const source = [cite(block.number).trim(), block.attribution === '' ? '' : `— ${oneLine(block.attribution)}`, block.label === '' ? '' : `**${oneLine(block.label)}**`]
        return this.#directed(commonDirection(block.blocks), () => quoted(joinBlocks([this.#blocks(block.blocks), source.filter((part) => part !== '').join(' ')])))
      }
      case 'code':
        return codeBlock(block.text, block.language)
      case 'rule':
        // Not "---": behind the marker of an item, both together would be one rule.
        return '***'
      case 'figure':
        return this.#figure(block)
      case 'table':
        return this.#table(block)
      case 'facts':
        return joinBlocks([block.title === '' ? '' : `**${oneLine(block.title)}**`, this.#facts(block.facts)])
      case 'confidential':
        return quoted(joinBlocks([`**${oneLine(block.label)}**`, this.#blocks(block.blocks)]))
      case 'outcomes':
        return quoted(joinBlocks(block.entries.map((entry) => this.#outcome(entry))))
      default:
        return assertNever(block, 'block')
    }
  }

  /** Blocks that run against their surroundings say so in HTML: Markdown itself has no word for it. */
  #directed(direction: Direction | null, markdown: () => string): string {
    if (!this.#runsAgainst(direction)) return markdown()
    const outer = this.#surroundings
    this.#surroundings = direction
    const inner = markdown()
    this.#surroundings = outer
    return `<div dir="${direction}">\n\n${inner}\n\n</div>`
  }

  #runsAgainst(direction: Direction | null): direction is Direction {
    return direction !== null && direction !== this.#surroundings
  }

  /** Markdown counts 1, 2, 3; any other list is HTML. */
  #list(list: Extract<Block, { kind: 'list' }>): string {
    const written = list.numbering === undefined ? this.#plainList(list) : this.#html(list)
    return list.number === null ? written : `${cite(list.number).trim()}\n\n${written}`
  }

  #plainList({ style, start, items }: Extract<Block, { kind: 'list' }>): string {
    // A list that begins with another number than 1 must not follow a line of words at once: it would be read as words. Nor may one follow another,
    // nor anything the end of an element: up to the next empty line that is HTML.
    const isTight = (block: Block, index: number, blocks: readonly Block[]): boolean =>
      (index === 0 ? block.kind === 'paragraph' && !this.#runsAgainst(block.direction) : block.kind === 'list' && blocks[index - 1]?.kind !== 'list' && (block.style !== 'number' || (block.start === 1 && block.numbering === undefined)))
    const isLoose = items.some(({ blocks }) => !blocks.every(isTight))
    const lines = items.map(({ isChecked, blocks }, index) => {
      const marker = style === 'number' ? `${start + index}. ` : '- '
      const box = isChecked === null ? '' : isChecked ? '[x] ' : '[ ] '
      const content = isLoose ? this.#blocks(blocks) : blocks.map((block) => this.#block(block)).join('\n')
      // A task box needs text beside it, and block markup must not follow it on the same line.
      const opensBlock = blocks[0] !== undefined && blocks[0].kind !== 'paragraph'
      const body = box !== '' && opensBlock ? `${box}\u00A0\n\n${content}` : box + content
      return marker + indentRest(body, marker.length)
    })
    return lines.join(isLoose ? '\n\n' : '\n')
  }

  #figure({ number, blob, name, alt, caption, notes = [] }: Extract<Block, { kind: 'figure' }>): string {
    const label = `${this.#labels.section.figure} ${number}`
    const captionLine = caption === '' ? label : `${label}${this.#labels.punctuation.colon}${caption}`
    const below = joinBlocks([line(captionLine), this.#facts(notes)])
    const bytes = this.#images.get(blob)
    const image = bytes === undefined ? null : readImage(bytes)
    if (bytes === undefined || image === null) {
      this.missing.add(name)
      return `<em class="missing">${escapeInline(`[${this.#labels.missingImage(name)}]`)}</em>\n\n${below}`
    }
    const reference = `figure-${number}`
    this.#definitions.push(`[${reference}]: ${imagePlace(blob, image.mediaType)}`)
    return `![${escapeInline(alt === '' ? label : alt).replace(/\s+/g, ' ')}][${reference}]\n\n${below}`
  }

  #table(table: TableBlock): string {
    if (!isPlainTable(table)) return this.#html(table)
    const row = (cells: readonly Cell[]): string => `| ${cells.map((cell) => tableCell(cell)).join(' | ')} |`
    const [header = [], ...body] = table.rows
    const grid = [row(header), `|${' --- |'.repeat(table.columnCount)}`, ...body.map((cells) => row(cells))].join('\n')
    return table.caption === '' ? grid : `${line(table.caption)}\n\n${grid}`
  }

  #html(block: TableBlock | Extract<Block, { kind: 'list' }>): string {
    const html = htmlBlock(block, this.#minutes, this.#images)
    for (const name of html.missing) this.missing.add(name)
    // A blank line ends an HTML block, and what follows would be read as Markdown.
    return html.content.replace(/\n\s*\n/g, '\n&#32;\n')
  }

  #facts(facts: readonly Fact[]): string {
    return facts
      .map(({ term, blocks }) => `- **${oneLine(term)}:** ${indentRest(blocks.map((block) => this.#inlineBlock(block)).join('\n'), 2)}`)
      .join('\n')
  }

  /** A block that stands behind a term: paragraphs without a wrapper of their own. */
  #inlineBlock(block: Block): string {
    return block.kind === 'paragraph' ? markdownInlines(block.inlines, '<br>') : this.#block(block)
  }

  #outcome({ kindName, label, number, inlines, fields }: OutcomeEntry): string {
    const title = `${cite(number)}**${escapeInline([kindName, label].filter((part) => part !== '').join(' '))}**`
    const values = fields.map(({ term, value }) => line(`${term}${this.#labels.punctuation.colon}${value}`.trim()))
    return joinLines([title, markdownInlines(inlines, '\\\n'), ...values])
  }
}

/** The direction that all the paragraphs among `blocks` share; null when they differ or have none. */
function commonDirection(blocks: readonly Block[]): Direction | null {
  const directions = new Set(blocks.flatMap((block) => (block.kind === 'paragraph' && block.direction !== null ? [block.direction] : [])))
  const [first] = directions
  return directions.size === 1 && first !== undefined ? first : null
}

/** Header row on top, no merged cells, nothing but text in any cell. */
function isPlainTable({ rows, headerRowCount }: TableBlock): boolean {
  return (
    headerRowCount === 1 &&
    rows.every((cells, index) =>
      cells.every(
        ({ isHeader, colspan, rowspan, blocks }) =>
          colspan === 1 && rowspan === 1 && (index === 0 || !isHeader) && blocks.every((block) => block.kind === 'paragraph'),
      ),
    )
  )
}

function tableCell({ blocks }: Cell): string {
  return blocks.map((block) => (block.kind === 'paragraph' ? markdownInlines(block.inlines, '<br>', true) : '')).join('<br>')
}

/** Raised: a bare number could be read as a list, and no mark that people set on a board looks like it. */
function cite(number: CitationNumber): string {
  return number === null ? '' : `<sup>${number}</sup> `
}

function headingText(text: string): string {
  return guardHeadingEnd(escapeInline(text.replace(/\s*\n\s*/g, ' ')))
}

/** Hashes at the end of a heading would be taken for its end mark. */
function guardHeadingEnd(markdown: string): string {
  return markdown.replace(/#+\s*$/, (hashes) => hashes.replace('#', String.raw`\#`))
}

function line(text: string): string {
  return guardLineStart(oneLine(text))
}

/** What is said on one line may have been typed on several: a second one could begin a list. */
function oneLine(text: string): string {
  return escapeInline(text.replace(/\s*\n\s*/g, ' '))
}

function joinBlocks(pieces: readonly string[]): string {
  return pieces.filter((piece) => piece !== '').join('\n\n')
}

function quoted(markdown: string): string {
  return markdown
    .split('\n')
    .map((text) => (text === '' ? '>' : `> ${text}`))
    .join('\n')
}

function indentRest(markdown: string, width: number): string {
  return markdown.replace(/\n(?=[^\n])/g, `\n${' '.repeat(width)}`)
}
