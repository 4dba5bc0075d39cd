import { describe, expect, test } from 'vitest'
import type { Profile } from '../../../shared/minutes/minutes.ts'
import type { Attribution, RichNode, Workshop } from '../../../shared/model/workshop.ts'
import { blockText } from '../../../shared/render/block-text.ts'
import { corrigendumPart } from '../../../shared/versions/compare-minutes.ts'
import { decodeFrozen, encodeFrozen, findDocument, type FrozenContent } from '../../../shared/versions/frozen-version.ts'
import { image, node, p } from '../../fixtures/rich.ts'
import { fullWorkshop, presentBlob, singleBoardWorkshop } from '../../fixtures/workshops.ts'
import { freeze } from '../../helpers/frozen.ts'
import { randomWorkshop, secretWord } from '../../helpers/random-workshop.ts'
import { seededRandom } from '../../helpers/random.ts'

const full = fullWorkshop()
const hostile = 'a\u0001'
const picture = image(presentBlob, 'alt', 'caption', 40)

const cases: readonly (readonly [string, Workshop])[] = [
  ['a highlight whose colour has a control character', singleBoardWorkshop('T', [node('paragraph', [{ type: 'text', text: 'x', marks: [{ type: 'highlight', attrs: { color: hostile } }] }])])],
  ['an image whose blob is no id', singleBoardWorkshop('T', [{ ...picture, attrs: { ...picture.attrs, blob: hostile } }])],
  ['a paragraph in a language with a control character', singleBoardWorkshop('T', [{ ...node('paragraph', [{ type: 'text', text: 'x' }]), attrs: { lang: hostile } }])],
  ['a workshop in a language with a control character', { ...full, details: { ...full.details, language: hostile } }],
  ['an organisation of 10,001 letters', { ...full, people: full.people.map((person) => ({ ...person, organisation: 'x'.repeat(10_001) })) }],
]

test.each(cases)('VF43 what is frozen can be read again: %s', async (_what, workshop) => {
  const content = await freeze(workshop, ['en'])
  expect(decodeFrozen(encodeFrozen(content), content.fingerprint).ok).toBe(true)
})

describe('VF44: what changed is told without the words of before', () => {
  const kept = p('The budget is public.')
  const price = p('The price is seven hundred.')
  const inConfidence = (block: RichNode): RichNode => ({ ...block, attrs: { ...block.attrs, confidential: true } })
  const after = (content: FrozenContent): Parameters<typeof freeze>[2] => ({ number: 1, content, corrections: [] })
  const changes = (content: FrozenContent, profile: Profile): string =>
    blockText(findDocument(content, { profile, language: 'en' })?.minutes.parts.find(({ id }) => id === corrigendumPart)?.blocks ?? [])

  test('where a line became confidential, in a public report; full minutes quote it', async () => {
    const first = await freeze(singleBoardWorkshop('T', [kept, price, p('The end.')]), ['en'])
    const second = await freeze(singleBoardWorkshop('T', [p('The budget is for everybody.'), inConfidence(price), p('The end.')]), ['en'], after(first))
    expect(changes(second, 'public')).toContain('The budget is for everybody.')
    expect(changes(second, 'public')).toMatch(/^2\s+taken out$/mu)
    expect(changes(second, 'public')).not.toMatch(/seven hundred|The budget is public/u)
    expect(changes(second, 'full')).toContain('The budget is public.')
  })

  test('where the line is left out of the minutes as well', async () => {
    const first = await freeze(singleBoardWorkshop('T', [kept, price]), ['en'])
    const open = singleBoardWorkshop('T', [kept, inConfidence(price)])
    const hidden = { board: open.boards[0]?.id ?? ('' as never), block: 1, basis: '' }
    const second = await freeze({ ...open, minutes: { ...open.minutes, hidden: [hidden] } }, ['en'], after(first))
    expect(changes(second, 'public')).not.toContain('seven hundred')
  })

  test('and quoted where nothing stays in the house', async () => {
    const first = await freeze(singleBoardWorkshop('T', [kept, price]), ['en'])
    const second = await freeze(singleBoardWorkshop('T', [kept, p('The price is seven thousand.')]), ['en'], after(first))
    expect(changes(second, 'public')).toContain('seven hundred')
  })

  test.each(['none', 'organisation'] as const)('where speakers are told no further than %s now', async (attribution: Attribution) => {
    const first = await freeze(full, ['en'])
    const second = await freeze(full, ['en'], after(first), attribution)
    for (const profile of ['full', 'public'] as const) expect(changes(second, profile)).not.toContain('vice-governor')
  })

  test.each(Array.from({ length: 12 }, (_, seed) => seed))('seed %i: nothing that became confidential is in a report or a letter', async (seed) => {
    const closed = randomWorkshop(seededRandom(seed))
    const open = JSON.parse(JSON.stringify(closed, (name, value: unknown) => (name !== 'confidential' ? (name === 'consent' ? 'yes' : value) : typeof value === 'boolean' ? false : ''))) as Workshop
    const first = await freeze(open, ['en'])
    expect(JSON.stringify(findDocument(first, { profile: 'public', language: 'en' }))).toContain(secretWord)
    const second = await freeze(closed, ['en'], after(first))
    const leaving = second.documents.filter(({ entry }) => entry.profile === 'public' || entry.profile === 'letter')
    expect(leaving.length).toBeGreaterThan(0)
    expect(JSON.stringify(leaving)).not.toContain(secretWord)
  })
})
