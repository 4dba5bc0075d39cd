/** What language and direction of the interface can be set to, in the app and on the guests' page alike. */
import type { Settings } from '../../shared/ipc/engine-port.ts'
import { languages, useText } from './words/i18n.tsx'
import { languageName } from './words/language-name.ts'
import { messages } from './words/messages.ts'

type Choice<Value> = { readonly value: Value; readonly label: string }

/** `system`: what "like the system" is called. */
export function useLanguageChoices(system: string): { readonly languages: readonly Choice<Settings['language']>[]; readonly directions: readonly Choice<Settings['direction']>[] } {
  const text = useText(messages)
  return {
    languages: [{ value: 'system', label: system }, ...languages.map((language) => ({ value: language, label: languageName(language) }))],
    directions: [
      { value: 'auto', label: text('directionAuto') },
      { value: 'ltr', label: text('directionLtr') },
      { value: 'rtl', label: text('directionRtl') },
    ],
  }
}
