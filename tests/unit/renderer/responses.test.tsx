import { act } from 'react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { ResponsesEditsProvider } from '../../../renderer/base/responses-edits.tsx'
import { ToastRegion } from '../../../renderer/base/controls/toast.tsx'
import { WorkshopEditsProvider } from '../../../renderer/base/workshop-edits.tsx'
import { FloorBadge } from '../../../renderer/responses/floor-badge.tsx'
import { FloorPage } from '../../../renderer/responses/floor-page.tsx'
import { rememberRespondent } from '../../../renderer/responses/use-respondent.ts'
import { addBoard } from '../../../shared/document/commands/board-commands.ts'
import { addPerson } from '../../../shared/document/commands/people-commands.ts'
import { readBallots, readResponses } from '../../../shared/document/responses/read-responses.ts'
import { boardFragment, readPeople, readWorkshop } from '../../../shared/document/read-workshop.ts'
import { freeRespondent } from '../../../shared/document/responses/respondents.ts'
import { askQuestion, checkIn, closeVote, openVote, setQuestionState } from '../../../shared/document/responses/responses-commands.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import { mayWrite, type Role } from '../../../shared/model/roles.ts'
import { click, draw, find, press, type Drawn } from './render-kit.tsx'

// jsdom lays nothing out, and has none.
Reflect.set(globalThis, 'ResizeObserver', class { observe() {} unobserve() {} disconnect() {} })

let notes: Y.Doc
let room: Y.Doc
let drawn: Drawn | null = null

beforeEach(() => {
  globalThis.localStorage.clear()
  notes = new Y.Doc()
  room = new Y.Doc()
})
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
  notes.destroy()
  room.destroy()
})

const workshop = 'workshop-1' as WorkshopId
const identities: string[] = []
const ana = freeRespondent('Ana', 'CRPM')

async function drawFloor(role: Role, name = 'Bo', organisation = 'Skåne'): Promise<HTMLElement> {
  identities.length = 0
  drawn = await draw(
    <WorkshopEditsProvider doc={notes} canEdit={mayWrite(role, 'notes')}>
      <ResponsesEditsProvider doc={room} isLoaded mayAnswer={mayWrite(role, 'responses')}>
        <FloorBadge />
        <FloorPage workshop={workshop} self={{ name, organisation }} board={null} onGoTo={() => undefined} onIdentity={(person) => identities.push(person)} />
        <ToastRegion />
      </ResponsesEditsProvider>
    </WorkshopEditsProvider>,
  )
  return drawn.box
}

const buttons = (): string[] => [...document.querySelectorAll('button')].map((button) => button.getAttribute('aria-label') ?? button.textContent ?? '')

async function tab(name: string): Promise<void> {
  const found = [...document.querySelectorAll<HTMLElement>('[role="tab"]')].find((candidate) => candidate.textContent?.startsWith(name))
  if (!found) throw new Error(`no tab ${name}`)
  await press(found, 'Enter')
  await act(async () => found.click())
}

describe('a participant', () => {
  test('RS14 checks in, asks and votes under their name, and sees no result before the vote is closed', async () => {
    const vote = openVote(room, null, ana, { question: 'Naples?', options: ['Yes', 'No'], board: null }, 1)
    askQuestion(room, null, ana, { kind: 'question', text: 'Who pays?', board: null }, 1)
    const box = await drawFloor('participant')
    expect(box.textContent).toContain('Take part')
    expect(box.textContent).toContain('Bo, Skåne')
    await press(find('button', 'I am here'), 'Enter')
    expect(readResponses(room).checkIns).toMatchObject([{ name: 'Bo', organisation: 'Skåne', state: 'here' }])
    expect(box.textContent).toContain('You are here since')

    const question = document.querySelector('textarea')
    if (!question) throw new Error('nowhere to ask')
    await act(async () => {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(question, 'And when?')
      question.dispatchEvent(new Event('input', { bubbles: true }))
    })
    await act(async () => find('button', 'Ask').click())
    expect(readResponses(room).questions.map(({ text, author }) => [text, author.name])).toEqual([['Who pays?', 'Ana'], ['And when?', 'Bo']])
    await press(find('button', 'Me too: Who pays?'), 'Enter')
    expect(readResponses(room).questions[0]?.supporters).toEqual([freeRespondent('Bo', 'Skåne').key])

    await tab('Votes')
    const choice = [...document.querySelectorAll<HTMLInputElement>('.floor-ballot input[type="radio"]')][1]
    await act(async () => choice?.click())
    if (!vote) throw new Error('no vote')
    expect([...(readBallots(room).get(vote)?.values() ?? [])]).toEqual(['o2'])
    expect(box.textContent).toContain('The result is shown when the vote is closed')
    expect(box.textContent).not.toContain('No: 1')
    await act(async () => void closeVote(room, null, vote, []))
    expect(box.textContent).toContain('No: 1, 100%')
    expect(document.querySelector('.floor-ballot input[type="radio"]')).toBeNull()
  })

  test('RS14 has none of what whoever leads has', async () => {
    addBoard(notes, null, { title: 'Debate', item: null })
    askQuestion(room, null, ana, { kind: 'question', text: 'Who pays?', board: null }, 1)
    openVote(room, null, ana, { question: 'Naples?', options: ['Yes', 'No'], board: null }, 1)
    const box = await drawFloor('participant')
    for (const name of ['To the board “Debate”', 'Answered', 'Park', 'Actions for: Who pays?']) expect(buttons()).not.toContain(name)
    expect([...box.querySelectorAll('[role="tab"]')].map((found) => found.textContent)).toEqual(['Questions1', 'Votes1', 'Comments'])
    await tab('Votes')
    for (const name of ['New vote', 'Close the vote']) expect(buttons()).not.toContain(name)
  })

  test.each([['Latin', 'z'], ['Greek', 'ζ'], ['Arabic', 'ئ']])('RS21 takes back what they answered by key, on a keyboard in %s', async (_script, key) => {
    await drawFloor('participant')
    const here = find('button', 'I am here')
    await press(here, 'Enter')
    expect(readResponses(room).checkIns).toHaveLength(1)
    await press(find('button', 'I am leaving'), key, { code: 'KeyZ', ctrlKey: true })
    expect(readResponses(room).checkIns).toEqual([])
  })

  test('RS15 who has no name yet is asked for one before anything can be said', async () => {
    const box = await drawFloor('participant', '', '')
    expect(box.textContent).toContain('Say who you are before you answer')
    expect(document.querySelector('textarea')).toBeNull()
    expect(buttons()).not.toContain('I am here')
  })

  test('RS15 who is on the list is known by their name', async () => {
    const person = addPerson(notes, null, { name: 'bo', organisation: 'SKANE', attendance: 'expected' })
    await drawFloor('participant')
    await press(find('button', 'I am here'), 'Enter')
    expect(readResponses(room).checkIns[0]?.key).toBe(person)
    expect(readWorkshop(notes, room).people[0]?.attendance).toBe('present')
  })
})

describe('RS24 who answered under their own name and comes onto the list afterwards', () => {
  const bo = { name: 'Bo', organisation: 'Skåne' }
  /** Not chosen from the list when they were asked. */
  const writeOwnName = (): void => rememberRespondent(workshop, { ...bo, person: '' })
  const listThem = async (): Promise<void> => act(async () => void addPerson(notes, null, { ...bo, attendance: 'expected' }))
  const isPressed = (name: string): string | null => find('button', name).getAttribute('aria-pressed')

  test('sees their vote, and changes it', async () => {
    writeOwnName()
    openVote(room, null, ana, { question: 'Naples?', options: ['Yes', 'No'], board: null }, 1)
    const box = await drawFloor('participant')
    await tab('Votes')
    const choices = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>('.floor-ballot input[type="radio"]')]
    await act(async () => choices()[1]?.click())
    await listThem()
    expect(box.textContent).toContain('Your vote counts')
    expect(choices().map(({ checked }) => checked)).toEqual([false, true])
    await act(async () => choices()[0]?.click())
    expect(choices().map(({ checked }) => checked)).toEqual([true, false])
    expect(readResponses(room, readPeople(notes)).votes[0]?.options.map(({ total }) => total)).toEqual([1, 0])
  })

  test('sees that they are here, and keeps the time at which they came when they leave', async () => {
    writeOwnName()
    const box = await drawFloor('participant')
    await press(find('button', 'I am here'), 'Enter')
    await listThem()
    expect(box.textContent).toContain('You are here since')
    await press(find('button', 'I am leaving'), 'Enter')
    const [said, ...others] = readResponses(room, readPeople(notes)).checkIns
    expect(others).toEqual([])
    expect(said).toMatchObject({ key: readPeople(notes)[0]?.id, state: 'left', stays: [{ out: expect.any(Number) as number }] })
  })

  test('takes back their question, and that they ask the same as others', async () => {
    askQuestion(room, null, ana, { kind: 'question', text: 'Who pays?', board: null }, 1)
    askQuestion(room, null, freeRespondent(bo.name, bo.organisation), { kind: 'question', text: 'And when?', board: null }, 2)
    await drawFloor('participant')
    await press(find('button', 'Me too: Who pays?'), 'Enter')
    await listThem()
    expect(buttons()).toContain('Actions for: And when?')
    expect(isPressed('Me too: Who pays?')).toBe('true')
    await press(find('button', 'Me too: Who pays?'), 'Enter')
    expect(isPressed('Me too: Who pays?')).toBe('false')
    expect(readResponses(room, readPeople(notes)).questions[0]?.supporters).toEqual([])
  })
})

describe('a viewer', () => {
  test('RS14 reads, and is told how to answer', async () => {
    askQuestion(room, null, ana, { kind: 'question', text: 'Who pays?', board: null }, 1)
    const box = await drawFloor('viewer')
    expect(box.textContent).toContain('Who pays?')
    expect(box.textContent).toContain('Ask a facilitator for a participant invite')
    expect(document.querySelector('textarea')).toBeNull()
    expect(buttons()).toEqual([])
  })
})

describe('whoever leads', () => {
  test('RS9 takes a question over with one press, sees where it is, and takes it back', async () => {
    addBoard(notes, null, { title: 'Debate', item: null })
    const id = askQuestion(room, null, ana, { kind: 'question', text: 'Who pays?', board: null }, 1)
    const box = await drawFloor('facilitator')
    expect(box.querySelector('.floor-badge')?.textContent).toContain('1 new question')
    await press(find('button', 'To the board “Debate”'), 'Enter')
    expect(readWorkshop(notes).outcomes).toMatchObject([{ id, label: 'Q-1', text: 'Who pays?', fields: { raisedBy: 'Ana (CRPM)' } }])
    expect(readResponses(room).questions[0]?.state).toBe('taken')
    expect(box.querySelector('.floor-badge')).toBeNull()
    expect(buttons()).toContain('Show it on the board: Debate')
    expect(buttons()).not.toContain('To the board “Debate”')
  })

  test.each(['new', 'parked'] as const)('RS25 a question that was %s is that again when it is taken off the board from the notice', async (state) => {
    addBoard(notes, null, { title: 'Debate', item: null })
    const id = askQuestion(room, null, ana, { kind: 'question', text: 'Who pays?', board: null }, 1)
    if (!id) throw new Error('not asked')
    setQuestionState(room, null, id, state)
    const box = await drawFloor('facilitator')
    await click(find('button', 'To the board “Debate”'))
    expect(readResponses(room).questions[0]?.state).toBe('taken')
    await click(find('button', 'Undo'))
    expect(readWorkshop(notes).outcomes).toEqual([])
    expect(readResponses(room).questions[0]?.state).toBe(state)
    expect(box.textContent).not.toContain('Was taken over')
    expect(box.querySelector('.floor-badge') !== null).toBe(state === 'new')
  })

  test('RS25 a question whose words were changed on the board stays taken over', async () => {
    const board = addBoard(notes, null, { title: 'Debate', item: null })
    askQuestion(room, null, ana, { kind: 'question', text: 'Who pays?', board: null }, 1)
    await drawFloor('facilitator')
    await click(find('button', 'To the board “Debate”'))
    await act(async () => {
      const words: unknown = boardFragment(notes, board)?.createTreeWalker((node) => node instanceof Y.XmlText).next().value
      if (!(words instanceof Y.XmlText)) throw new Error('no words')
      words.insert(0, 'And ')
    })
    await click(find('button', 'Undo'))
    expect(readWorkshop(notes).outcomes).toHaveLength(1)
    expect(readResponses(room).questions[0]?.state).toBe('taken')
  })

  test('RS7 sees what people say beside what is noted, and corrects with one press', async () => {
    const person = addPerson(notes, null, { name: 'Chen', attendance: 'absent' })
    addPerson(notes, null, { name: 'Dora', attendance: 'expected' })
    checkIn(room, null, { key: person, name: 'Chen', organisation: '' }, 'here', { ms: 1, zone: 0 })
    checkIn(room, null, ana, 'here', { ms: 1, zone: 0 })
    const box = await drawFloor('rapporteur')
    await tab('Attendance')
    expect(box.textContent).toContain('0 present · 0 excused · 1 not noted')
    await press(find('button', 'Use what Chen says'), 'Enter')
    await press(find('button', 'Note Dora as present'), 'Enter')
    await press(find('button', 'Add Ana to the list'), 'Enter')
    expect(readPeople(notes).map(({ name, attendance }) => [name, attendance])).toEqual([['Chen', 'present'], ['Dora', 'present'], ['Ana', 'expected']])
    expect(box.textContent).toContain('3 present · 0 excused · 0 not noted')
  })
})
