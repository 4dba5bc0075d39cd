import { expect, test } from 'vitest'
import type { Workshop } from '../../../shared/model/workshop.ts'
import { decodeFrozen, encodeFrozen } from '../../../shared/versions/frozen-version.ts'
import { image, node } from '../../fixtures/rich.ts'
import { fullWorkshop, presentBlob, singleBoardWorkshop } from '../../fixtures/workshops.ts'
import { freeze } from '../../helpers/frozen.ts'

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
