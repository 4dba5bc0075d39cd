import { describe, expect, test } from 'vitest'
import { heldOrder } from '../../../shared/minutes/body-parts.ts'
import { compileMinutes } from '../../../shared/minutes/compile.ts'
import type { Block, Minutes } from '../../../shared/minutes/minutes.ts'
import type { ItemId, OrganisationId, OutcomeId, PersonId } from '../../../shared/model/ids.ts'
import { noResponses, type FloorQuestion, type Vote } from '../../../shared/model/responses.ts'
import type { ProgrammeItem, RichNode, Workshop } from '../../../shared/model/workshop.ts'
import { blockText } from '../../../shared/render/block-text.ts'
import { h, image, link, node, outcome, p, text } from '../../fixtures/rich.ts'
import { board, emptyWorkshop, fullWorkshop, missingBlob, singleBoardWorkshop, withBoards } from '../../fixtures/workshops.ts'

function compile(workshop: Workshop, language = 'en'): Minutes {
  return compileMinutes(workshop, { language })
}

function partIds(minutes: Minutes): readonly string[] {
  return minutes.parts.map((part) => part.id)
}

function blocksOf(minutes: Minutes, part: string): readonly Block[] {
  return minutes.parts.find(({ id }) => id === part)?.blocks ?? []
}

function withLayout(workshop: Workshop, layout: Partial<Workshop['minutes']>): Workshop {
  return { ...workshop, minutes: { ...workshop.minutes, ...layout } }
}

function oneBoard(...content: readonly RichNode[]): Minutes {
  return compile(singleBoardWorkshop('Title', content))
}

describe('parts (MI1, MI2)', () => {
  test('a workshop with nothing in it compiles to its title and no part', () => {
    const minutes = compile(emptyWorkshop('Only a title'))
    expect(minutes.title).toBe('Only a title')
    expect(minutes.parts).toEqual([])
    expect(minutes.cover?.facts).toEqual([])
  })

  test('everything that was captured has its part, in the order of the model', () => {
    expect(partIds(compile(fullWorkshop()))).toEqual([
      'glance', 'attendance', 'item:i1', 'item:i2', 'item:i4', 'item:i6', 'board:b7', 'board:b8', 'ideas', 'announcements', 'register:parked', 'closing',
      'register:decision', 'register:action', 'register:proposal', 'register:recommendation', 'register:question', 'register:quote', 'register:vote', 'approval',
      'annex:attendance', 'annex:programme', 'annex:documents', 'annex:figures', 'annex:organisations',
    ])
  })

  test('MI3: a cover that is left out takes no figure numbers and no place in the list of figures', () => {
    const figures = singleBoardWorkshop('T', ['First', 'Second', 'Third'].map((caption) => image(missingBlob, '', caption)))
    const linking = { cover: [image(missingBlob, '', 'On the cover')] }
    const captions = (minutes: Minutes): string => JSON.stringify([blocksOf(minutes, 'board:board-notes'), blocksOf(minutes, 'annex:figures')])
    expect(captions(compile(withLayout(figures, { excluded: ['cover'], linking })))).toBe(captions(compile(withLayout(figures, { excluded: ['cover'] }))))
    expect(captions(compile(withLayout(figures, { linking })))).toContain('On the cover')
  })

  test('the programme as held tells the times that were noted, and never half of those that were planned', () => {
    const item = (times: Partial<ProgrammeItem>): ProgrammeItem => ({
      id: 'i' as ItemId, kind: 'debate', title: 'Debate', speakers: [], otherSpeakers: '', plannedStart: '09:30', plannedEnd: '10:00', actualStart: '', actualEnd: '', held: true, confidential: false, ...times,
    })
    const told = (times: Partial<ProgrammeItem>): string => blockText(blocksOf(compile({ ...emptyWorkshop('T'), items: [item(times)] }), 'annex:programme')).split('\n')[2] ?? ''
    expect([told({}), told({ actualStart: '10:15' }), told({ actualStart: '10:15', actualEnd: '10:40' })]).toEqual(['09:30–10:00', '10:15', '10:15–10:40'])
  })

  test('MI52: rows that somebody added and never filled in are not printed, and no table is made of nothing else', () => {
    const organisation = (id: string, name: string): Workshop['organisations'][number] => ({ id: id as OrganisationId, name, role: '' })
    const withRows = (...names: readonly string[]): Minutes => compile({ ...emptyWorkshop('T'), organisations: names.map((name, index) => organisation(String(index), name)) })
    expect(partIds(withRows('', ' '))).toEqual([])
    const [table] = blocksOf(withRows('', 'Latin Arc', ' '), 'annex:organisations')
    expect(table).toMatchObject({ columnCount: 1 })
    expect(table?.kind === 'table' && table.rows.length).toBe(2)
  })

  test('RS16: what the room asked and voted stands before the close, unless it is answered or on a board', () => {
    const ana = { key: 'p1' as PersonId, name: 'Ana', organisation: 'CRPM' }
    const question = (id: string, words: string, state: FloorQuestion['state']): FloorQuestion =>
      ({ id: id as OutcomeId, kind: 'question', text: words, board: null, author: ana, at: 1, state, supporters: ['p2' as PersonId] })
    const vote: Vote = {
      id: 'v1' as OutcomeId, question: 'Naples?', board: null, at: 2, isOpen: false, ballotCount: 3, lateCount: 0,
      options: [{ id: 'o1', label: 'Yes', ballots: 3, hands: 2, total: 5 }, { id: 'o2', label: 'No', ballots: 0, hands: null, total: 0 }],
    }
    const onBoard = outcome('q3', 'question', 'Who pays?')
    const workshop = withBoards(emptyWorkshop('T'), [board('b1', 'Debate', null, [onBoard])])
    const [standing] = workshop.outcomes
    const floor = { ...noResponses, questions: [question('q1', 'And then?', 'new'), question('q2', 'Why?', 'answered'), question(standing?.id ?? '', 'Who pays?', 'taken')], votes: [vote] }
    const minutes = compile({ ...workshop, floor })
    expect(partIds(minutes)).toEqual(['board:b1', 'floor', 'register:question', 'annex:votes'])
    const printed = JSON.stringify(blocksOf(minutes, 'floor'))
    for (const words of ['And then?', 'Ana, CRPM', 'Yes 5 · No 0']) expect(printed).toContain(words)
    const unlisted = compile({ ...emptyWorkshop('T'), floor: { ...noResponses, checkIns: [{ ...ana, state: 'excused', stays: [] }] } })
    expect(JSON.stringify(blocksOf(unlisted, 'floor'))).toContain('Excused')
    for (const words of ['Why?', 'Who pays?', 'not closed']) expect(printed).not.toContain(words)
    const stays = [{ in: Date.UTC(2026, 8, 19, 7, 31), out: Date.UTC(2026, 8, 19, 10), zone: 120 }]
    const detail = JSON.stringify(blocksOf(minutes, 'annex:votes'))
    for (const words of ['Naples?', 'Yes', '"3"', '"2"', '"5"']) expect(detail).toContain(words)
    const [person] = fullWorkshop().people
    if (!person) throw new Error('nobody')
    const present = { ...emptyWorkshop('T'), people: [{ ...person, attendance: 'present' as const }], floor: { ...noResponses, checkIns: [{ ...ana, key: person.id, state: 'left' as const, stays }] } }
    expect(JSON.stringify(blocksOf(compile(present), 'annex:attendance'))).toContain('09:31–12:00')
  })

  test('an empty break and an item that was not held have no section, but stand in the programme', () => {
    const programme = JSON.stringify(blocksOf(compile(fullWorkshop()), 'annex:programme'))
    expect(programme).toContain('Coffee')
    expect(programme).toContain('Visit that was cancelled (not held)')
  })

  test('a board that was written for an item that was not held is printed all the same', () => {
    const full = fullWorkshop()
    const minutes = compile(withBoards(full, [...full.boards, board('b5', 'Visit', 'i5', [p('Rain, but we went.')])]))
    expect(partIds(minutes)).toContain('item:i5')
  })

  test('a board whose item is gone keeps its section', () => {
    expect(partIds(compile(withBoards(emptyWorkshop('T'), [board('b1', 'Orphan', 'gone', [p('kept')])])))).toEqual(['board:b1'])
  })

  test('sections are numbered and annexes lettered as printed; a single section has no number', () => {
    const numbers = compile(fullWorkshop()).parts.map((part) => part.number).filter((number) => number !== '')
    expect(numbers).toEqual(['1', '2', '3', '4', '5', '6', 'Annex A', 'Annex B', 'Annex C', 'Annex D', 'Annex E'])
    expect(oneBoard(p('x')).parts[0]?.number).toBe('')
  })

  test('items are printed by the clock only when every item that was held has its actual start', () => {
    const full = fullWorkshop()
    const starts = ['11:00', '9:15', '', '10:00', '', '12:00']
    const items = full.items.map((item, index) => ({ ...item, held: item.id !== 'i5' && item.id !== 'i3', actualStart: starts[index] ?? '' }))
    expect(partIds(compile({ ...full, items })).slice(2, 6)).toEqual(['item:i2', 'item:i4', 'item:i1', 'item:i6'])
    const half = items.map((item) => (item.id === 'i4' ? { ...item, actualStart: '' } : item))
    expect(partIds(compile({ ...full, items: half })).slice(2, 6)).toEqual(['item:i1', 'item:i2', 'item:i4', 'item:i6'])
  })
})

describe('the order in which items were held (MI55)', () => {
  const item = (id: string, plannedStart: string, actualStart: string, held = true): ProgrammeItem =>
    ({ id: id as ProgrammeItem['id'], kind: 'debate', title: id, speakers: [], otherSpeakers: '', plannedStart, plannedEnd: '', actualStart, actualEnd: '', held, confidential: false })
  const order = (...items: readonly ProgrammeItem[]): string => heldOrder(items).map(({ id }) => id).join(' ')

  test.each([
    ['two days stay two days', 'a b c d', [item('a', '14:00', '14:10'), item('b', '16:00', '16:05'), item('c', '09:00', '09:05'), item('d', '11:00', '11:00')]],
    ['within each of them the clock counts', 'b a d c', [item('a', '14:00', '16:10'), item('b', '16:00', '14:05'), item('c', '09:00', '11:05'), item('d', '11:00', '9:00')]],
    ['what was planned before midnight and began after it', 'a b c', [item('a', '22:00', '22:10'), item('b', '23:30', '00:10'), item('c', '00:30', '01:00')]],
    ['what was planned after midnight and began before it', 'b a', [item('a', '00:10', '23:50'), item('b', '00:30', '23:40')]],
    ['a break that was not held begins a day, too', 'a b c', [item('a', '16:00', '16:00'), item('b', '08:00', '', false), item('c', '09:00', '09:05')]],
    ['an item that nobody planned belongs to the day before it', 'a c b', [item('a', '09:00', '09:00'), item('b', '', '11:00'), item('c', 'afternoon', '10:00')]],
  ])('%s', (_what, expected, items) => {
    expect(order(...items)).toBe(expected)
  })

  test.each([
    ['two days, both from morning to evening', 'a b c d e', [item('a', '', '09:00'), item('b', '', '11:00'), item('c', '', '14:00'), item('d', '', '09:30'), item('e', '', '12:00')]],
    ['two mornings', 'a b c d', [item('a', '', '09:00'), item('b', '', '11:00'), item('c', '', '10:00'), item('d', '', '12:00')]],
    ['times in words say no day', 'a b', [item('a', 'Monday afternoon', '14:00'), item('b', 'Tuesday morning', '09:00')]],
    ['a second day that nobody planned', 'a b c d e', [item('a', '09:00', '09:00'), item('b', '10:00', '10:00'), item('c', '14:00', '14:00'), item('d', '', '08:30'), item('e', '', '11:00')]],
    ['a second day that begins when the first one did', 'b a c d', [item('a', '09:00', '11:00'), item('b', '11:00', '09:00'), item('c', '', '09:00'), item('d', '', '11:30')]],
  ])('MP15 where planned times do not tell the days apart, they keep their order: %s', (_what, expected, items) => {
    expect(order(...items)).toBe(expected)
  })
})

describe('the rapporteur (MI3)', () => {
  test('sorted parts take each other’s places, the others keep their own', () => {
    const minutes = compile(withLayout(fullWorkshop(), { order: ['closing', 'nobody', 'attendance', 'glance', 'attendance'] }))
    expect(partIds(minutes).slice(0, 3)).toEqual(['closing', 'attendance', 'item:i1'])
    expect(partIds(minutes)[11]).toBe('glance')
  })

  test('an excluded part is not printed and counts nothing, but stays in the outline', () => {
    const minutes = compile(withLayout(fullWorkshop(), { excluded: ['item:i1', 'cover'] }))
    expect(partIds(minutes)).not.toContain('item:i1')
    expect(minutes.cover).toBeNull()
    expect(minutes.parts.find((part) => part.id === 'item:i2')?.number).toBe('1')
    expect(minutes.outline).toContainEqual({ id: 'item:i1', number: '', title: 'Welcome', isExcluded: true })
    expect(minutes.outline[0]).toMatchObject({ id: 'cover', isExcluded: true })
  })

  test('linking text is printed, and brings an otherwise empty part into the minutes', () => {
    const minutes = compile(withLayout(emptyWorkshop('T'), { linking: { closing: [p('We closed early.')] } }))
    expect(minutes.parts).toHaveLength(1)
    expect(minutes.parts[0]).toMatchObject({ id: 'closing', blocks: [] })
    expect(minutes.parts[0]?.linking).toHaveLength(1)
  })

  test('figures are counted as the reader meets them, not as boards are stored', () => {
    const base = withBoards(emptyWorkshop('T'), [
      board('b1', 'One', null, [image(missingBlob, '', 'first board')]),
      board('b2', 'Two', null, [image(missingBlob, '', 'second board')]),
    ])
    const minutes = compile(withLayout(base, { order: ['board:b2', 'board:b1'] }))
    expect(minutes.parts.map((part) => part.blocks[0])).toMatchObject([{ number: 1, caption: 'second board' }, { number: 2, caption: 'first board' }])
  })
})

describe('what boards hold (MI4, MI5)', () => {
  test('headings go below their section and never skip a level', () => {
    const levels = oneBoard(h(2, 'a'), h(5, 'b'), h(6, 'c'), h(1, 'd'), h(2, 'e')).parts[0]?.blocks.map((block) => (block.kind === 'heading' ? block.level : 0))
    expect(levels).toEqual([3, 4, 5, 3, 4])
  })

  test('deep headings stop at level 6', () => {
    const levels = oneBoard(...[1, 2, 3, 4, 5, 6].map((level) => h(level, 'x'))).parts[0]?.blocks.map((block) => (block.kind === 'heading' ? block.level : 0))
    expect(levels).toEqual([3, 4, 5, 6, 6, 6])
  })

  test('unknown nodes, marks and outcome kinds are printed as their text and noticed', () => {
    const minutes = oneBoard(
      node('mindMap', [node('mindMapLeaf', [text('a leaf')])]),
      p({ type: 'mention', content: [text('@someone')] }, text('glow', 'glow')),
      outcome('z', 'prophecy', 'It will rain.'),
    )
    const printed = JSON.stringify(minutes.parts)
    for (const words of ['a leaf', '@someone', 'glow', 'It will rain.']) expect(printed).toContain(words)
    expect(minutes.notices.map((notice) => notice.name)).toEqual(['mindMap', 'mindMapLeaf', 'mention', 'glow', 'outcome prophecy'])
  })

  test('links are followed to http, https and mailto only; others keep their words and are noticed', () => {
    const hrefs = ['javascript:alert(1)', ' JaVaScRiPt:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'vbscript:x', '//example.org', 'java\nscript:alert(1)']
    const minutes = oneBoard(p(...hrefs.map((href, index) => text(`word${index} `, link(href)))), p(text('good', link('HTTPS://example.org/"><b>'))))
    expect(minutes.notices).toHaveLength(hrefs.length)
    const printed = JSON.stringify(minutes.parts)
    for (const index of hrefs.keys()) expect(printed).toContain(`word${index} `)
    expect(printed).toContain('HTTPS://example.org/%22%3E%3Cb%3E')
    expect(printed).not.toContain('script:')
  })

  test('neighbouring outcomes share a box, and a quotation names its speaker with functions', () => {
    const blocks = blocksOf(compile(fullWorkshop()), 'item:i1')
    expect(blocks.map((block) => block.kind)).toEqual(['paragraph', 'paragraph', 'paragraph', 'outcomes', 'paragraph', 'quote'])
    expect(blocks[3]).toMatchObject({ entries: [{ label: 'D-1', fields: [{ term: 'Replaced by', value: 'D-2' }] }, { label: 'A-1', fields: [{ term: 'Owner', value: 'Paul-André Santoni' }, { term: 'Due', value: '30 September 2026' }, { term: 'Status', value: 'Open' }] }] })
    expect(blocks[5]).toMatchObject({ attribution: 'Eléni Παππά, vice-governor', label: 'C-1' })
  })

  test('text stays as typed; only what no format can hold becomes visible', () => {
    const typed = 'businnss  “L’Oriental” …  ﬁ ́e \u00A0 ​x \u202Eabc'
    expect(JSON.stringify(oneBoard(p(typed)).parts)).toContain(JSON.stringify(typed).slice(1, -1))
    expect(oneBoard(p('a\u0000b\uD800c\u000Bd')).parts[0]?.blocks[0]).toMatchObject({ inlines: [{ text: 'a\uFFFDb\uFFFDc' }, { kind: 'break' }, { text: 'd' }] })
  })

  test('tables that concurrent edits tore apart become grids that cover every place once', () => {
    const cell = (colspan: number, rowspan: number): RichNode => node('tableCell', [p('x')], { colspan, rowspan })
    const minutes = oneBoard(node('table', [node('tableRow', [cell(2, 3), cell(1, 1)]), node('tableRow', [cell(1, 9), cell(4, 1)]), node('tableRow', [])]))
    const block = minutes.parts[0]?.blocks[0]
    if (block?.kind !== 'table') throw new Error('no table')
    const places = block.rows.flat().reduce((sum, { colspan, rowspan }) => sum + colspan * rowspan, 0)
    expect(places).toBe(block.columnCount * block.rows.length)
  })

  test('an empty table, heading, quote and blank lines leave nothing behind', () => {
    expect(oneBoard(p(), p('  '), h(1), node('blockquote', []), node('table', []), node('table', [node('tableRow', [])])).parts).toEqual([])
  })
})

describe('purity (MI7)', () => {
  test('the same workshop gives the same minutes', () => {
    expect(JSON.stringify(compile(fullWorkshop()))).toBe(JSON.stringify(compile(fullWorkshop())))
  })

  test('labels follow the language, words do not', () => {
    const minutes = compile(fullWorkshop(), 'fr-BE')
    expect(minutes.language).toBe('fr')
    expect(JSON.stringify(minutes.cover)).toContain('19 septembre')
    expect(JSON.stringify(minutes.parts)).toContain('Adopt the agenda as sent.')
    expect(compile(fullWorkshop(), 'xx').language).toBe('en')
  })
})
