import { describe, expect, it } from 'vitest'
import { checkMinutes, groupOf } from '../../../shared/minutes/checks/check-minutes.ts'
import { allHere, findingGroups, findingKinds, type CheckContext, type Finding } from '../../../shared/minutes/checks/finding.ts'
import { findingLanguages, findingWords } from '../../../shared/minutes/checks/finding-words.ts'
import { beginsWithoutVerb } from '../../../shared/minutes/checks/first-word.ts'
import { looksLikeSameName } from '../../../shared/minutes/checks/names.ts'
import { compileMinutes } from '../../../shared/minutes/compile.ts'
import { labelsFor, minutesLanguages } from '../../../shared/minutes/labels-for.ts'
import type { Profile } from '../../../shared/minutes/minutes.ts'
import type { BoardId, OutcomeId, PersonId } from '../../../shared/model/ids.ts'
import { emptyPerson, type Person, type ProgrammeItem, type RichNode, type Workshop } from '../../../shared/model/workshop.ts'
import { board, emptyWorkshop, fullWorkshop, missingBlob, withBoards } from '../../fixtures/workshops.ts'
import { image, link, outcome, p, sheet, text } from '../../fixtures/rich.ts'

function person(name: string, more: Partial<Person> = {}): Person {
  return { ...emptyPerson, id: name as PersonId, name, ...more }
}

function item(title: string, kind: ProgrammeItem['kind'], more: Partial<ProgrammeItem> = {}): ProgrammeItem {
  const none = { speakers: [], otherSpeakers: '', plannedStart: '', plannedEnd: '', actualStart: '', actualEnd: '', held: true, confidential: false }
  return { id: title, kind, title, ...none, ...more } as ProgrammeItem
}

const chair = person('Ana Sá', { duties: ['chair', 'rapporteur'], organisation: 'Occitanie Region' })

/** A workshop in which everything is as it should be, with one board of this content. */
function meeting(content: readonly RichNode[], more: Partial<Workshop> = {}): Workshop {
  const base = { ...emptyWorkshop('Day'), people: [chair], ...more }
  return withBoards(base, [board('b', 'Notes', null, content)])
}

function check(workshop: Workshop, profile: Profile = 'full', context: CheckContext = allHere): readonly Finding[] {
  return checkMinutes(workshop, compileMinutes(workshop, { language: 'en', profile }), context)
}

const kinds = (findings: readonly Finding[]): readonly string[] => findings.map(({ kind }) => kind)

describe('checks before freezing (MP4)', () => {
  it('find nothing in a complete record', () => {
    expect(check(meeting([
      p('A talk.'),
      outcome('d', 'decision', 'Adopts the report'),
      outcome('a', 'action', 'Send it', { owner: 'Ana Sá', due: '2026-12-01' }),
      outcome('o', 'action', 'Print it', { owner: 'occitanie region', due: 'next meeting' }),
      image('a'.repeat(64), 'A chart', ''),
    ]))).toEqual([])
  })

  it('say what an action lacks, and leave a dropped one alone', () => {
    const found = check(meeting([outcome('a', 'action', 'Send it'), outcome('b', 'action', 'Print it', { status: 'dropped' })]))
    expect(found.map(({ kind, subject, place }) => ({ kind, subject, place }))).toEqual([
      { kind: 'action-without-owner', subject: 'A-1', place: { kind: 'outcome', board: 'b', outcome: 'a' } },
      { kind: 'action-without-date', subject: 'A-1', place: { kind: 'outcome', board: 'b', outcome: 'a' } },
    ])
  })

  it('count the words of a decision, and hint at one that cannot begin with a verb', () => {
    expect(kinds(check(meeting([outcome('d', 'decision', `Adopts ${'word '.repeat(40)}`)])))).toEqual(['decision-too-long'])
    expect(kinds(check(meeting([outcome('d', 'decision', `Adopts ${'word '.repeat(39)}`)])))).toEqual([])
    expect(kinds(check(meeting([outcome('d', 'decision', 'The report is adopted')])))).toEqual(['decision-without-verb'])
  })

  it.each([
    ['en', 'The report', true], ['en', 'Adopts the report', false], ['fr', 'Les membres', true], ['fr', 'Approuve le rapport', false],
    ['es', 'El informe', true], ['es', 'Aprueba el informe', false], ['ca', 'Els membres', true], ['ca', 'Aprova', false],
    ['it', 'Gli Stati', true], ['it', 'Adotta', false], ['el', 'Της ομάδας', true], ['el', 'Εγκρίνει', false],
    ['ar', 'اللجنة توافق', true], ['ar', 'توافق اللجنة', false], ['de', 'Der Bericht', false], ['', 'The report', false],
  ])('the first word of a decision in %s: %s', (language, words, isNoVerb) => {
    expect(beginsWithoutVerb(words, language)).toBe(isNoVerb)
  })

  it('compare the counts of a vote with who was present', () => {
    const vote = (result: string): readonly string[] => kinds(check(meeting([outcome('v', 'vote', 'Adopt?', { result })])))
    expect(vote('For 1 · Against 0')).toEqual([])
    expect(vote('For 12, against 3')).toEqual(['vote-total'])
    expect(vote('unanimous')).toEqual([])
    expect(vote('80 % in favour, 20 % against')).toEqual([])
    expect(vote('adopted by 12')).toEqual([])
  })

  it('add up the counts of a vote before its words', () => {
    const vote = (fields: Readonly<Record<string, string>>): readonly string[] => check(meeting([outcome('v', 'vote', 'Adopt?', fields)])).map(({ kind, detail }) => `${kind} ${detail}`)
    expect(vote({ inFavour: '1', against: '0', abstentions: '0', result: 'For 12, against 3' })).toEqual([])
    expect(vote({ inFavour: '12', against: '3', abstentions: '1', notVoting: '2', result: 'adopted' })).toEqual(['vote-total 18/1'])
    expect(vote({ inFavour: '٢' })).toEqual(['vote-total 2/1'])
    expect(vote({ inFavour: 'most of them', against: '', result: 'unanimous' })).toEqual([])
  })

  it('MI57: count those who vote for somebody else, and take who is entitled at the word of whoever wrote it down', () => {
    const one = meeting([]).people[0]
    if (one === undefined) throw new Error('nobody')
    const person = (id: string, fields: Partial<Person>): Person => ({ ...one, id: id as Person['id'], name: id, duties: [], ...fields })
    const people = [one, person('staff', {}), person('excused', { attendance: 'excused', representedBy: one.id }), person('away', { attendance: 'absent' }), person('here', { representedBy: 'staff' })]
    const vote = (fields: Readonly<Record<string, string>>): readonly string[] =>
      check({ ...meeting([outcome('v', 'vote', 'Adopt?', fields)]), people }).map(({ kind, detail }) => `${kind} ${detail}`).filter((found) => found.startsWith('vote'))
    expect([vote({ inFavour: '3' }), vote({ inFavour: '4' }), vote({ inFavour: '2', eligible: '2' })]).toEqual([[], [], []])
    expect([vote({ inFavour: '5' }), vote({ inFavour: '2' }), vote({ inFavour: '2', eligible: '1' })]).toEqual([['vote-total 5/3'], ['vote-total 2/3'], ['vote-total 2/3']])
  })

  it('ask for a description of an image that has neither words of its own nor a transcription', () => {
    const told = (attrs: Readonly<Record<string, string>>): readonly string[] => kinds(check(meeting([sheet('a'.repeat(64), '', 'Flip chart', attrs)])))
    expect(told({})).toEqual(['image-without-alt'])
    expect(told({ transcription: '  ' })).toEqual(['image-without-alt'])
    expect(told({ transcription: 'Shared ice' })).toEqual([])
  })

  it('ask for consent where a quotation becomes public, and only there', () => {
    const quoted = meeting([outcome('q', 'quote', 'We begin', { speaker: 'Ana Sá' })])
    expect(kinds(check(quoted))).toEqual([])
    expect(kinds(check(quoted, 'public'))).toEqual(['quote-without-consent'])
  })

  it('miss a chair, a rapporteur and everybody', () => {
    expect(kinds(check(meeting([], { people: [person('Bea', { attendance: 'excused' })] })))).toEqual(['nobody-present', 'no-chair', 'no-rapporteur'])
  })

  it('name owners and speakers who are in no list', () => {
    const found = check({
      ...meeting([outcome('a', 'action', 'Send it', { owner: 'Somebody Else', due: 'soon' })]),
      items: [item('Welcome', 'welcome', { otherSpeakers: 'Ana Sá; A Guest', speakers: ['gone' as PersonId] })],
    })
    expect(found.map(({ kind, detail }) => [kind, detail])).toEqual([['owner-not-listed', 'Somebody Else'], ['speaker-not-listed', ''], ['speaker-not-listed', 'A Guest']])
  })

  it.each([
    ['Guy Esclopé', 'ESCLOPE Guy', true], ['J. Smith', 'John Smith', true], ['Maria Papadopoulou', 'Maria Papadopulou', true], ['Μαρία Παππά', 'Μαρια Παππα', true],
    ['Ana Silva', 'Ana Silvo', true], ['Ana', 'Ann', false], ['John Smith', 'Jane Smith', false], ['A. Smith', 'B. Smith', false], ['Ana Silva', 'Ana Maria Silva', false], ['محمد علي', 'علي محمد', true], ['Ana Sá', 'Ana Sá', false],
  ])('"%s" and "%s" may be one person: %s', (a, b, isSame) => {
    expect(looksLikeSameName(a, b)).toBe(isSame)
    expect(looksLikeSameName(b, a)).toBe(isSame)
  })

  it('tell the same person from two spellings, and from an entry that stands twice', () => {
    expect(kinds(check(meeting([], { people: [chair, person('Sa Ana'), { ...chair, id: 'copy' as PersonId, duties: [] }] })))).toEqual(['same-person', 'same-person', 'same-person'])
  })

  it('want an outcome of a debate, or the words that there was none', () => {
    const debate = (words: string): readonly string[] =>
      kinds(check(withBoards({ ...emptyWorkshop('Day'), people: [chair], items: [item('Debate', 'debate'), item('Visit', 'visit')] }, [board('b', 'Debate', 'Debate', [p(words)])])))
    expect(debate('We talked.')).toEqual(['item-without-outcome'])
    // As the minutes themselves say it.
    for (const language of minutesLanguages) expect([language, debate(labelsFor(language).labels.noDecision)]).toEqual([language, []])
    for (const words of ['No decision.', 'Pas de décision', 'Sin acuerdo', 'Cap acord', 'Nessuna decisione', 'Χωρίς απόφαση', 'لا قرار']) expect(debate(words)).toEqual([])
  })

  it('wait for every table of a breakout', () => {
    const tables = withBoards({ ...emptyWorkshop('Day'), people: [chair], items: [item('Tables', 'breakout')] }, [
      board('1', 'Table 1', 'Tables', [outcome('p', 'proposal', 'Train', { proposer: 'Ana Sá' })]), board('5', 'Table 5', 'Tables', [p('')]),
    ])
    expect(check(tables).map(({ kind, subject, place }) => [kind, subject, place])).toEqual([['table-not-received', 'Table 5', { kind: 'board', board: '5', block: null }]])
  })

  it('find images without a description, documents that are not listed, and images that are not here', () => {
    const found = check(meeting([
      image(missingBlob, '', 'Sheet 4'), p('See report_v2.pdf and ', text('the plan', link('https://example.org/files/Plan%20A.docx?x=1')), ' and listed.pdf'),
      outcome('t', 'document', 'Listed (listed.pdf)'),
    ]), 'full', { missingBlobs: new Set([missingBlob]), isRelayBehind: true })
    expect(found.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['image-without-alt', 'Sheet 4'], ['document-not-listed', 'report_v2.pdf'], ['document-not-listed', 'A.docx'], ['image-missing', ''], ['relay-behind', ''],
    ])
  })

  it('remember open comments and questions, and summaries that the board has outgrown', () => {
    const author = { key: 'x' as PersonId, name: 'Bea', organisation: '' }
    const workshop = meeting([outcome('d', 'decision', 'Adopts it')])
    const found = check({
      ...workshop,
      minutes: { ...workshop.minutes, summaries: { 'board:b': { content: [p('Short.')], isUsed: true, basis: 'ab' } } },
      floor: {
        ...workshop.floor,
        threads: [
          { id: '1', text: 'Really?', author, at: 0, target: { kind: 'outcome', id: 'd' as OutcomeId }, isResolved: false, replies: [] },
          { id: '2', text: 'Done', author, at: 0, target: { kind: 'board', id: 'b' as BoardId }, isResolved: true, replies: [] },
        ],
        questions: [{ id: 'q' as OutcomeId, kind: 'question', text: 'When?', board: null, author, at: 0, state: 'new', supporters: [] }],
      },
    })
    expect(found.map(({ kind, place }) => [kind, place.kind])).toEqual([['summary-stale', 'part'], ['comment-open', 'outcome'], ['question-open', 'floor']])
  })

  it('every kind has a group and a sentence of its own in every language that names what it is about', () => {
    for (const kind of findingGroups.flatMap((group) => findingKinds[group])) {
      const finding: Finding = { kind, weight: 'hint', subject: 'SUBJECT', detail: '12/47', place: { kind: 'people' } }
      expect(findingKinds[groupOf(finding)]).toContain(kind)
      const words = findingLanguages.map((language) => findingWords(finding, language))
      expect(new Set(words).size).toBe(findingLanguages.length)
      for (const sentence of words) expect(sentence).toMatch(/^\p{L}|^[“«]/u)
    }
  })

  it('are the same for the same record, also for one with everything in it', () => {
    expect(check(fullWorkshop())).toEqual(check(fullWorkshop()))
    expect(check(fullWorkshop()).length).toBeGreaterThan(0)
  })
})
