/** A finding in a sentence, for whoever reads the page or the command line: what it is, and what would put it right. */
import type { Finding, FindingGroup } from './finding.ts'
import { ar } from './words/ar.ts'
import { ca } from './words/ca.ts'
import { el } from './words/el.ts'
import { en } from './words/en.ts'
import { es } from './words/es.ts'
import { fr } from './words/fr.ts'
import { it } from './words/it.ts'

const words = { en, fr, es, ca, it, el, ar } as const

export type FindingLanguage = keyof typeof words

/** Languages that have a sentence for every finding. */
export const findingLanguages = Object.keys(words) as readonly FindingLanguage[]

/** One sentence. Names in it are as people typed them. */
export function findingWords({ kind, subject, detail }: Finding, language: FindingLanguage): string {
  return words[language].sentences[kind](subject, detail)
}

export function findingGroupName(group: FindingGroup, language: FindingLanguage): string {
  return words[language].groups[group]
}
