import { describe, expect, test } from 'vitest'
import { inlinesFromTagged, linksLost, taggedText } from '../../../shared/translations/tagged-text.ts'
import { link, text } from '../../fixtures/rich.ts'

const source = [text('See '), text('the report', link('https://example.org')), text(' now', 'bold'), { type: 'hardBreak' }, text('or later.')]

describe('ML6: marks go where the tags of the source stand in the translation', () => {
  test('words with marks stand in numbered tags, a break is a line feed', () => {
    expect(taggedText(source)).toBe('See <1>the report</1><2> now</2>\nor later.')
  })

  test('reading back the source gives the source', () => {
    expect(inlinesFromTagged(taggedText(source), source)).toEqual(source)
  })

  test('tags may change their order', () => {
    expect(inlinesFromTagged('<2>Maintenant</2>, <1>le rapport</1>', source)).toEqual([text('Maintenant', 'bold'), text(', '), text('le rapport', link('https://example.org'))])
  })

  test('what is no tag of the source is text: unknown numbers, half tags, markup', () => {
    for (const typed of ['<3>x</3>', '<1>x', '</1>x', '<1>x</2>', '<b>x</b>', '<0>x</0>', 'a < b > c']) expect(inlinesFromTagged(typed, source)).toEqual([text(typed)])
  })

  test('a link without its place is told', () => {
    expect(linksLost('Voir le rapport', source)).toEqual(['https://example.org'])
    expect(linksLost('Voir <1>le rapport</1>', source)).toEqual([])
  })
})
