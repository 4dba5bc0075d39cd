/** The labels by language. */
import type { Labels } from './labels.ts'
import { ar } from './labels/ar.ts'
import { ca } from './labels/ca.ts'
import { el } from './labels/el.ts'
import { en } from './labels/en.ts'
import { es } from './labels/es.ts'
import { fr } from './labels/fr.ts'
import { it } from './labels/it.ts'

const catalogues = { en, fr, es, ca, it, el, ar } as const

export type MinutesLanguage = keyof typeof catalogues

/** Languages whose labels are complete. */
export const minutesLanguages = Object.keys(catalogues) as readonly MinutesLanguage[]

export type LabelSet = { readonly language: MinutesLanguage; readonly labels: Labels }

/** The labels for a BCP 47 tag, by its primary subtag; English when that language is not there, and says so in `language`. */
export function labelsFor(tag: string): LabelSet {
  const primary = tag.toLowerCase().split('-')[0]
  const language = minutesLanguages.find((known) => known === primary) ?? 'en'
  return { language, labels: catalogues[language] }
}
