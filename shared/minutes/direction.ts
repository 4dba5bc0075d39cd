/** Text direction by the first strong character, as `dir="auto"` in HTML and rules P2 and P3 of the Unicode bidirectional algorithm. */
import type { Direction } from './minutes.ts'

const strongRtl = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u
const letter = /\p{L}/u

/** Direction of `text`; null when it holds no letter. */
export function textDirection(text: string): Direction | null {
  for (const character of text) {
    if (letter.test(character)) return strongRtl.test(character) ? 'rtl' : 'ltr'
  }
  return null
}

const rtlLanguages: ReadonlySet<string> = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ku', 'nqo', 'ps', 'sd', 'syr', 'ug', 'ur', 'yi'])

/** Direction in which a language is written, by its primary subtag. */
export function languageDirection(language: string): Direction {
  return rtlLanguages.has(language.toLowerCase().split('-')[0] ?? '') ? 'rtl' : 'ltr'
}
