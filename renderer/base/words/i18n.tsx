/**
 * Every string of the interface goes through here. A feature keeps its English strings in a `messages.ts` of its own, under a name:
 *
 *   export const messages = catalogue('greetings', { greet: 'Hello {name}' })
 *   const text = useText(messages)
 *   text('greet', { name })
 *
 * They are the source. Every other language is a folder of `renderer/languages/` with a file for each catalogue, where a key that
 * English has and the other language lacks (or the other way round) does not compile. Strings are ICU messages.
 */
import { useCallback, useEffect, useLayoutEffect, useState, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { IntlProvider, useIntl, type IntlShape } from 'react-intl'
import type { Settings } from '../../../shared/ipc/engine-port.ts'
import { localeOf } from '../../../shared/minutes/locale.ts'

export type Direction = 'ltr' | 'rtl'

/** Languages with a complete catalogue, in the order in which they are offered, and the direction in which each is written. */
const directions = {
  en: 'ltr',
  fr: 'ltr',
  es: 'ltr',
  ca: 'ltr',
  it: 'ltr',
  el: 'ltr',
  ar: 'rtl',
} as const satisfies Readonly<Record<string, Direction>>

export type Language = keyof typeof directions
export const languages = Object.keys(directions) as readonly Language[]

/** What is in the program itself; the others are loaded. */
const source = 'en'
export type LoadedLanguage = Exclude<Language, typeof source>

export type Catalogue<Key extends string, Name extends string = string> = { readonly name: Name; readonly en: Readonly<Record<Key, string>> }
export type MessageValues = Readonly<Record<string, string | number | Date | boolean | null | undefined>>
export type Text<Key extends string> = (key: Key, values?: MessageValues) => string

/** Declares the English strings of a feature. `name`: of the catalogue, in all languages; no two have the same. */
export function catalogue<const Name extends string, const Key extends string>(name: Name, en: Readonly<Record<Key, string>>): Catalogue<Key, Name> {
  return { name, en }
}

/** The nearest language that has a catalogue, English when there is none. `tag` is a BCP 47 tag. */
export function supportedLanguage(tag: string): Language {
  return firstSupportedLanguage([tag])
}

/** That of the first of `tags` that has one: somebody reads several languages, and prefers them in this order. */
export function firstSupportedLanguage(tags: readonly string[]): Language {
  const primaries = tags.map((tag) => tag.toLowerCase().split('-')[0])
  return primaries.flatMap((primary) => languages.find((language) => language === primary) ?? [])[0] ?? source
}

/** The language to show: what the user chose, or the system's. */
export function chosenLanguage(setting: Settings['language'], systemLanguage: string): Language {
  return supportedLanguage(setting === 'system' ? systemLanguage : setting)
}

/** The direction to lay the interface out in: what the user chose, or that of the language. */
export function chosenDirection(setting: Settings['direction'], language: Language): Direction {
  return setting === 'auto' ? directions[language] : setting
}

/** The words of a language, by the names of catalogues; rejects where they cannot be had. */
export type LoadWords = (language: LoadedLanguage) => Promise<Readonly<Record<string, Readonly<Record<string, string>>>>>

/** A language that is there, as react-intl takes it: strings under the name of their catalogue and their key. */
export type ShownLanguage = { readonly language: Language; readonly locale: string; readonly defaultLocale: string; readonly messages: Record<string, string> }

// The strings of the catalogues are the default messages, so that English needs no table.
const defaultLocale = localeOf(source)
const english: ShownLanguage = { language: source, locale: defaultLocale, defaultLocale, messages: {} }

/** `language` with its words; English where they cannot be loaded, as without a network. */
export async function loadLanguage(language: Language, load: LoadWords): Promise<ShownLanguage> {
  if (language === source) return english
  try {
    const words = Object.entries(await load(language)).flatMap(([name, catalogue]) => Object.entries(catalogue).map(([key, message]) => [`${name}.${key}`, message]))
    return { language, locale: localeOf(language), defaultLocale, messages: Object.fromEntries(words) as Record<string, string> }
  } catch (error) {
    console.error(error)
    return english
  }
}

/** `language` once its words are there, and until then the one before; null before there is any. */
function useShownLanguage(language: Language, load: LoadWords): ShownLanguage | null {
  const [shown, setShown] = useState(language === source ? english : null)
  useEffect(() => {
    let isCurrent = true
    void loadLanguage(language, load).then((loaded) => {
      if (isCurrent) setShown(loaded)
    })
    return () => {
      isCurrent = false
    }
  }, [language, load])
  return shown
}

export type LanguageProviderProps = {
  readonly language: Language
  /** 'auto': that of the language that is shown. */
  readonly direction: Settings['direction']
  readonly load: LoadWords
  readonly children: ReactNode
}

/** Gives everything below it a language and a direction, and says so on `<html>`. Shows nothing before there are words to show. */
export function LanguageProvider({ language, direction: setting, load, children }: LanguageProviderProps): ReactNode {
  const shown = useShownLanguage(language, load)
  const direction = shown && chosenDirection(setting, shown.language)
  // Before anything is painted: what is laid out in the wrong direction jumps.
  useLayoutEffect(() => {
    if (shown === null || direction === null) return
    document.documentElement.lang = shown.language
    document.documentElement.dir = direction
  }, [shown, direction])
  if (shown === null) return null
  const { locale, messages } = shown
  return (
    // react-aria takes the direction from the locale's script, so a direction chosen against the language is said as a script.
    <I18nProvider locale={direction === directions[shown.language] ? locale : new Intl.Locale(locale, { script: direction === 'rtl' ? 'Arab' : 'Latn' }).toString()}>
      <IntlProvider locale={locale} defaultLocale={defaultLocale} messages={messages}>
        {children}
      </IntlProvider>
    </I18nProvider>
  )
}

/** The strings of `messages` in the language of `intl`; for code outside components. */
export function textOf<Key extends string>(intl: IntlShape, { name, en }: Catalogue<Key>): Text<Key> {
  return (key, values) => intl.formatMessage({ id: `${name}.${key}`, defaultMessage: en[key] }, { ...values })
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
