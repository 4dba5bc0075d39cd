import type { LoadWords } from '../base/words/i18n.tsx'
import type { GuestTranslation } from './translation.ts'

/** The words of the page for browsers: a chunk for each language, without features that are not on that page. */
export const loadGuestWords: LoadWords = async (language) => {
  const { translation } = (await import(`./${language}/guest-page.ts`)) as { translation: GuestTranslation }
  return translation
}
