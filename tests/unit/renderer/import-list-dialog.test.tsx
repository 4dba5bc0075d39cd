import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { WorkshopEditsProvider } from '../../../renderer/base/workshop-edits.tsx'
import { ImportListDialog } from '../../../renderer/people/import-list-dialog.tsx'
import { readPeople } from '../../../shared/document/read-workshop.ts'
import type { ParticipantList } from '../../../shared/import/list-table.ts'
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
