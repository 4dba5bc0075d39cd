/**
 * Every dictionary of a PDF, also of those that lie packed in object streams or under names written in hexadecimal: what a viewer acts
 * on stands in dictionaries, whatever words stand on its pages.
 */
import { inflateSync } from 'node:zlib'

/** A name is written "/Name", a string "(words)"; a reference is only its kind. */
export type PdfValue = string | number | boolean | null | PdfDictionary | readonly PdfValue[]
export type PdfDictionary = ReadonlyMap<string, PdfValue>

/** All of them, nested ones after the one that they stand in. Throws on what is no PDF. */
export function pdfDictionaries(bytes: Uint8Array): readonly PdfDictionary[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  if (!text.startsWith('%PDF-')) throw new Error('no PDF')
  const found: PdfDictionary[] = []
  const reader = new PdfReader(text)
  for (let value = reader.next(); value !== end; value = reader.next()) {
    collect(value, found)
    if (!(value instanceof Map)) continue
    const stream = reader.streamBehind()
    if (stream === null || !/^\/(?:ObjStm)$/u.test(String(value.get('Type')))) continue
    const inner = new PdfReader(unpacked(value, stream))
    for (let packed = inner.next(); packed !== end; packed = inner.next()) collect(packed, found)
  }
  return found
}

function unpacked(dictionary: PdfDictionary, stream: string): string {
  const filter = dictionary.get('Filter')
  const name = Array.isArray(filter) ? filter.join(' ') : filter
  if (name === undefined) return stream
  if (name !== '/FlateDecode') throw new Error(`an object stream under ${JSON.stringify(name)}`)
  return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')
}

function collect(value: PdfValue | typeof end, into: PdfDictionary[]): void {
  if (value instanceof Map) {
    into.push(value as PdfDictionary)
    for (const inner of (value as PdfDictionary).values()) collect(inner, into)
  } else if (Array.isArray(value)) for (const inner of value as readonly PdfValue[]) collect(inner, into)
}

const end = Symbol('end')
const close = { dictionary: Symbol('>>'), array: Symbol(']') } as const
type Token = PdfValue | typeof end | (typeof close)[keyof typeof close]

const space = /[\0\t\n\f\r ]*(?:%[^\r\n]*[\0\t\n\f\r ]*)*/uy
const regular = /[^\0\t\n\f\r ()<>[\]{}/%]+/uy

class PdfReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  /** The next value; keywords (obj, R, xref …) come as null. */
  next(): PdfValue | typeof end {
    const token = this.#token()
    return token === close.dictionary || token === close.array ? null : (token as PdfValue | typeof end)
  }

  /** The bytes of the stream whose dictionary was just read, and goes behind them; null where none follows. */
  streamBehind(): string | null {
    const head = /[\0\t\n\f\r ]*stream(?:\r\n|\n)/uy
    head.lastIndex = this.#at
    if (!head.test(this.#text)) return null
    const stop = this.#text.indexOf('endstream', head.lastIndex)
    if (stop < 0) throw new Error('a stream without an end')
    const stream = this.#text.slice(head.lastIndex, stop)
    this.#at = stop + 'endstream'.length
    return stream
  }

  #token(): Token {
    this.#match(space)
    const letter = this.#text[this.#at]
    switch (letter) {
      case undefined:
        return end
      case '(':
        return this.#string()
      case '[':
        this.#at += 1
        return this.#list(close.array)
      case ']':
        this.#at += 1
        return close.array
      case '/':
        this.#at += 1
        return `/${this.#match(regular).replaceAll(/#([0-9a-f]{2})/giu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))}`
      case '<':
        if (this.#text[this.#at + 1] === '<') {
          this.#at += 2
          return this.#dictionary()
        }
        return this.#hexadecimal()
      case '>':
        this.#at += this.#text[this.#at + 1] === '>' ? 2 : 1
        return close.dictionary
      default: {
        const word = this.#match(regular)
        if (word === '') this.#at += 1
        return /^[+-]?(?:\d+\.?\d*|\.\d+)$/u.test(word) ? Number(word) : word === 'true' || word === 'false' ? word === 'true' : null
      }
    }
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0] ?? ''
    this.#at += found.length
    return found
  }

  #list(closing: Token): PdfValue[] {
    const values: PdfValue[] = []
    for (let token = this.#token(); token !== closing && token !== end; token = this.#token()) {
      if (token !== close.dictionary && token !== close.array) values.push(token as PdfValue)
    }
    return values
  }

  /** Keys to values; a reference ("12 0 R") is its first number, which no key needs. */
  #dictionary(): PdfDictionary {
    const entries = new Map<string, PdfValue>()
    let key: string | null = null
    for (let token = this.#token(); token !== close.dictionary && token !== end; token = this.#token()) {
      const isName = typeof token === 'string' && token.startsWith('/')
      if (key === null) {
        if (isName) key = (token as string).slice(1)
      } else {
        entries.set(key, token as PdfValue)
        key = null
      }
    }
    return entries
  }

  #string(): string {
    const from = this.#at
    let depth = 0
    do {
      const letter = this.#text[this.#at]
      if (letter === undefined) throw new Error('a string without an end')
      if (letter === '\\') this.#at += 1
      else if (letter === '(') depth += 1
      else if (letter === ')') depth -= 1
      this.#at += 1
    } while (depth > 0)
    return `(${this.#text.slice(from + 1, this.#at - 1).replaceAll(/\\([0-7]{1,3}|\r\n|.)/gsu, (_, code: string) => unescaped(code))})`
  }

  #hexadecimal(): string {
    const stop = this.#text.indexOf('>', this.#at)
    if (stop < 0) throw new Error('a string without an end')
    const digits = this.#text.slice(this.#at + 1, stop).replaceAll(/\s/gu, '')
    this.#at = stop + 1
    return `(${Buffer.from(digits, 'hex').toString('latin1')})`
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function unescaped(code: string): string {
  return /^[0-7]/u.test(code) ? String.fromCharCode(Number.parseInt(code, 8) & 255) : /^[\r\n]/u.test(code) ? '' : (escapes[code] ?? code)
}
