/** What decisions, votes and project ideas say beside their words. */
import { describe, expect, test } from 'vitest'
import { compileMinutes, type MinutesOptions } from '../../../shared/minutes/compile.ts'
import { labelsFor, minutesLanguages } from '../../../shared/minutes/labels-for.ts'
import type { Minutes } from '../../../shared/minutes/minutes.ts'
import type { ItemId, PersonId } from '../../../shared/model/ids.ts'
import { emptyPerson, type Person, type ProgrammeItem, type RichNode, type Workshop } from '../../../shared/model/workshop.ts'
import { outcomeKindSpecs } from '../../../shared/outcomes/kinds.ts'
import { blockText } from '../../../shared/render/block-text.ts'
import { registersOf } from '../../../shared/render/registers/registers.ts'
import { searchEntries } from '../../../shared/search/entries.ts'
import { textGroups } from '../../../shared/translations/texts.ts'
import { outcome, p } from '../../fixtures/rich.ts'
import { board, emptyWorkshop, singleBoardWorkshop, withBoards } from '../../fixtures/workshops.ts'

function compile(workshop: Workshop, options: Partial<MinutesOptions> = {}): Minutes {
  return compileMinutes(workshop, { language: 'en', ...options })
}

/** The fields of an outcome in the first box that it stands in: "Replaces: D-1". */
function fieldsOf(minutes: Minutes, label: string): readonly string[] | undefined {
  const entries = minutes.parts.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'outcomes' ? block.entries : [])))
  return entries.find((entry) => entry.label === label)?.fields.map(({ term, value }) => `${term}: ${value}`)
}

function registerOf(workshop: Workshop, name: string, options: Partial<MinutesOptions> = {}): readonly (readonly string[])[] {
  return registersOf(compile(workshop, options), workshop).find((register) => register.name === name)?.rows ?? []
}

const replaced = (fields: Readonly<Record<string, string>> = {}): Workshop =>
  singleBoardWorkshop('T', [outcome('d1', 'decision', 'Meet once a year.', fields), outcome('d2', 'decision', 'Meet twice a year.', { supersedes: 'outcome:d1', effective: '2027-01-01' })])

describe('decisions that replace another one (MI40)', () => {
  test('both say so, by the numbers that they have, in every language', () => {
    for (const language of minutesLanguages) {
      const { labels } = labelsFor(language)
      for (const profile of ['full', 'decisions', 'public'] as const) {
        const minutes = compile(replaced(), { language, profile })
        expect(fieldsOf(minutes, 'D-1')).toEqual([`${labels.field['supersededBy']}: D-2`])
        expect(fieldsOf(minutes, 'D-2')?.at(-1)).toBe(`${labels.field['supersedes']}: D-1`)
      }
    }
  })

  test('a number that moved on is told as it is now', () => {
    const workshop = replaced()
    const moved = { ...workshop, outcomes: workshop.outcomes.map((found) => (found.id === 'd1' ? { ...found, number: 9, label: 'D-9' } : found)) }
    expect(fieldsOf(compile(moved), 'D-2')?.at(-1)).toBe('Replaces: D-9')
  })

  test('one of an earlier meeting is words, and a decision that was deleted is not told by an id', () => {
    const workshop = singleBoardWorkshop('T', [outcome('d', 'decision', 'Keep it.', { supersedes: '2025-03/D-2' }), outcome('e', 'decision', 'Sell it.', { supersedes: 'outcome:gone' })])
    expect(fieldsOf(compile(workshop), 'D-1')).toEqual(['Replaces: 2025-03/D-2'])
    expect(fieldsOf(compile(workshop), 'D-2')).toEqual([])
  })

  test('the register has a column for each, and an action says which decision it follows from', () => {
    const workshop = withBoards(emptyWorkshop('T'), [board('b', 'Notes', null, [...(replaced().boards[0]?.content ?? []), outcome('a', 'action', 'Book a room.', { owner: 'Ana', due: '2026-12-01', followsFrom: 'outcome:d2' })])])
    expect(registerOf(workshop, 'decisions')).toEqual([
      ['No.', 'Decision', 'In force from', 'Replaces', 'Replaced by', 'Section'],
      ['D-1', 'Meet once a year.', '', '', 'D-2', 'Notes'],
      ['D-2', 'Meet twice a year.', '2027-01-01', 'D-1', '', 'Notes'],
    ])
    expect(registerOf(workshop, 'actions')[0]).toContain('Follows from')
    expect(registerOf(workshop, 'actions')[1]).toContain('D-2')
  })

  test('an id is nothing to translate and nothing to find', () => {
    const workshop = replaced()
    const texts = [...textGroups(workshop).flatMap((group) => group.texts.map(({ source }) => source)), ...searchEntries(workshop).map(({ body }) => body)]
    expect(texts.join('\n')).toContain('Meet once a year.')
    expect(texts.join('\n')).not.toContain('outcome:')
  })
})

describe('wide registers (MI45)', () => {
  const given = { proposer: 'Ana', form: 'idea', subject: 'ice', region: 'Corsica', lead: 'Bo', partners: 'Naples', call: 'Interreg: axis 4', duration: '36 months', status: 'adopted' }
  const workshop = singleBoardWorkshop('T', [outcome('x', 'proposal', 'A school', given), outcome('y', 'proposal', 'A ship', { proposer: 'Bo', region: 'Naples' })])

  test.each(minutesLanguages)('on paper, what was asked for on demand shares a column; in a spreadsheet every field has its own (%s)', (language) => {
    const { labels } = labelsFor(language)
    const names = (...fields: readonly (keyof typeof given)[]): readonly string[] => fields.map((name) => labels.field[name] ?? '')
    const table = compile(workshop, { language }).parts.find(({ id }) => id === 'register:proposal')?.blocks[0]
    const header = table?.kind === 'table' ? (table.rows[0] ?? []).map(({ blocks }) => blockText(blocks)) : []
    expect(header.slice(2)).toEqual([...names('proposer', 'form', 'subject'), labels.columns.details, labels.columns.section])
    const [titles = [], first = [], second = []] = registerOf(workshop, 'proposals', { language })
    const row = (cells: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries(titles.map((title, index) => [title, cells[index] ?? '']))
    for (const name of Object.keys(given) as (keyof typeof given)[]) {
      expect(row(first)[labels.field[name] ?? '']).toBe(name === 'status' ? labels.proposalStatus['adopted'] : given[name])
    }
    expect(row(second)).toMatchObject({ [labels.field['region'] ?? '']: 'Naples', [labels.field['duration'] ?? '']: '' })
    expect(titles).not.toContain(labels.columns.details)
  })
})

test('EX37: a decision with six things said of it has room for its words, and a vote has its counts beside each other', () => {
  const said = { addressee: 'All', method: 'consensus', effective: '2027-01-01', supersedes: '2025/D-1', confidential: 'yes' }
  const counted = { inFavour: '1', against: '2', abstentions: '3', notVoting: '4', eligible: '10', result: 'carried', method: 'hands', secret: 'yes' }
  const workshop = singleBoardWorkshop('T', [outcome('d', 'decision', 'Keep it.', said), outcome('e', 'decision', 'Sell it.', { supersedes: 'outcome:d' }), outcome('v', 'vote', 'Adopt?', counted)])
  const header = (part: string): readonly string[] => {
    const table = compile(workshop).parts.find(({ id }) => id === part)?.blocks[0]
    return table?.kind === 'table' ? (table.rows[0] ?? []).map(({ blocks }) => blockText(blocks)) : []
  }
  expect(header('register:decision')).toEqual(['No.', 'Decision', 'Replaced by', 'Details', 'Section'])
  expect(header('register:vote')).toHaveLength(11)
  expect(registerOf(workshop, 'decisions')[0]).toHaveLength(9)
})

describe('wide lists of participants (MI45)', () => {
  const person: Person = {
    ...emptyPerson, id: 'a' as PersonId, name: 'Ana', functions: ['mayor'], organisation: 'Harbour', orgType: 'public', region: 'Corsica', country: 'France', capacity: 'expert', attendance: 'present',
    representedBy: 'Bo', timeIn: '09:30', timeOut: '12:00', contact: 'ana@example.org', photoConsent: 'yes',
  }

  test.each(minutesLanguages)('on paper the rarer fields share a column; in a spreadsheet every field has its own (%s)', (language) => {
    const { labels } = labelsFor(language)
    const { columns } = labels
    const header = (people: readonly Person[]): readonly string[] => {
      const table = compile({ ...emptyWorkshop('T'), people }, { language }).parts.find(({ id }) => id === 'annex:attendance')?.blocks[0]
      return table?.kind === 'table' ? (table.rows[0] ?? []).map(({ blocks }) => blockText(blocks)) : []
    }
    expect(header([person])).toEqual([columns.name, columns.functions, columns.organisation, labels.attendance.region, columns.attendance, columns.details])
    expect(header([{ ...emptyPerson, id: person.id, name: 'Bo', contact: 'bo@example.org' }])).toEqual([columns.name, columns.capacity, columns.attendance, columns.contact])
    const [titles = [], cells = []] = registerOf({ ...emptyWorkshop('T'), people: [person] }, 'attendance', { language })
    expect(Object.fromEntries(titles.map((title, index) => [title, cells[index]]))).toEqual({
      [columns.name]: 'Ana', [columns.functions]: 'mayor', [columns.organisation]: 'Harbour', [columns.organisationType]: labels.organisationType.public, [labels.attendance.region]: 'Corsica', [columns.country]: 'France',
      [columns.capacity]: labels.capacity.expert, [columns.attendance]: labels.attendanceState.present, [columns.representedBy]: 'Bo', [columns.stays]: '09:30–12:00', [columns.contact]: 'ana@example.org', [labels.photoConsent.title]: labels.photoConsent.yes,
    })
  })
})

describe('what leaves the house (MI41)', () => {
  test.each(['public', 'letter'] as const)('%s: nobody learns that a decision was replaced, or replaces one, where that other one stays in the house', (profile) => {
    const options = { profile, organisation: 'Corsica' }
    const secretNew = singleBoardWorkshop('T', [outcome('d1', 'decision', 'Meet once.'), outcome('d2', 'decision', 'Meet twice.', { supersedes: 'outcome:d1', confidential: 'yes' })])
    expect(fieldsOf(compile(secretNew, options), 'D-1')).toEqual([])
    expect(JSON.stringify(compile(secretNew, options))).not.toContain('D-2')
    const secretOld = replaced({ confidential: 'yes' })
    expect(fieldsOf(compile(secretOld, options), 'D-2')).toEqual(['In force from: 1 January 2027'])
    expect(JSON.stringify(compile(secretOld, options))).not.toContain('D-1')
  })
})

describe('the purpose of the meeting (MI49)', () => {
  test('stands before the decisions, in every language, and leaves no trace where nobody wrote it', () => {
    const base = replaced()
    const workshop = { ...base, details: { ...base.details, purpose: 'To agree how often we meet.' } }
    for (const language of minutesLanguages) {
      for (const profile of ['full', 'decisions', 'public'] as const) {
        const [first] = compile(workshop, { language, profile }).parts.find(({ id }) => id === 'glance')?.blocks ?? []
        expect(first).toMatchObject({ kind: 'facts', facts: [{ term: labelsFor(language).labels.glance.purpose }] })
        expect(blockText(first === undefined ? [] : [first])).toContain('To agree how often we meet.')
      }
    }
    expect(compile(base).parts.find(({ id }) => id === 'glance')?.blocks[0]?.kind).toBe('outcomes')
    expect(searchEntries(workshop)[0]?.body).toContain('how often we meet')
  })
})

describe('votes (MI42)', () => {
  const vote = singleBoardWorkshop('T', [outcome('v', 'vote', 'Adopt?', { inFavour: '12', against: '3', abstentions: '0', notVoting: '1', eligible: '20', result: 'adopted', method: 'ballot', secret: 'yes' })])

  test('are told and listed in counts, in the order of a council', () => {
    expect(fieldsOf(compile(vote), 'V-1')).toEqual([
      'In favour: 12', 'Against: 3', 'Abstentions: 0', 'Not voting: 1', 'Entitled to vote: 20', 'Result: adopted', 'How it was decided: ballot', 'Secret ballot: Yes',
    ])
    expect(registerOf(vote, 'votes')).toEqual([
      ['No.', 'Vote', 'In favour', 'Against', 'Abstentions', 'Not voting', 'Entitled to vote', 'Result', 'How it was decided', 'Secret ballot', 'Section'],
      ['V-1', 'Adopt?', '12', '3', '0', '1', '20', 'adopted', 'ballot', 'Yes', 'Notes'],
    ])
  })
})

describe('project ideas (MI43)', () => {
  test('tell region, lead, aim and duration, each under its name in every language; whoever leads is named', () => {
    const pitch = { id: 'i' as ItemId, kind: 'pitch', title: 'Ideas', speakers: [], otherSpeakers: '', plannedStart: '', plannedEnd: '', actualStart: '', actualEnd: '', held: true, confidential: false } satisfies ProgrammeItem
    const given = { region: 'Corsica', lead: 'Ana Sá', call: 'Interreg', problem: 'No school', aim: '200 trained', duration: '36 months', status: 'supported' }
    const content: readonly RichNode[] = [p('Pitched.'), outcome('x', 'proposal', 'A school', given)]
    const workshop = withBoards({ ...emptyWorkshop('T'), items: [pitch] }, [board('b', 'Ideas', 'i', content)])
    for (const language of minutesLanguages) {
      const { labels } = labelsFor(language)
      const [block] = compile(workshop, { language, attribution: 'none' }).parts.find(({ id }) => id === 'ideas')?.blocks ?? []
      const facts = block?.kind === 'facts' ? block.facts.map(({ term, blocks }) => [term, blockText(blocks)]) : []
      const value = (name: string): string => (name === 'status' ? labels.proposalStatus['supported'] ?? '' : given[name as keyof typeof given])
      expect(facts.slice(1)).toEqual(outcomeKindSpecs.proposal.fields.filter(({ name }) => Object.hasOwn(given, name)).map(({ name }) => [labels.field[name], value(name)]))
    }
  })
})
