/** The words of an OpenDocument text, also of one that another office program has saved again. */
import { proofFromProperties, type CustomProperty } from '../render/proof-properties.ts'
import type { Archive } from '../import/archive.ts'
import { RefusedError } from '../import/imported.ts'
import { walkXml } from './walk-xml.ts'
import { WordSink, type ReadDocument } from './read-words.ts'

/** Rejects with a RefusedError when it is no OpenDocument text, or is encrypted or beyond the limits. */
export async function readOdt(archive: Archive): Promise<ReadDocument> {
  // The list of parts names the key material of every encrypted one.
  if (/encryption-data/.test((await archive.readText('META-INF/manifest.xml')) ?? '')) throw new RefusedError('encrypted', 'protected by a password')
  const text = await archive.readText('content.xml')
  if (text === null) throw new RefusedError('unknown-type', 'an archive of another kind')
  const reader = new OdtReader()
  walkXml(text, reader)
  return reader.sink.end(proofFromProperties(userDefined((await archive.readText('meta.xml')) ?? '')))
}

function userDefined(xml: string): readonly CustomProperty[] {
  const properties: { name: string; value: string }[] = []
  let isInside = false
  if (xml !== '') {
    walkXml(xml, {
      open: (name, attribute) => {
        isInside = name === 'user-defined'
        if (isInside) properties.push({ name: attribute('name'), value: '' })
      },
      close: () => {
        isInside = false
      },
      text: (text) => {
        const last = properties.at(-1)
        if (isInside && last) last.value += text
      },
    })
  }
  return properties
}

/** Elements that are no part of the words: contents, what describes a picture, comments, and what counts or repeats. */
const skippedElements = new Set([
  'automatic-styles', 'font-face-decls', 'table-of-content', 'title', 'desc', 'annotation', 'tracked-changes', 'sequence-decls', 'forms', 'list-header', 'note-citation',
])

class OdtReader {
  readonly sink = new WordSink()
  readonly #path: string[] = []
  /** Automatic style → the named one that it is made from. */
  readonly #parents = new Map<string, string>()
  readonly #spans: string[] = []
  #skippedFrom: number | null = null
  #style = ''
  #text = ''
  #paragraphDepth = 0
  #isTabDue = false

  readonly open = (name: string, attribute: (name: string) => string): void => {
    if (name === 'style') this.#parents.set(attribute('name'), attribute('parent-style-name'))
    this.#path.push(name)
    if (skippedElements.has(name)) this.#skippedFrom ??= this.#path.length - 1
    switch (name) {
      case 'p':
      case 'h':
        this.#paragraphDepth += 1
        this.#style = this.#named(attribute('style-name'))
        this.#isTabDue = this.#style === 'fact'
        this.#text = ''
        break
      case 'span':
        this.#spans.push(this.#named(attribute('style-name')))
        break
      case 's':
        this.#say(' '.repeat(Math.min(Number(attribute('c')) || 1, 1_000)))
        break
      case 'tab':
        this.#say(this.#isTabDue ? ': ' : '\t')
        break
      case 'line-break':
        this.#say('\n')
        break
      default:
        break
    }
  }

  readonly text = (text: string): void => {
    if (this.#paragraphDepth > 0) this.#say(text)
  }

  readonly close = (name: string): void => {
    if (name === 'span') this.#spans.pop()
    if (name === 'p' || name === 'h') {
      this.#paragraphDepth -= 1
      if (this.#skippedFrom === null) this.#endParagraph()
    }
    this.#path.pop()
    if (this.#skippedFrom !== null && this.#path.length <= this.#skippedFrom) this.#skippedFrom = null
  }

  /** The named style behind a name, as people see it, in lower case. */
  #named(style: string): string {
    const parent = this.#parents.get(style)
    return (parent === undefined || parent === '' ? style : parent).replace(/_([0-9a-f]{2})_/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16))).toLowerCase()
  }

  #say(text: string): void {
    if (this.#skippedFrom !== null) return
    if (this.#spans.includes('citation number')) return this.sink.citation(text)
    if (this.#spans.includes('document status')) return this.sink.status(text)
    if (text === ': ') this.#isTabDue = false
    this.#text += text
    return undefined
  }

  #endParagraph(): void {
    const text = this.#text
    this.#text = ''
    if (this.#style === 'missing image' || this.#style.startsWith('contents')) return
    if (this.#style === 'caption') return this.sink.caption(text)
    this.sink.part()
    this.sink.text(text)
    this.sink.part()
    return undefined
  }
}
