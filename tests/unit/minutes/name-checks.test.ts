/** MI28: names of participants that stand in typed words, where minutes name nobody. */
import { describe, expect, test } from 'vitest'
import { checkMinutes } from '../../../shared/minutes/checks/check-minutes.ts'
import { findingLanguages, findingWords } from '../../../shared/minutes/checks/finding-words.ts'
import type { Finding } from '../../../shared/minutes/checks/finding.ts'
import { compileMinutes, type MinutesOptions } from '../../../shared/minutes/compile.ts'
import { emptyPerson, type Person, type RichNode, type Workshop } from '../../../shared/model/workshop.ts'
import { bullets, image, outcome, p, text } from '../../fixtures/rich.ts'
import { presentBlob, singleBoardWorkshop } from '../../fixtures/workshops.ts'

function people(...names: readonly string[]): readonly Person[] {
  return names.map((name, index) => ({ ...emptyPerson, id: `p${index}` as Person['id'], name, organisation: 'Region of Costa Verde' }))
}

function named(content: readonly RichNode[], names: readonly string[], options: Partial<MinutesOptions> = {}, change: (workshop: Workshop) => Workshop = (same) => same): readonly Finding[] {
  const workshop = change({ ...singleBoardWorkshop('T', content), people: people(...names) })
  const minutes = compileMinutes(workshop, { language: 'en', attribution: 'none', ...options })
  return checkMinutes(workshop, minutes).filter(({ kind }) => kind === 'name-in-words')
}

const details = (findings: readonly Finding[]): readonly string[] => findings.map(({ detail }) => detail)

describe('names in words (MI28)', () => {
  test('a full name is found in any case and spelling of accents, across marks and line ends, and leads to its block', () => {
    const findings = named([p('First.'), p('Then GUY', text(' Esclope', 'bold'), ' spoke.')], ['Guy Esclopé'])
    expect(findings.map(({ detail, place }) => ({ detail, place }))).toEqual([{ detail: 'Guy Esclopé', place: { kind: 'board', board: 'board-notes', block: 1 } }])
    expect(details(named([p('قال يوسف الطرهاني إن')], ['يوسف الطرهاني']))).toEqual(['يوسف الطرهاني'])
  })

  test('in lists, captions and outcomes; each outcome leads to itself', () => {
    const findings = named([bullets([p('Guy Esclopé')]), image(presentBlob, 'Guy Esclopé at the wall', ''), outcome('d', 'decision', 'Thanks Guy Esclopé.')], ['Guy Esclopé'])
    expect(findings.map(({ place }) => place.kind)).toEqual(['board', 'board', 'outcome'])
  })

  test('a family name alone is found where it is written as one', () => {
    expect(details(named([p('Mr Esclopé answered.'), p('ESCLOPÉ: no.'), p('un esclopé'), p('Esclopéen')], ['Guy Esclopé']))).toEqual([])
    expect(details(named([p('Mr Esclopé answered.'), p('ESCLOPÉ: no.'), p('Esclopéen')], ['Guy Esclopé']))).toEqual(['Guy Esclopé', 'Guy Esclopé'])
    expect(details(named([p('Mme TARHANI dit')], ['TARHANI Youssef']))).toEqual(['TARHANI Youssef'])
  })

  test('a family name that is a word or a place of this record is none', () => {
    expect(details(named([p('Price was discussed, and the price stays.')], ['Ann Price']))).toEqual([])
    expect(details(named([p('From Costa Verde.')], ['Ana Costa']))).toEqual([])
    expect(details(named([p('From Li.')], ['Ana Li']))).toEqual([])
  })

  test('nothing is reported of a board that the document leaves out, nor of an outcome on it', () => {
    const annexed = (workshop: Workshop): Workshop => ({
      ...workshop, boards: workshop.boards.map((board) => ({ ...board, annex: { kind: 'statements', author: '', organisation: '', date: '', confidential: true } })),
    })
    const content = [p('Guy Esclopé spoke.'), outcome('d', 'decision', 'Thanks Guy Esclopé.')]
    expect(named(content, ['Guy Esclopé'], { profile: 'full' }, annexed).map(({ place }) => place.kind)).toEqual(['board', 'outcome'])
    expect(named(content, ['Guy Esclopé'], { profile: 'public' }, annexed)).toEqual([])
    expect(named(content, ['Guy Esclopé'], { profile: 'letter', organisation: 'CRPM' }, annexed)).toEqual([])
  })

  test('nothing is reported where people are named anyway', () => {
    expect(named([p('Guy Esclopé spoke.')], ['Guy Esclopé'], { attribution: 'person' })).toEqual([])
    expect(named([p('Guy Esclopé spoke.')], ['Guy Esclopé'], { attribution: 'organisation' })).toHaveLength(1)
  })

  test('only what this document prints is looked at', () => {
    const content = [p('Guy Esclopé spoke.'), { ...p('Guy Esclopé paid.'), attrs: { confidential: true } }, outcome('d', 'decision', 'Thanks Guy Esclopé.', { confidential: 'yes' })]
    expect(named(content, ['Guy Esclopé'])).toHaveLength(3)
    expect(named(content, ['Guy Esclopé'], { profile: 'public' })).toHaveLength(1)
    expect(named(content, ['Guy Esclopé'], { profile: 'decisions' })).toHaveLength(1)
    const without = (workshop: Workshop): Workshop => ({ ...workshop, minutes: { ...workshop.minutes, excluded: ['board:board-notes'] } })
    expect(named(content.slice(0, 1), ['Guy Esclopé'], {}, without)).toEqual([])
    const hidden = (workshop: Workshop): Workshop => ({ ...workshop, minutes: { ...workshop.minutes, hidden: [{ board: 'board-notes' as never, block: 0, basis: '0' }] } })
    expect(named(content.slice(0, 1), ['Guy Esclopé'], {}, hidden)).toEqual([])
  })

  test('a summary is looked at in the place of what it stands for, and so are words between the parts', () => {
    const change = (workshop: Workshop): Workshop => ({
      ...workshop,
      minutes: { ...workshop.minutes, summaries: { 'board:board-notes': { content: [p('Nadia Quillon summed up.')], isUsed: true, basis: '0' } }, linking: { closing: [p('Thanks to Guy Esclopé')] } },
    })
    expect(details(named([p('Guy Esclopé spoke.')], ['Guy Esclopé', 'Nadia Quillon'], {}, change))).toEqual(['Nadia Quillon', 'Guy Esclopé'])
  })

  test('is told in a sentence', () => {
    const [finding] = named([p('Guy Esclopé spoke.')], ['Guy Esclopé'])
    for (const language of findingLanguages) expect(findingWords(finding as Finding, language)).toContain('Guy Esclopé')
  })
})
