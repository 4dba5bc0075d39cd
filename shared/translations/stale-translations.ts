/** How far the translations of a workshop have come. */
import type { Workshop } from '../model/workshop.ts'
import { textGroups, type TextPlace } from './texts.ts'
import { primaryLanguage, Translator } from './translator.ts'

/** A translation that is older than its source. */
export type StaleTranslation = {
  readonly language: string
  readonly unit: string
  readonly place: TextPlace
  /** What is written now, and what was when the translation was made. */
  readonly source: string
  readonly from: string
  readonly words: string
}

/** Languages that somebody translated anything into, in the order of their tags. */
export function translationLanguages(workshop: Workshop): readonly string[] {
  return [...new Set(workshop.translations.filter(({ words }) => words.trim() !== '').map(({ language }) => language))].sort()
}

/** Every translation that is older than its source, by language and place. */
export function staleTranslations(workshop: Workshop): readonly StaleTranslation[] {
  return translationLanguages(workshop).filter((language) => language !== primaryLanguage(workshop.details.language)).flatMap((language) => {
    const translator = new Translator(workshop, language)
    return textGroups(workshop).flatMap(({ place, texts }) => texts.flatMap(({ unit, source }): readonly StaleTranslation[] => {
      const found = translator.find(unit, source)
      return found.kind === 'stale' ? [{ language, unit, place, source, from: found.from, words: found.words }] : []
    }))
  })
}
