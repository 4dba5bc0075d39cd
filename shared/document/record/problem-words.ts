/** What is wrong with a record, in a clause, for whoever reads the page or the command line. */
import { beginningOf } from '../../util/beginning-of.ts'
import { shownText } from '../../util/shown-text.ts'
import type { RecordProblem, RecordRefusal } from './record-problem.ts'
import { ar } from './words/ar.ts'
import { ca } from './words/ca.ts'
import { el } from './words/el.ts'
import { en } from './words/en.ts'
import { es } from './words/es.ts'
import { fr } from './words/fr.ts'
import { it } from './words/it.ts'

const words = { en, fr, es, ca, it, el, ar } as const

export type RecordLanguage = keyof typeof words

/** Languages that have words for every problem. */
export const recordLanguages = Object.keys(words) as readonly RecordLanguage[]

/** "programme[2].kind: possible here: debate, break". What a record says is as people typed it. */
export function recordProblemWords({ path, kind, value }: RecordProblem, language: RecordLanguage): string {
  const { at, reasons } = words[language]
  const reason = reasons[kind](brief(value))
  return path === '' ? reason : at(brief(path), reason)
}

/** Longer than every list of choices and every place that somebody could look for. */
const maxShown = 250

/** A record is a stranger's: nothing in it fills the screen or turns the sentence around. */
function brief(words: string): string {
  return shownText(beginningOf(words, maxShown))
}

/** The first problem, and in brackets how many more there are. */
export function recordRefusalWords(refusal: RecordRefusal, language: RecordLanguage): string {
  return `${recordProblemWords(refusal, language)}${refusal.more > 0 ? ` (+${refusal.more})` : ''}`
}
