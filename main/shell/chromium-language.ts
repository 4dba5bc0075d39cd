/**
 * The language of what Chromium itself draws in a page, date fields and their calendars above all: it is the process's own, whatever the
 * page says of its language, and is fixed when the app starts.
 */
import { shellLanguages } from './messages.ts'

/**
 * What to start Chromium with, or null to leave it the system's choice: somebody whose system speaks the language of the interface
 * already keeps their own way of writing it. `language`: that of the interface at the last start, null when none is known.
 */
export function chromiumLanguage(language: string | null, system: string): string | null {
  if (language === null || primary(language) === primary(system)) return null
  const known = shellLanguages.find((tag) => tag === primary(language)) ?? null
  // English of this product is British, also where it writes dates.
  return known === 'en' ? 'en-GB' : known
}

function primary(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0] ?? ''
}
