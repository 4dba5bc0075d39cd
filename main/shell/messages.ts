/** The words of menus and dialogs that the operating system draws; the page has its own catalogues. */
import { ar } from './languages/ar.ts'
import { ca } from './languages/ca.ts'
import { el } from './languages/el.ts'
import { en, type ShellMessage, type ShellWords } from './languages/en.ts'
import { es } from './languages/es.ts'
import { fr } from './languages/fr.ts'
import { it } from './languages/it.ts'

const words: ReadonlyMap<string, ShellWords> = new Map(Object.entries({ en, fr, es, ca, it, el, ar }))

/** Languages that menus and dialogs speak. */
export const shellLanguages: readonly string[] = [...words.keys()]

/** The word for `message` in `language` (BCP 47); English where there is no translation. */
export function shellMessage(language: string, message: ShellMessage): string {
  return (words.get(language.toLowerCase().split('-')[0] ?? '') ?? en)[message]
}
