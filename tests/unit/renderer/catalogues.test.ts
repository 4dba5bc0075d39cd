import fs from 'node:fs'
import path from 'node:path'
import { createIntl } from 'react-intl'
import { describe, expect, test } from 'vitest'
import { exportFailureSentence, exportMessages } from '../../../renderer/base/words/export-words.ts'
import { failureMessages, failureOf, failureSentence } from '../../../renderer/base/words/failures.ts'
import { chosenDirection, chosenLanguage, firstSupportedLanguage, languages, loadLanguage, supportedLanguage, textOf } from '../../../renderer/base/words/i18n.tsx'
import { loadGuestWords } from '../../../renderer/languages/load-guest-page.ts'
import { loadWords } from '../../../renderer/languages/load.ts'
import type { ExportFailure } from '../../../shared/ipc/desktop-api.ts'
import type { EngineFailure } from '../../../shared/ipc/engine-port.ts'
import { counts, countsOf, everyCatalogue as catalogues, shapeOf, valuesFor } from '../../helpers/every-message.ts'

const english = new Map(catalogues.flatMap(({ name, en }) => Object.entries(en).map(([key, message]) => [`${name}.${key}`, message])))

/** Brands and formats, which are called the same everywhere. */
const names = /\{\w+\}|\b(?:Minuta|PDF|HTML|JSON|CSV|DOCX|ODT|Word|LibreOffice|Markdown|Unicode|QR)\b/gu

/** The names of the catalogues that a source declares. */
function declaredIn(file: string): readonly string[] {
  return Array.from(fs.readFileSync(file, 'utf8').matchAll(/^export const \w+ = catalogue\('(?<name>[^']+)'/gmu), (match) => match.groups?.['name'] ?? '')
}

/** The sources that end up in the page with this entry: itself and what it imports, at once or later. */
function sourcesOf(entry: string): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (file: string): void => {
    if (found.has(file) || !/\.tsx?$/u.test(file)) return
    found.add(file)
    for (const match of fs.readFileSync(file, 'utf8').matchAll(/(?:^(?:import|export) (?!type\b)[^'"]*|import\()'(?<target>\.[^']+)'/gmu)) visit(path.join(path.dirname(file), match.groups?.['target'] ?? ''))
  }
  visit(entry)
  return found
}

test('UI1 UI150 every catalogue of the interface is among those that are tested, under a name of its own', () => {
  const declared = fs.globSync('renderer/**/*.{ts,tsx}').flatMap(declaredIn)
  expect(catalogues.map(({ name }) => name).sort()).toEqual(declared.sort())
  expect(new Set(declared).size).toBe(declared.length)
})

const source = createIntl(await loadLanguage('en', loadWords))
const expectedShapes = new Map(Array.from(english, ([id, message]) => [id, shapeOf(message, source)]))

describe.each(languages)('the interface in %s', async (language) => {
  const problems: unknown[] = []
  const shown = await loadLanguage(language, loadWords)
  const intl = createIntl({ ...shown, onError: (error) => problems.push(error) })
  const messages = language === 'en' ? [...english] : Object.entries(shown.messages)
  const form = new Intl.PluralRules(shown.locale)

  test('UI151 says everything that it says in English', () => {
    expect(shown.language).toBe(language)
    expect(messages.map(([id]) => id).sort()).toEqual([...english.keys()].sort())
  })

  test('UI152 has the placeholders, tags and choices of English in every message, and every plural form that counting needs', () => {
    for (const [id, message] of messages) {
      const { takes, choices, plurals } = shapeOf(message, intl)
      const expected = expectedShapes.get(id)
      expect([id, takes, choices]).toEqual([id, expected?.takes, expected?.choices])
      for (const forms of plurals) expect([id, counts.filter((count) => !forms.includes(`=${count}`) && !forms.includes(form.select(count)))]).toEqual([id, []])
    }
  })

  test('UI153 holds only messages that ICU can format, whatever the choices and counts', () => {
    const each = countsOf(shown.locale)
    for (const catalogue of catalogues) {
      const text = textOf(intl, catalogue)
      for (const key of Object.keys(catalogue.en)) {
        const shape = expectedShapes.get(`${catalogue.name}.${key}`)
        for (const values of shape ? valuesFor(shape, each) : []) expect([key, text(key, values)]).not.toEqual([key, ''])
      }
    }
    expect(problems).toEqual([])
  })

  test('UI155 says on the page for browsers what it says in the app', async () => {
    const onPage = await loadLanguage(language, loadGuestWords)
    expect(onPage.language).toBe(language)
    expect(shown.messages).toMatchObject(onPage.messages)
  })
})

test.each(languages.filter((language) => language !== 'en'))('UI154 the interface in %s leaves nothing in English but what is the same in both languages', async (language) => {
  const listed = JSON.parse(fs.readFileSync(`tests/fixtures/same-as-english/${language}.json`, 'utf8')) as readonly string[]
  const { messages } = await loadLanguage(language, loadWords)
  const same = Object.entries(messages).filter(([id, message]) => message === english.get(id) && /\p{L}/u.test(message.replaceAll(names, ''))).map(([, message]) => message)
  expect([...new Set(same)].sort()).toEqual([...listed].sort())
})

test('UI155 the page for browsers loads the words of what is on it, and of nothing else', async () => {
  const shown = [...sourcesOf('renderer/guest.tsx')].flatMap(declaredIn)
  expect(shown).toContain('guest')
  expect(Object.keys(await loadGuestWords('fr')).sort()).toEqual(shown.sort())
})

test('UI74 breaks no French line before a sign that stands apart, inside quotation marks, or before a unit', async () => {
  const { messages } = await loadLanguage('fr', loadWords)
  expect(Object.values(messages).filter((words) => / [:;!?»]|« |[\d}] (?:%|Mo\b)/u.test(words))).toEqual([])
})

test('UI3 UI74 runs every Arabic message from right to left, and keeps what is filled in, addresses, file endings and hyphenated numbers in their own order', async () => {
  const { messages } = await loadLanguage('ar', loadWords)
  for (const [id, words] of Object.entries(messages)) {
    const around = words.replaceAll(/\u2068[^\u2068\u2069]*\u2069/gu, '')
    expect([id, around.match(/\{\w+\}|:\/\/| \.\w|\d-\d|[\u2066-\u2069]/gu)]).toEqual([id, null])
    // The direction of a line is that of its first letter; what is read instead of choices and counts begins with the first of them.
    const letters = around.replaceAll(/\{\w+, (?:plural|select),|\w+ \{/gu, '').replaceAll(names, '')
    // The names of keys are drawn by themselves, from left to right.
    if (/^editor\.key[A-Z]/u.test(id)) continue
    expect([id, /\p{L}/u.exec(letters)?.[0] ?? 'ا']).toEqual([id, expect.stringMatching(/\p{Script=Arabic}/u)])
  }
})

describe('languages', () => {
  test('the nearest complete catalogue is taken, English when there is none', () => {
    expect(['fr-CA', 'FR', 'en-US', 'sv', ''].map(supportedLanguage)).toEqual(['fr', 'fr', 'en', 'en', 'en'])
    // GU64: guests in a browser say all that they read.
    expect([['de-AT', 'it', 'en'], ['zgh', 'fr-MA', 'ar'], ['sv'], []].map(firstSupportedLanguage)).toEqual(['it', 'fr', 'en', 'en'])
  })

  test('the choice of the user comes before the language of the system', () => {
    expect(chosenLanguage('system', 'fr-FR')).toBe('fr')
    expect(chosenLanguage('en', 'fr-FR')).toBe('en')
  })

  test('UI2 the direction is that of the script unless the user chose one', () => {
    const isArabic = (language: string): boolean => new Intl.Locale(language).maximize().script === 'Arab'
    expect(languages.filter((language) => chosenDirection('auto', language) === 'rtl')).toEqual(languages.filter(isArabic))
    expect(languages.map((language) => chosenDirection('rtl', language))).toEqual(languages.map(() => 'rtl'))
  })
})

describe('UI12 failures of the engine', () => {
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
