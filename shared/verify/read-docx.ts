/** The words of a Word file, also of one that another office program has saved again. */
import { proofFromProperties, type CustomProperty } from '../render/proof-properties.ts'
import type { Archive } from '../import/archive.ts'
import { RefusedError } from '../import/imported.ts'
import { walkXml } from './walk-xml.ts'
import { WordSink, type ReadDocument } from './read-words.ts'

/** Rejects with a RefusedError when it is no Word document, or is encrypted or beyond the limits. */
export async function readDocx(archive: Archive): Promise<ReadDocument> {
  const text = await archive.readText('word/document.xml')
  if (text === null) throw new RefusedError('unknown-type', 'an office file of another kind')
  const reader = new DocxReader(styleNames((await archive.readText('word/styles.xml')) ?? ''))
  walkXml(text, reader)
  return reader.sink.end(proofFromProperties(customProperties((await archive.readText('docProps/custom.xml')) ?? '')))
}

/** Style id → name, lower case: programs make up their own ids and keep the names. */
function styleNames(xml: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  let id = ''
  if (xml !== '') {
    walkXml(xml, {
      open: (name, attribute) => {
        if (name === 'style') id = attribute('styleId')
        if (name === 'name') names.set(id, attribute('val').toLowerCase())
      },
    })
  }
  return names
}

function customProperties(xml: string): readonly CustomProperty[] {
  const properties: { name: string; value: string }[] = []
  if (xml !== '') {
    walkXml(xml, {
      open: (name, attribute) => {
        if (name === 'property') properties.push({ name: attribute('name'), value: '' })
      },
      text: (text) => {
        const last = properties.at(-1)
        if (last && text.trim() !== '') last.value += text
      },
    })
  }
  return properties
}

class DocxReader {
  readonly sink = new WordSink()
  readonly #styles: ReadonlyMap<string, string>
  readonly #path: string[] = []
  /** Depth at which something that is no part of the words began; null outside. */
  #skippedFrom: number | null = null
  #paragraphStyle = ''
  #runStyle = ''
  #text = ''
  #isTabDue = false

  constructor(styles: ReadonlyMap<string, string>) {
    this.#styles = styles
  }

  readonly open = (name: string, attribute: (name: string) => string): void => {
    this.#path.push(name)
    switch (name) {
      case 'p':
        this.#paragraphStyle = ''
        this.#text = ''
        break
      case 'pStyle':
        this.#paragraphStyle = this.#styles.get(attribute('val')) ?? ''
        this.#isTabDue = this.#paragraphStyle === 'fact'
        break
      case 'r':
        this.#runStyle = ''
        break
      case 'rStyle':
        if (this.#path.includes('r')) this.#runStyle = this.#styles.get(attribute('val')) ?? ''
        break
      case 'docPartGallery':
        if (attribute('val') === 'Table of Contents') this.#skippedFrom ??= this.#path.lastIndexOf('sdt')
        break
      case 'tab':
        if (this.#path.at(-2) === 'r') this.#say(this.#isTabDue ? ': ' : '\t')
        break
      case 'br':
      case 'cr':
        this.#say('\n')
        break
      case 'noBreakHyphen':
        this.#say('\u2011')
        break
      case 'sym':
        this.#say(String.fromCodePoint(Number.parseInt(attribute('char'), 16) || 0xfffd))
        break
      default:
        break
    }
  }

  readonly text = (text: string): void => {
    if (this.#path.at(-1) === 't') this.#say(text)
  }

  readonly close = (name: string): void => {
    if (name === 'p' && this.#skippedFrom === null) this.#endParagraph()
    this.#path.pop()
    if (this.#skippedFrom !== null && this.#path.length <= this.#skippedFrom) this.#skippedFrom = null
  }

  #say(text: string): void {
    if (this.#skippedFrom !== null) return
    if (this.#runStyle === 'citation number') return this.sink.citation(text)
    if (this.#runStyle === 'document status') return this.sink.status(text)
    if (text === ': ') this.#isTabDue = false
    this.#text += text
    return undefined
  }

  #endParagraph(): void {
    const style = this.#paragraphStyle
    if (style === 'missing image' || style === 'contents title' || /^toc \d|^contents \d/.test(style)) return
    if (style === 'figure caption') return this.sink.caption(this.#text)
    this.sink.part()
    this.sink.text(this.#text)
    this.sink.part()
    return undefined
  }
}
