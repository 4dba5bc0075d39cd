import type { LoadWords } from '../base/words/i18n.tsx'
import type { Translation } from './translation.ts'

/** The words of the app: a chunk for each language. */
export const loadWords: LoadWords = async (language) => {
  const { translation } = (await import(`./${language}/index.ts`)) as { translation: Translation }
  return translation
}
