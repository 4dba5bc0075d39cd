import type { MinutesLanguage } from '../../../shared/minutes/labels-for.ts'

const names: Readonly<Record<MinutesLanguage, string>> = { en: 'English', fr: 'Français', es: 'Español', ca: 'Català', it: 'Italiano', el: 'Ελληνικά', ar: 'العربية' }

/** A language of the app or of the minutes under its own name, so that whoever looks for theirs, or got into a wrong one, finds it; else its tag. */
export function languageName(tag: string): string {
  return (names as Readonly<Record<string, string>>)[tag] ?? tag
}
