/** The complete model of the minutes: what each part prints, and what it does not. */
import { describe, expect, test } from 'vitest'
import { compileMinutes, type MinutesOptions } from '../../../shared/minutes/compile.ts'
import type { Block, Minutes } from '../../../shared/minutes/minutes.ts'
import type { ItemId, MatterId, OutcomeId } from '../../../shared/model/ids.ts'
import { noResponses } from '../../../shared/model/responses.ts'
import { emptyPerson, type Matter, type Person, type Workshop, type WorkshopDetails } from '../../../shared/model/workshop.ts'
import { blockText } from '../../../shared/render/block-text.ts'
import { bullets, image, node, outcome, p } from '../../fixtures/rich.ts'
import { board, emptyWorkshop, fullWorkshop, missingBlob, singleBoardWorkshop, withBoards } from '../../fixtures/workshops.ts'

function compile(workshop: Workshop, options: Partial<MinutesOptions> = {}): Minutes {
  return compileMinutes(workshop, { language: 'en', ...options })
}

function withDetails(workshop: Workshop, details: Partial<WorkshopDetails>): Workshop {
  return { ...workshop, details: { ...workshop.details, ...details } }
}

function textOf(minutes: Minutes, part: string): string {
  const found = minutes.parts.find(({ id }) => id === part)
  return found === undefined ? '' : [found.title, blockText(found.linking), blockText(found.blocks)].join('\n')
}

function numbersOf(blocks: readonly Block[]): readonly (number | null)[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'paragraph' || block.kind === 'list' || block.kind === 'quote') return [block.number]
    return block.kind === 'outcomes' ? block.entries.map((entry) => entry.number) : []
  })
}

const matter: Matter = {
  id: 'm1' as MatterId, label: '2026-01/A-4', what: 'Publish the map', owner: 'Corsica', due: '2026-03-01', status: 'done', note: 'Online since May', confidential: false,
}

const formal: Partial<WorkshopDetails> = {
  welcome: 'The chairs welcomed everybody.', quorum: '14 of 20 members', agendaAdoption: 'Adopted as sent.', previousMinutes: 'Approved without changes.', interests: 'One member declared an interest.',
}

describe('citation numbers (MI16)', () => {
  test('statements are counted through all sections, and nothing inside one is counted again', () => {
    const content = [p('one'), bullets([p('two'), bullets([p('inside')])]), node('blockquote', [p('three')]), outcome('d', 'decision', 'four'), outcome('a', 'action', 'five')]
    const uncounted = [image(missingBlob, '', 'a figure'), node('table', [node('tableRow', [node('tableCell', [p('in a cell')])])])]
    const minutes = compile(withBoards(emptyWorkshop('T'), [board('b1', 'One', null, [...content, ...uncounted]), board('b2', 'Two', null, [p('six')])]))
    const bodies = minutes.parts.filter(({ id }) => id.startsWith('board:'))
    expect(bodies.flatMap(({ blocks }) => numbersOf(blocks))).toEqual([1, 2, 3, 4, 5, 6])
    expect(JSON.stringify(bodies).match(/"number":\d+/g)).toEqual([1, 2, 3, 4, 5, 1, 6].map((number) => `"number":${number}`))
    const others = minutes.parts.filter(({ id }) => id === 'glance' || id === 'register:decision' || id.startsWith('annex:'))
    expect(others.flatMap(({ blocks }) => numbersOf(blocks)).filter((number) => number !== null)).toEqual([])
  })

  test('the numbers are the same in every language', () => {
    const numbers = (language: string): readonly (number | null)[] => compile(fullWorkshop(), { language }).parts.flatMap(({ blocks }) => numbersOf(blocks))
    expect(numbers('fr')).toEqual(numbers('en'))
  })

  test('the rapporteur’s words are counted before those of the board; excluded parts count nothing', () => {
    const base = withBoards(emptyWorkshop('T'), [board('b1', 'One', null, [p('board')]), board('b2', 'Two', null, [p('last')])])
    const linked = { ...base, minutes: { ...base.minutes, linking: { 'board:b2': [p('linking')] }, excluded: ['board:b1'] } }
    const [part] = compile(linked).parts
    expect([numbersOf(part?.linking ?? []), numbersOf(part?.blocks ?? [])]).toEqual([[1], [2]])
  })
})

describe('status (MI17)', () => {
  test('a draft says so without anybody asking, in its language', () => {
    expect(compile(emptyWorkshop('T')).statusLine).toBe('Draft')
    expect(compile(emptyWorkshop('T'), { language: 'fr' }).statusLine).toBe('Projet')
  })

  test('a version says its number and date, and how it was made', () => {
    const minutes = compile(fullWorkshop(), { status: { kind: 'approved', version: 2, date: '2026-10-05' } })
    expect(minutes.statusLine).toBe('Approved · version 2 · 5 October 2026')
    expect(textOf(minutes, 'annex:made')).toContain('version 2')
    expect(textOf(compile(fullWorkshop()), 'annex:made')).toBe('')
  })
})

describe('the cover (MI18)', () => {
  test('prints what is known of the meeting and nothing of what is not', () => {
    const minutes = compile(withDetails(emptyWorkshop('T'), {
      seriesNumber: '2026-02', reference: 'WG/7', startTime: '09:30', endTime: '17:00', timeZone: 'Europe/Athens', mode: 'hybrid', languages: ['el', 'French'],
      organisers: 'Two regions', funding: 'Fund 12-345', distribution: 'restricted',
    }))
    const facts = (minutes.cover?.facts ?? []).map(({ term, blocks }) => `${term}: ${blockText(blocks)}`)
    expect(facts).toEqual([
      'Number in the series: 2026-02', 'Time: 09:30–17:00 (Europe/Athens)', 'Held: In person and remotely', 'Organised by: Two regions',
      'Languages of the meeting: Greek, French', 'Funding: Fund 12-345', 'Reference: WG/7', 'Distribution: Restricted',
    ])
  })
})

describe('languages of the meeting (MI51)', () => {
  test.each([
    ['el', 'Greek'], ['EL', 'Greek'], ['pt-BR', 'Brazilian Portuguese'], ['French', 'French'], ['xqz', 'xqz'],
    ['EN-FR-ES', 'EN-FR-ES'], ['fra-eng', 'fra-eng'], ['en-fr', 'en-fr'], ['en-', 'en-'], ['EN/FR', 'EN/FR'],
    ['de-u-co-phonebk', 'de-u-co-phonebk'], ['en-x-abc', 'en-x-abc'], ['en-t-fr', 'en-t-fr'], ['de-DE-1996', 'German (Germany, German orthography of 1996)'],
  ])('"%s" is printed as "%s"', (typed, printed) => {
    const { cover } = compile(withDetails(emptyWorkshop('T'), { languages: [typed] }))
    expect(cover?.facts.map(({ blocks }) => blockText(blocks))).toEqual([printed])
  })
})

describe('the opening (MI18)', () => {
  test('told in words, it becomes the first section, with attendance inside', () => {
    const minutes = compile(withDetails(fullWorkshop(), formal))
    const opening = minutes.parts.find(({ id }) => id === 'attendance')
    expect(opening).toMatchObject({ number: '1', title: 'Opening of the meeting' })
    expect(minutes.parts.find(({ id }) => id === 'item:i1')?.number).toBe('2')
    const text = textOf(minutes, 'attendance')
    for (const words of Object.values(formal)) expect(text).toContain(words)
    expect(numbersOf(opening?.blocks ?? [])[0]).toBe(1)
  })

  test('apologies and mandates name people; a formal record without apologies says none', () => {
    const people = [
      { ...emptyPerson, id: 'x1' as Workshop['people'][number]['id'], name: 'Ana', organisation: 'CRPM', attendance: 'excused' as const, representedBy: 'x2' },
      { ...emptyPerson, id: 'x2' as Workshop['people'][number]['id'], name: 'Bo', orgType: 'sse' as const },
    ]
    const text = textOf(compile({ ...emptyWorkshop('T'), people }), 'attendance')
    for (const words of ['Apologies\nAna, CRPM', 'Ana, represented by Bo', 'Social economy']) expect(text).toContain(words)
    expect(textOf(compile(withDetails({ ...emptyWorkshop('T'), people: people.slice(1) }, formal)), 'attendance')).toContain('Apologies\nNone.')
    expect(textOf(compile({ ...emptyWorkshop('T'), people: people.slice(1) }), 'attendance')).not.toContain('None.')
  })
})

describe('matters arising (MI18)', () => {
  test('earlier actions are told with what became of them, between opening and programme', () => {
    const minutes = compile({ ...fullWorkshop(), matters: [matter] })
    expect(minutes.parts.map(({ id }) => id).slice(1, 4)).toEqual(['attendance', 'matters', 'item:i1'])
    for (const words of ['2026-01/A-4', 'Publish the map', 'Corsica', '1 March 2026', 'Done', 'Online since May']) expect(textOf(minutes, 'matters')).toContain(words)
  })
})

describe('none (MI19)', () => {
  const debate = (content: Parameters<typeof board>[3]): Workshop => {
    const full = fullWorkshop()
    const item = { ...full.items[0], id: 'debate' as ItemId, kind: 'debate', title: 'Debate', held: true } as Workshop['items'][number]
    return withBoards({ ...emptyWorkshop('T'), items: [item] }, [board('b1', 'Debate', 'debate', content)])
  }

  test('a body that decides reads "No decision" under an item that was talked over without one', () => {
    expect(textOf(compile(withDetails(debate([p('Talked.')]), formal)), 'item:debate')).toContain('No decision.')
    expect(textOf(compile(withDetails(debate([p('Talked.'), outcome('a', 'action', 'Do it')]), formal)), 'item:debate')).not.toContain('No decision.')
  })

  test('other business is none only there, and lists what was parked everywhere', () => {
    expect(textOf(compile(withDetails(debate([p('Talked.')]), formal)), 'register:parked')).toContain('None.')
    expect(textOf(compile(debate([outcome('k', 'parked', 'Opening hours')])), 'register:parked')).toContain('Opening hours')
  })

  test('the notes of a small meeting say none of it', () => {
    const text = JSON.stringify([compile(debate([p('Talked.')])).parts, compile(singleBoardWorkshop('T', [p('x')])).parts])
    for (const words of ['No decision', 'None.', 'Approval']) expect(text).not.toContain(words)
  })
})

describe('breakout groups (MI18)', () => {
  test('each group is told with its question, method, people and number before its results', () => {
    const item = { ...fullWorkshop().items[0], id: 'i1' as ItemId, kind: 'breakout', title: 'Workshops', held: true, speakers: [], otherSpeakers: '' } as Workshop['items'][number]
    const groups = ['North', 'South'].map((title) => ({
      ...board(`b-${title}`, title, 'i1', [p(`${title} worked.`)]),
      group: { question: `What for the ${title}?`, method: 'World café', facilitator: 'Ana', rapporteur: 'Bo', participantCount: 12 },
    }))
    const workshop = withBoards({ ...emptyWorkshop('T'), items: [item] }, groups)
    const text = textOf(compile(workshop), 'item:i1')
    expect(text).toContain('North\nQuestion\nWhat for the North?\nMethod\nWorld café\nFacilitator\nAna\nRapporteur\nBo\nAttendance\n12 present\nNorth worked.')
    expect(text).toContain('What for the South?')
    expect(textOf(compile(workshop, { attribution: 'none' }), 'item:i1')).not.toContain('Ana')
  })
})

describe('annexes (MI18)', () => {
  test('figures from the third on have a list, with the numbers they carry', () => {
    const pictures = ['first', 'second', 'third'].map((caption) => image(missingBlob, `${caption} seen`, caption))
    expect(textOf(compile(singleBoardWorkshop('T', pictures)), 'annex:figures')).toContain('3\nthird\nthird seen')
    expect(textOf(compile(singleBoardWorkshop('T', pictures.slice(1))), 'annex:figures')).toBe('')
  })

  test('the list of figures is right wherever the rapporteur puts it', () => {
    const base = singleBoardWorkshop('T', ['first', 'second', 'third'].map((caption) => image(missingBlob, '', caption)))
    const minutes = compile({ ...base, minutes: { ...base.minutes, order: ['annex:figures', 'board:board-notes'] } })
    expect(minutes.parts.map(({ id }) => id)).toEqual(['annex:figures', 'board:board-notes'])
    expect(textOf(minutes, 'annex:figures')).toContain('2\nsecond')
  })

  test('dissenting views stand with the votes', () => {
    const minutes = compile(singleBoardWorkshop('T', [outcome('d', 'decision', 'Adopt.', { dissent: 'Two members saw it otherwise.' })]))
    expect(textOf(minutes, 'annex:votes')).toContain('D-1\nTwo members saw it otherwise.')
  })

  test('abbreviations come from names and from what somebody explained, each once', () => {
    const minutes = compile(withDetails(emptyWorkshop('T'), { organisation: 'Conference of Regions (CRPM)', commission: 'Sea Commission (IMC)', abbreviations: ['SSE: Social economy', 'IMC – Inner Commission'] }))
    expect(textOf(minutes, 'annex:abbreviations')).toContain('CRPM\nConference of Regions\nIMC\nInner Commission\nSSE\nSocial economy')
    expect(textOf(compile(withDetails(emptyWorkshop('T'), { organisation: 'Conference of Regions (CRPM)' })), 'annex:abbreviations')).toBe('')
  })

  test('documents that are not disclosed are listed all the same', () => {
    const minutes = compile(singleBoardWorkshop('T', [outcome('t', 'document', 'Legal advice', { undisclosed: 'yes' })]))
    expect(textOf(minutes, 'annex:documents')).toContain('Legal advice\nYes')
  })

  describe('when somebody was in the room (MI56)', () => {
    const id = 'x1' as Workshop['people'][number]['id']
    const at = (time: string): number => Date.parse(`2026-09-19T${time}:00Z`) - 2 * 3_600_000
    const stays = [{ in: at('09:05'), out: at('10:00'), zone: 120 }, { in: at('10:30'), out: at('15:30'), zone: 120 }]
    const list = (person: Partial<Person>, isCheckedIn: boolean): string => textOf(compile({
      ...emptyWorkshop('T'), people: [{ ...emptyPerson, id, name: 'Ana', ...person }],
      floor: { ...noResponses, checkIns: isCheckedIn ? [{ key: id, name: 'Ana', organisation: '', state: 'left', stays }] : [] },
    }), 'annex:attendance').split('\n').at(-1) ?? ''

    test.each([
      ['09:40', '12:00', '09:40–12:00', '09:40–12:00'], ['', '12:00', '09:05–12:00', '–12:00'], ['09:40', '', '09:40–15:30', '09:40–'],
    ])('noted as "%s" and "%s", it is %s with check-ins and %s without', (timeIn, timeOut, printed, alone) => {
      expect([list({ timeIn, timeOut }, true), list({ timeIn, timeOut }, false)]).toEqual([printed, alone])
      // Of somebody who is noted as absent the check-ins say nothing.
      expect(list({ timeIn, timeOut, attendance: 'absent' }, true)).toBe(alone)
    })

    test('where nothing is noted, the check-ins say all of it', () => {
      expect(list({}, true)).toBe('09:05–10:00, 10:30–15:30')
    })
  })

  test('contacts and noted times stand in the attendance list', () => {
    const people = [{ ...emptyPerson, id: 'x1' as Workshop['people'][number]['id'], name: 'Ana', contact: 'ana@example.org', country: 'Italy', timeIn: '09:40', timeOut: '12:00' }]
    const text = textOf(compile({ ...emptyWorkshop('T'), people }), 'annex:attendance')
    for (const words of ['ana@example.org', 'Italy', '09:40–12:00']) expect(text).toContain(words)
  })
})

test('a question of the room that was taken to a board is told there only', () => {
  const base = withBoards(emptyWorkshop('T'), [board('b1', 'One', null, [outcome('q', 'question', 'Who pays?')])])
  const [standing] = base.outcomes
  const author = { key: 'k' as Workshop['people'][number]['id'], name: 'Ana', organisation: '' }
  const asked = { id: standing?.id ?? ('' as OutcomeId), kind: 'question' as const, text: 'Who pays?', board: null, author, at: 1, state: 'taken' as const, supporters: [] }
  expect(textOf(compile({ ...base, floor: { ...noResponses, questions: [asked] } }), 'floor')).toBe('')
})
