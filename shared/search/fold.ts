/**
 * Text made comparable for search, the same way wherever something is looked for: without accents, case and vowel signs, so that
 * "esclope" finds "Esclopé", "αθηνα" finds "Αθήνας" from its beginning and "محمد" finds "مُحَمَّد".
 */

/** Letters that decomposition leaves as they are, though people type one for the other. */
const equalLetters: Readonly<Record<string, string>> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i',
  ς: 'σ',
  // Arabic: lengthening, final forms, and the Persian keyboard's letters.
  '\u0640': '', ٱ: 'ا', ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه',
}
const equalLetter = new RegExp(`[${Object.keys(equalLetters).join('')}]`, 'gu')
/** Digits of the Arabic and the Persian keyboard. */
const easternDigit = /[\u0660-\u0669\u06F0-\u06F9]/gu
/** Text in which only the case is to be folded. */
const plainText = /^[ -~\s]*$/

/** Case, accents, vowel signs and ligatures taken off; everything else stays, spaces included. */
export function foldLetters(text: string): string {
  if (plainText.test(text)) return text.toLowerCase()
  return westernDigits(text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll(equalLetter, (letter) => equalLetters[letter] ?? letter))
}

/** The words of a text made comparable, with one space between: without punctuation and marks of direction as well. */
export function foldWords(text: string): string {
  return foldLetters(text).replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()
}

/** The same text with 0 to 9 in the place of the digits of Arabic and Persian keyboards. */
export function westernDigits(text: string): string {
  return text.replaceAll(easternDigit, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
}
