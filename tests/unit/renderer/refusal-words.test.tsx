// @vitest-environment jsdom
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { languages, loadLanguage } from '../../../renderer/base/words/i18n.tsx'
import { useRefusalSentence } from '../../../renderer/base/words/import-words.ts'
import { loadWords } from '../../../renderer/languages/load.ts'
import type { ImportRefusal } from '../../../shared/import/imported.ts'
import { draw } from './render-kit.tsx'
import { eventually } from '../../helpers/eventually.ts'

function Sentence({ refusal }: { readonly refusal: ImportRefusal }): ReactNode {
  return <p>{useRefusalSentence()(refusal, '')}</p>
}

const bad: ImportRefusal = { kind: 'bad-record', detail: 'DETAIL', record: { path: 'programme[2].kind', kind: 'not-a-choice', value: 'debate, break', more: 2 } }

test.each([
  ['en', 'programme[2].kind: possible here: debate, break (+2)'],
  ['fr', 'programme[2].kind\u00A0: valeurs possibles ici\u00A0: debate, break (+2)'],
  ['el', 'programme[2].kind: δυνατές τιμές εδώ: debate, break (+2)'],
  ['ar', 'القيم الممكنة هنا: \u2068debate, break\u2069 (في \u2068programme[2].kind\u2069) (+2)'],
] as const)('IM71 what is wrong with a record is said in the language of the interface: %s', async (language, words) => {
  await loadLanguage(language, loadWords)
  const { box, unmount } = await draw(<Sentence refusal={bad} />, language)
  await eventually(() => expect(box.textContent).toContain(words))
  await unmount()
})

test.each(languages)('UI224 no refusal of a file shows the English line that is for the log (%s)', async (language) => {
  await loadLanguage(language, loadWords)
  const kinds = ['encrypted', 'damaged', 'too-large', 'unknown-type', 'old-word', 'old-excel', 'empty', 'from-newer-version', 'not-readable', 'timed-out', 'crashed'] as const
  const shown = new Set<string>()
  for (const kind of kinds) {
    const { box, unmount } = await draw(<Sentence refusal={{ kind, detail: 'DETAIL' }} />, language)
    await eventually(() => expect(box.textContent).toMatch(/\S/u))
    expect([kind, box.textContent]).not.toEqual([kind, expect.stringContaining('DETAIL')])
    shown.add(box.textContent)
    await unmount()
  }
  expect(shown.size).toBe(kinds.length)
})
