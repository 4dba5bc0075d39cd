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

/** What a reader of the frozen minutes would stumble over, in any profile. */
function problems(workshop: Workshop, language = 'en'): readonly unknown[] {
  return profiles.flatMap((profile) => minutesSchema.safeParse(compileMinutes(workshop, { language, profile, organisation: 'Corsica' })).error?.issues ?? [])
}

test.each(Array.from({ length: 30 }, (_, seed) => seed))('VF5: seed %i: minutes of any record are read as they were frozen', (seed) => {
  expect(problems(randomWorkshop(seededRandom(seed)))).toEqual([])
})

test('VF5: minutes with one of everything, with lists in letters, and of every loss', () => {
  expect(problems(fullWorkshop())).toEqual([])
  expect(problems(singleBoardWorkshop('T', ['a', 'A', 'i', 'I'].map((type) => node('orderedList', [node('listItem', [p('x')])], { start: 2, type }))))).toEqual([])
  expect(problems({ ...singleBoardWorkshop('T', [p('x')]), losses: lossKinds.map((kind) => ({ kind, name: 'n', place: 'board', id: 'board-notes' })) })).toEqual([])
})

test('VF5: minutes in a language into which a translation is older than its text', () => {
  const workshop = singleBoardWorkshop('T', [p('The report was presented today to all')])
  const stale = { ...workshop, translations: [{ language: 'fr', unit: 'board:board-notes', source: 'The report was presented today', words: 'Le rapport a été présenté aujourd’hui' }] }
  expect(compileMinutes(stale, { language: 'fr' }).notices.map(({ kind }) => kind)).toEqual(['stale-translation'])
  expect(problems(stale, 'fr')).toEqual([])
})
