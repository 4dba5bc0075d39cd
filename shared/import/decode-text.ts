/**
 * The text of a file of a stranger. One rule for documents, lists and calendars: a byte order mark, the zeros of UTF-16 and valid UTF-8 are
 * taken at their word; then what a page declares, where it can be read so; and among the older encodings the one whose words look like words.
 */
import { analyse } from 'chardet'
import { doubleByteEncodings, legacyEncodings, type TextEncoding } from './text-encodings.ts'

export type DecodedText = {
  readonly text: string
  readonly encoding: TextEncoding
  /** False where only the look of the words spoke for it: worth asking. */
  readonly isCertain: boolean
}

/** The text of `bytes` without a byte order mark; null for bytes that are no text in any encoding. `chosen` is taken at its word. */
export function decodeText(bytes: Uint8Array, chosen: TextEncoding | null = null): DecodedText | null {
  const found = chosen === null ? (evident(bytes) ?? likely(bytes)) : { text: decodeAs(bytes, chosen), encoding: chosen, isCertain: true }
  return isText(found.text) ? found : null
}

/** The text of a document that may say how it is encoded (HTML, XML); null for bytes that are no text. */
export function decodeDocument(bytes: Uint8Array): string | null {
  const found = evident(bytes)
  const text = (isAscii(bytes) || found === null ? asDeclared(bytes) : null) ?? (found ?? likely(bytes)).text
  return isText(text, fewControls) ? text : null
}

/** What the bytes say by themselves; null when they leave a choice. */
function evident(bytes: Uint8Array): DecodedText | null {
  const certain = (encoding: TextEncoding): DecodedText => ({ text: decodeAs(bytes, encoding), encoding, isCertain: true })
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return certain('utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return certain('utf-16be')
  const utf8 = tryDecode(bytes, 'utf-8')
  if (utf8 !== null && !utf8.includes('\0')) return { text: utf8, encoding: 'utf-8', isCertain: true }
  const wide = wideEncoding(bytes)
  return wide === null ? null : { text: decodeAs(bytes, wide), encoding: wide, isCertain: false }
}

/** The best of what is left. */
function likely(bytes: Uint8Array): DecodedText {
  return { ...(damagedUtf8(bytes) ?? doubleByte(bytes) ?? bestLegacy(bytes)), isCertain: false }
}

const declared = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})/iu
const declaredXml = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/iu
/** Where a page says how it is encoded. */
const headBytes = 4096

/** The text as the page says that it is encoded; null when it says nothing, says it wrongly, or names what is none. */
function asDeclared(bytes: Uint8Array): string | null {
  const head = decodeAs(bytes.subarray(0, headBytes), 'windows-1252')
  const said = (declaredXml.exec(head) ?? declared.exec(head))?.[1]
  // What can be read as ASCII is not UTF-16, and bytes without letters are no encoding of a page.
  if (said === undefined || /^(?:utf-?16|x-user-defined)/iu.test(said)) return null
  const text = tryDecode(bytes, said)
  return text !== null && isText(text, fewControls) ? text : null
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80)
}

function decodeAs(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes)
}

/** Null for bytes that `encoding` does not have, and for an encoding that nobody knows. */
function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** How much of the beginning is looked at; the rest of a file is in the same encoding. */
const sampleBytes = 64 * 1024

/** UTF-16 without a mark: in Latin text every second byte is zero, and in any script those of spaces and line feeds are. */
function wideEncoding(bytes: Uint8Array): TextEncoding | null {
  const sample = bytes.subarray(0, sampleBytes)
  if (sample.length % 2 !== 0 && sample.length === bytes.length) return null
  let [even, odd] = [0, 0]
  for (const [index, byte] of sample.entries()) {
    if (byte !== 0) continue
    if (index % 2 === 0) even += 1
    else odd += 1
  }
  // One letter in a hundred at least is a space or a line feed.
  if (Math.max(even, odd) * 200 < sample.length) return null
  const encoding = even * 10 < odd ? 'utf-16le' : odd * 10 < even ? 'utf-16be' : null
  const text = encoding === null ? null : tryDecode(bytes, encoding)
  return text !== null && isText(text) ? encoding : null
}

type Guess = { readonly text: string; readonly encoding: TextEncoding }

/** UTF-8 that was cut or mended by a program that did not know it: a few letters are lost, and all others are right. */
function damagedUtf8(bytes: Uint8Array): Guess | null {
  const text = decodeAs(bytes, 'utf-8')
  const sample = text.slice(0, sampleBytes)
  const [lost, kept] = [[...sample.matchAll(/\uFFFD+/gu)].length, [...sample.matchAll(/[^\p{ASCII}\uFFFD]/gu)].length]
  return kept > 20 * lost ? { text, encoding: 'utf-8' } : null
}

/** Scripts of thousands of signs: known by pairs of bytes that no other encoding puts together. */
function doubleByte(bytes: Uint8Array): Guess | null {
  const [best] = analyse(bytes.subarray(0, sampleBytes))
  const encoding = doubleByteEncodings.find((name) => name === best?.name.toLowerCase())
  if (best === undefined || encoding === undefined || best.confidence < 50) return null
  const text = tryDecode(bytes, encoding)
  return text === null ? null : { text, encoding }
}

function bestLegacy(bytes: Uint8Array): Guess {
  const sample = bytes.subarray(0, sampleBytes)
  const confidence = new Map(analyse(sample).map(({ name, confidence: value }) => [windowsNames[name.toLowerCase()] ?? name.toLowerCase(), value]))
  const scored = legacyEncodings.map((encoding) => ({ encoding, score: lookOf(decodeAs(sample, encoding)), confidence: confidence.get(encoding) ?? 0 }))
  const best = scored.sort((a, b) => b.score - a.score || b.confidence - a.confidence)[0]
  const encoding = best?.encoding ?? 'windows-1252'
  return { text: decodeAs(bytes, encoding), encoding }
}

/** What Windows wrote under the names of the standards that its code pages extend. */
const windowsNames: Readonly<Record<string, string>> = { 'iso-8859-1': 'windows-1252', 'iso-8859-2': 'windows-1250', 'iso-8859-7': 'windows-1253', 'iso-8859-9': 'windows-1254', 'iso-8859-8': 'windows-1255' }

const word = /[\p{L}\p{M}]+/gu
const scripts = [/\p{Script=Latin}/u, /\p{Script=Greek}/u, /\p{Script=Arabic}/u, /\p{Script=Cyrillic}/u, /\p{Script=Hebrew}/u] as const
/** A capital behind a small letter, where no surname puts one. */
const oddCase = /\p{Ll}\p{M}*[^\P{Lu}A-Z]/u
/** Letters of Icelandic, and endings of no language: far more often Croatian or Turkish read wrongly. */
const rareLetters = /[ðÐþÞ]|[aeiou]æ/u
const usualMark = /[\u00A0«»“”„‘’‚–—…€£°ºª·•§©®™№¿¡´،؛؟\u200E\u200F\u200C\u200D]/u

/** How much the words that are not plain ASCII look like words of one script: 1 all of them, below 0 more do not. */
function lookOf(text: string): number {
  let [good, bad] = [0, 0]
  for (const [letters] of text.matchAll(word)) {
    if (/^[A-Za-z]+$/u.test(letters)) continue
    if (isOddWord(letters)) bad += letters.length
    else if (rareLetters.test(letters)) bad += letters.length / 2
    else good += letters.length
  }
  for (const mark of text) {
    if (mark > '\u007F' && !/[\p{L}\p{M}]/u.test(mark) && !usualMark.test(mark)) bad += 2
  }
  return good + bad === 0 ? 0 : Math.round(((good - 2 * bad) / (good + bad)) * 100) / 100
}

function isOddWord(letters: string): boolean {
  const used = scripts.filter((script) => script.test(letters))
  if (used.length !== 1) return true
  // A Latin word of accented letters only is a word of another script that was read wrongly.
  if (used[0] === scripts[0] && letters.length > 2 && /^[^A-Za-z]+$/u.test(letters)) return true
  return oddCase.test(letters)
}

/** A short document may hold so many control characters: left over from a terminal or a form. */
const fewControls = 8

/** Text has no zero bytes and next to no control characters; pictures, archives and programs have both. */
function isText(text: string, few = 0): boolean {
  const sample = text.slice(0, sampleBytes)
  if (sample.includes('\0')) return false
  const controls = [...sample.matchAll(/(?![\t\n\r\f])\p{Cc}|\uFFFD/gu)].length
  return controls <= Math.max(few, sample.length / 50)
}
