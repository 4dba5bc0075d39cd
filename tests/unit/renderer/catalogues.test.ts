import { createIntl } from 'react-intl'
import { describe, expect, test } from 'vitest'
import { messages as app } from '../../../renderer/app/messages.ts'
import { detailsMessages } from '../../../renderer/base/details-messages.ts'
import { exportFailureSentence, exportMessages } from '../../../renderer/base/export-words.ts'
import { failureMessages, failureOf, failureSentence } from '../../../renderer/base/failures.ts'
import { chosenLanguage, languages, supportedLanguage, textOf, type Catalogue } from '../../../renderer/base/i18n.tsx'
import { importMessages } from '../../../renderer/base/import-words.ts'
import { messages as base } from '../../../renderer/base/messages.ts'
import { roleMessages } from '../../../renderer/base/roles.ts'
import { statusMessages } from '../../../renderer/base/status-words.ts'
import { messages as guest } from '../../../renderer/guest/messages.ts'
import { messages as importing } from '../../../renderer/import/messages.ts'
import { messages as library } from '../../../renderer/library/messages.ts'
import { messages as minutes } from '../../../renderer/minutes/messages.ts'
import { importListMessages } from '../../../renderer/people/import-messages.ts'
import { messages as people } from '../../../renderer/people/messages.ts'
import { importProgrammeMessages } from '../../../renderer/programme/import-messages.ts'
import { messages as programme } from '../../../renderer/programme/messages.ts'
import { messages as responses } from '../../../renderer/responses/messages.ts'
import { doctorMessages } from '../../../renderer/room/doctor-messages.ts'
import { inviteMessages } from '../../../renderer/room/invite-messages.ts'
import { joinMessages } from '../../../renderer/room/join-messages.ts'
import { messages as room } from '../../../renderer/room/messages.ts'
import { messages as translations } from '../../../renderer/translations/messages.ts'
import { messages as versions } from '../../../renderer/versions/messages.ts'
import type { ExportFailure } from '../../../shared/ipc/desktop-api.ts'
import type { EngineFailure } from '../../../shared/ipc/engine-port.ts'

const catalogues: Readonly<Record<string, Catalogue<string>>> = {
  app, base, detailsMessages, failureMessages, guest, importing, library, minutes, people, programme, responses, room, statusMessages,
  doctorMessages, exportMessages, importListMessages, importMessages, importProgrammeMessages, inviteMessages, joinMessages, roleMessages, translations, versions,
}

/** Values for every placeholder that any message uses: a missing one makes ICU throw. */
const values = {
  count: 2, seconds: 5, listed: 2, present: 1, index: 1, done: 1, total: 2, name: 'N', title: 'T', query: 'Q', path: 'P', version: '1', detail: 'D', relay: 'R',
  reason: 'X', since: 'S', board: 'B', month: 'M', day: 31, format: 'F', part: 'Z', time: 'H', text: 'W', label: 'L', percent: 50, question: 'V', excused: 2, expected: 2,
  added: 2, row: 3, words: 'Y',
  role: 'O', what: 'W', list: 'L', missing: 'I', number: 2, status: 'U', date: '1 May', place: 'A', how: 'by hand', wanted: 'E', language: 'Greek', tags: '<1>',
}

/** The placeholders of an ICU message, also inside its plural forms. */
function placeholders(message: string): string[] {
  return [...new Set([...message.matchAll(/\{(?<name>[a-z]+)(?=[,}])/giu)].map((match) => match.groups?.['name'] ?? ''))].sort()
}

describe.each(Object.entries(catalogues))('the catalogue %s', (_name, catalogue) => {
  test('has the same keys and the same placeholders in every language', () => {
    for (const language of languages) {
      expect(Object.keys(catalogue[language]).sort()).toEqual(Object.keys(catalogue.en).sort())
      for (const [key, message] of Object.entries(catalogue.en)) {
        expect([key, placeholders(catalogue[language][key] ?? '')]).toEqual([key, placeholders(message)])
      }
    }
  })

  test('breaks no French line before a sign that stands apart, or inside quotation marks', () => {
    expect(Object.values(catalogue.fr).filter((words) => / [:;!?»]|« /u.test(words))).toEqual([])
  })

  test('holds only messages that ICU can format', () => {
    for (const language of languages) {
      const problems: unknown[] = []
      const locale = language === 'en' ? 'en-GB' : 'fr-FR'
      const text = textOf(createIntl({ locale, defaultLocale: locale, onError: (error) => problems.push(error) }), catalogue)
      for (const key of Object.keys(catalogue[language])) expect(text(key, values)).not.toBe('')
      expect(problems).toEqual([])
    }
  })
})

describe('languages', () => {
  test('the nearest complete catalogue is taken, English when there is none', () => {
    expect(['fr-CA', 'FR', 'en-US', 'el', ''].map(supportedLanguage)).toEqual(['fr', 'fr', 'en', 'en', 'en'])
  })

  test('the choice of the user comes before the language of the system', () => {
    expect(chosenLanguage('system', 'fr-FR')).toBe('fr')
    expect(chosenLanguage('en', 'fr-FR')).toBe('en')
  })
})

describe('failures of the engine', () => {
  const text = textOf(createIntl({ locale: 'en-GB', defaultLocale: 'en-GB' }), failureMessages)
  const kinds: readonly EngineFailure['kind'][] = ['storage', 'bad-record', 'bad-address', 'unreachable', 'no-such-workshop', 'refused', 'unsupported-file', 'bug']

  test('every kind has a sentence of its own', () => {
    const sentences = kinds.map((kind) => failureSentence(text, { kind, detail: 'detail' }))
    expect(new Set(sentences).size).toBe(kinds.length)
  })

  test('a rejection that carries no failure is told as a bug with its message', () => {
    expect(failureOf(new TypeError('x is not y'))).toEqual({ kind: 'bug', detail: 'x is not y' })
    expect(failureOf(Object.assign(new Error('e'), { failure: { kind: 'unreachable', detail: '' } }))).toEqual({ kind: 'unreachable', detail: '' })
  })
})

describe('exports that came to nothing', () => {
  const text = textOf(createIntl({ locale: 'en-GB', defaultLocale: 'en-GB' }), exportMessages)
  const reasons: readonly ExportFailure[] = ['disk-full', 'not-allowed', 'in-use', 'no-folder', 'cannot-write', 'exporter-crashed', 'bad-content']

  test('every reason has a sentence of its own, which says that the workshop is safe', () => {
    const sentences = reasons.map((reason) => exportFailureSentence(text, reason, 'detail'))
    expect(new Set(sentences).size).toBe(reasons.length)
    for (const sentence of sentences) expect(sentence).toContain('The workshop is safe')
  })

  test('nobody is shown where in the program it happened', () => {
    const stack = 'EISDIR: illegal operation\n    at rename (node:internal/fs/promises:1)'
    for (const reason of reasons) expect(exportFailureSentence(text, reason, stack)).not.toContain('node:internal')
  })
})
