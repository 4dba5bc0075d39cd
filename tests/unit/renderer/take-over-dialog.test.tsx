import { act, useEffect, type ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { useWorkshopEdits, WorkshopEditsProvider, type WorkshopEdits } from '../../../renderer/base/workshop-edits.tsx'
import { EngineError, type WorkshopSource } from '../../../renderer/document/source.ts'
import { TakeOverDialog } from '../../../renderer/series/take-over-dialog.tsx'
import { setDetails } from '../../../shared/document/commands/details-commands.ts'
import { addMatter } from '../../../shared/document/commands/matters-commands.ts'
import { addPerson } from '../../../shared/document/commands/people-commands.ts'
import { readMatters } from '../../../shared/document/read-workshop.ts'
import type { WorkshopSummary } from '../../../shared/ipc/engine-port.ts'
import type { MatterId, WorkshopId } from '../../../shared/model/ids.ts'
import type { Workshop } from '../../../shared/model/workshop.ts'
import { openPoints } from '../../../shared/series/open-points.ts'
import { outcome } from '../../fixtures/rich.ts'
import { board, emptyWorkshop, withBoards } from '../../fixtures/workshops.ts'
import { click, draw, find, type Drawn } from './render-kit.tsx'

const own = 'workshop-own' as WorkshopId

function meeting(id: string, body: string): Workshop {
  const made = withBoards(emptyWorkshop(`Meeting ${id}`), [board('b1', 'Notes', null, [
    outcome('a1', 'action', 'Send the PDF', { owner: 'María Rossi' }), outcome('a2', 'action', 'Pay the rent', { confidential: 'yes' }), outcome('a3', 'action', 'Book it', { status: 'done' }),
  ])])
  return { ...made, id: id as WorkshopId, details: { ...made.details, body } }
}

const ours = meeting('ours', 'Working group')
const theirs = meeting('theirs', 'Council')
const settled = { ...emptyWorkshop('Meeting settled'), id: 'settled' as WorkshopId }
const summary = ({ id, details: { title, body, place, date } }: Workshop): WorkshopSummary => ({ id, title, body, place, date, changedAt: 0, isPutAway: id === theirs.id }) as WorkshopSummary

/** Answers what the engine does; 'broken' cannot be read. */
function sourceOf(meetings: readonly Workshop[]): WorkshopSource {
  const call = async (name: string, id: WorkshopId): Promise<unknown> => {
    if (name === 'listWorkshops') return [...meetings.map(summary), { ...summary(emptyWorkshop('Own')), id: own }]
    const found = meetings.find((workshop) => workshop.id === id)
    if (name !== 'readEarlierMeeting' || found === undefined || found.details.title === 'Broken') throw new EngineError({ kind: 'storage', detail: 'corrupt' })
    return { id, details: found.details, people: found.people, open: openPoints(found) }
  }
  return { call } as unknown as WorkshopSource
}

let doc: Y.Doc
let edits: WorkshopEdits
let drawn: Drawn | null = null
const done: string[] = []
beforeEach(() => {
  doc = new Y.Doc()
  setDetails(doc, null, { body: 'Working Group' })
  done.length = 0
})
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
  doc.destroy()
})

function Dialog({ source }: { readonly source: WorkshopSource }): ReactNode {
  const given = useWorkshopEdits()
  useEffect(() => {
    edits = given
  }, [given])
  return <TakeOverDialog source={source} workshop={own} onTaken={() => done.push('taken')} onClose={() => done.push('closed')} />
}

async function open(...meetings: readonly Workshop[]): Promise<void> {
  await openWhere(true, meetings)
}

async function openWhere(canEdit: boolean, meetings: readonly Workshop[]): Promise<void> {
  drawn = await draw(<WorkshopEditsProvider doc={doc} canEdit={canEdit}><Dialog source={sourceOf(meetings)} /></WorkshopEditsProvider>)
  await act(async () => undefined)
}

const buttons = (): readonly string[] => [...document.querySelectorAll('.series-meeting-title')].map(({ textContent }) => textContent)
const ticks = (): readonly (readonly [string, boolean])[] =>
  [...document.querySelectorAll<HTMLInputElement>('.series-points input')].map((input) => [input.closest('label')?.querySelector('.series-point-text')?.textContent ?? '', input.checked])
const dialogText = (): string => document.querySelector('[role="dialog"]')?.textContent ?? ''

async function choose(title: string): Promise<void> {
  const row = [...document.querySelectorAll<HTMLElement>('.series-meeting')].find(({ textContent }) => textContent.includes(title))
  if (!row) throw new Error(`no ${title}`)
  await click(row)
  await act(async () => undefined)
}

test('UI210 the workshops of this computer are offered, those of the same body first, without the one that is open', async () => {
  await open(theirs, ours, settled)
  expect(buttons()).toEqual(['Meeting ours', 'Meeting theirs', 'Meeting settled'])
  expect(document.activeElement?.getAttribute('type')).toBe('search')
})

test('UI211 everything that is open is ticked, and what is ticked is written as one change', async () => {
  await open(ours)
  await choose('ours')
  expect(ticks()).toEqual([['Send the PDF', true], ['Pay the rent', true]])
  expect(dialogText()).toContain('stays confidential here')
  await click(find('button', 'Take over 2 points'))
  expect(done).toEqual(['taken'])
  expect(readMatters(doc)).toMatchObject([{ label: 'A-1', what: 'Send the PDF', owner: 'María Rossi', confidential: false }, { label: 'A-2', what: 'Pay the rent', confidential: true }])
  act(() => void edits.undo())
  expect(readMatters(doc)).toEqual([])
  act(() => void edits.redo())
  expect(readMatters(doc)).toHaveLength(2)
})

test('UI211 what is here already has no tick and is not written again, also when somebody else takes it over meanwhile', async () => {
  await open(ours)
  await choose('ours')
  await act(async () => void addMatter(doc, 'somebody else', openPoints(ours)[0]?.fields ?? {}))
  expect(ticks()).toEqual([['Pay the rent', true]])
  expect(dialogText()).toContain('already here')
  await click(find('button', 'Take over 1 point'))
  expect(readMatters(doc).map(({ what }) => what)).toEqual(['Send the PDF', 'Pay the rent'])
})

test('UI211 what is confidential in a meeting of another body is not ticked', async () => {
  await open(theirs)
  await choose('theirs')
  expect(ticks()).toEqual([['Send the PDF', true], ['Pay the rent', false]])
  expect(dialogText()).toContain('another body')
})

test('UI211 MI73 an owner who is written otherwise here is shown, and written as the list has it', async () => {
  addPerson(doc, null, { name: 'Rossi Maria' })
  await open(ours)
  await choose('ours')
  expect(dialogText()).toContain('In this workshop')
  await click(find('button', 'Take over 2 points'))
  expect(readMatters(doc)[0]?.owner).toBe('Rossi Maria')
})

test('UI266 a point that stands there twice is two points, each with a tick of its own', async () => {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const [first] = openPoints(ours)
  if (first === undefined) throw new Error('nothing is open')
  const doubled: Workshop = { ...ours, matters: ['Half of it', 'All of it'].map((note, index) => ({ ...first.fields, note, id: `m${index}` as MatterId })) }
  await open(doubled)
  await choose('ours')
  const ofEarlier = (): readonly HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>('.series-points input')].slice(0, 2)
  await click(ofEarlier()[0] ?? document.body)
  expect(ofEarlier().map(({ checked }) => checked)).toEqual([false, true])
  await click(find('button', 'Take over 3 points'))
  expect(readMatters(doc).map(({ note }) => note)).toEqual(['All of it', '', ''])
  expect(complaints).not.toHaveBeenCalled()
  complaints.mockRestore()
})

test('UI267 where nothing may be written any more, nothing is', async () => {
  await openWhere(false, [ours])
  await choose('ours')
  expect(find('button', 'Take over 2 points').disabled).toBe(true)
})

test('UI212 without another workshop, and where nothing is open, a sentence says so', async () => {
  await open()
  expect(dialogText()).toContain('There is no other workshop on this computer yet.')
  await drawn?.unmount()
  await open(settled)
  await choose('settled')
  expect(dialogText()).toContain('Nothing is open there')
  expect([...document.querySelectorAll('button')].map(({ textContent }) => textContent)).not.toContain('Take over')
})

test('UI212 a meeting that cannot be read says why, and leads back to the others', async () => {
  const broken = { ...meeting('broken', ''), details: { ...ours.details, title: 'Broken' } }
  await open(broken, ours)
  await choose('Broken')
  expect(document.querySelector('[role="alert"]')?.textContent).toContain('This meeting could not be read')
  await click(find('button', 'Another meeting'))
  expect(buttons()).toEqual(['Broken', 'Meeting ours'])
})
