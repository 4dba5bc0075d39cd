/** Whatever can be frozen can be read again: the schema knows everything that the compiler makes. */
import { expect, test } from 'vitest'
import { compileMinutes } from '../../../shared/minutes/compile.ts'
import { profiles } from '../../../shared/minutes/minutes.ts'
import { minutesSchema } from '../../../shared/versions/minutes-schema.ts'
import { lossKinds, type Workshop } from '../../../shared/model/workshop.ts'
import { node, p } from '../../fixtures/rich.ts'
import { fullWorkshop, singleBoardWorkshop } from '../../fixtures/workshops.ts'
import { randomWorkshop } from '../../helpers/random-workshop.ts'
import { seededRandom } from '../../helpers/random.ts'

function expectReadable(workshop: Workshop, language = 'en'): void {
  for (const profile of profiles) {
    const result = minutesSchema.safeParse(compileMinutes(workshop, { language, profile, organisation: 'Corsica' }))
    expect(result.error?.issues ?? []).toEqual([])
  }
}

test.each(Array.from({ length: 30 }, (_, seed) => seed))('VF5: seed %i: minutes of any record are read as they were frozen', (seed) => expectReadable(randomWorkshop(seededRandom(seed))))

test('VF5: minutes with one of everything, with lists in letters, and of every loss', () => {
  expectReadable(fullWorkshop())
  expectReadable(singleBoardWorkshop('T', ['a', 'A', 'i', 'I'].map((type) => node('orderedList', [node('listItem', [p('x')])], { start: 2, type }))))
  expectReadable({ ...singleBoardWorkshop('T', [p('x')]), losses: lossKinds.map((kind) => ({ kind, name: 'n', place: 'board', id: 'board-notes' })) })
})

test('VF5: minutes in a language into which a translation is older than its text', () => {
  const workshop = singleBoardWorkshop('T', [p('The report was presented today to all')])
  const stale = { ...workshop, translations: [{ language: 'fr', unit: 'board:board-notes', source: 'The report was presented today', words: 'Le rapport a été présenté aujourd’hui' }] }
  expect(compileMinutes(stale, { language: 'fr' }).notices.map(({ kind }) => kind)).toEqual(['stale-translation'])
  expectReadable(stale, 'fr')
})
