import { useLanguage } from './words/i18n.tsx'

/** What stands between names and facts that follow each other in a sentence of the interface, with its space. */
export function useComma(): string {
  return useLanguage() === 'ar' ? '، ' : ', '
}
