import fs from 'node:fs'
import { describe, expect, test } from 'vitest'
import { en, type ShellMessage } from '../../../main/shell/languages/en.ts'
import { shellLanguages, shellMessage } from '../../../main/shell/messages.ts'
import { languages } from '../../../renderer/base/words/i18n.tsx'
import { findingLanguages } from '../../../shared/minutes/checks/finding-words.ts'
import { minutesLanguages } from '../../../shared/minutes/labels-for.ts'
import { notFoundWords } from '../../../server/http/pages.ts'

const keys = Object.keys(en) as ShellMessage[]
const placeholders = (words: string): string[] => words.match(/\{\w+\}/gu) ?? []

test('UI156 whoever has an interface in a language has menus, checks, minutes and the page of the relay in it, too', () => {
  for (const spoken of [shellLanguages, findingLanguages, minutesLanguages, notFoundWords.map(({ lang }) => lang)]) expect([...spoken].sort()).toEqual(expect.arrayContaining([...languages]))
})

describe.each(shellLanguages.filter((language) => language !== 'en'))('menus and dialogs of the system in %s', (language) => {
  test('UI156 say everything that they say in English, with its placeholders', () => {
    for (const key of keys) {
      expect([key, shellMessage(language, key)]).not.toEqual([key, ''])
      expect([key, placeholders(shellMessage(language, key))]).toEqual([key, placeholders(en[key])])
    }
  })

  test('UI156 leave nothing in English but what is the same in both languages', () => {
    const listed = JSON.parse(fs.readFileSync(`tests/fixtures/same-as-english/${language}.json`, 'utf8')) as readonly string[]
    expect(keys.map((key) => shellMessage(language, key)).filter((words, index) => words === en[keys[index] ?? 'file'] && !listed.includes(words))).toEqual([])
  })
})

test('a regional tag is answered in its language, and a language that is not there in English', () => {
  expect(['fr-CA', 'FR', 'sv', ''].map((language) => shellMessage(language, 'file'))).toEqual(['Fichier', 'Fichier', 'File', 'File'])
})
