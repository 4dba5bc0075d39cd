import { describe, expect, test } from 'vitest'
import { annexLetter } from '../../../shared/minutes/annex-letter.ts'
import { counted } from '../../../shared/minutes/labels/counted.ts'
import { labelsFor, minutesLanguages } from '../../../shared/minutes/labels-for.ts'
import { formatNumber, localeOf } from '../../../shared/minutes/locale.ts'
import { actionStatuses, outcomeFieldNames } from '../../../shared/outcomes/kinds.ts'

/** Every text of a catalogue by its path; functions are asked with 0, 1, 2, 3, 11, 100 and a million, or with a name. */
function textsOf(value: unknown, path = ''): readonly (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') {
    const ask = value as (...args: readonly unknown[]) => unknown
    // Names and dates come from the record; digits stand in for them.
    const answers = path.endsWith('missingImage') || path.endsWith('page') ? [ask('7', '9')] : [0, 1, 2, 3, 11, 100, 1_000_000].map((count) => ask(count, '7', '8', '9'))
    return answers.flatMap((answer, index) => textsOf(answer, `${path}(${index})`))
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, child]) => textsOf(child, path === '' ? name : `${path}.${name}`))
}

const scripts = { en: 'Latin', fr: 'Latin', es: 'Latin', ca: 'Latin', it: 'Latin', el: 'Greek', ar: 'Arabic' } as const

describe('ML1: seven languages, each of them complete', () => {
  test('they are the languages of the founding regions', () => {
    expect([...minutesLanguages].sort()).toEqual(['ar', 'ca', 'el', 'en', 'es', 'fr', 'it'])
  })

  test.each(minutesLanguages)('every text of %s is there, and is written in its own script', (language) => {
    const texts = textsOf(labelsFor(language).labels)
    expect(texts.length).toBeGreaterThan(150)
    expect(texts.filter(([, text]) => text.trim() === '')).toEqual([])
    const strange = new RegExp(`(?!\\p{Script_Extensions=${scripts[language]}})\\p{L}`, 'u')
    expect(texts.filter(([, text]) => strange.test(text))).toEqual([])
  })

  test.each(minutesLanguages)('no text of %s begins or ends with a space, or has two in a row', (language) => {
    const texts = textsOf(labelsFor(language).labels).filter(([path]) => !path.startsWith('punctuation'))
    expect(texts.filter(([, text]) => text !== text.trim() || /\s{2}/.test(text))).toEqual([])
  })

  test.each(minutesLanguages)('every outcome field and action status has a name in %s', (language) => {
    const { labels } = labelsFor(language)
    expect(outcomeFieldNames.filter((name) => !labels.field[name])).toEqual([])
    expect(actionStatuses.filter((status) => !labels.actionStatus[status])).toEqual([])
  })

  test.each(minutesLanguages.filter((language) => language !== 'en'))('%s is no copy of English', (language) => {
    const english = new Map(textsOf(labelsFor('en').labels))
    const own = textsOf(labelsFor(language).labels).filter(([path]) => !/^(punctuation|annexLetters)/.test(path))
    // "Action", "Total", "Page": some words are the same.
    expect(own.filter(([path, text]) => english.get(path) === text).length).toBeLessThan(own.length / 8)
  })

  test('a tag with a region finds its language, one without labels is answered in English', () => {
    expect(labelsFor('ar-MA').language).toBe('ar')
    expect(labelsFor('CA-valencia').language).toBe('ca')
    expect(labelsFor('pt').language).toBe('en')
  })
})

describe('ML2: numbers bend the words beside them', () => {
  test.each(minutesLanguages)('%s has exactly the forms of its plural rules', (language) => {
    const categories = new Intl.PluralRules(localeOf(language)).resolvedOptions().pluralCategories
    const forms = Object.fromEntries(categories.map((category) => [category, category])) as Record<Intl.LDMLPluralRule, string>
    const count: (count: number, forms: Readonly<Record<Intl.LDMLPluralRule, string>>) => string = counted(language)
    for (const number of [0, 1, 2, 3, 10, 11, 99, 100, 102, 1_000_000]) expect(categories).toContain(count(number, forms))
    const all = Object.keys(forms)
    expect(new Set([0, 1, 2, 3, 11, 100, 1_000_000].map((number) => count(number, forms)))).toEqual(new Set(all))
  })

  test.each([
    ['en', ['0 present', '1 present', '2 present', '3 present', '11 present', '100 present', '1,000,000 present']],
    ['fr', ['0 personne présente', '1 personne présente', '2 personnes présentes', '3 personnes présentes', '11 personnes présentes', '100 personnes présentes', '1\u202F000\u202F000 de personnes présentes']],
    ['es', ['0 asistentes', '1 asistente', '2 asistentes', '3 asistentes', '11 asistentes', '100 asistentes', '1.000.000 de asistentes']],
    ['ca', ['0 assistents', '1 assistent', '2 assistents', '3 assistents', '11 assistents', '100 assistents', '1.000.000 d’assistents']],
    ['it', ['0 presenti', '1 presente', '2 presenti', '3 presenti', '11 presenti', '100 presenti', '1.000.000 di presenti']],
    ['el', ['0 παρόντες', '1 παρών', '2 παρόντες', '3 παρόντες', '11 παρόντες', '100 παρόντες', '1.000.000 παρόντες']],
    ['ar', ['لا حاضرين', 'حاضر واحد', 'حاضران اثنان', '3 حاضرين', '11 حاضرًا', '100 حاضر', '1,000,000 حاضر']],
  ])('attendance in %s', (language, expected) => {
    const { present } = labelsFor(language).labels.attendance.counts
    expect([0, 1, 2, 3, 11, 100, 1_000_000].map((count) => present(count))).toEqual(expected)
  })
})

describe('ML3: signs stand as the language sets them', () => {
  test('French keeps its distance from a colon and inside quotation marks, and no line breaks there', () => {
    const { missingImage } = labelsFor('fr').labels
    expect(missingImage('x')).toBe('Image non incluse\u00A0: x')
    const signs = textsOf(labelsFor('fr').labels).filter(([, text]) => / [:;!?»]|« /.test(text))
    expect(signs).toEqual([])
  })

  test('a Greek list of lists has no question marks in it, an Arabic one has Arabic commas', () => {
    expect(labelsFor('el').labels.punctuation.semicolon).not.toContain(';')
    expect(labelsFor('ar').labels.punctuation).toMatchObject({ comma: '، ', semicolon: '؛ ' })
  })

  test('Arabic is written with the digits of the record', () => {
    expect(formatNumber(1234, 'ar')).toBe('1,234')
  })

  test.each(minutesLanguages)('the pages of %s are counted with both numbers', (language) => {
    expect(labelsFor(language).labels.page('3', '12')).toMatch(/3\D+12/)
  })

  test('annexes are lettered as each language does, and never run out of letters', () => {
    const annexes = (language: string): readonly string[] => [1, 2, 3, 6].map((count) => annexLetter(count, labelsFor(language).labels.annexLetters))
    expect(annexes('it')).toEqual(['A', 'B', 'C', 'F'])
    expect(annexes('el')).toEqual(['Α', 'Β', 'Γ', 'ΣΤ'])
    expect(annexes('ar')).toEqual(['أ', 'ب', 'ج', 'و'])
    for (const language of minutesLanguages) {
      const { annexLetters } = labelsFor(language).labels
      const counted = Array.from({ length: 60 }, (_, index) => annexLetter(index + 1, annexLetters))
      expect(counted.every((letter) => letter !== '')).toBe(true)
      expect(new Set(annexLetters).size).toBe(annexLetters.length)
    }
    expect(annexLetter(27, labelsFor('en').labels.annexLetters)).toBe('AA')
  })
})

test.each([['Ajuntament de Girona', 'en nom d’Ajuntament de Girona'], ['Òrgan de govern', 'en nom d’Òrgan de govern'], ['Hospital Clínic', 'en nom d’Hospital Clínic'], ['Generalitat', 'en nom de Generalitat'], ['7 comarques', 'en nom de 7 comarques']])(
  'ML30 a Catalan letter elides before a vowel: %s', (body, words) => {
    expect(labelsFor('ca').labels.letter.onBehalf(body)).toBe(words)
  })
