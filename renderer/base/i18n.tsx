/**
 * Every string of the interface goes through here. A feature keeps its strings in a `messages.ts` of its own:
 *
 *   export const messages = catalogue({ en: { greet: 'Hello {name}' }, fr: { greet: 'Bonjour {name}' } })
 *   const text = useText(messages)
 *   text('greet', { name })
 *
 * A key that English has and French lacks (or the other way round) does not compile. Strings are ICU messages.
 */
import { useCallback, useEffect, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { IntlProvider, useIntl, type IntlShape } from 'react-intl'
import type { Settings } from '../../shared/ipc/engine-port.ts'

/** Languages with a complete catalogue. */
export const languages = ['en', 'fr'] as const
export type Language = (typeof languages)[number]
export type Direction = 'ltr' | 'rtl'

export type Catalogue<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>
export type MessageValues = Readonly<Record<string, string | number | Date | boolean | null | undefined>>
export type Text<Key extends string> = (key: Key, values?: MessageValues) => string

/** Declares the strings of a feature; both languages must have exactly the same keys. */
export function catalogue<const Key extends string>(messages: {
  readonly en: Readonly<Record<Key, string>>
  readonly fr: Readonly<Record<NoInfer<Key>, string>>
}): Catalogue<Key> {
  const french = Object.entries<string>(messages.fr).map(([key, words]) => [key, withFrenchSpaces(words)])
  return { en: messages.en, fr: Object.fromEntries(french) as Record<Key, string> }
}

/** No line breaks before a sign that stands apart in French, or inside its quotation marks. */
function withFrenchSpaces(words: string): string {
  return words.replaceAll('« ', '«\u00A0').replaceAll(/ (?=»|:(?!:))/gu, '\u00A0').replaceAll(/ (?=[;!?])/gu, '\u202F')
}

/** The locale that dates and numbers are written in: British English, French of France. */
const locales: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR' }

/** The nearest language that has a catalogue, English when there is none. `tag` is a BCP 47 tag. */
export function supportedLanguage(tag: string): Language {
  const primary = tag.toLowerCase().split('-')[0]
  return languages.find((language) => language === primary) ?? 'en'
}

/** The language to show: what the user chose, or the system's. */
export function chosenLanguage(setting: Settings['language'], systemLanguage: string): Language {
  return supportedLanguage(setting === 'system' ? systemLanguage : setting)
}

/** The direction to lay the interface out in. Both languages of the catalogue run from left to right; 'rtl' can be chosen. */
export function chosenDirection(setting: Settings['direction']): Direction {
  return setting === 'auto' ? 'ltr' : setting
}

/** Gives everything below it a language and a direction, and says so on `<html>`. */
export function LanguageProvider(props: { readonly language: Language; readonly direction: Direction; readonly children: ReactNode }): ReactNode {
  const { language, direction, children } = props
  const locale = locales[language]
  useEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dir = direction
  }, [language, direction])
  return (
    // react-aria takes the direction from the locale's script, so a direction chosen against the language is said as a script.
    <I18nProvider locale={`${language}-${direction === 'rtl' ? 'Arab' : 'Latn'}`}>
      {/* Same default locale: the strings arrive as default messages, typed by their catalogue, not through one global table. */}
      <IntlProvider locale={locale} defaultLocale={locale}>
        {children}
      </IntlProvider>
    </I18nProvider>
  )
}

/** The strings of `messages` in the language of `intl`; for code outside components. */
export function textOf<Key extends string>(intl: IntlShape, messages: Catalogue<Key>): Text<Key> {
  const strings = messages[supportedLanguage(intl.locale)]
  return (key, values) => intl.formatMessage({ id: key, defaultMessage: strings[key] }, { ...values })
}

/** The strings of `messages` in the language of the interface. The function is stable until the language changes. */
export function useText<Key extends string>(messages: Catalogue<Key>): Text<Key> {
  const intl = useIntl()
  return useCallback<Text<Key>>((key, values) => textOf(intl, messages)(key, values), [intl, messages])
}

/** The language of the interface. */
export function useLanguage(): Language {
  return supportedLanguage(useIntl().locale)
}
