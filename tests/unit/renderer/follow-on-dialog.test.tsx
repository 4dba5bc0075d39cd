import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { NewWorkshop } from '../../../renderer/app/new-workshop.tsx'
import { EngineError, type WorkshopSource } from '../../../renderer/document/source.ts'
import type { WorkshopRecordInput } from '../../../shared/document/record/record-schema.ts'
import type { WorkshopSummary } from '../../../shared/ipc/engine-port.ts'
import type { Workshop } from '../../../shared/model/workshop.ts'
import { openPoints, type EarlierMeeting, type OpenPoint } from '../../../shared/series/open-points.ts'
import { outcome } from '../../fixtures/rich.ts'
import { board, fullWorkshop, withBoards } from '../../fixtures/workshops.ts'
import { click, draw, fill, find, type Drawn } from './render-kit.tsx'

const full = fullWorkshop()
const earlier: Workshop = { ...withBoards(full, [board('b1', 'Notes', null, [outcome('a1', 'action', 'Send the PDF')])]), details: { ...full.details, title: 'Kick-off', body: 'Working group', session: 'first', seriesNumber: '2026-01' } }
const read: EarlierMeeting = { id: earlier.id, details: earlier.details, people: earlier.people, open: openPoints({ ...earlier, matters: [] }) }

let drawn: Drawn | null = null
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
})

/** Opens the dialog beside one workshop, which `reading` reads. */
async function open(reading: () => Promise<EarlierMeeting>, list: readonly Workshop[] = [earlier]): Promise<WorkshopRecordInput[]> {
  const made: WorkshopRecordInput[] = []
  const call = async (name: string, argument: unknown): Promise<unknown> => {
    if (name === 'listWorkshops') return list.map(({ id, details: { title, body, place, date } }) => ({ id, title, body, place, date, changedAt: 0, isPutAway: false }) as WorkshopSummary)
    if (name === 'readEarlierMeeting') return await reading()
    made.push(argument as WorkshopRecordInput)
    return 'made'
  }
  drawn = await draw(<NewWorkshop source={{ call } as unknown as WorkshopSource} onCreated={() => undefined} onClose={() => undefined} onContinue={() => undefined} />)
  await act(async () => undefined)
  return made
}

const submit = async (): Promise<void> => act(async () => document.querySelector<HTMLFormElement>('[role="dialog"] form')?.requestSubmit())
const valueOf = (name: string): string => find('input', name).value

async function follow(): Promise<void> {
  await fill(find('input', 'Title'), 'Second')
  await click(find('button', 'Follows on from an earlier meeting…'))
  await click(document.querySelector<HTMLElement>('.series-meeting') ?? document.body)
  await act(async () => undefined)
}

test('UI213 who meets is filled in, session and number are not, and the points go along with the record', async () => {
  const made = await open(() => Promise.resolve(read))
  await follow()
  expect([valueOf('Title'), valueOf('Body that meets'), valueOf('Session'), valueOf('Number in the series')]).toEqual(['Second', 'Working group', '', ''])
  expect(document.querySelector('[role="dialog"]')?.textContent).toContain('2026-01')
  await submit()
  expect(made).toMatchObject([{ workshop: { title: 'Second', body: 'Working group', session: '', seriesNumber: '', date: { year: null, month: null, day: null }, place: '' }, people: [] }])
  expect(made[0]?.matters).toEqual(read.open.map(({ fields }) => fields))
})

test('UI213 people come along if they are ticked, points only while they are', async () => {
  const made = await open(() => Promise.resolve(read))
  await follow()
  const [points, people] = [...document.querySelectorAll<HTMLElement>('.series-box input')]
  await click(points ?? document.body)
  await click(people ?? document.body)
  await submit()
  expect(made[0]?.matters).toEqual([])
  expect(made[0]?.people?.map(({ name, attendance }) => [name, attendance])).toEqual(earlier.people.map(({ name }) => [name, 'expected']))
})

test('MI91 what the room asked is told, and does not go along', async () => {
  const asked: readonly OpenPoint[] = read.open.map(({ fields }) => ({ kind: 'asked', fields: { ...fields, what: 'Who pays?', takenFrom: 'f'.repeat(64) } }))
  const made = await open(() => Promise.resolve({ ...read, open: [...read.open, ...asked] }))
  await follow()
  expect(document.querySelector('.series-box')?.textContent).toContain('1 question of the room has no answer')
  await submit()
  expect(made[0]?.matters).toEqual(read.open.map(({ fields }) => fields))
})

test('UI213 nothing is made while the earlier meeting is being read, and what is begun without it has nothing of it', async () => {
  const reading = Promise.withResolvers<EarlierMeeting>()
  const made = await open(() => reading.promise)
  await follow()
  await submit()
  expect(made).toEqual([])
  await act(async () => reading.resolve(read))
  expect(valueOf('Body that meets')).toBe('Working group')
  await click(find('button', 'Begin without it'))
  expect(valueOf('Body that meets')).toBe('')
  await submit()
  expect(made).toMatchObject([{ workshop: { body: '', previousMeeting: '' }, people: [], matters: [] }])
})

test('UI213 one that cannot be read says so; without another workshop nothing is offered', async () => {
  await open(() => Promise.reject(new EngineError({ kind: 'storage', detail: 'corrupt' })))
  await follow()
  expect(document.querySelector('[role="alert"]')?.textContent).toContain('This meeting could not be read')
  await drawn?.unmount()
  await open(() => Promise.resolve(read), [])
  expect([...document.querySelectorAll('button')].map(({ textContent }) => textContent)).not.toContain('Follows on from an earlier meeting…')
})

test('UI265 what is confidential stays behind where another body meets, and the choice says how much comes along', async () => {
  const secret = { ...read, open: openPoints({ ...withBoards(earlier, [board('b1', 'Notes', null, [outcome('a1', 'action', 'Send the PDF'), outcome('a2', 'action', 'Pay the rent', { confidential: 'yes' })])]), matters: [] }) }
  const made = await open(() => Promise.resolve(secret))
  await follow()
  const words = (): string => document.querySelector('.series-box')?.textContent ?? ''
  expect(words()).toContain('Take over its 2 open points')
  await fill(find('input', 'Body that meets'), 'Council')
  expect(words()).toContain('Take over its open point')
  expect(words()).toContain('may be of another body')
  await submit()
  expect(made[0]?.matters?.map(({ what }) => what)).toEqual(['Send the PDF'])
  expect(made[0]?.workshop.body).toBe('Council')
})

test('UI265 where everything is confidential and another body meets, nothing is offered', async () => {
  const secret = { ...read, open: openPoints({ ...withBoards(earlier, [board('b1', 'Notes', null, [outcome('a2', 'action', 'Pay the rent', { confidential: 'yes' })])]), matters: [] }) }
  const made = await open(() => Promise.resolve(secret))
  await follow()
  await fill(find('input', 'Body that meets'), 'Council')
  expect(document.querySelector('.series-box')?.textContent).toContain('may be of another body')
  expect(document.querySelector('.series-box')?.textContent).not.toContain('Take over its')
  await submit()
  expect(made[0]?.matters).toEqual([])
})

test('UI268 a number in the series that was typed stays to be seen when it is begun without the earlier meeting, and the key goes on from there', async () => {
  const made = await open(() => Promise.resolve(read))
  await follow()
  await fill(find('input', 'Number in the series'), '2026-02')
  await click(find('button', 'Begin without it'))
  expect(valueOf('Number in the series')).toBe('2026-02')
  expect(document.activeElement?.textContent).toBe('Follows on from an earlier meeting…')
  await submit()
  expect(made).toMatchObject([{ workshop: { seriesNumber: '2026-02', previousMeeting: '' } }])
})
