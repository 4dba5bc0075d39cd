/** What each profile prints of one record, and what must never get out. */
import { describe, expect, test } from 'vitest'
import { compileMinutes, type MinutesOptions } from '../../../shared/minutes/compile.ts'
import { letterOrganisations } from '../../../shared/minutes/letter-organisations.ts'
import type { Block, Minutes } from '../../../shared/minutes/minutes.ts'
import type { PersonId } from '../../../shared/model/ids.ts'
import { noResponses, type FloorQuestion, type Vote } from '../../../shared/model/responses.ts'
import { emptyPerson, type Attribution, type Matter, type Person, type ProgrammeItem, type RichNode, type Workshop } from '../../../shared/model/workshop.ts'
import { blockText } from '../../../shared/render/block-text.ts'
import { renderJson } from '../../../shared/render/json.ts'
import { bullets, outcome, p } from '../../fixtures/rich.ts'
import { board, emptyWorkshop, fullWorkshop, singleBoardWorkshop, withBoards } from '../../fixtures/workshops.ts'
import { names, randomWorkshop, secretWord } from '../../helpers/random-workshop.ts'
import { seededRandom } from '../../helpers/random.ts'

const seeds = Array.from({ length: 60 }, (_, seed) => seed)

function compile(workshop: Workshop, options: Partial<MinutesOptions>): Minutes {
  return compileMinutes(workshop, { language: 'en', ...options })
}

function textOf(minutes: Minutes, part: string): string {
  return blockText(minutes.parts.find(({ id }) => id === part)?.blocks ?? [])
}

/** Number → words, for everything that is cited. */
function citations(minutes: Minutes): ReadonlyMap<number, string> {
  const cited = new Map<number, string>()
  const take = (number: number | null, words: string): void => {
    if (number !== null) cited.set(number, words)
  }
  for (const block of minutes.parts.flatMap(({ linking, blocks }) => [...linking, ...blocks]).flatMap((direct) => (direct.kind === 'confidential' ? direct.blocks : [direct]))) {
    if (block.kind === 'paragraph' || block.kind === 'list' || block.kind === 'quote') take(block.number, blockText([block]))
    if (block.kind === 'outcomes') for (const { number, inlines } of block.entries) take(number, JSON.stringify(inlines))
  }
  return cited
}

describe('public (MI20)', () => {
  test('MI53: a translation that is older than its text is named where it stands, and in no report whose record holds anything back', () => {
    const full = fullWorkshop()
    const items = [...full.items, ...full.items.slice(0, 1).map((item): ProgrammeItem => ({ ...item, id: 'i9' as ProgrammeItem['id'], title: 'Dismissal of the director now', confidential: true }))]
    const matter: Matter = { id: 'm9' as Matter['id'], label: '', what: 'Pay the gift back', owner: '', due: '', status: 'open', note: '', confidential: true }
    const workshop: Workshop = {
      ...full, items, matters: [matter, { ...matter, id: 'm8' as Matter['id'], what: 'Mend the roof', confidential: false }],
      translations: [
        { language: 'fr', unit: 'item:i9', source: 'Dismissal of the director', words: 'Renvoi du directeur' },
        { language: 'fr', unit: 'matter:m9', source: 'Pay the gift', words: 'Rendre le cadeau' },
        { language: 'fr', unit: 'matter:m8', source: 'Mend a roof', words: 'Réparer le toit' },
      ],
    }
    const report = compile(workshop, { profile: 'public', language: 'fr' })
    expect(renderJson(report, workshop)).not.toMatch(/Renvoi|Dismissal|cadeau|gift/u)
    expect(report.notices).toEqual([])
    const notices = compile(workshop, { language: 'fr' }).notices.map(({ part, name }) => `${part}: ${name}`)
    expect(notices).toEqual(['matters: Rendre le cadeau', 'matters: Réparer le toit', 'item:i9: Renvoi du directeur'])
  })

  test('MI60: a translation from before a line was split, and half of it marked, is not told outside', () => {
    const open = p('The hall is let for ten years.')
    const closed = { ...p('The rent is seven hundred a month.'), attrs: { confidential: true } }
    const workshop = (...content: readonly RichNode[]): Workshop => {
      const base = withBoards(emptyWorkshop('T'), [board('b1', 'Hall', null, content)])
      return {
        ...base, details: { ...base.details, language: 'en' },
        translations: [
          { language: 'fr', unit: 'board:b1', source: 'The hall is let for ten years. The rent is seven hundred a month.', words: 'La salle est louée dix ans. Le loyer est de sept cents par mois.' },
          { language: 'fr', unit: 'board-title:b1', source: 'Hall', words: 'Salle' },
        ],
      }
    }
    const report = compile(workshop(open, closed), { profile: 'public', language: 'fr' })
    expect(JSON.stringify(report)).not.toContain('sept cents')
    expect(textOf(report, 'board:b1')).toContain('let for ten years')
    expect(report.parts.map(({ title }) => title)).toContain('Salle')
    expect(citations(report)).toEqual(new Map([[1, 'The hall is let for ten years.']]))
    expect(JSON.stringify(compile(workshop(open, closed), { profile: 'letter', organisation: 'A', language: 'fr' }))).not.toContain('sept cents')
    // As before in full minutes, and where nothing stays in the house.
    expect(textOf(compile(workshop(open, closed), { language: 'fr' }), 'board:b1')).toContain('sept cents')
    expect(textOf(compile(workshop(open), { profile: 'public', language: 'fr' }), 'board:b1')).toContain('sept cents')
  })

  test('MI58: what the room asked and voted about a board that was deleted is told in the full minutes only', () => {
    const base = withBoards(emptyWorkshop('T'), [board('b1', 'One', null, [p('Words.')])])
    const author = { key: 'k' as PersonId, name: 'Ana', organisation: '' }
    const about = (id: string, board: string | null): FloorQuestion => ({ id: id as FloorQuestion['id'], kind: 'question', text: `Asked about ${String(board)}`, board: board as FloorQuestion['board'], author, at: 1, state: 'new', supporters: [] })
    const vote: Vote = { id: 'v' as Vote['id'], question: 'Dismiss the director?', board: 'gone' as Vote['board'], at: 1, isOpen: false, options: [{ id: 'y', label: 'Yes', ballots: 1, hands: null, total: 1 }], ballotCount: 1, lateCount: 0 }
    const workshop = { ...base, floor: { ...noResponses, questions: [about('q1', 'gone'), about('q2', 'b1'), about('q3', null)], votes: [vote] } }
    const [full, report] = [compile(workshop, {}), compile(workshop, { profile: 'public' })]
    for (const words of ['Asked about gone', 'Dismiss the director?', 'Asked about b1', 'Asked about null']) expect(textOf(full, 'floor')).toContain(words)
    expect(JSON.stringify(report)).not.toMatch(/about gone|Dismiss/u)
    for (const words of ['Asked about b1', 'Asked about null']) expect(textOf(report, 'floor')).toContain(words)
    expect(report.parts.map(({ id }) => id)).toContain('omissions')
  })

  test('MI54: what leads to an annex of which every board is confidential stays in the house with it', () => {
    const statement = (id: string, confidential: boolean): Workshop['boards'][number] =>
      ({ ...board(id, 'Dissent', null, [p('We object.')]), annex: { kind: 'statements', author: '', organisation: '', date: '', confidential } })
    const workshop = (...boards: Workshop['boards']): Workshop => {
      const empty = emptyWorkshop('T')
      return { ...empty, boards, minutes: { ...empty.minutes, linking: { 'annex:statements': [p('The region of the north objected.')] } } }
    }
    const linked = (profile: 'full' | 'public', ...boards: Workshop['boards']): boolean => JSON.stringify(compile(workshop(...boards), { profile })).includes('north objected')
    expect([linked('public', statement('s1', true), statement('s2', true)), linked('full', statement('s1', true))]).toEqual([false, true])
    expect([linked('public', statement('s1', true), statement('s2', false)), linked('public')]).toEqual([true, true])
  })

  test.each(seeds)('seed %i: nothing confidential, no contact and no quotation without consent is anywhere in the tree', (seed) => {
    const workshop = randomWorkshop(seededRandom(seed))
    expect(JSON.stringify(compile(workshop, { profile: 'full' }))).toContain(secretWord)
    const minutes = compile(workshop, { profile: 'public' })
    expect(JSON.stringify(minutes)).not.toContain(secretWord)
    expect(renderJson(minutes, workshop)).not.toContain(secretWord)
    for (const organisation of letterOrganisations(workshop)) {
      expect(JSON.stringify(compile(workshop, { profile: 'letter', organisation }))).not.toContain(secretWord)
    }
  })

  test.each(seeds)('seed %i: what is left is cited as in the full minutes, and numbered sections, annexes and figures agree', (seed) => {
    const workshop = randomWorkshop(seededRandom(seed))
    const full = compile(workshop, { profile: 'full' })
    const report = compile(workshop, { profile: 'public' })
    const cited = citations(full)
    for (const [number, words] of citations(report)) {
      // A list that lost an item keeps its number and its other items.
      for (const line of words.split('\n')) expect(cited.get(number)).toContain(line)
    }
    const numbered = (minutes: Minutes): readonly string[] => minutes.parts.filter(({ id }) => id !== 'omissions').map(({ id, number }) => `${number} ${id}`)
    expect(numbered(full)).toEqual(expect.arrayContaining([...numbered(report)]))
    const figures = (minutes: Minutes): readonly string[] => [...JSON.stringify(minutes.parts).matchAll(/"kind":"figure","number":(\d+)[^}]*"caption":"([^"]*)"/g)].map(([, number, caption]) => `${number} ${caption}`)
    expect(figures(full)).toEqual(expect.arrayContaining([...figures(report)]))
    // A table is known by the first words in it that stayed.
    const tables = (minutes: Minutes): readonly string[] => [...JSON.stringify(minutes.parts).matchAll(/"caption":"(Table \d+)".*?(said\d+)/g)].map(([, caption, words]) => `${caption} ${words}`)
    const wordsOf = (minutes: Minutes): string => JSON.stringify(minutes.parts)
    for (const table of tables(report)) {
      const [, number = '', words = ''] = /^(Table \d+) (said\d+)$/.exec(table) ?? []
      const at = wordsOf(full).indexOf(`"caption":"${number}"`)
      expect(wordsOf(full).slice(at)).toContain(words)
    }
  })

  test('says in words that something was left out, and only then', () => {
    const quiet = singleBoardWorkshop('T', [p('open'), outcome('d', 'decision', 'Adopt.')])
    expect(compile(quiet, { profile: 'public' }).parts.map(({ id }) => id)).not.toContain('omissions')
    const secret = singleBoardWorkshop('T', [p('open'), outcome('d', 'decision', 'Adopt.', { confidential: 'yes' })])
    const minutes = compile(secret, { profile: 'public' })
    expect(minutes.parts[0]?.id).toBe('omissions')
    expect(textOf(minutes, 'omissions')).toContain('version for the public')
  })

  test('never says "No decision" where the decision was left out', () => {
    const item = { ...fullWorkshop().items[0], id: 'i1', kind: 'debate', title: 'Debate', held: true } as Workshop['items'][number]
    const workshop = withBoards({ ...emptyWorkshop('T'), items: [item] }, [board('b1', 'Debate', 'i1', [p('Talked.'), outcome('d', 'decision', 'Sell it.', { confidential: 'yes' })])])
    expect(JSON.stringify(compile(workshop, { profile: 'public' }))).not.toMatch(/No decision|Sell it/)
  })

  test('a list that held nothing else is gone, and what stands after it keeps its number', () => {
    const workshop = singleBoardWorkshop('T', [p('first'), bullets([outcome('d', 'decision', 'Sell it.', { confidential: 'yes' })]), p('third')])
    expect([...citations(compile(workshop, { profile: 'public' }))]).toEqual([[1, 'first'], [3, 'third']])
  })
})

describe('attribution (MI21)', () => {
  const answerable = new Set(['Owner', 'Led by'])

  /** The tree without what may name people: cover, attendance, owners, and who leads a project idea. */
  function told(minutes: Minutes): string {
    const isNamed = ({ term }: { readonly term: string }): boolean => answerable.has(term)
    const withoutOwners = (block: Block): Block => {
      if (block.kind === 'outcomes') return { ...block, entries: block.entries.map((entry) => ({ ...entry, fields: entry.fields.filter((field) => !isNamed(field)) })) }
      if (block.kind === 'facts') return { ...block, facts: block.facts.filter((fact) => !isNamed(fact)) }
      if (block.kind !== 'table') return block
      const columns = new Set((block.rows[0] ?? []).flatMap((cell, index) => (cell.isHeader && isNamed({ term: plain(cell.blocks) }) ? [index] : [])))
      // Where fields share a column, each has its name before it.
      const isNamedLine = (line: Block): boolean => [...answerable].some((term) => plain([line]).startsWith(`${term}: `))
      return { ...block, rows: block.rows.map((cells) => cells.flatMap((cell, index) => (columns.has(index) ? [] : [{ ...cell, blocks: cell.blocks.filter((line) => !isNamedLine(line)) }]))) }
    }
    const plain = (blocks: readonly Block[]): string => blocks.map((block) => (block.kind === 'paragraph' ? block.inlines.map((inline) => (inline.kind === 'text' ? inline.text : '')).join('') : '')).join('')
    const isOwners = (id: string): boolean => id === 'matters' || id === 'register:action'
    return JSON.stringify(
      minutes.parts
        .filter(({ id }) => !id.endsWith('attendance') && !isOwners(id))
        .map((part) => ({ ...part, linking: nested(part.linking, withoutOwners), blocks: nested(part.blocks, withoutOwners) })),
    )
  }

  function nested(blocks: readonly Block[], change: (block: Block) => Block): readonly Block[] {
    return blocks.map((block) => {
      switch (block.kind) {
        case 'list':
          return { ...block, items: block.items.map((item) => ({ ...item, blocks: nested(item.blocks, change) })) }
        case 'quote':
          return { ...block, blocks: nested(block.blocks, change) }
        case 'table':
          return change({ ...block, rows: block.rows.map((cells) => cells.map((cell) => ({ ...cell, blocks: nested(cell.blocks, change) }))) })
        default:
          return change(block)
      }
    })
  }

  test.each(seeds)('seed %i: without attribution, and by organisation, no person is named outside attendance, cover and owners', (seed) => {
    const workshop = randomWorkshop(seededRandom(seed))
    for (const attribution of ['none', 'organisation'] as const) {
      for (const profile of ['full', 'public', 'decisions'] as const) {
        const text = told(compile(workshop, { profile, attribution }))
        for (const name of names) expect(text).not.toContain(name)
        expect(text).not.toMatch(/function \d/)
      }
    }
  })

  test('MI48: somebody who holds no function is told with the organisation, on the cover and where they speak', () => {
    const person = (id: string, functions: readonly string[]): Person => ({ ...emptyPerson, id: id as PersonId, name: `Name ${id}`, organisation: `House ${id}`, functions, duties: ['chair'] })
    const item = { id: 'i', kind: 'presentation', title: 'Talk', speakers: ['a', 'b'], otherSpeakers: '', plannedStart: '', plannedEnd: '', actualStart: '', actualEnd: '', held: true, confidential: false } as unknown as ProgrammeItem
    const workshop = withBoards({ ...emptyWorkshop('T'), people: [person('a', ['mayor']), person('b', [' '])], items: [item] }, [board('n', 'Talk', 'i', [p('Said.'), outcome('q', 'quote', 'We begin.', { speaker: 'b', consent: 'yes' })])])
    const text = (attribution: Attribution): string => JSON.stringify(compile(workshop, { attribution }).parts.filter(({ id }) => id === 'item:i'))
    expect(text('person')).toContain('Name a, mayor; Name b, House b')
    expect(text('person')).toContain('"attribution":"Name b, House b"')
    expect(text('organisation')).toContain('House a; House b')
    expect(JSON.stringify(compile(workshop, {}).cover)).toContain('Name a, mayor; Name b, House b')
  })

  const spoken = (attribution: Attribution): string => {
    const { people } = randomWorkshop(seededRandom(1))
    const workshop = { ...singleBoardWorkshop('T', [
      outcome('c', 'quote', 'A port is a promise.', { speaker: 'p0' }), outcome('q', 'question', 'Who pays?', { raisedBy: 'otto wexford' }),
      outcome('x', 'proposal', 'A school', { proposer: 'Corsica' }), outcome('y', 'proposal', 'A ship', { proposer: 'Somebody Unlisted' }),
      outcome('a', 'action', 'Write to them', { owner: 'p2' }),
    ]), people }
    return blockText(compile(workshop, { attribution }).parts.find(({ id }) => id.startsWith('board:'))?.blocks ?? [])
  }

  test('by person names them, with functions where they spoke', () => {
    const text = spoken('person')
    for (const name of ['Nadia Quillon, function 0', 'Otto Wexford', 'Corsica', 'Somebody Unlisted', 'Ελένη Ραζή']) expect(text).toContain(name)
  })

  test('by organisation tells for whom, also where a name was typed, and nothing of a name that nobody listed', () => {
    const text = spoken('organisation')
    expect(text.match(/Harbour Council \(HC\)/g)).toHaveLength(2)
    expect(text).toContain('Corsica')
    expect(text).not.toContain('Somebody Unlisted')
    expect(text).toContain('Ελένη Ραζή')
  })

  test('the details of the workshop say what holds when nobody asks for something else', () => {
    const workshop = { ...fullWorkshop(), details: { ...fullWorkshop().details, attribution: 'none' as const } }
    expect(compile(workshop, {}).attribution).toBe('none')
    expect(compile(workshop, { attribution: 'person' }).attribution).toBe('person')
  })

  test('JSON comes without the workshop, which would tell who spoke', () => {
    const workshop = fullWorkshop()
    expect(renderJson(compile(workshop, {}), workshop)).toContain('"people"')
    expect(renderJson(compile(workshop, { attribution: 'none' }), workshop)).toContain('"workshop": null')
  })
})

describe('decisions (MI22)', () => {
  test('who was there in figures, decisions, actions and the next meeting, and nothing else', () => {
    const minutes = compile(fullWorkshop(), { profile: 'decisions' })
    expect(minutes.parts.map(({ id }) => id)).toEqual(['attendance', 'glance'])
    expect(minutes.cover?.documentType).toBe('List of decisions')
    for (const words of ['Adopt the agenda as sent.', 'Send the report to every region.']) expect(textOf(minutes, 'glance')).toContain(words)
    expect(JSON.stringify(minutes)).not.toContain('The report was presented.')
  })

  test('a list without decisions says so', () => {
    expect(textOf(compile(emptyWorkshop('T'), { profile: 'decisions' }), 'glance')).toBe('No decision.')
  })
})

describe('letters (MI23)', () => {
  const { people } = randomWorkshop(seededRandom(1))
  const workshop: Workshop = {
    ...singleBoardWorkshop('Second meeting', [
      outcome('d1', 'decision', 'For everybody.'), outcome('d2', 'decision', 'For the harbours.', { addressee: 'HC and Corsica' }),
      outcome('d3', 'decision', 'For others.', { addressee: 'Corsicana' }), outcome('a1', 'action', 'By its person.', { owner: 'Otto Wexford' }),
      outcome('a2', 'action', 'By itself.', { owner: 'Harbour Council' }), outcome('a3', 'action', 'By another.', { owner: 'Ελένη Ραζή' }),
      outcome('r1', 'recommendation', 'Advice.', { addressee: 'Harbour Council (HC)' }), outcome('d4', 'decision', 'In confidence.', { confidential: 'yes' }),
    ]),
    people,
  }

  test('an organisation reads the decisions that concern it, its actions and those of its people', () => {
    const text = textOf(compile(workshop, { profile: 'letter', organisation: 'Harbour Council (HC)' }), 'letter')
    for (const words of ['Dear Sir or Madam,', 'For everybody.', 'For the harbours.', 'By its person.', 'By itself.', 'Advice.', 'Yours faithfully,']) expect(text).toContain(words)
    for (const words of ['For others.', 'By another.', 'In confidence.']) expect(text).not.toContain(words)
  })

  test('one whom nothing concerns reads that', () => {
    const quiet = singleBoardWorkshop('T', [outcome('a', 'action', 'x', { owner: 'Corsica' })])
    expect(textOf(compile(quiet, { profile: 'letter', organisation: 'Sardinia' }), 'letter')).toContain('No decision and no action concerns Sardinia.')
  })

  test('everybody who can get one is offered once', () => {
    expect(letterOrganisations(workshop)).toEqual(['Harbour Council (HC)', 'Corsica'])
  })
})

test.each(seeds)('MI1: seed %i: the same workshop and options give the same tree, and an unfinished record compiles in every profile', (seed) => {
  const workshop = randomWorkshop(seededRandom(seed))
  for (const profile of ['full', 'decisions', 'public', 'letter'] as const) {
    const options = { language: 'fr', profile, organisation: 'Corsica' }
    expect(JSON.stringify(compileMinutes(structuredClone(workshop), options))).toBe(JSON.stringify(compileMinutes(workshop, options)))
  }
})
