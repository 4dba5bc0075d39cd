/**
 * The text of a file that says nothing about its encoding, or says it wrongly: what spreadsheets and mail programs of thirty years
 * wrote. A byte order mark and valid UTF-8 are taken at their word; among the older encodings the one is chosen whose words look
 * like words.
 */
import { analyse } from 'chardet'
import { legacyEncodings, type TextEncoding } from './text-encodings.ts'

export type DecodedText = {
  readonly text: string
  readonly encoding: TextEncoding
  /** False where only the look of the words spoke for it: worth asking. */
  readonly isCertain: boolean
}

/** The text of `bytes` without a byte order mark; null for bytes that are no text in any encoding. `chosen` is taken at its word. */
export function decodeText(bytes: Uint8Array, chosen: TextEncoding | null = null): DecodedText | null {
  const found = chosen === null ? detected(bytes) : { text: decodeAs(bytes, chosen), encoding: chosen, isCertain: true }
  return isText(found.text) ? found : null
}

function detected(bytes: Uint8Array): DecodedText {
  const certain = (encoding: TextEncoding): DecodedText => ({ text: decodeAs(bytes, encoding), encoding, isCertain: true })
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return certain('utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return certain('utf-16be')
  const utf8 = strictUtf8(bytes)
  if (utf8 !== null && !utf8.includes('\0')) return { text: utf8, encoding: 'utf-8', isCertain: true }
  const wide = wideEncoding(bytes)
  if (wide !== null) return { text: decodeAs(bytes, wide), encoding: wide, isCertain: false }
  return { ...bestLegacy(bytes), isCertain: false }
}

function decodeAs(bytes: Uint8Array, encoding: TextEncoding): string {
  return new TextDecoder(encoding).decode(bytes)
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** How much of the beginning is looked at; the rest of a file is in the same encoding. */
const sampleBytes = 64 * 1024

/** UTF-16 without a mark: in Latin text every second byte is zero, and in any script the line feeds are. */
function wideEncoding(bytes: Uint8Array): TextEncoding | null {
  const sample = bytes.subarray(0, sampleBytes)
  if (sample.length % 2 !== 0 && sample.length === bytes.length) return null
  let [even, odd] = [0, 0]
  for (const [index, byte] of sample.entries()) {
    if (byte !== 0) continue
    if (index % 2 === 0) even += 1
    else odd += 1
  }
  if (odd > 0 && even * 10 < odd) return 'utf-16le'
  return even > 0 && odd * 10 < even ? 'utf-16be' : null
}

function bestLegacy(bytes: Uint8Array): { readonly text: string; readonly encoding: TextEncoding } {
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

/** Text has no zero bytes and next to no control characters; pictures, archives and programs have both. */
function isText(text: string): boolean {
  const sample = text.slice(0, sampleBytes)
  if (sample.includes('\0')) return false
  const controls = [...sample.matchAll(/(?![\t\n\r\f])\p{Cc}|\uFFFD/gu)].length
  return controls * 50 <= sample.length
}
