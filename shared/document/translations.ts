/**
 * Translations in the shared document. One flat entry per language, unit and source text: who translates the same words at the same
 * time writes the same entry, and the last one stays, whole. An entry keeps the words that it was made from: they say whether it is
 * older than its source, and show what changed. Nothing is deleted; a source that comes back finds its translation again.
 */
import * as Y from 'yjs'
import type { Translation } from '../model/workshop.ts'
import { contentDigest } from './boards/content-digest.ts'
import { noSeconds, type SecondId, type SecondIds } from './boards/second-outcomes.ts'
import { textField } from './fields.ts'
import { rootsOf } from './roots.ts'

const languagePattern = /^[a-z]{2,8}$/
/** What stands before the id in the unit of an outcome's words, and of its fields (`shared/translations/texts.ts`). */
const outcomeUnits = /^outcome(?:-\w+)?$/
/** A peer's entry beyond this is none. */
export const maxTranslatedCharacters = 100_000

/** Every translation, ordered by its key. What is no translation is left out. `seconds` have those of the outcomes that they share an id with. */
export function readTranslations(doc: Y.Doc, seconds: SecondIds = noSeconds): Translation[] {
  const found: (Translation & { readonly key: string })[] = []
  const { translations } = rootsOf(doc)
  for (const [key, value] of [...translations, ...translationsOfSeconds(translations, Object.values(seconds))]) {
    const [language = '', unit = '', ...rest] = key.split(' ')
    if (!languagePattern.test(language) || unit === '' || rest.length !== 1 || typeof value !== 'object' || value === null) continue
    const fields = new Map(Object.entries(value))
    const source = textField(fields, 'source')
    const words = textField(fields, 'words')
    if (source === '' || source.length > maxTranslatedCharacters || words.length > maxTranslatedCharacters) continue
    found.push({ key, language, unit, source, words })
  }
  return found.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ language, unit, source, words }) => ({ language, unit, source, words }))
}

/** Gives outcomes that get an id of their own what `readTranslations` says that they have. To be called in a transaction: everybody who does writes the same. */
export function writeTranslationsOfSeconds(doc: Y.Doc, seconds: readonly SecondId[]): void {
  const { translations } = rootsOf(doc)
  for (const [key, value] of translationsOfSeconds(translations, seconds)) translations.set(key, value)
}

/** Entries for the own ids, but for those that somebody has written. */
function translationsOfSeconds(translations: Y.Map<unknown>, seconds: readonly SecondId[]): [key: string, value: unknown][] {
  if (seconds.length === 0) return []
  return [...translations].flatMap(([key, value]) => {
    const [language = '', unit = '', ...rest] = key.split(' ')
    const [what = '', id] = unit.split(':')
    if (!outcomeUnits.test(what)) return []
    return seconds
      .filter(({ shared }) => shared === id)
      .map(({ own }): [string, unknown] => [[language, `${what}:${own}`, ...rest].join(' '), value])
      .filter(([ownKey]) => !translations.has(ownKey))
  })
}

/**
 * Writes the translation of `source`, in one transaction; '' takes it back. False, and nothing is written, when it is the same already
 * or the unit or language can't be one.
 */
export function setTranslation(doc: Y.Doc, origin: unknown, { language, unit, source, words }: Translation): boolean {
  if (!languagePattern.test(language) || unit === '' || unit.includes(' ') || source === '') return false
  const { translations } = rootsOf(doc)
  const key = `${language} ${unit} ${contentDigest([{ type: 'text', text: source }])}`
  const present = translations.get(key)
  // '' where nothing is written says that what was made of older words is no translation of these.
  const before = typeof present === 'object' && present !== null ? textField(new Map(Object.entries(present)), 'words') : null
  if (before === words) return false
  doc.transact(() => translations.set(key, { source, words }), origin)
  return true
}
