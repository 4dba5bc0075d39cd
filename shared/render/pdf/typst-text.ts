/**
 * Text → Typst code. Everything that people typed goes into string literals, in which Typst knows no markup, no smart quotes
 * and no dashes: it comes out as it went in, and nothing typed can ever run.
 */
import { widthEms } from '../text-width.ts'

/** A Typst string literal. */
export function typstString(text: string): string {
  const escaped = text.replace(/[\\"]/g, String.raw`\$&`).replace(/\n/g, String.raw`\n`).replace(/\r/g, String.raw`\r`)
  return `"${escaped}"`
}

/** No PDF holds a longer address. */
const maxAddressLength = 8000

/** An address as a PDF may hold it, in ASCII alone: letters beyond are encoded, those of a host as its name in the network. */
export function pdfAddress(href: string): string {
  if (/^[\x20-\x7E]*$/.test(href)) return href
  const encoded = inAscii(href)
  return encoded.length > maxAddressLength ? href : encoded
}

function inAscii(href: string): string {
  try {
    return new URL(href).href
  } catch {
    return encodeURI(href).replaceAll(/%25(?=[0-9A-Fa-f]{2})/g, '%')
  }
}

/** Words up to this long are kept on one line although a hyphen or slash in them would let them break. */
const maxKeptLength = 24
/** Letters of a word that breaks anywhere stay together in pieces up to this long, */
const maxPieceLength = 12
/** of which a line has room for this many, however wide the letters are. */
const piecesPerLine = 2
/** What a word may be wider than its line: its width is an estimate, and beside every column is some space. */
const toleranceEms = 0.6
/** Where words are torn apart before they are torn anywhere: behind these. */
const seams = /(?<=[-\u2010\u2013/@.,;:_&?=])/

/**
 * With its vowel signs, which Unicode counts to every script that uses them: a word that is cut there loses the joins of its letters. Joiners
 * belong to it between its own letters only: between emoji they make one picture of several.
 */
const arabicWord = String.raw`[\u200C\u200D]{0,8}\p{Script_Extensions=Arabic}[\p{Script_Extensions=Arabic}\u200C\u200D]*`
const arabic = new RegExp(String.raw`${arabicWord}(?:\s+${arabicWord})*`, 'gu')

export type TextPlace = {
  readonly isInCell: boolean
  readonly isRtl: boolean
  /** How much room a line has, in em of its letters. */
  readonly lineEms: number
}

/**
 * A Typst expression that shows `text` on one line.
 *
 * - Line ends and tabs are spaces: Typst would show nothing for a tab, and the words around it would grow together.
 * - Arabic is set without kerning, which would move letters over the spaces between words; whoever copies or searches the PDF
 *   would find the words grown together.
 * - "School/Laboratory" and "Vice-President" stay whole, so that the text layer of the PDF has them whole as well.
 * - A word that is wider than the line may break anywhere, or it would run off the page, or over what stands beside it.
 */
export function typstText(text: string, place: TextPlace): string {
  const line = text.replaceAll(/[\n\t]/g, ' ')
  const pieces: string[] = []
  let end = 0
  for (const match of line.matchAll(arabic)) {
    pieces.push(...words(line.slice(end, match.index), place), `ar(${typstString(match[0])})`)
    end = match.index + match[0].length
  }
  pieces.push(...words(line.slice(end), place))
  return pieces.length === 0 ? '""' : pieces.join(' + ')
}

/** The same for code, on one line: every letter of it has one width. */
export function typstCode(text: string, { lineEms }: TextPlace): string {
  const code = (part: string): string => `raw(${typstString(part)})`
  return text.split(/(\s+)/).filter((word) => word !== '').map((word) => breakable(word, lineEms, codeWidthEms, code) ?? code(word)).join(' + ')
}

function words(text: string, { isInCell, isRtl, lineEms }: TextPlace): readonly string[] {
  const pieces: string[] = []
  let plain = ''
  const flush = (): void => {
    if (plain !== '') pieces.push(typstString(plain))
    plain = ''
  }
  for (const word of text.split(/(\s+)/)) {
    const broken = breakable(word, lineEms, widthEms, typstString)
    if (broken !== null) {
      flush()
      pieces.push(broken)
    } else if (!isInCell && !isRtl && word.length <= maxKeptLength && /\S[-\u2010\u2013/]\S/.test(word)) {
      flush()
      pieces.push(`box(${typstString(word)})`)
    } else plain += word
  }
  flush()
  return pieces
}

/**
 * A word that is wider than its line, with places to break in it that leave no trace in the text: an empty box is one, a space of no width
 * is none. Null for a word that is not too wide.
 */
function breakable(word: string, lineEms: number, widthOf: (text: string) => number, literal: (part: string) => string): string | null {
  const isTooWide = (part: string): boolean => widthOf(part) > lineEms + toleranceEms
  if (!isTooWide(word)) return null
  return word.split(seams).flatMap((part) => (isTooWide(part) ? piecesOf(part, pieceLength(lineEms)) : [part])).map((part) => literal(part)).join(' + box() + ')
}

function piecesOf(word: string, length: number): readonly string[] {
  const graphemes = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(word)].map(({ segment }) => segment)
  return Array.from({ length: Math.ceil(graphemes.length / length) }, (_, index) => graphemes.slice(index * length, (index + 1) * length).join(''))
}

/** How many letters of a word that breaks anywhere stay together. */
export function pieceLength(lineEms: number): number {
  return Math.min(maxPieceLength, Math.max(1, Math.floor(lineEms / piecesPerLine)))
}

/** Of code: the width of a letter, in em of the text around it. */
export const codeEms = 0.54

function codeWidthEms(text: string): number {
  return text.length * codeEms
}
