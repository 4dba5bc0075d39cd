import { act } from 'react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { changedFields } from '../../../renderer/base/changed-fields.ts'
import { WorkshopEditsProvider } from '../../../renderer/base/workshop-edits.tsx'
import { PeoplePage } from '../../../renderer/people/people-page.tsx'
import { BoardHeader } from '../../../renderer/programme/board-header.tsx'
import { Rail } from '../../../renderer/programme/rail.tsx'
import { addBoard, setBoardAnnex } from '../../../shared/document/commands/board-commands.ts'
import { setDetails } from '../../../shared/document/commands/details-commands.ts'
import { addPerson, updatePerson } from '../../../shared/document/commands/people-commands.ts'
import { addItem, updateItem } from '../../../shared/document/commands/programme-commands.ts'
import { readDetails } from '../../../shared/document/read-details.ts'
import { readBoardList, readItems, readPeople } from '../../../shared/document/read-workshop.ts'
import type { DesktopApi } from '../../../shared/ipc/desktop-api.ts'
import type { BlobId, ItemId, PersonId } from '../../../shared/model/ids.ts'
import { emptyPerson, type BoardAnnex } from '../../../shared/model/workshop.ts'
import { click, draw, fill, find, press, type Drawn } from './render-kit.tsx'

const desktop = { on: () => () => undefined } as unknown as DesktopApi
const colleague = { name: 'a colleague' }
let doc: Y.Doc
let drawn: Drawn | null = null
beforeEach(() => {
  doc = new Y.Doc()
})
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
  doc.destroy()
})

async function drawPeople(opened: PersonId | null): Promise<void> {
  drawn = await draw(<WorkshopEditsProvider doc={doc} canEdit><PeoplePage desktop={desktop} opened={opened} /></WorkshopEditsProvider>)
}
async function drawRail(opened: ItemId | null): Promise<void> {
  drawn = await draw(
    <WorkshopEditsProvider doc={doc} canEdit>
      <Rail desktop={desktop} opened={opened} current={null} onOpen={() => undefined} peersOn={() => null} />
    </WorkshopEditsProvider>,
  )
}
async function drawHeader(): Promise<void> {
  const [board] = readBoardList(doc)
  if (!board) throw new Error('no board')
  drawn = await draw(<WorkshopEditsProvider doc={doc} canEdit><BoardHeader board={board} /></WorkshopEditsProvider>)
}
const meanwhile = async (change: () => unknown): Promise<void> => act(async () => void change())
const done = async (): Promise<void> => act(async () => document.querySelector<HTMLFormElement>('[role="dialog"] form')?.requestSubmit())

describe('UI159 a dialog that is done writes what was changed in it, and leaves what others changed meanwhile', () => {
  test('of a person', async () => {
    const id = addPerson(doc, null, { name: 'Bo', organisation: 'Skåne', duties: ['chair'] })
    await drawPeople(id)
    await fill(find('input', 'Region'), 'Skåne län')
    const change = { attendance: 'excused', timeIn: '09:12', photoConsent: 'no', functions: ['Mayor'], duties: ['rapporteur'] } as const
    await meanwhile(() => updatePerson(doc, colleague, id, change))
    await done()
    expect(readPeople(doc)).toEqual([{ ...emptyPerson, id, name: 'Bo', organisation: 'Skåne', region: 'Skåne län', ...change }])
  })

  test('of an item, from the programme', async () => {
    const { item } = addItem(doc, null, { title: 'Opening', plannedStart: '09:00' })
    await drawRail(item)
    await fill(find('input', 'Title'), 'Opening words')
    await meanwhile(() => updateItem(doc, colleague, item, { actualStart: '09:12', confidential: true }))
    await done()
    expect(readItems(doc)).toMatchObject([{ title: 'Opening words', plannedStart: '09:00', actualStart: '09:12', confidential: true }])
  })

  test('of an item, from its board', async () => {
    const { item } = addItem(doc, null, { title: 'Opening' })
    await drawHeader()
    await click(find('button', 'Edit item…'))
    await fill(find('input', 'Title'), 'Opening words')
    await meanwhile(() => updateItem(doc, colleague, item, { actualStart: '09:12', confidential: true }))
    await done()
    expect(readItems(doc)).toMatchObject([{ title: 'Opening words', actualStart: '09:12', confidential: true }])
  })

  test('of the place of a board', async () => {
    const annex: BoardAnnex = { kind: 'statements', author: 'Bo', organisation: '', date: '', confidential: false }
    const board = addBoard(doc, null, { title: 'Statement', item: null, annex })
    await drawHeader()
    await click(find('button', 'Place in the minutes…'))
    await fill(find('input', 'Date'), '3 May')
    await meanwhile(() => setBoardAnnex(doc, colleague, board, { confidential: true }))
    await done()
    expect(readBoardList(doc)[0]?.annex).toEqual({ ...annex, date: '3 May', confidential: true })
  })

  test('MP13 a confidential statement that goes to its section says that it is confidential no longer', async () => {
    addBoard(doc, null, { title: 'Statement', item: null, annex: { kind: 'statements', author: 'Bo', organisation: '', date: '', confidential: true } })
    await drawHeader()
    await click(find('button', 'Place in the minutes…'))
    const note = (): boolean => document.body.textContent.includes('In its section this board is no longer confidential')
    const choose = async (place: string): Promise<void> => act(async () => {
      const select = document.querySelector<HTMLSelectElement>('[role="dialog"] select')
      Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')?.set?.call(select, place)
      select?.dispatchEvent(new Event('change', { bubbles: true }))
    })
    expect(note()).toBe(false)
    await choose('section')
    expect(note()).toBe(true)
    await choose('material')
    expect(note()).toBe(false)
    await done()
    expect(readBoardList(doc)[0]?.annex).toMatchObject({ kind: 'material', confidential: true })
  })

  test('of a title that was looked at in the programme and left as it was', async () => {
    const { item } = addItem(doc, null, { title: 'Opening' })
    await drawRail(null)
    const row = drawn?.box.querySelector<HTMLElement>('.rail-open')
    if (!row) throw new Error('no row')
    await press(row, 'F2')
    await meanwhile(() => updateItem(doc, colleague, item, { title: 'Opening words' }))
    await press(find('input', 'New title'), 'Enter')
    expect(readItems(doc).map(({ title }) => title)).toEqual(['Opening words'])
  })

  test('of the letterhead', () => {
    const logo = 'ab'.repeat(32) as BlobId
    setDetails(doc, null, { letterhead: { logo: null, color: '#112233', footer: 'Before' } })
    setDetails(doc, null, { letterhead: { logo } })
    setDetails(doc, null, { letterhead: { footer: 'After' } })
    expect(readDetails(doc).letterhead).toEqual({ logo, color: '#112233', footer: 'After' })
    setDetails(doc, null, { letterhead: { logo: null } })
    expect(readDetails(doc).letterhead).toEqual({ logo: null, color: '#112233', footer: 'After' })
  })

  test('counts a list as changed when it has other texts, or in another order', () => {
    const opened = { names: ['a', 'b'], count: 1, isHeld: true }
    expect(changedFields(opened, { ...opened, names: ['a', 'b'] })).toEqual({})
    expect(changedFields(opened, { names: ['b', 'a'], count: 1, isHeld: false })).toEqual({ names: ['b', 'a'], isHeld: false })
    expect(changedFields(opened, { ...opened, names: ['a'] })).toEqual({ names: ['a'] })
  })
})
