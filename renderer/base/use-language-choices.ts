/** What language and direction of the interface can be set to, in the app and on the guests' page alike. */
import type { Settings } from '../../shared/ipc/engine-port.ts'
import { languages, useText, type Language } from './i18n.tsx'
import { messages } from './messages.ts'

type Choice<Value> = { readonly value: Value; readonly label: string }

/** Each language under its own name, so that whoever got into the wrong one finds the way back. */
const languageNames: Readonly<Record<Language, string>> = { en: 'English', fr: 'Français' }

/** `system`: what "like the system" is called. */
export function useLanguageChoices(system: string): { readonly languages: readonly Choice<Settings['language']>[]; readonly directions: readonly Choice<Settings['direction']>[] } {
  const text = useText(messages)
  return {
    languages: [{ value: 'system', label: system }, ...languages.map((language) => ({ value: language, label: languageNames[language] }))],
    directions: [
      { value: 'auto', label: text('directionAuto') },
      { value: 'ltr', label: text('directionLtr') },
      { value: 'rtl', label: text('directionRtl') },
    ],
  }
}
