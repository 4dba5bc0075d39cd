import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { WorkshopEditsProvider } from '../../../renderer/base/workshop-edits.tsx'
import { ImportListDialog } from '../../../renderer/people/import-list-dialog.tsx'
import { addPerson } from '../../../shared/document/commands/people-commands.ts'
import { readPeople } from '../../../shared/document/read-workshop.ts'
import { PeoplePage } from '../../../renderer/people/people-page.tsx'
import type { ListChoice, ParticipantList } from '../../../shared/import/list-table.ts'
import type { DesktopApi } from '../../../shared/ipc/desktop-api.ts'
import { click, draw, find, type Drawn } from './render-kit.tsx'

let drawn: Drawn | null = null
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
})

/** Chooses in the native list behind a field. */
async function choose(field: HTMLSelectElement, value: string): Promise<void> {
  await act(async () => {
    field.value = value
    field.dispatchEvent(new Event('change', { bubbles: true }))
  })
}

async function show(rows: readonly (readonly string[])[]): Promise<void> {
  const content: ParticipantList = { tables: [{ name: '', rows }], text: null, notices: [] }
  const desktop = { invoke: (name: string) => Promise.resolve(name === 'import-list' ? { kind: 'read', name: 'list.csv', content } : null) } as unknown as DesktopApi
  drawn = await draw(
    <WorkshopEditsProvider doc={new Y.Doc()} canEdit>
      <ImportListDialog desktop={desktop} queued={{ file: new File(['x'], 'list.csv'), number: 1, total: 1, onDone: () => undefined, onStop: () => undefined }} />
    </WorkshopEditsProvider>,
  )
  await act(async () => new Promise((resolve) => setTimeout(resolve, 0)))
}

test('UI233 a list without headings says that its columns are guessed, and how the first name is read', async () => {
  await show([['García', ' Ana'], ['Li', ' Bo']])
  expect(document.body.textContent).toContain('There are no headings, so what each column holds is a guess. The first name is read as “\u2068Ana García\u2069”.')
  await drawn?.unmount()
  await show([['Name', 'Organisation'], ['Ana García', 'Port']])
  expect(document.body.textContent).not.toContain('is a guess')
})

test('UI232 what stands above the headings is told, row by row', async () => {
  await show([['Ana Petit', 'Port'], ['Name', 'Organisation'], ['Bo Li', 'Hall']])
  expect(document.body.textContent).toContain('Row 1: above the headings (Ana Petit · Port)')
})

test('IL25 what was decided about a row of one sheet is not decided about that row of another', async () => {
  const twice = (name: string): readonly (readonly string[])[] => [['Name', 'Organisation'], [name, 'House'], [name, 'House']]
  const content: ParticipantList = { tables: [{ name: 'Monday', rows: twice('Ana') }, { name: 'Tuesday', rows: twice('Bo') }], text: null, notices: [] }
  const desktop = { invoke: (name: string) => Promise.resolve(name === 'import-list' ? { kind: 'read', name: 'list.xlsx', content } : null) } as unknown as DesktopApi
  const doc = new Y.Doc()
  drawn = await draw(
    <WorkshopEditsProvider doc={doc} canEdit>
      <ImportListDialog desktop={desktop} queued={{ file: new File(['x'], 'list.xlsx'), number: 1, total: 1, onDone: () => undefined, onStop: () => undefined }} />
    </WorkshopEditsProvider>,
  )
  await act(async () => new Promise((resolve) => setTimeout(resolve, 0)))
  const fields = (): HTMLSelectElement[] => [...document.querySelectorAll('select')]
  const choiceOfRow = fields().at(-1)
  if (!choiceOfRow) throw new Error('no choice for the row')
  await choose(choiceOfRow, 'add')
  const sheet = fields()[0]
  if (!sheet) throw new Error('no choice of sheets')
  await choose(sheet, '1')
  await click(find('button', 'Add 1 person'))
  expect(readPeople(doc).map(({ name }) => name)).toEqual(['Bo'])
})

test('UI234 a list that is pasted on the People page is looked at like a file, and words that are pasted into a field are the field’s', async () => {
  const asked: unknown[] = []
  const content: ParticipantList = { tables: [{ name: '', rows: [['Name', 'Organisation'], ['Ana García', 'Port']] }], text: { encoding: 'utf-8', delimiter: '\t', isCertain: true }, notices: [] }
  const desktop = {
    invoke: (name: string, _id: number, file: { readonly name: string; readonly bytes: Uint8Array }, choice: ListChoice) => {
      if (name !== 'import-list') return Promise.resolve(null)
      asked.push([file.name, new TextDecoder().decode(file.bytes), choice.encoding])
      return Promise.resolve({ kind: 'read', name: file.name, content })
    },
  } as unknown as DesktopApi
  const doc = new Y.Doc()
  addPerson(doc, 'test', { name: 'Bo Li' })
  drawn = await draw(
    <WorkshopEditsProvider doc={doc} canEdit>
      <PeoplePage desktop={desktop} opened={null} />
    </WorkshopEditsProvider>,
  )
  const paste = async (target: Element, words: string): Promise<boolean> => {
    const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData: { files: [], getData: (type: string) => (type === 'text/plain' ? words : '') } })
    await act(async () => void target.dispatchEvent(event))
    await act(async () => new Promise((resolve) => setTimeout(resolve, 0)))
    return event.defaultPrevented
  }
  expect(await paste(find('input', 'Search people'), 'Bo')).toBe(false)
  expect(await paste(document.body, ' ')).toBe(false)
  expect(asked).toEqual([])
  expect(await paste(document.body, 'Name\tOrganisation\nAna García\tPort')).toBe(true)
  expect(asked).toEqual([['Pasted list', 'Name\tOrganisation\nAna García\tPort', 'utf-8']])
  // How it is encoded is no question.
  expect(document.querySelectorAll('.import-facts select')).toHaveLength(1)
  // Below a dialog nothing is pasted.
  await paste(document.body, 'Name\nCy Ra')
  expect(asked).toHaveLength(1)
  await click(find('button', 'Add 1 person'))
  expect(readPeople(doc).map(({ name }) => name)).toEqual(['Bo Li', 'Ana García'])
})
