/** Walks through the main part of a Word file. What Word shows and no export holds, and what hides words, is said as an aside. */
import type { DocxNumbering } from '../import/docx/numbering.ts'
import type { Relations } from '../import/docx/package.ts'
import { OpenTables, spanOf } from '../versions/places.ts'
import { listNumberings } from '../minutes/minutes.ts'
import { measure } from '../versions/measure.ts'
import { DocxPictures } from './docx-pictures.ts'
import { isOn, type DocxStyles } from './docx-styles.ts'
import { OpenLinks } from './open-links.ts'
import { WordSink } from './read-words.ts'
import type { XmlListener } from './walk-xml.ts'

/** A paragraph that is not over: another may stand in it, in a text box. */
type OpenParagraph = {
  style: string
  /** Names its style; '' for the default one. */
  styleId: string
  runStyle: string
  text: string
  /** Characters of the text (`measure`). */
  measured: number
  isTabDue: boolean
  /** Choices that are open, one in another: texts of which a program shows one, by what it can do. */
  readonly choices: string[][]
  /** List and level, as far as they are told. */
  readonly numbering: { list: string; level: number }
  isNumbered: boolean
}

/** What a reader of the main part needs of the others. */
export type DocxParts = { readonly styles: DocxStyles; readonly relations: Relations; readonly numbering: DocxNumbering }

/** Namespaces of others are what a program leaves out that does not know them. */
const knownNamespaces = /^(?:http:\/\/schemas\.openxmlformats\.org\/|http:\/\/purl\.oclc\.org\/ooxml\/|http:\/\/schemas\.microsoft\.com\/office\/|urn:schemas-microsoft-com:)/

/** What may stand in a run: text and what is none. Notes, dates and page numbers are text that stands elsewhere. */
const runParts = new Set([
  'rPr', 't', 'tab', 'ptab', 'br', 'cr', 'noBreakHyphen', 'softHyphen', 'sym', 'drawing', 'pict', 'object', 'lastRenderedPageBreak', 'annotationRef', 'commentReference', 'fldChar',
  'instrText', 'delText', 'delInstrText', 'AlternateContent',
])

/** Whatever stands around: other documents, words that run backwards, letters as a drawing, words out of a data part. */
export const foreignParts = new Set(['altChunk', 'subDoc', 'bdo', 'textpath', 'dataBinding'])

/** Fields whose words are those that stand there. Others are made anew when the file is opened or printed. */
const knownField = /^\s*(?:HYPERLINK\b|TOC\b|PAGEREF\b(?!.*\\[#@]))/is

/** Properties as they were before a change that was tracked. */
const formerProperties = /PrChange$|^tblGridChange$|^numberingChange$/

export class DocxReader implements XmlListener {
  readonly sink = new WordSink(true)
  readonly #styles: DocxStyles
  readonly #relations: Relations
  readonly #numbering: DocxNumbering
  readonly #pictures: DocxPictures
  readonly #links = new OpenLinks(this.sink.beside)
  /** Of the fields around: whether each is a link. */
  readonly #linkFields: boolean[] = []
  readonly #path: string[] = []
  readonly #paragraphs: OpenParagraph[] = []
  /** The cells around: where each begins, over how many columns, and whether the one above covers it. */
  readonly #cells: { readonly at: number; colspan: number; isCovered: boolean }[] = []
  readonly tables = new OpenTables()
  /** Instructions of the fields around; null once they have been looked at. */
  readonly #fields: (string | null)[] = []
  /** Depth at which something that is no part of the words began; null outside. */
  #skippedFrom: number | null = null
  #contentsFrom: number | null = null
  #foreignFrom: number | null = null

  constructor({ styles, relations, numbering }: DocxParts) {
    this.#styles = styles
    this.#relations = relations
    this.#numbering = numbering
    this.#pictures = new DocxPictures(this.sink.beside, relations)
    if (styles.isAllHidden) this.sink.aside('hidden')
  }

  readonly open = (name: string, attribute: (name: string) => string, namespace: string): void => {
    const [parent = '', around = ''] = [this.#path.at(-1), this.#path.at(-2)]
    this.#path.push(name)
    if (formerProperties.test(name)) this.#skippedFrom ??= this.#path.length - 1
    if (this.#skippedFrom !== null) return
    if (!knownNamespaces.test(namespace)) this.#foreignFrom ??= this.#path.length - 1
    if (foreignParts.has(name) || (parent === 'r' && !runParts.has(name))) this.sink.aside(name)
    this.#pictures.open(name, attribute, parent, () => this.#at)
    if (parent === 'p' && name !== 'pPr') this.#count()
    const paragraph = this.#paragraphs.at(-1)
    const cell = this.#cells.at(-1)
    switch (name) {
      case 'p':
        this.#paragraphs.push({ style: '', styleId: '', runStyle: '', text: '', measured: 0, isTabDue: false, choices: [], numbering: { list: '', level: -1 }, isNumbered: false })
        break
      case 'numId':
        if (around === 'pPr' && paragraph) paragraph.numbering.list = attribute('val')
        break
      case 'ilvl':
        if (around === 'pPr' && paragraph) paragraph.numbering.level = Number(attribute('val'))
        break
      case 'hyperlink':
        this.#links.open(this.#at, this.#relations.get(attribute('id'))?.target ?? '', attribute('tooltip'))
        break
      case 'pStyle':
        if (parent === 'pPr' && paragraph) {
          paragraph.style = this.#styled(attribute('val'))
          paragraph.isTabDue = paragraph.style === 'fact'
          paragraph.styleId = attribute('val')
        }
        break
      case 'r':
        if (paragraph) paragraph.runStyle = ''
        break
      case 'rStyle':
        if (around === 'r' && paragraph) paragraph.runStyle = this.#styled(attribute('val'))
        break
      case 'tblStyle':
        this.#styled(attribute('val'))
        break
      case 'vanish':
      case 'specVanish':
        // Of a paragraph's mark it hides no word.
        if (around === 'r' && isOn(attribute('val'))) this.sink.aside('hidden')
        break
      case 'hidden':
        if (parent === 'trPr' && isOn(attribute('val'))) this.sink.aside('hidden')
        break
      case 'del':
      case 'moveFrom':
        // Of a mark or a row it takes away no word that stands here.
        if (!parent.endsWith('Pr')) this.sink.aside(name)
        break
      case 'tc':
        this.#cells.push({ at: this.#at, colspan: 1, isCovered: false })
        break
      case 'vMerge':
      case 'hMerge':
        if (parent === 'tcPr' && attribute('val') !== 'restart' && cell !== undefined) cell.isCovered = true
        break
      case 'gridSpan':
        if (parent === 'tcPr' && cell !== undefined) cell.colspan = spanOf(attribute('val'))
        break
      case 'tbl':
        this.tables.open()
        break
      case 'tr':
        this.tables.current?.nextRow()
        break
      case 'gridBefore':
        if (parent === 'trPr') this.tables.current?.skip(spanOf(attribute('val')))
        break
      case 'docPartGallery':
        if (attribute('val') === 'Table of Contents') this.#contentsFrom ??= this.#path.lastIndexOf('sdt')
        break
      case 'fldSimple':
        if (!knownField.test(attribute('instr'))) this.sink.aside('field')
        this.#links.open(this.#at, addressIn(attribute('instr')), '')
        break
      case 'fldChar':
        this.#field(attribute('fldCharType'))
        break
      case 'tab':
        if (parent === 'r') this.#say(paragraph?.isTabDue === true ? ': ' : '\t')
        break
      case 'br':
      case 'cr':
        this.#say('\n')
        break
      case 'noBreakHyphen':
        this.#say('\u2011')
        break
      case 'sym':
      case 'symEx':
        this.#say(characterOf(attribute('char')))
        break
      case 'AlternateContent':
        paragraph?.choices.push([])
        break
      case 'Choice':
      case 'Fallback':
        paragraph?.choices.at(-1)?.push('')
        break
      default:
        break
    }
  }

  readonly text = (text: string): void => {
    if (this.#skippedFrom !== null) return
    const name = this.#path.at(-1)
    if (name === 't') this.#say(text)
    const instructions = this.#fields.at(-1)
    if (name === 'instrText' && typeof instructions === 'string') this.#fields.splice(-1, 1, instructions + text)
  }

  readonly close = (name: string): void => {
    if (this.#skippedFrom === null) {
      if (name === 'pPr' && this.#path.at(-2) === 'p') this.#count()
      if (name === 'p') this.#endParagraph()
      if (name === 'hyperlink' || name === 'fldSimple') this.#links.close(this.#at)
      this.#pictures.close(name, this.#path)
      if (name === 'tc') this.#endCell()
      if (name === 'tbl') this.tables.close()
      if (name === 'AlternateContent') this.#endChoice()
    }
    this.#path.pop()
    if (this.#skippedFrom !== null && this.#path.length <= this.#skippedFrom) this.#skippedFrom = null
    if (this.#contentsFrom !== null && this.#path.length <= this.#contentsFrom) this.#contentsFrom = null
    if (this.#foreignFrom !== null && this.#path.length <= this.#foreignFrom) this.#foreignFrom = null
  }

  /** The name of a style that something has. */
  #styled(id: string): string {
    if (this.#styles.isHidden(id)) this.sink.aside('hidden')
    return this.#styles.nameOf(id)
  }

  /** Its instructions may come in pieces, and end where its words begin. */
  #field(type: string): void {
    if (type === 'begin') {
      this.#fields.push('')
      this.#linkFields.push(false)
      return
    }
    const instructions = this.#fields.at(-1)
    if (typeof instructions === 'string' && !knownField.test(instructions)) this.sink.aside('field')
    if (type === 'end') {
      this.#fields.pop()
      if (this.#linkFields.pop() === true) this.#links.close(this.#at)
      return
    }
    this.#fields.splice(-1, 1, null)
    this.#linkFields.splice(-1, 1, true)
    this.#links.open(this.#at, addressIn(instructions ?? ''), '')
  }

  /** Characters said so far, also in paragraphs that are not over. */
  get #at(): number {
    return this.#paragraphs.reduce((sum, { measured, choices }) => sum + measured + choices.reduce((branches, texts) => branches + measure(texts.at(-1) ?? ''), 0), this.sink.at)
  }

  /** The number before a paragraph, if it has one. */
  #count(): void {
    const paragraph = this.#paragraphs.at(-1)
    if (paragraph === undefined || paragraph.isNumbered) return
    paragraph.isNumbered = true
    const styled = this.#styles.numberingOf(paragraph.styleId)
    const list = paragraph.numbering.list || styled.list
    const level = Math.max(0, paragraph.numbering.level === -1 ? styled.level : paragraph.numbering.level)
    const counting = this.#numbering.level(list, level)
    if (counting === null) return
    const number = this.#numbering.next(list, level)
    if (counting.kind === 'number') this.sink.beside.numbers.push({ at: this.#at, number, numbering: counting.isPlain ? listNumberings.find((numbering) => numbering === counting.type) ?? '1' : '?' })
  }

  #say(text: string): void {
    if ((this.#cells.some(({ isCovered }) => isCovered) || this.#foreignFrom !== null) && text.trim() !== '') this.sink.aside('hidden')
    const paragraph = this.#paragraphs.at(-1)
    if (paragraph === undefined) return this.sink.text(text)
    this.#links.say(text)
    if (paragraph.runStyle === 'citation number') return this.sink.citation(text, this.#at)
    if (paragraph.runStyle === 'document status' && !this.sink.isTitled) return this.sink.status(text)
    if (text === ': ') paragraph.isTabDue = false
    this.#append(paragraph, text)
    return undefined
  }

  /** To the text of a paragraph, or of the branch that is open in it. */
  #append(paragraph: OpenParagraph, text: string): void {
    const branches = paragraph.choices.at(-1) ?? []
    if (branches.length > 0) branches.splice(-1, 1, `${branches.at(-1) ?? ''}${text}`)
    else {
      paragraph.text += text
      paragraph.measured += measure(text)
    }
  }

  #endCell(): void {
    const cell = this.#cells.pop()
    if (cell === undefined) return
    if (cell.isCovered) this.tables.current?.goesOn(cell.colspan)
    else this.tables.current?.cellHere(cell.at, cell.colspan, 1)(this.#at)
  }

  /** What all programs show is said once; where they differ, all of it is. */
  #endChoice(): void {
    const paragraph = this.#paragraphs.at(-1)
    const branches = paragraph?.choices.pop()
    if (paragraph === undefined || branches === undefined) return
    const texts = new Set(branches)
    if (texts.size > 1) this.sink.aside('AlternateContent')
    this.#append(paragraph, [...texts].join(' '))
  }

  #endParagraph(): void {
    this.#count()
    const paragraph = this.#paragraphs.pop()
    if (paragraph === undefined) return
    const { style, text } = paragraph
    if (style === 'title') this.sink.isTitled = true
    if (style.startsWith('heading ')) this.sink.heading(text)
    if (this.#contentsFrom !== null || style === 'contents title' || /^toc \d|^contents \d/.test(style)) return this.sink.contents(text)
    if (style === 'missing image') return this.sink.missing(text)
    if (style === 'figure caption') return this.sink.caption(text)
    this.sink.part()
    this.sink.text(text)
    this.sink.part()
    return undefined
  }
}


/** Where a field leads; '' when it is no link, or one within the document. */
function addressIn(instructions: string): string {
  const [kind = '', ...words] = instructions.match(/"[^"]*"|\S+/g) ?? []
  if (!/^HYPERLINK$/i.test(kind)) return ''
  // Switches may stand before it, and some of them have words of their own.
  const address = words.find((word, index) => !word.startsWith('\\') && !/^\\[lot]$/i.test(words[index - 1] ?? ''))
  return (address ?? '').replaceAll('"', '')
}

/** The character of a font that is named by its code. */
export function characterOf(hex: string): string {
  const code = Number.parseInt(hex, 16)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
}
