/** Every catalogue of the interface, and every message of it as it may be shown. */
import type { IntlShape, MessageFormatElement } from 'react-intl'
import { messages as app } from '../../renderer/app/messages.ts'
import { restoreMessages as restore } from '../../renderer/app/restore-messages.ts'
import { detailsMessages } from '../../renderer/base/words/details-messages.ts'
import { messages as base } from '../../renderer/base/words/messages.ts'
import { roleMessages } from '../../renderer/base/words/roles.ts'
import { statusMessages } from '../../renderer/base/words/status-words.ts'
import { messages as editor } from '../../renderer/editor/messages.ts'
import { messages as guest } from '../../renderer/guest/messages.ts'
import { messages as importing } from '../../renderer/import/messages.ts'
import { messages as library } from '../../renderer/library/messages.ts'
import { messages as minutes } from '../../renderer/minutes/messages.ts'
import { messages as outcomes } from '../../renderer/outcomes/messages.ts'
import { importListMessages } from '../../renderer/people/import-messages.ts'
import { messages as people } from '../../renderer/people/messages.ts'
import { importProgrammeMessages } from '../../renderer/programme/import-messages.ts'
import { messages as programme } from '../../renderer/programme/messages.ts'
import { messages as responses } from '../../renderer/responses/messages.ts'
import { doctorMessages } from '../../renderer/room/joining/doctor-messages.ts'
import { inviteMessages } from '../../renderer/room/invites/invite-messages.ts'
import { joinMessages } from '../../renderer/room/joining/join-messages.ts'
import { messages as room } from '../../renderer/room/messages.ts'
import { messages as series } from '../../renderer/series/messages.ts'
import { messages as translations } from '../../renderer/translations/messages.ts'
import { messages as versions } from '../../renderer/versions/messages.ts'
import { exportMessages } from '../../renderer/base/words/export-words.ts'
import { failureMessages } from '../../renderer/base/words/failures.ts'
import { textOf, type Catalogue, type MessageValues } from '../../renderer/base/words/i18n.tsx'
import { importMessages } from '../../renderer/base/words/import-words.ts'

/** All of them; a test compares them with those that sources declare. */
export const everyCatalogue: readonly Catalogue<string>[] = [
  app, base, detailsMessages, doctorMessages, editor, exportMessages, failureMessages, guest, importing, importListMessages, importMessages, importProgrammeMessages, inviteMessages,
  joinMessages, library, minutes, outcomes, people, programme, responses, restore, roleMessages, room, series, statusMessages, translations, versions,
]

/** Every number that somebody may have to read "3 boards" for; the forms of a language repeat long before. */
export const counts = Array.from({ length: 121 }, (_, count) => count)


/** What a message takes: its placeholders and tags, the choices of those that choose, and its plural forms. */
export type Shape = { readonly takes: readonly string[]; readonly choices: Readonly<Record<string, readonly string[]>>; readonly plurals: readonly (readonly string[])[] }

/** What is in `message`, in the language of the intl. */
export function shapeOf(message: string, { formatters, locale }: IntlShape): Shape {
  const takes = new Set<string>()
  const choices: Record<string, readonly string[]> = {}
  const plurals: (readonly string[])[] = []
  const read = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      // The kinds of elements are an enum that react-intl does not hand out; its first is bare text.
      if ('value' in element && (element.type as number) !== 0) takes.add('children' in element ? `<${element.value}>` : element.value)
      if ('children' in element) read(element.children)
      if (!('options' in element)) continue
      const forms = Object.keys(element.options)
      if ('pluralType' in element) plurals.push(forms)
      else choices[element.value] = forms.sort()
      for (const { value } of Object.values(element.options)) read(value)
    }
  }
  read(formatters.getMessageFormat(message, locale).getAst())
  return { takes: [...takes].sort(), choices, plurals }
}

/** Values for every placeholder: each of the counts and each of the choices in turn. */
export function valuesFor({ takes, choices, plurals }: Shape, each: readonly number[]): readonly MessageValues[] {
  const numbers = plurals.length > 0 ? each : []
  const rounds = Math.max(1, numbers.length, ...Object.values(choices).map((forms) => forms.length))
  return Array.from({ length: rounds }, (_, round) => {
    const valueOf = (name: string): string | number => choices[name]?.at(round % choices[name].length) ?? numbers.at(round % numbers.length) ?? 'X'
    return Object.fromEntries(takes.map((name) => [name, valueOf(name)]))
  })
}


/** Numbers of which each form of the language has one, and those that messages may have words of their own for. */
export function countsOf(locale: string): readonly number[] {
  const form = new Intl.PluralRules(locale)
  return counts.filter((count) => count < 3 || counts.findIndex((other) => form.select(other) === form.select(count)) === count)
}

/** Every message with its id, "room.title", in each of its forms; names in it are X. */
export function formatted(intl: IntlShape): readonly (readonly [id: string, words: string])[] {
  const each = countsOf(intl.locale)
  return everyCatalogue.flatMap((catalogue) => {
    const text = textOf(intl, catalogue)
    return Object.entries(catalogue.en).flatMap(([key, english]) => {
      const id = `${catalogue.name}.${key}`
      const message = intl.messages[id]
      const shape = shapeOf(typeof message === 'string' ? message : english, intl)
      return valuesFor(shape, each).map((values) => [id, text(key, values)] as const)
    })
  })
}
