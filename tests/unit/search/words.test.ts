import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { markText, snippetOf } from '../../../shared/search/mark.ts'
import { indexedWords, readQuery, wordsOf } from '../../../shared/search/words.ts'

const plain = (parts: readonly { readonly text: string }[]): string => parts.map(({ text }) => text).join('')
const marked = (text: string, query: string): string[] => markText(text, readQuery(query)).filter(({ isMatch }) => isMatch).map((part) => part.text)

test.each([
  ['Esclopé', 'esclope'],
  ['ΑΘΉΝΑΣ', 'αθηνασ'],
  ['Αθήνας', 'αθηνασ'],
  ['مُحَمَّد', 'محمد'],
  ['أحمد', 'احمد'],
  ['مدرسة', 'مدرسه'],
  ['محـــمد', 'محمد'],
  ['٣٠', '30'],
  ['Œuvre', 'oeuvre'],
  ['Straße', 'strasse'],
  ['İzmir', 'izmir'],
  ['Łódź', 'lodz'],
  ['ﬁnance', 'finance'],
])('SE1 %s is found as %s', (written, folded) => {
  expect(indexedWords(written)).toBe(folded)
})

test('SE1 punctuation parts words, a query keeps its words in a row, and signs of unspaced scripts are words', () => {
  expect(indexedWords('l’Oriental, D-3: 東京')).toBe('l oriental d 3 東 京')
  expect(readQuery(' D-3  "東京" — ').entries).toEqual([['d', '3'], ['東', '京']])
  expect(readQuery('?! … ***').entries).toEqual([])
})

test('SE2 what matches is marked as it was written: whole words from their beginning, rows as one', () => {
  expect(marked('Guy Esclopé, esclopes; not Nesclope', 'esclope')).toEqual(['Esclopé', 'esclopes'])
  expect(marked('See D-3 and D-31, not D 4', 'd-3')).toEqual(['D-3', 'D-31'])
  expect(marked('قال مُحَمَّد شيئا', 'محمد')).toEqual(['مُحَمَّد'])
})

test('SE2 a snippet stands around the first match, says where it was cut, and never cuts a character', () => {
  const text = `${'filler words '.repeat(200)}the budget 🎉🎉🎉${'🎉'.repeat(300)}`
  const parts = snippetOf(text, readQuery('budg'), 80)
  expect(parts.some(({ text: part, isMatch }) => isMatch && part === 'budget')).toBe(true)
  expect(plain(parts).startsWith('…')).toBe(true)
  expect(plain(parts).endsWith('…')).toBe(true)
  // An unpaired surrogate would come back as another character.
  expect(new TextDecoder().decode(new TextEncoder().encode(plain(parts)))).toBe(plain(parts))
  expect(plain(snippetOf('short', readQuery('none'), 80))).toBe('short')
})

test('SE2 marking never changes the words of a text, whatever text and query are (property)', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, typed) => {
    expect(indexedWords(plain(markText(text, readQuery(typed))).replaceAll(' · ', '\n'))).toBe(indexedWords(text))
    for (const { start, end } of wordsOf(text)) expect(text.slice(start, end)).not.toMatch(/\s/u)
  }), { seed: 20_260_919, numRuns: 300 })
})
