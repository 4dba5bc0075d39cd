import { describe, expect, it } from 'vitest'
import { contentDigest } from '../../../shared/document/boards/content-digest.ts'
import { compileMinutes } from '../../../shared/minutes/compile.ts'
import { publishWorkshop } from '../../../shared/minutes/publish.ts'
import { partDigest, shortenedPlaces, withShortening } from '../../../shared/minutes/shorten.ts'
import type { Minutes, Profile } from '../../../shared/minutes/minutes.ts'
import type { BoardId } from '../../../shared/model/ids.ts'
import type { Board, MinutesLayout, RichNode, Workshop } from '../../../shared/model/workshop.ts'
import { outcome, p } from '../../fixtures/rich.ts'
import { board, emptyWorkshop, singleBoardWorkshop, withBoards } from '../../fixtures/workshops.ts'

const part = 'board:board-notes'
const content: readonly RichNode[] = [p('Long talk.'), outcome('o1', 'decision', 'Meet in spring'), p('More talk.')]
const notes = singleBoardWorkshop('Day', content)

function laidOut(workshop: Workshop, layout: Partial<MinutesLayout>): Workshop {
  return { ...workshop, minutes: { ...workshop.minutes, ...layout } }
}

function summarised(words: readonly RichNode[], basis = partDigest(notes, part)): Workshop {
  return laidOut(notes, { summaries: { [part]: { content: words, isUsed: true, basis } } })
}

const wordsOf = (minutes: Minutes, id = part): string => JSON.stringify(minutes.parts.find((candidate) => candidate.id === id)?.blocks ?? null)
const compiled = (workshop: Workshop): Minutes => compileMinutes(workshop, { language: 'en' })

describe('shortened minutes', () => {
  it('MP1: a summary stands in the place of the discussion, and every outcome stays', () => {
    const words = wordsOf(compiled(summarised([p('In short.')])))
    expect(words).toContain('In short.')
    expect(words).toContain('Meet in spring')
    expect(words).not.toContain('talk')
  })

  it('MP1: a summary without a word replaces nothing', () => {
    expect(wordsOf(compiled(summarised([p()])))).toBe(wordsOf(compiled(notes)))
    expect(shortenedPlaces(summarised([p(' ')]))).toEqual([])
  })

  it('MP2: a hidden passage is not printed; an outcome is, wherever it stands', () => {
    const all = [0, 1, 2].map((block) => ({ board: 'board-notes' as BoardId, block, basis: 'ab' }))
    const words = wordsOf(compiled(laidOut(notes, { hidden: all })))
    expect(words).not.toContain('talk')
    expect(words).toContain('Meet in spring')
  })

  it('MP3: what was shortened says when the board has changed since, and stays shortened', () => {
    const fresh = laidOut(notes, { hidden: [{ board: 'board-notes' as BoardId, block: 0, basis: contentDigest(content.slice(0, 1)) }] })
    expect(shortenedPlaces(fresh)).toEqual([{ kind: 'passage', part, board: 'board-notes', block: 0, isStale: false }])
    const changed = withBoards(fresh, [board('board-notes', 'Notes', null, [p('Longer talk.'), ...content.slice(1)])])
    expect(shortenedPlaces(changed)).toEqual([{ kind: 'passage', part, board: 'board-notes', block: 0, isStale: true }])
    expect(wordsOf(compiled(changed))).not.toContain('Longer talk.')
    expect(shortenedPlaces(summarised([p('In short.')])).map(({ isStale }) => isStale)).toEqual([false])
    expect(shortenedPlaces(summarised([p('In short.')], 'ab')).map(({ isStale }) => isStale)).toEqual([true])
  })

  it('MP1: several boards of one item become one summary without a second heading', () => {
    const item = { id: 'talk', kind: 'debate', title: 'Debate', speakers: [], otherSpeakers: '', plannedStart: '', plannedEnd: '', actualStart: '', actualEnd: '', held: true, confidential: false } as unknown as Workshop['items'][number]
    const base = withBoards({ ...emptyWorkshop('Day'), items: [item] }, [
      board('a', 'Table 1', 'talk', [p('One.'), outcome('o1', 'action', 'Write it', { owner: 'Ana' })]),
      board('b', 'Table 2', 'talk', [p('Two.')]),
    ])
    const words = wordsOf(compiled(laidOut(base, { summaries: { 'item:talk': { content: [p('Both tables agreed.')], isUsed: true, basis: 'ab' } } })), 'item:talk')
    expect(words).toContain('Both tables agreed.')
    expect(words).toContain('Write it')
    for (const gone of ['Table 1', 'Table 2', 'One.', 'Two.']) expect(words).not.toContain(gone)
  })

  it('MP3: neither what is hidden nor what a summary stands for leaves the house', () => {
    const hidden = laidOut(notes, { hidden: [{ board: 'board-notes' as BoardId, block: 0, basis: 'ab' }] })
    for (const workshop of [hidden, summarised([p('In short.')])]) {
      const { workshop: published } = publishWorkshop(workshop)
      expect(JSON.stringify(published)).not.toContain('Long talk.')
      expect(publishWorkshop(published).workshop).toEqual(published)
      for (const profile of ['public', 'letter'] as const) expect(JSON.stringify(compileMinutes(workshop, { language: 'en', profile, organisation: 'X' }))).not.toContain('Long talk.')
    }
    expect(JSON.stringify(publishWorkshop(hidden).workshop)).toContain('More talk.')
  })

  describe('MI50: the summary of an annex of which a part is confidential', () => {
    const annexed = (id: string, confidential: boolean, decision: string): Board =>
      ({ ...board(id, id, null, [p('Talk.'), outcome(`d-${id}`, 'decision', decision)]), annex: { kind: 'statements', author: '', organisation: '', date: '', confidential } })
    const open = annexed('open', false, 'Publish it.')
    const secret = annexed('secret', true, 'Sell it.')
    const summaries = { 'annex:statements': { content: [p('In short.')], isUsed: true, basis: 'ab' } }
    const annex = (boards: readonly Board[], profile: Profile): string =>
      wordsOf(compileMinutes(laidOut(withBoards(emptyWorkshop('Day'), boards), { summaries }), { language: 'en', profile }), 'annex:statements')

    it.each([['open board first', [open, secret]], ['confidential board first', [secret, open]]] as const)('is printed with the outcomes of the open boards, and those alone: %s', (_order, boards) => {
      for (const words of ['In short.', 'Publish it.', 'Sell it.']) expect(annex(boards, 'full').split(words)).toHaveLength(2)
      for (const words of ['In short.', 'Publish it.']) expect(annex(boards, 'public').split(words)).toHaveLength(2)
      expect(annex(boards, 'public')).not.toContain('Sell it.')
    })

    it('stays in the house where all of it is', () => {
      for (const words of ['In short.', 'Sell it.']) expect(annex([secret], 'full')).toContain(words)
      expect(annex([secret], 'public')).not.toMatch(/In short|Sell it/)
    })
  })

  it('MI50: an outcome of a board that stays in the house is not printed where else it stands', () => {
    const secret: Board = { ...board('secret', 'Secret', null, [outcome('o9', 'decision', 'Sell it.')]), annex: { kind: 'statements', author: '', organisation: '', date: '', confidential: true } }
    const workshop = laidOut(withBoards(notes, [...notes.boards, secret]), { linking: { [part]: [p('As decided:'), outcome('o9', 'decision', 'Sell it.')] } })
    const minutes = compileMinutes(workshop, { language: 'en', profile: 'public' })
    expect(JSON.stringify(minutes)).toContain('As decided:')
    expect(JSON.stringify(minutes)).not.toContain('Sell it.')
  })

  it('nothing shortened is the very same workshop', () => {
    expect(withShortening(notes)).toBe(notes)
  })
})
