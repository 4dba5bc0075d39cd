/**
 * The automatic styles of one ODT: what a paragraph, a run, a table says beyond its named style. Each is named after what it says, so
 * that the same minutes give the same names, and is written once.
 */
import { languageDirection } from '../../minutes/direction.ts'
import type { Direction, Mark } from '../../minutes/minutes.ts'
import type { Accent } from '../accent.ts'
import type { Turn } from '../pictures/image.ts'
import type { OdtList } from './odt-flow.ts'
import { cm, coloured, listStyle, mirroredBorder, odtColor, ownIndent, readingSide, textStyles, writingMode } from './odt-style.ts'
import { xmlAttribute } from '../xml-text.ts'

export class OdtStyles {
  readonly #direction: Direction
  readonly #styles = new Map<string, string>()

  /** `direction`: of the document, which everything has that says nothing else. */
  constructor(direction: Direction) {
    this.#direction = direction
  }

  /** The style of a paragraph that runs in `direction`, moved in by `indentCm` beside its own distance; `side`: where it begins. */
  paragraph(parent: string, direction: Direction, indentCm = 0, side = direction): string {
    if (direction === this.#direction && indentCm === 0 && side === direction) return parent
    const name = `${parent}.${direction}${side === direction ? '' : `.${side}`}${indentCm === 0 ? '' : `.${Math.round(indentCm * 100)}`}`
    const border = direction === this.#direction ? '' : direction === 'rtl' ? mirroredBorder(parent) : ''
    const indent = indentCm === 0 ? '' : ` fo:margin-left="${cm(indentCm + ownIndent(parent))}"`
    return this.#use(
      name,
      `<style:style style:name="${name}" style:family="paragraph" style:parent-style-name="${parent}"><style:paragraph-properties ${readingSide(direction, side)}${border}${indent}/></style:style>`,
    )
  }

  /** The character style of a run; null when its marks change nothing. */
  text(marks: readonly Mark[]): string | null {
    const kinds = [...new Set(marks.flatMap(({ kind }) => (kind === 'link' ? [] : [kind])))].sort()
    const [only] = kinds
    if (only === undefined) return null
    if (kinds.length === 1 && only === 'bold') return 'Strong_20_Emphasis'
    if (kinds.length === 1 && only === 'italic') return 'Emphasis'
    if (kinds.length === 1 && only === 'code') return 'Source_20_Text'
    const name = `T.${kinds.join('.')}`
    return this.#use(name, `<style:style style:name="${name}" style:family="text"><style:text-properties ${kinds.map((kind) => textStyles[kind]).join(' ')}/></style:style>`)
  }

  /** The character style of words in another language than that of the document. */
  language(tag: string): string {
    const primary = xmlAttribute(tag.toLowerCase().split('-')[0] ?? '')
    const name = `L.${primary}`
    const language = languageDirection(tag) === 'rtl' ? `style:language-complex="${primary}" style:country-complex="none"` : `fo:language="${primary}" fo:country="none"`
    return this.#use(name, `<style:style style:name="${name}" style:family="text"><style:text-properties ${language}/></style:style>`)
  }

  list({ kind, numbering }: OdtList, start: number): string {
    if (kind === 'bullet') return 'List_20_Bullets'
    if (kind === 'task') return 'List_20_Tasks'
    // Names that differ in nothing but the size of a letter are one to some programs.
    const counting = numbering === undefined ? '' : `${numbering === numbering.toLowerCase() ? 'small' : 'large'}.${numbering.toLowerCase()}.`
    const name = `Numbers.${counting}${start}`
    return this.#use(name, listStyle(name, `Numbers ${counting.replaceAll('.', ' ')}from ${start}`, 'number', start, numbering))
  }

  table(widthCm: number, direction: Direction, indentCm: number): string {
    const name = `Table.${Math.round(widthCm * 100)}.${direction}${indentCm === 0 ? '' : `.${Math.round(indentCm * 100)}`}`
    return this.#use(
      name,
      `<style:style style:name="${name}" style:family="table"><style:table-properties style:width="${cm(widthCm)}" table:align="${indentCm === 0 ? 'margins' : 'left'}"${indentCm === 0 ? '' : ` fo:margin-left="${cm(indentCm)}"`} style:writing-mode="${writingMode(direction)}" fo:margin-top="0.1cm" fo:margin-bottom="0cm" table:border-model="collapsing"/></style:style>`,
    )
  }

  column(widthCm: number): string {
    const name = `Column.${Math.round(widthCm * 100)}`
    return this.#use(name, `<style:style style:name="${name}" style:family="table-column"><style:table-column-properties style:column-width="${cm(widthCm)}"/></style:style>`)
  }

  /** Rows are not torn apart by the end of a page. */
  row(): string {
    return this.#use('Row', '<style:style style:name="Row" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>')
  }

  cell(isHeader: boolean): string {
    const name = isHeader ? 'Cell.header' : 'Cell'
    return this.#use(
      name,
      `<style:style style:name="${name}" style:family="table-cell"><style:table-cell-properties fo:padding="0.12cm" fo:border-left="none" fo:border-right="none" fo:border-top="none" fo:border-bottom="0.5pt solid ${isHeader ? odtColor.ink2 : odtColor.line}"/></style:style>`,
    )
  }

  /** The style of a picture. LibreOffice cuts off what is turned, unless it takes it for a drawing: for that the style may have no parent. */
  picture({ isMirrored, degrees }: Turn): string {
    if (!isMirrored && degrees === 0) return 'Graphics'
    const name = `${isMirrored ? 'Mirrored' : ''}${degrees === 0 ? '' : 'Turned'}`
    const properties = `${isMirrored ? ' style:mirror="horizontal"' : ''}${degrees === 0 ? '' : ' draw:stroke="none" draw:fill="none" style:vertical-pos="top" style:vertical-rel="baseline"'}`
    const parent = degrees === 0 ? ' style:parent-style-name="Graphics"' : ''
    return this.#use(name, `<style:style style:name="${name}" style:family="graphic"${parent}><style:graphic-properties${properties}/></style:style>`)
  }

  /** Everything asked for so far. */
  xml(accent: Accent): string {
    return coloured(`<office:automatic-styles>\n${[...this.#styles.values()].join('\n')}\n</office:automatic-styles>`, accent)
  }

  #use(name: string, xml: string): string {
    if (!this.#styles.has(name)) this.#styles.set(name, xml)
    return name
  }
}
