/** How wide text is, in em: an estimate for the fonts of the PDF, rather too wide, for whoever has to decide before anything is set. */

const known = new Map<string, number>()

export function widthEms(text: string): number {
  let sum = 0
  for (const letter of text) {
    let width = known.get(letter)
    if (width === undefined) known.set(letter, (width = letterEms(letter)))
    sum += width
  }
  return sum
}

/** By kinds of letters, measured in Source Serif 4 and Inter, regular and semibold. */
function letterEms(letter: string): number {
  if (/[iljfrtIJ.,:;!|'/()[\]ιΙ-]/.test(letter)) return 0.38
  if (/[mwMW@%…—φψωΦΨжшщюЖШЩЮ]/.test(letter)) return 0.97
  if (/\p{M}/u.test(letter)) return 0
  if (letter >= '\u2E80') return 1.1
  return /\p{Lu}/u.test(letter) ? 0.74 : 0.61
}
