/**
 * Text → Typst code. Everything that people typed goes into string literals, in which Typst knows no markup, no smart quotes
 * and no dashes: it comes out as it went in, and nothing typed can ever run.
 */

/** A Typst string literal. */
export function typstString(text: string): string {
  const escaped = text.replace(/[\\"]/g, String.raw`\$&`).replace(/\n/g, String.raw`\n`).replace(/\r/g, String.raw`\r`)
  return `"${escaped}"`
}

/** Words up to this long are kept on one line although a hyphen or slash in them would let them break. */
const maxKeptLength = 24
/** Words beyond this may break anywhere, or they would run off the page. */
const maxWordLength = 40
const maxWordLengthInCell = 18
const breakEvery = 12

/** With its vowel signs, which Unicode counts to every script that uses them: a word that is cut there loses the joins of its letters. */
const arabic = /[\p{Script_Extensions=Arabic}\u200C\u200D]+(?:\s+[\p{Script_Extensions=Arabic}\u200C\u200D]+)*/gu

export type TextPlace = { readonly isInCell: boolean; readonly isRtl: boolean }

/**
 * A Typst expression that shows `text` (one line).
 *
 * - Arabic is set without kerning, which would move letters over the spaces between words; whoever copies or searches the PDF
 *   would find the words grown together.
 * - "School/Laboratory" and "Vice-President" stay whole, so that the text layer of the PDF has them whole as well.
 */
export function typstText(text: string, place: TextPlace): string {
  const pieces: string[] = []
  let end = 0
  for (const match of text.matchAll(arabic)) {
    pieces.push(...words(text.slice(end, match.index), place), `ar(${typstString(match[0])})`)
    end = match.index + match[0].length
  }
  pieces.push(...words(text.slice(end), place))
  return pieces.length === 0 ? '""' : pieces.join(' + ')
}

function words(text: string, { isInCell, isRtl }: TextPlace): readonly string[] {
  const pieces: string[] = []
  let plain = ''
  const flush = (): void => {
    if (plain !== '') pieces.push(typstString(plain))
    plain = ''
  }
  for (const word of text.split(/(\s+)/)) {
    if (word.length > (isInCell ? maxWordLengthInCell : maxWordLength)) {
      flush()
      pieces.push(breakAnywhere(word))
    } else if (!isInCell && !isRtl && word.length <= maxKeptLength && /\S[-\u2010\u2013/]\S/.test(word)) {
      flush()
      pieces.push(`box(${typstString(word)})`)
    } else plain += word
  }
  flush()
  return pieces
}

/** A word with places to break in it that leave no trace in the text. */
function breakAnywhere(word: string): string {
  const graphemes = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(word)].map(({ segment }) => segment)
  const chunks = Array.from({ length: Math.ceil(graphemes.length / breakEvery) }, (_, index) =>
    typstString(graphemes.slice(index * breakEvery, (index + 1) * breakEvery).join('')),
  )
  return chunks.join(' + h(0pt) + ')
}
