/** What is typed and sent from the page of the room's answers: nothing typed is lost, and nothing is said to have arrived that has not. */
import { act, useSyncExternalStore, type ReactNode } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { reachOf, type Reach } from '../../../renderer/base/reach.ts'
import { ResponsesEditsProvider } from '../../../renderer/base/responses-edits.tsx'
import { WorkshopEditsProvider } from '../../../renderer/base/workshop-edits.tsx'
import { FloorPage } from '../../../renderer/responses/floor-page.tsx'
import { addBoard, deleteBoard } from '../../../shared/document/commands/board-commands.ts'
import { readResponses } from '../../../shared/document/responses/read-responses.ts'
import { readBoardList } from '../../../shared/document/read-workshop.ts'
import { freeRespondent } from '../../../shared/document/responses/respondents.ts'
import { addComment, checkIn, openVote } from '../../../shared/document/responses/responses-commands.ts'
import { takeOver } from '../../../shared/document/boards/take-over.ts'
import { inviteRefusals } from '../../../shared/link/invite-refusals.ts'
import type { OutcomeId, WorkshopId } from '../../../shared/model/ids.ts'
import { mayWrite, type Role } from '../../../shared/model/roles.ts'
import type { BoardHeading } from '../../../shared/model/workshop.ts'
import { click, draw, find, press, type Drawn } from './render-kit.tsx'

// jsdom lays nothing out, and has none.
Reflect.set(globalThis, 'ResizeObserver', class { observe() {} unobserve() {} disconnect() {} })

const workshop = 'workshop-1' as WorkshopId
const ana = freeRespondent('Ana', 'CRPM')
let notes: Y.Doc
let room: Y.Doc
let drawn: Drawn | null = null

/** The connection, and who sits before the page, for a page that follows both. */
const connection = {
  reach: 'there' as Reach,
  name: 'Bo',
  listeners: new Set<() => void>(),
  follow: (listener: () => void): (() => void) => {
    connection.listeners.add(listener)
    return () => connection.listeners.delete(listener)
  },
}

function setReach(reach: Reach): void {
  connection.reach = reach
  for (const listener of connection.listeners) listener()
}

beforeEach(() => {
  Object.assign(connection, { reach: 'there', name: 'Bo' })
  globalThis.localStorage.clear()
  globalThis.sessionStorage.clear()
  notes = new Y.Doc()
  room = new Y.Doc()
})
afterEach(async () => {
  await leave()
  notes.destroy()
  room.destroy()
})

function Floor({ role, board }: { readonly role: Role; readonly board: BoardHeading | null }): ReactNode {
  const reach = useSyncExternalStore(connection.follow, () => connection.reach)
  return (
    <WorkshopEditsProvider doc={notes} canEdit={mayWrite(role, 'notes')}>
      <ResponsesEditsProvider doc={room} isLoaded mayAnswer={mayWrite(role, 'responses')} reach={reach}>
        <FloorPage workshop={workshop} self={{ name: connection.name, organisation: 'Skåne' }} board={board} onGoTo={() => undefined} onIdentity={() => undefined} />
      </ResponsesEditsProvider>
    </WorkshopEditsProvider>
  )
}

/** Opens the page, at `board` last. */
async function arrive(role: Role = 'participant', board: BoardHeading | null = null): Promise<void> {
  await leave()
  drawn = await draw(<Floor role={role} board={board} />)
}

async function leave(): Promise<void> {
  await drawn?.unmount()
  drawn = null
}

async function tab(name: string): Promise<void> {
  const found = [...document.querySelectorAll<HTMLElement>('[role="tab"]')].find((candidate) => candidate.textContent?.startsWith(name))
  if (!found) throw new Error(`no tab ${name}`)
  await press(found, 'Enter')
  await act(async () => found.click())
}

async function write(field: HTMLInputElement | HTMLTextAreaElement, words: string): Promise<void> {
  await act(async () => {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field) as object, 'value')?.set?.call(field, words)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

/** Chooses in the list of the form that is shown. */
async function choose(value: string): Promise<void> {
  const select = document.querySelector<HTMLSelectElement>('.floor-form select')
  if (!select) throw new Error('no list')
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')?.set?.call(select, value)
    select.dispatchEvent(new Event('change', { bubbles: true }))
  })
}

const question = (): HTMLTextAreaElement => find('textarea', 'Your question or remark')
const words = (): string => drawn?.box.textContent ?? ''
const boardNamed = (title: string): BoardHeading => {
  const found = readBoardList(notes).find((board) => board.title === title)
  if (!found) throw new Error(`no board ${title}`)
  return found
}

test('RS27 a question that is typed stays while other sections and pages are looked at, until it is sent', async () => {
  await arrive()
  await write(question(), 'Who pays for')
  await tab('Votes')
  await tab('Questions')
  expect(question().value).toBe('Who pays for')
  await arrive()
  expect(question().value).toBe('Who pays for')
  await click(find('button', 'Ask'))
  expect(question().value).toBe('')
  await arrive()
  expect(question().value).toBe('')
  expect(readResponses(room).questions.map(({ text }) => text)).toEqual(['Who pays for'])
})

test('RS40 a comment or question that was emptied again forgets what it was to be about once the form was left, and not before', async () => {
  const [debate, report] = ['Debate', 'Report'].map((title) => addBoard(notes, null, { title, item: null }))
  const about = (): string | undefined => document.querySelector<HTMLSelectElement>('.floor-form select')?.value
  await arrive('participant', boardNamed('Debate'))
  await tab('Comments')
  await choose(`board:${report}`)
  const comment = (): HTMLTextAreaElement => find('textarea', 'Your comment')
  await write(comment(), 'I would')
  await write(comment(), '')
  expect(about()).toBe(`board:${report}`)
  await arrive('participant', boardNamed('Debate'))
  await tab('Comments')
  expect(about()).toBe(`board:${debate}`)
  await tab('Questions')
  await choose(report ?? '')
  await write(question(), 'Why')
  await write(question(), '')
  await arrive('participant', boardNamed('Debate'))
  await tab('Questions')
  expect(about()).toBe('')
  // What was chosen then does not come back with the next words either.
  await write(question(), 'When')
  await arrive('participant', boardNamed('Debate'))
  await tab('Questions')
  expect([question().value, about()]).toEqual(['When', ''])
})

test('RS27 a reply, and the form of whoever leads, are open again with what was typed; what is given up is gone', async () => {
  const board = addBoard(notes, null, { title: 'Debate', item: null })
  addComment(room, null, ana, { kind: 'board', id: board }, 'Who said so?', 1)
  await arrive('facilitator')
  await click(find('button', 'Ask a question'))
  await write(question(), 'And when?')
  await tab('Votes')
  await click(find('button', 'New vote'))
  await write(find('input', 'What is voted on'), 'Naples?')
  await write(find('textarea', 'Choices'), 'Yes\nNo')
  await tab('Comments')
  await click(find('button', 'Reply'))
  await write(find('textarea', 'Reply to Ana'), 'The mayor')
  await arrive('facilitator')
  expect(question().value).toBe('And when?')
  await click(find('button', 'Cancel'))
  await tab('Votes')
  expect([find('input', 'What is voted on').value, find('textarea', 'Choices').value]).toEqual(['Naples?', 'Yes\nNo'])
  await click(find('button', 'Open the vote'))
  await tab('Comments')
  expect(find('textarea', 'Reply to Ana').value).toBe('The mayor')
  await click(find('button', 'Send'))
  await arrive('facilitator')
  expect(document.querySelector('textarea')).toBeNull()
  await tab('Comments')
  expect(() => find('textarea', 'Reply to Ana')).toThrow('no textarea')
  await tab('Votes')
  expect(() => find('input', 'What is voted on')).toThrow('no input')
  expect(readResponses(room).votes.map(({ options }) => options.map(({ label }) => label))).toEqual([['Yes', 'No']])
  expect(readResponses(room).threads.map(({ replies }) => replies.map(({ text }) => text))).toEqual([['The mayor']])
  expect(readResponses(room).questions).toEqual([])
})

test('RS27 a comment stays about what it was begun on, wherever its author looks meanwhile', async () => {
  for (const title of ['Debate', 'Closing']) addBoard(notes, null, { title, item: null })
  await arrive('participant', boardNamed('Debate'))
  await tab('Comments')
  await write(find('textarea', 'Your comment'), 'Not what was said')
  await arrive('participant', boardNamed('Closing'))
  await tab('Comments')
  await click(find('button', 'Comment'))
  expect(readResponses(room).threads).toMatchObject([{ text: 'Not what was said', target: { kind: 'board', id: boardNamed('Debate').id } }])
  await write(find('textarea', 'Your comment'), 'Nor this')
  await click(find('button', 'Comment'))
  expect(readResponses(room).threads[1]?.target).toEqual({ kind: 'board', id: boardNamed('Closing').id })
})

test('RS28 what is asked and voted without a connection is not said to have arrived, until there is one', async () => {
  openVote(room, null, ana, { question: 'Naples?', options: ['Yes', 'No'], board: null }, 1)
  await arrive()
  await act(async () => setReach('away'))
  await write(question(), 'Who pays?')
  await click(find('button', 'Ask'))
  expect(words()).not.toContain('see it now')
  expect(words()).toContain('Kept for now: there is no connection.')
  await act(async () => setReach('there'))
  expect(words()).toContain('The facilitators see it now.')
  // What had been sent before the connection went is not taken back.
  await act(async () => setReach('away'))
  await write(question(), 'And when?')
  await act(async () => setReach('there'))
  await click(find('button', 'Ask'))
  await act(async () => setReach('away'))
  expect(words()).toContain('The facilitators see it now.')
  await tab('Votes')
  await act(async () => document.querySelectorAll<HTMLInputElement>('.floor-ballot input[type="radio"]')[1]?.click())
  expect(words()).not.toContain('Your vote counts.')
  expect(words()).toContain('What you choose now counts if it arrives before the vote is closed.')
  await act(async () => setReach('there'))
  expect(words()).toContain('Your vote counts.')
  // It may have been counted long ago: that is not taken back when the connection goes.
  await act(async () => setReach('away'))
  expect(words()).not.toContain('kept for now')
})

test('RS32 whose invite was taken back is told that what they ask and vote stays here, and not that it waits for a connection', async () => {
  openVote(room, null, ana, { question: 'Naples?', options: ['Yes', 'No'], board: null }, 1)
  await arrive()
  await act(async () => setReach('away'))
  await write(question(), 'Who pays?')
  await click(find('button', 'Ask'))
  await act(async () => setReach('refused'))
  expect(words()).not.toContain('there is no connection')
  expect(words()).toContain('Kept here only: your invite does not hold any more')
  await tab('Votes')
  await act(async () => document.querySelectorAll<HTMLInputElement>('.floor-ballot input[type="radio"]')[1]?.click())
  expect(words()).toContain('what you choose now does not count')
  // Another invite takes all of it along.
  await act(async () => setReach('there'))
  expect(words()).toContain('Your vote counts.')
})

test.each([
  [{ kind: 'none' }, 'there'], [{ kind: 'connecting' }, 'away'], [{ kind: 'online' }, 'there'],
  ...['unreachable', 'goingAway', 'noSuchRoom', 'working-offline', 'tooSlow'].map((reason) => [{ kind: 'offline', since: 0, reason }, 'away'] as const),
  ...[...inviteRefusals, 'roleForbids'].map((reason) => [{ kind: 'offline', since: 0, reason }, 'refused'] as const),
] as const)('RS28 RS32 with the relay at %o, who answers is %s', (relay, reach) => {
  expect(reachOf(relay)).toBe(reach)
})

test('RS33 another person on the same device finds nothing of what was typed before them, and whoever typed it finds it again', async () => {
  await arrive()
  await write(question(), 'Why was I not')
  connection.name = 'Cleo'
  await arrive()
  expect(question().value).toBe('')
  connection.name = 'Bo'
  await arrive()
  expect(question().value).toBe('Why was I not')
})

test('RS34 what the last question was about is not what the next one is about', async () => {
  const board = addBoard(notes, null, { title: 'Debate', item: null })
  await arrive()
  await choose(board)
  await write(question(), 'Who pays?')
  await arrive()
  await click(find('button', 'Ask'))
  await write(question(), 'And when?')
  await click(find('button', 'Ask'))
  expect(readResponses(room).questions.map(({ board: about }) => about)).toEqual([board, null])
})

test('RS29 comments on what came onto the boards while the section is open are named, and what has gone is commented by nobody without being told', async () => {
  const board = addBoard(notes, null, { title: 'Debate', item: null })
  await arrive()
  await tab('Comments')
  const outcome = { id: 'outcome-1' as OutcomeId, kind: 'decision', text: 'We meet in Naples', fields: {} } as const
  await act(async () => {
    takeOver(notes, null, board, outcome)
    addComment(room, null, ana, { kind: 'outcome', id: outcome.id }, 'Good', 1)
  })
  expect(words()).toContain('D-1 We meet in Naples')
  expect(words()).not.toContain('something that is not on a board any more')
  await act(async () => void addBoard(notes, null, { title: 'Closing', item: null }))
  await write(find('textarea', 'Your comment'), 'About the debate')
  await act(async () => void deleteBoard(notes, null, board))
  expect(find('button', 'Comment').hasAttribute('disabled')).toBe(true)
  expect(find('textarea', 'Your comment').value).toBe('About the debate')
})

test('RS30 what was said on another day is told with that day, and what was said today with the time alone', async () => {
  const twoDaysAgo = Date.now() - 2 * 86_400_000
  const board = addBoard(notes, null, { title: 'Debate', item: null })
  addComment(room, null, ana, { kind: 'board', id: board }, 'Then', twoDaysAgo)
  addComment(room, null, ana, { kind: 'board', id: board }, 'Now', Date.now())
  checkIn(room, null, freeRespondent('Bo', 'Skåne'), 'here', { ms: twoDaysAgo, zone: 0 })
  await arrive()
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' }).format(twoDaysAgo)
  expect(words()).toContain(`(${day}).`)
  await tab('Comments')
  const signatures = [...document.querySelectorAll('.floor-signature')].map(({ textContent }) => textContent)
  expect(signatures.map((signature) => signature?.includes(`(${day})`))).toEqual([false, true])
})

test('UI168 hands are counted in the digits of an Arabic keyboard as well', async () => {
  openVote(room, null, ana, { question: 'Naples?', options: ['Yes', 'No'], board: null }, 1)
  await arrive('facilitator')
  await tab('Votes')
  await write(find('input', 'Hands for “Yes”'), '١٢')
  expect(readResponses(room).votes[0]?.options.map(({ hands }) => hands)).toEqual([12, null])
  await write(find('input', 'Hands for “Yes”'), '1e2')
  expect(words()).toContain('A whole number, or nothing.')
  expect(readResponses(room).votes[0]?.options.map(({ hands }) => hands)).toEqual([12, null])
})
