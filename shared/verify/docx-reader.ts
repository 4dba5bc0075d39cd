/** Walks through the main part of a Word file. What Word shows and no export holds, and what hides words, is said as an aside. */
import { isOn, type DocxStyles } from './docx-styles.ts'
import { WordSink } from './read-words.ts'
import type { XmlListener } from './walk-xml.ts'

/** A paragraph that is not over: another may stand in it, in a text box. */
type OpenParagraph = {
  style: string
  runStyle: string
  text: string
  isTabDue: boolean
  /** Choices that are open, one in another: texts of which a program shows one, by what it can do. */
  readonly choices: string[][]
}

/** Namespaces of others are what a program leaves out that does not know them. */
const knownNamespaces = /^(?:http:\/\/schemas\.openxmlformats\.org\/|http:\/\/purl\.oclc\.org\/ooxml\/|http:\/\/schemas\.microsoft\.com\/office\/|urn:schemas-microsoft-com:)/

/** What may stand in a run: text and what is none. Notes, dates and page numbers are text that stands elsewhere. */
const runParts = new Set([
  'rPr', 't', 'tab', 'ptab', 'br', 'cr', 'noBreakHyphen', 'softHyphen', 'sym', 'drawing', 'pict', 'object', 'lastRenderedPageBreak', 'annotationRef', 'commentReference', 'fldChar',
  'instrText', 'delText', 'delInstrText', 'AlternateContent',
])

/** Other documents, words that run backwards, letters as a drawing, words out of a data part. */
const foreignParts = new Set(['altChunk', 'subDoc', 'bdo', 'textpath', 'dataBinding'])

/** Fields whose words are those that stand there. Others are made anew when the file is opened or printed. */
const knownField = /^\s*(?:HYPERLINK|PAGEREF|TOC)\b/i

/** Properties as they were before a change that was tracked. */
const formerProperties = /PrChange$|^tblGridChange$|^numberingChange$/

export class DocxReader implements XmlListener {
  readonly sink = new WordSink()
  readonly #styles: DocxStyles
  readonly #path: string[] = []
  readonly #paragraphs: OpenParagraph[] = []
  /** Whether the cells around are covered by the one above. */
  readonly #cells: boolean[] = []
  /** Instructions of the fields around; null once they have been looked at. */
  readonly #fields: (string | null)[] = []
  /** Depth at which something that is no part of the words began; null outside. */
  #skippedFrom: number | null = null
  #contentsFrom: number | null = null
  #foreignFrom: number | null = null

  constructor(styles: DocxStyles) {
    this.#styles = styles
    if (styles.isAllHidden) this.sink.aside('hidden')
  }

  readonly open = (name: string, attribute: (name: string) => string, namespace: string): void => {
    const [parent = '', around = ''] = [this.#path.at(-1), this.#path.at(-2)]
    this.#path.push(name)
    if (formerProperties.test(name)) this.#skippedFrom ??= this.#path.length - 1
    if (this.#skippedFrom !== null) return
    if (!knownNamespaces.test(namespace)) this.#foreignFrom ??= this.#path.length - 1
    if (foreignParts.has(name) || (parent === 'r' && !runParts.has(name))) this.sink.aside(name)
    const paragraph = this.#paragraphs.at(-1)
    switch (name) {
      case 'p':
        this.#paragraphs.push({ style: '', runStyle: '', text: '', isTabDue: false, choices: [] })
        break
      case 'pStyle':
        if (parent === 'pPr' && paragraph) {
          paragraph.style = this.#styled(attribute('val'))
          paragraph.isTabDue = paragraph.style === 'fact'
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
        this.#cells.push(false)
        break
      case 'vMerge':
      case 'hMerge':
        if (parent === 'tcPr' && attribute('val') !== 'restart') this.#cells.splice(-1, 1, true)
        break
      case 'docPartGallery':
        if (attribute('val') === 'Table of Contents') this.#contentsFrom ??= this.#path.lastIndexOf('sdt')
        break
      case 'fldSimple':
        if (!knownField.test(attribute('instr'))) this.sink.aside('field')
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
      if (name === 'p') this.#endParagraph()
      if (name === 'tc') this.#cells.pop()
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
      return
    }
    const instructions = this.#fields.at(-1)
    if (typeof instructions === 'string' && !knownField.test(instructions)) this.sink.aside('field')
    if (type === 'end') this.#fields.pop()
    else this.#fields.splice(-1, 1, null)
  }

  #say(text: string): void {
    if ((this.#cells.includes(true) || this.#foreignFrom !== null) && text.trim() !== '') this.sink.aside('hidden')
    const paragraph = this.#paragraphs.at(-1)
    if (paragraph === undefined) return this.sink.text(text)
    if (paragraph.runStyle === 'citation number') return this.sink.citation(text)
    if (paragraph.runStyle === 'document status') return this.sink.status(text)
    if (text === ': ') paragraph.isTabDue = false
    this.#append(paragraph, text)
    return undefined
  }

  /** To the text of a paragraph, or of the branch that is open in it. */
  #append(paragraph: OpenParagraph, text: string): void {
    const branches = paragraph.choices.at(-1) ?? []
    if (branches.length > 0) branches.splice(-1, 1, `${branches.at(-1) ?? ''}${text}`)
    else paragraph.text += text
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
    const paragraph = this.#paragraphs.pop()
    if (paragraph === undefined) return
    const { style, text } = paragraph
    if (this.#contentsFrom !== null || style === 'contents title' || /^toc \d|^contents \d/.test(style)) return this.sink.contents(text)
    if (style === 'missing image') return this.sink.missing(text)
    if (style === 'figure caption') return this.sink.caption(text)
    this.sink.part()
    this.sink.text(text)
    this.sink.part()
    return undefined
  }
}

function characterOf(hex: string): string {
  const code = Number.parseInt(hex, 16)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
}
