import { describe, expect, test } from 'vitest'
import { languages } from '../../../renderer/base/words/i18n.tsx'
import { loadWords } from '../../../renderer/languages/load.ts'
import { messages } from '../../../renderer/responses/messages.ts'
import { labelsFor, minutesLanguages } from '../../../shared/minutes/labels-for.ts'
import { voteCounts } from '../../../shared/outcomes/kinds.ts'
import { countIn, countsOf } from '../../../shared/outcomes/vote-result.ts'

const options = (...labels: readonly string[]) => ({ options: labels.map((label, index) => ({ id: String(index), label, ballots: index, hands: 10, total: index + 10 })) })

describe('a vote that is taken over fills its counts (RS22)', () => {
  test.each(languages)('with the choices that the page suggests in %s', async (language) => {
    const words = language === 'en' ? messages.en : (await loadWords(language))['responses']
    expect(countsOf(options(...(words?.['defaultOptions'] ?? '').split('\n')))).toEqual({ inFavour: '10', against: '11', abstentions: '12' })
  })

  test.each(minutesLanguages)('with what minutes in %s call them, in any order', (language) => {
    const { field } = labelsFor(language).labels
    expect(countsOf(options(...voteCounts.map((name) => field[name] ?? '').toReversed()))).toEqual({ notVoting: '10', abstentions: '11', against: '12', inFavour: '13' })
  })

  test.each([['Naples', 'Athens'], ['For', 'For'], ['For', 'Against', 'Later'], ['For'], ['For', 'Abstention'], ['For, if it rains', 'Against'], []])(
    'leaves the counts of %s, %s to words', (...labels) => expect(countsOf(options(...labels.filter((label) => label !== undefined)))).toBeNull(),
  )

  test('reads a count in the digits of any keyboard, and nothing else', () => {
    expect(['12', ' 0 ', '١٢', '', '-1', '1.5', 'twelve', '12345678'].map((value) => countIn(value))).toEqual([12, 0, 12, null, null, null, null, null])
    expect(countIn(undefined)).toBeNull()
  })
})
