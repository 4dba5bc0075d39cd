/** Pictures of people, and who agreed to be shown. */
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { readResponses } from '../../../shared/document/responses/read-responses.ts'
import { freeRespondent, respondentOf } from '../../../shared/document/responses/respondents.ts'
import { setPhotoConsent } from '../../../shared/document/responses/responses-commands.ts'
import { responsesRootsOf } from '../../../shared/document/responses/responses-roots.ts'
import { checkMinutes } from '../../../shared/minutes/checks/check-minutes.ts'
import { compileMinutes, type MinutesOptions } from '../../../shared/minutes/compile.ts'
import { knownConsents, mayBeShown } from '../../../shared/minutes/photo-consent.ts'
import type { Minutes } from '../../../shared/minutes/minutes.ts'
import { publishWorkshop } from '../../../shared/minutes/publish.ts'
import type { OutcomeId, PersonId } from '../../../shared/model/ids.ts'
import { noResponses, type RespondentKey, type Responses } from '../../../shared/model/responses.ts'
import { emptyPerson, type Person, type PhotoConsent, type Workshop } from '../../../shared/model/workshop.ts'
import { blockText } from '../../../shared/render/block-text.ts'
import { figuresOf } from '../../../shared/render/pictures/figures-of.ts'
import { p, sheet } from '../../fixtures/rich.ts'
import { board, emptyWorkshop, missingBlob, presentBlob, withBoards } from '../../fixtures/workshops.ts'

const person = (id: string, name: string, photoConsent: PhotoConsent): Person => ({ ...emptyPerson, id: id as PersonId, name, photoConsent })
const people = [person('yes', 'Ana Sá', 'yes'), person('no', 'Bo Öberg', 'no'), person('unasked', 'Cleo', '')]

/** A meeting with one photograph, of which this is said, and a chart behind it. */
function meeting(told: Readonly<Record<string, string>>, mediaType = 'image/jpeg'): Workshop {
  const content = [p('Before.'), sheet(missingBlob, 'People at a table', 'Table two', told), sheet(presentBlob, 'A chart', 'Chart', { people: 'none' }), p('After.')]
  const blobs = [{ id: missingBlob, mediaType, byteLength: 1, name: 'table.jpg' }, { id: presentBlob, mediaType: 'image/png', byteLength: 1, name: 'chart.png' }]
  return withBoards({ ...emptyWorkshop('T'), people: people.map((one) => ({ ...one, duties: ['chair', 'rapporteur'] })), blobs }, [board('b', 'Notes', null, content)])
}

const compile = (workshop: Workshop, options: Partial<MinutesOptions> = {}): Minutes => compileMinutes(workshop, { language: 'en', ...options })
const findings = (workshop: Workshop, profile: 'full' | 'public' = 'public'): readonly string[] => checkMinutes(workshop, compile(workshop, { profile })).map(({ kind, subject }) => `${kind} ${subject}`)

describe('consent to be shown (MI46)', () => {
  test.each([
    ['nothing said', {}, true],
    ['nobody to be recognised', { people: 'none' }, true],
    ['all agreed', { people: 'agreed' }, true],
    ['not all agreed', { people: 'not-agreed' }, false],
    ['what a newer Minuta says', { people: 'hologram' }, false],
    ['somebody who agreed', { shows: 'Ana Sá' }, true],
    ['somebody who agreed, by id and in other letters', { shows: 'yes; ANA SA' }, true],
    ['somebody who refused', { shows: 'Ana Sá; Bo Öberg' }, false],
    ['somebody who refused, although all are said to agree', { people: 'agreed', shows: 'Ana Sá, bo oberg' }, false],
    ['somebody whom nobody asked', { shows: 'Ana Sá; Cleo' }, false],
    ['somebody whom nobody asked, where all are said to agree', { people: 'agreed', shows: 'Cleo' }, true],
    ['a stranger', { shows: 'A passer-by' }, false],
  ] as const)('%s: %o may be published: %s', (_name, told, isShown) => {
    expect(mayBeShown(sheet(missingBlob, '', '', told), knownConsents({ people, floor: noResponses }))).toBe(isShown)
  })

  test('of two people with one name, any no refuses, and so does one who was not asked', () => {
    const shown = (...consents: readonly PhotoConsent[]): boolean =>
      mayBeShown(sheet(missingBlob, '', '', { shows: 'ana sa' }), knownConsents({ people: consents.map((consent, index) => person(String(index), 'Ana Sá', consent)), floor: noResponses }))
    expect([shown('no', 'yes'), shown('yes', 'no'), shown('yes', ''), shown('yes', 'yes')]).toEqual([false, false, false, true])
    expect(mayBeShown(sheet(missingBlob, '', '', { shows: '1' }), knownConsents({ people: [person('1', 'Ana Sá', 'yes'), person('2', 'Ana Sá', 'no')], floor: noResponses }))).toBe(true)
  })

  test('of a picture that may not be shown, neither file nor name is left in what a public report is made of, nor who agreed to what', () => {
    const floor: Responses = { ...noResponses, photoConsents: [{ key: 'g' as RespondentKey, name: '', consent: 'no' }] }
    const { workshop } = publishWorkshop({ ...meeting({ shows: 'Bo Öberg' }), floor })
    expect(workshop.blobs.map(({ name }) => name)).toEqual(['chart.png'])
    expect([...workshop.floor.photoConsents, ...workshop.people.map(({ photoConsent }) => photoConsent)]).toEqual(['', '', ''])
    expect(JSON.stringify(workshop)).not.toMatch(/Table two|table\.jpg|People at a table/)
  })

  test('a guest who is on no list is heard, by the name of the check-in or of a question', () => {
    const zoe = { key: 'g' as RespondentKey, name: 'Zoe Guest', organisation: 'Press' }
    const floor = (consent: 'yes' | 'no', more: Partial<Responses>): Responses => ({ ...noResponses, photoConsents: [{ key: zoe.key, name: '', consent }], ...more })
    const checkedIn: Partial<Responses> = { checkIns: [{ ...zoe, state: 'here', stays: [] }] }
    const asked: Partial<Responses> = { questions: [{ id: 'q' as OutcomeId, kind: 'question', text: 'Why?', board: null, author: zoe, at: 0, state: 'new', supporters: [] }] }
    const picture = sheet(missingBlob, '', '', { people: 'agreed', shows: 'zoe guest' })
    for (const told of [checkedIn, asked]) {
      expect(mayBeShown(picture, knownConsents({ people, floor: floor('no', told) }))).toBe(false)
      expect(mayBeShown(sheet(missingBlob, '', '', { shows: 'Zoe Guest' }), knownConsents({ people, floor: floor('yes', told) }))).toBe(true)
    }
    const refused = { ...meeting({ people: 'agreed', shows: 'Zoe Guest' }), floor: floor('no', checkedIn) }
    expect(JSON.stringify(compile(refused, { profile: 'public' }))).not.toContain('Table two')
    expect(findings(refused)).toEqual(['photo-without-consent Table two'])
  })

  test('RS31 a guest who is on no list and did nothing else is heard, by the name under which they answered', () => {
    const room = new Y.Doc()
    const answered = (name: string, consent: 'yes' | 'no' | null): void => setPhotoConsent(room, null, freeRespondent(name, 'Press'), consent)
    const isShown = (told: Readonly<Record<string, string>>): boolean => mayBeShown(sheet(missingBlob, '', '', told), knownConsents({ people, floor: readResponses(room) }))
    answered('Zoe Guest', 'no')
    expect(isShown({ people: 'agreed', shows: 'zoe guest' })).toBe(false)
    answered('Zoe Guest', 'yes')
    expect(isShown({ shows: 'Zoe Guest' })).toBe(true)
    answered('Zoe Guest', null)
    expect([isShown({ shows: 'Zoe Guest' }), responsesRootsOf(room).photoNames.size]).toEqual([false, 0])
    // A name of the list stands there, and nowhere else.
    setPhotoConsent(room, null, respondentOf(person('unasked', 'Cleo', '')), 'yes')
    expect(readResponses(room, people).photoConsents).toEqual([{ key: 'unasked', name: '', consent: 'yes' }])
    responsesRootsOf(room).photoConsents.set('someone', 'no')
    responsesRootsOf(room).photoNames.set('someone', { name: 'Cleo' })
    expect(readResponses(room).photoConsents.find(({ key }) => key === 'someone')).toMatchObject({ name: '', consent: 'no' })
  })

  test.each(['public', 'letter'] as const)('%s: a picture without consent is in no byte of the tree, says nothing of itself, and leaves every number as it is', (profile) => {
    const minutes = compile(meeting({ people: 'not-agreed', transcription: 'names on a sheet' }), { profile, organisation: 'X' })
    for (const words of [missingBlob, 'table.jpg', 'Table two', 'names on a sheet', 'People at a table']) expect(JSON.stringify(minutes)).not.toContain(words)
    if (profile === 'letter') return
    expect(figuresOf(minutes).map(({ number, caption }) => `${number} ${caption}`)).toEqual(['2 Chart'])
    expect(minutes.parts.some(({ id }) => id === 'omissions')).toBe(true)
    expect(figuresOf(compile(meeting({}), { profile })).map(({ number, caption }) => `${number} ${caption}`)).toEqual(['1 Table two', '2 Chart'])
  })

  test('full minutes print it, and tell in the list of participants who agreed; a public report never does', () => {
    const full = compile(meeting({ people: 'not-agreed' }))
    expect(figuresOf(full)).toHaveLength(2)
    const list = (minutes: Minutes): string => blockText(minutes.parts.find(({ id }) => id === 'annex:attendance')?.blocks ?? [])
    for (const words of ['Photographs', 'Agrees', 'Does not agree']) expect(list(full)).toContain(words)
    expect(list(compile(meeting({}), { profile: 'public' }))).not.toContain('Photographs')
    expect(list(compile({ ...meeting({}), people: people.map((one) => ({ ...one, photoConsent: '' })) }))).not.toContain('Photographs')
  })

  test('who is shown is nowhere printed: a caption says it where it is to be said', () => {
    expect(JSON.stringify(compile(meeting({ people: 'agreed', shows: 'Zed Unlisted' })))).not.toContain('Zed')
  })
})

describe('checks before a public report (MI47)', () => {
  test('name a picture without consent, and a photograph about which nobody said who is on it', () => {
    expect(findings(meeting({ people: 'not-agreed' }))).toEqual(['photo-without-consent Table two'])
    expect(findings(meeting({ shows: 'Bo Öberg' }))).toEqual(['photo-without-consent Table two'])
    expect(findings(meeting({}))).toEqual(['photo-people-unsaid Table two'])
  })

  test('ask nothing about drawings, about what is said, and about papers that stay in the house', () => {
    expect(findings(meeting({}, 'image/png'))).toEqual([])
    expect(findings(meeting({ people: 'none' }))).toEqual([])
    expect(findings(meeting({ people: 'not-agreed' }), 'full')).toEqual([])
  })
})
