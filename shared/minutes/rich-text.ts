/**
 * Rich text of boards and linking text → blocks. Tolerant on purpose: boards come from other machines and other versions, and
 * whatever they hold must reach the reader. A node that is not known is printed as its text, and noticed.
 */
import { linkProtocols } from '../document/boards/board-schema.ts'
import { isMarkedConfidential } from '../document/boards/confidential.ts'
import type { BlobId } from '../model/ids.ts'
import type { RichNode } from '../model/workshop.ts'
import { beginningOf } from '../util/beginning-of.ts'
import { derivedOnce } from '../util/derived-once.ts'
import { textDirection } from './direction.ts'
import { listNumberings, type Block, type Cell, type Direction, type Fact, type Inline, type ListNumbering, type Mark } from './minutes.ts'
import { withheldBlock } from './citations.ts'
import { printable, printableLines } from './printable.ts'
import { tableGrid } from './table-grid.ts'
import { factsOf } from './text-blocks.ts'
import { withheldNumbers, type NumbersUsed } from './withheld.ts'

export type RichTextContext = {
  /** Level of the heading above: the board's own headings go below it, whatever level they have on the board. */
  readonly parentLevel: number
  /** Blocks of an outcome node. */
  readonly outcome: (node: RichNode) => Block
  /** The number of the figure that is read next. */
  readonly nextFigure: (figure: { readonly caption: string; readonly alt: string; readonly sheet: string }) => number
  /** What is told of a figure beside its caption, by the name of each thing. */
  readonly figureLabels: Readonly<Record<(typeof figureNotes)[number], string>>
  /** The caption of the table that is read next: what it is called, and its number. */
  readonly nextTable: () => string
  /** Counts over what a report leaves out. */
  readonly skip: (numbers: NumbersUsed) => void
  /** What stands above blocks that stay in the house. */
  readonly confidential: string
  readonly blobName: (blob: BlobId) => string
  readonly onUnknown: (nodeType: string) => void
  readonly onUnsafeLink: (href: string) => void
}

const maxHeadingLevel = 6
/** What is told below the caption of a figure, in this order. */
const figureNotes = ['sheet', 'takenAt', 'transcription'] as const
/** A longer description is cut for those who hear it: the transcription follows below the figure in full. */
const maxAltLength = 250

/** The blocks of `content`, in order. Blank paragraphs between them are left out; neighbouring outcomes share one box, and so do confidential blocks. */
export function richBlocks(content: readonly RichNode[], context: RichTextContext): readonly Block[] {
  return new RichTextReader(context).blocks(content)
}

/** The inline content of a node that is known to hold nothing else: the words of an outcome. */
export function richInlines(content: readonly RichNode[], context: Pick<RichTextContext, 'onUnknown' | 'onUnsafeLink'>): readonly Inline[] {
  return content.flatMap((node) => inlineNode(node, context))
}

/** Whether anything of `content` is printed at all. */
export const isAnythingPrinted = derivedOnce((content: readonly RichNode[]) => richBlocks(content, silentContext).length > 0)

/** For whoever asks what blocks are made, and not what is in them. */
export const silentContext: RichTextContext = {
  parentLevel: 1,
  outcome: () => ({ kind: 'paragraph', style: 'body', number: null, inlines: [], direction: null }),
  nextFigure: () => 0,
  figureLabels: { transcription: '', sheet: '', takenAt: '' },
  nextTable: () => '',
  skip: () => undefined,
  confidential: '',
  blobName: () => '',
  onUnknown: () => undefined,
  onUnsafeLink: () => undefined,
}

/** All text in `nodes`, as it stands. */
export function plainText(nodes: readonly RichNode[]): string {
  return nodes.map((node) => (node.type === 'hardBreak' ? '\n' : (node.text ?? plainText(node.content ?? [])))).join('')
}

class RichTextReader {
  readonly #context: RichTextContext
  /** Board levels of the headings that enclose the current place: a jump from 1 to 3 is one step, not two. */
  readonly #openLevels: number[] = []

  constructor(context: RichTextContext) {
    this.#context = context
  }

  blocks(nodes: readonly RichNode[]): readonly Block[] {
    const result: Block[] = []
    for (const block of nodes.flatMap((node) => this.#marked(node))) {
      const last = result.at(-1)
      if (block.kind === 'outcomes' && last?.kind === 'outcomes') {
        result[result.length - 1] = { kind: 'outcomes', entries: [...last.entries, ...block.entries] }
      } else if (block.kind === 'confidential' && last?.kind === 'confidential') {
        result[result.length - 1] = { ...last, blocks: [...last.blocks, ...block.blocks] }
      } else result.push(block)
    }
    return result
  }

  #marked(node: RichNode): readonly Block[] {
    const blocks = this.#block(node)
    if (blocks.length === 0 || !isMarkedConfidential(node)) return blocks
    return [{ kind: 'confidential', label: this.#context.confidential, blocks }]
  }

  #block(node: RichNode): readonly Block[] {
    const children = node.content ?? []
    switch (node.type) {
      case 'paragraph':
        return this.#paragraph(node)
      case 'heading': {
        const inlines = richInlines(children, this.#context)
        if (inlines.length === 0) return []
        return [{ kind: 'heading', level: this.#headingLevel(numberAttr(node, 'level', 1)), inlines, direction: blockDirection(node), ...blockLanguage(node) }]
      }
      case 'bulletList':
        return [{ kind: 'list', style: 'bullet', start: 1, number: null, items: children.map((item) => ({ isChecked: null, blocks: this.#item(item) })) }]
      case 'orderedList': {
        const start = Math.max(0, Math.trunc(numberAttr(node, 'start', 1)))
        return [{ kind: 'list', style: 'number', ...numbering(node), start, number: null, items: children.map((item) => ({ isChecked: null, blocks: this.#item(item) })) }]
      }
      case 'taskList':
        return [
          {
            kind: 'list',
            style: 'task',
            start: 1,
            number: null,
            items: children.map((item) => ({ isChecked: item.attrs?.['checked'] === true, blocks: this.#item(item) })),
          },
        ]
      case 'blockquote': {
        const blocks = this.blocks(children)
        return blocks.length === 0 ? [] : [{ kind: 'quote', blocks, attribution: '', label: '', number: null }]
      }
      case 'codeBlock':
        return [{ kind: 'code', text: printableLines(plainText(children)).join('\n'), language: printable(textAttr(node, 'language')) }]
      case 'horizontalRule':
        return [{ kind: 'rule' }]
      case 'image':
        return [this.#figure(node)]
      case 'table':
        return this.#table(node)
      case 'outcome':
        return [this.#context.outcome(node)]
      case 'text':
      case 'hardBreak':
        return this.#paragraph({ type: 'paragraph', content: [node] })
      default: {
        const withheld = withheldNumbers(node)
        if (withheld === null) {
          this.#context.onUnknown(node.type)
          return this.#unknown(node)
        }
        this.#context.skip(withheld)
        return Array.from({ length: withheld.statements }, () => withheldBlock)
      }
    }
  }

  #paragraph(node: RichNode): readonly Block[] {
    const inlines = richInlines(node.content ?? [], this.#context)
    const isBlank = inlines.every((inline) => inline.kind === 'break' || inline.text.trim() === '')
    return isBlank ? [] : [{ kind: 'paragraph', style: 'body', number: null, inlines, direction: blockDirection(node), ...blockLanguage(node) }]
  }

  #item(node: RichNode): readonly Block[] {
    if (node.type === 'listItem' || node.type === 'taskItem') return this.blocks(node.content ?? [])
    return this.#block(node)
  }

  #figure(node: RichNode): Block {
    const blob = printable(textAttr(node, 'blob')) as BlobId
    const caption = printable(textAttr(node, 'caption'))
    const alt = printable(textAttr(node, 'alt'))
    const width = numberAttr(node, 'width', 0)
    const notes = this.#notes(node)
    return {
      kind: 'figure',
      number: this.#context.nextFigure({ caption, alt, sheet: printable(textAttr(node, 'sheet')) }),
      blob,
      name: [printable(this.#context.blobName(blob)), caption, alt, printable(blob)].find((name) => name.trim() !== '') ?? '?',
      // What is written on a sheet is what it shows; nobody has to say it twice.
      alt: alt.trim() === '' ? printableLines(textAttr(node, 'transcription')).join(' ').trim().slice(0, maxAltLength) : alt,
      caption,
      widthPx: width > 0 ? width : null,
      ...(notes.length === 0 ? {} : { notes }),
    }
  }

  /** Which sheet it is and when it was taken; what is written on it comes last, as it may be long. */
  #notes(node: RichNode): readonly Fact[] {
    const { figureLabels } = this.#context
    return figureNotes.flatMap((name) =>
      factsOf([[figureLabels[name], textAttr(node, name)]]).map((fact) => (name === 'transcription' ? { ...fact, blocks: fact.blocks.map((block) => ({ ...block, ...blockLanguage(node) })) } : fact)))
  }

  #table(node: RichNode): readonly Block[] {
    if (!(node.content ?? []).some((row) => (row.content ?? []).length > 0)) return []
    // Counted before what stands in its cells.
    const caption = this.#context.nextTable()
    const rows = (node.content ?? []).map((row) => (row.content ?? []).map((cell) => this.#cell(cell)))
    const grid = tableGrid(rows)
    if (grid === null) return []
    return [{ kind: 'table', caption, columnWidths: columnWidths(node, grid.columnCount), ...grid }]
  }

  #cell(node: RichNode): Cell {
    return {
      isHeader: node.type === 'tableHeader',
      colspan: Math.trunc(numberAttr(node, 'colspan', 1)),
      rowspan: Math.trunc(numberAttr(node, 'rowspan', 1)),
      blocks: this.blocks(node.content ?? []),
    }
  }

  /** A node from a newer version: its blocks if it holds blocks, else its text. */
  #unknown(node: RichNode): readonly Block[] {
    const children = node.content ?? []
    const holdsInlines = children.some((child) => child.type === 'text' || child.type === 'hardBreak')
    return holdsInlines ? this.#paragraph({ ...node, type: 'paragraph' }) : this.blocks(children)
  }

  #headingLevel(boardLevel: number): number {
    while ((this.#openLevels.at(-1) ?? -Infinity) >= boardLevel) this.#openLevels.pop()
    this.#openLevels.push(boardLevel)
    return Math.min(maxHeadingLevel, this.#context.parentLevel + this.#openLevels.length)
  }
}

function inlineNode(node: RichNode, context: Pick<RichTextContext, 'onUnknown' | 'onUnsafeLink'>): readonly Inline[] {
  if (node.type === 'hardBreak') return [{ kind: 'break' }]
  if (node.type !== 'text') {
    context.onUnknown(node.type)
    return richInlines(node.content ?? [], context)
  }
  const marks = (node.marks ?? []).flatMap((mark) => readMark(mark, context))
  return printableLines(node.text ?? '').flatMap((line, index) => [
    ...(index > 0 ? [{ kind: 'break' } as const] : []),
    ...(line === '' ? [] : [{ kind: 'text', text: line, marks } as const]),
  ])
}

type RichMark = NonNullable<RichNode['marks']>[number]

function readMark(mark: RichMark, context: Pick<RichTextContext, 'onUnknown' | 'onUnsafeLink'>): readonly Mark[] {
  switch (mark.type) {
    case 'bold':
    case 'italic':
    case 'underline':
    case 'strike':
    case 'code':
      return [{ kind: mark.type }]
    case 'highlight':
      return [{ kind: 'highlight', color: typeof mark.attrs?.['color'] === 'string' ? printable(mark.attrs['color']) : null }]
    case 'link': {
      const href = mark.attrs?.['href']
      if (typeof href !== 'string') return []
      const safe = safeHref(href)
      if (safe === null) {
        context.onUnsafeLink(printable(beginningOf(href, maxNoticedHref)))
        return []
      }
      const title = mark.attrs?.['title']
      return [{ kind: 'link', href: safe, title: typeof title === 'string' ? printable(title) : '' }]
    }
    default:
      context.onUnknown(mark.type)
      return []
  }
}

/** No PDF holds a longer one. */
const maxHrefBytes = 8000
/** As much of a link as says which one it is. */
const maxNoticedHref = 200
const encoder = new TextEncoder()
const scheme = /^([a-z][a-z0-9+.-]*:)/i
const hrefSpaces = /[\s"<>\\^`{|}]/g

/** `href` when a reader may follow it, with what no URL may hold percent-encoded; null for every other protocol, and for one that no format but a few could hold. */
function safeHref(href: string): string | null {
  const trimmed = printable(href.trim())
  const protocol = scheme.exec(trimmed)?.[1]?.toLowerCase()
  if (!linkProtocols.some((allowed) => allowed === protocol)) return null
  const encoded = trimmed.replace(hrefSpaces, (character) => encodeURIComponent(character))
  return encoder.encode(encoded).length > maxHrefBytes ? null : encoded
}

/** The language of a block that is in another one than what stands around it. */
export function blockLanguage(node: RichNode): { readonly language?: string } {
  const lang = node.attrs?.['lang']
  return typeof lang === 'string' && lang !== '' ? { language: printable(lang) } : {}
}

function blockDirection(node: RichNode): Direction | null {
  const dir = node.attrs?.['dir']
  return dir === 'rtl' || dir === 'ltr' ? dir : textDirection(plainText(node.content ?? []))
}

/** How an ordered list counts, where it does not count 1, 2, 3. */
function numbering(node: RichNode): { readonly numbering?: ListNumbering } {
  const type = node.attrs?.['type']
  const known = listNumberings.find((candidate) => candidate === type)
  return known === undefined ? {} : { numbering: known }
}

function columnWidths(table: RichNode, columnCount: number): readonly number[] {
  const widths = (table.content?.[0]?.content ?? []).flatMap((cell) => {
    const span = Math.max(1, Math.trunc(numberAttr(cell, 'colspan', 1)))
    const set: unknown = cell.attrs?.['colwidth']
    return Array.from({ length: span }, (_, index) => (Array.isArray(set) ? Number(set[index]) : Number.NaN))
  })
  return widths.length === columnCount && widths.every((width) => width > 0 && width < 10_000) ? widths : []
}

function textAttr(node: RichNode, name: string): string {
  const value = node.attrs?.[name]
  return typeof value === 'string' ? value : ''
}

function numberAttr(node: RichNode, name: string, fallback: number): number {
  const value = node.attrs?.[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback
}
