import { describe, expect, test } from 'vitest'
import { compileMinutes } from '../../../shared/minutes/compile.ts'
import { profiles, type Profile } from '../../../shared/minutes/minutes.ts'
import { holdsBack, leavesTheHouse } from '../../../shared/minutes/publish.ts'
import type { BoardId, ItemId, MatterId, OutcomeId, PersonId } from '../../../shared/model/ids.ts'
import { noResponses, type FloorQuestion, type Vote } from '../../../shared/model/responses.ts'
import { emptyPerson, type Board, type MinutesLayout, type ProgrammeItem, type RichNode, type Workshop } from '../../../shared/model/workshop.ts'
import { textGroups } from '../../../shared/translations/texts.ts'
import { bullets, node, outcome, p, sheet, text } from '../../fixtures/rich.ts'
import { board, emptyWorkshop, withBoards } from '../../fixtures/workshops.ts'
import { freeze } from '../../helpers/frozen.ts'
import { secretWord } from '../../helpers/random-workshop.ts'

const secret = `${secretWord} stands here in full`
const open = p('This is for everybody.')
const part = 'item:i1'

function marked(block: RichNode, isClosed: boolean): RichNode {
  return isClosed ? { ...block, attrs: { ...block.attrs, confidential: true } } : block
}

/** A workshop of one item with a board, which say nothing but what is for everybody. */
function workshop(content: readonly RichNode[], more: { readonly layout?: Partial<MinutesLayout>; readonly item?: Partial<ProgrammeItem>; readonly boards?: readonly Board[] } = {}): Workshop {
  const item: ProgrammeItem = { id: 'i1' as ItemId, kind: 'debate', title: 'Harbour', speakers: [], otherSpeakers: '', plannedStart: '', plannedEnd: '', actualStart: '', actualEnd: '', held: true, confidential: false, ...more.item }
  const base = withBoards({ ...emptyWorkshop('T'), items: [item] }, [board('b1', item.title, 'i1', [open, ...content]), ...(more.boards ?? [])])
  return { ...base, details: { ...base.details, language: 'en', organisation: 'Corsica' }, minutes: { ...base.minutes, ...more.layout } }
}

function statement(confidential: boolean): Board {
  return { ...board('b2', 'Dissent', null, [p(secret)]), annex: { kind: 'statements', author: '', organisation: '', date: '', confidential } }
}

function askedAbout(isDeleted: boolean): Workshop {
  const author = { key: 'k' as PersonId, name: 'Ana', organisation: '' }
  const about = isDeleted ? 'gone' : 'b1'
  const question: FloorQuestion = { id: 'q' as OutcomeId, kind: 'question', text: secret, board: about as BoardId, author, at: 1, state: 'new', supporters: [] }
  return { ...workshop([]), floor: { ...noResponses, questions: [question] } }
}

function votedAbout(isDeleted: boolean): Workshop {
  const vote: Vote = { id: 'v' as OutcomeId, question: secret, board: (isDeleted ? 'gone' : 'b1') as BoardId, at: 1, isOpen: false, options: [{ id: 'y', label: 'Yes', ballots: 1, hands: null, total: 1 }], ballotCount: 1, lateCount: 0 }
  return { ...workshop([]), floor: { ...noResponses, votes: [vote] } }
}

/** Everything that can stay in the house: the words for everybody, and the same when they are for everybody no more. */
const places: Readonly<Record<string, (isClosed: boolean) => Workshop>> = {
  'a line': (isClosed) => workshop([marked(p(secret), isClosed)]),
  'a line in an item of a list': (isClosed) => workshop([bullets([p('open'), marked(p(secret), isClosed)])]),
  'a line in a cell': (isClosed) => workshop([node('table', [node('tableRow', [node('tableCell', [p('open')]), node('tableCell', [marked(p(secret), isClosed)])])])]),
  'code': (isClosed) => workshop([marked(node('codeBlock', [text(secret)]), isClosed)]),
  'an outcome': (isClosed) => workshop([outcome('o1', 'decision', secret, { confidential: isClosed ? 'yes' : '' })]),
  'a quotation': (isClosed) => workshop([outcome('o1', 'quote', secret, { consent: isClosed ? '' : 'yes' })]),
  'a picture of people': (isClosed) => workshop([sheet('c'.repeat(64), 'alt', secret, { people: isClosed ? 'not-agreed' : 'agreed' })]),
  'a picture of somebody who says no': (isClosed) => ({ ...workshop([sheet('c'.repeat(64), 'alt', secret, { shows: 'Ana' })]), people: [{ ...emptyPerson, id: 'p1' as PersonId, name: 'Ana', photoConsent: isClosed ? 'no' : 'yes' }] }),
  'an item': (confidential) => workshop([p(secret)], { item: { title: secret, confidential } }),
  'a statement': (confidential) => workshop([], { boards: [statement(confidential)] }),
  'an earlier action': (confidential) => ({ ...workshop([]), matters: [{ id: 'm1' as MatterId, label: '', what: secret, owner: '', due: '', status: 'open', note: '', confidential }] }),
  'linking text': (isClosed) => workshop([], { layout: { linking: { [part]: [marked(p(secret), isClosed)] } } }),
  'linking text of a part that is left out by now': (isClosed) => workshop([], { layout: { linking: { [part]: [marked(p(secret), isClosed)] }, excluded: isClosed ? [part] : [] } }),
  'a summary': (isClosed) => workshop([], { layout: { summaries: { [part]: { content: [open, marked(p(secret), isClosed)], isUsed: true, basis: '' } } } }),
  'a summary that is not printed any more': (isClosed) => workshop([], { layout: { summaries: { [part]: { content: [open, marked(p(secret), isClosed)], isUsed: !isClosed, basis: '' } } } }),
  'a line below a summary': (isClosed) => workshop([marked(p(secret), isClosed)], { layout: { summaries: isClosed ? { [part]: { content: [open], isUsed: true, basis: '' } } : {} } }),
  'a passage that is left out': (isClosed) => workshop([marked(p(secret), isClosed)], { layout: { hidden: isClosed ? [{ board: 'b1' as BoardId, block: 1, basis: '' }] : [] } }),
  'a question about a board that was deleted': askedAbout,
  'a vote about a board that was deleted': votedAbout,
}

const leaving = profiles.filter(leavesTheHouse)

function said(shown: readonly { readonly profile: Profile }[]): string {
  return JSON.stringify(shown.filter(({ profile }) => leavesTheHouse(profile)))
}

describe.each(Object.keys(places))('%s', (name) => {
  const at = (isClosed: boolean): Workshop => places[name]?.(isClosed) ?? workshop([])

  test('is held back once it is marked, and not before', () => {
    expect([holdsBack(at(false)), holdsBack(at(true))]).toEqual([false, true])
    expect(JSON.stringify(compileMinutes(at(false), { language: 'en', profile: 'public' }))).toContain(secretWord)
  })

  test('VF49: is quoted by no list of changes of a document that leaves the house', async () => {
    const first = await freeze(at(false), ['en'])
    const second = await freeze(at(true), ['en'], { number: 1, content: first, corrections: [] })
    expect(said(second.documents.map(({ minutes }) => minutes))).not.toContain(secretWord)
  })

  test('MI61: is told by no translation from before', () => {
    const closed = at(true)
    const translations = textGroups(at(false)).flatMap(({ texts }) => texts.map(({ unit, source }) => ({ language: 'fr', unit, source: `${source} once`, words: `${source} autrefois, ${secret}` })))
    const shown = leaving.map((profile) => compileMinutes({ ...closed, translations }, { language: 'fr', profile, organisation: 'Corsica' }))
    expect(said(shown)).not.toContain(secretWord)
  })
})
