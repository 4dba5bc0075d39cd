import { act, useEffect, type ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { addBoard, deleteBoard, restoreBoard } from '../../../shared/document/commands/board-commands.ts'
import { setDetails } from '../../../shared/document/commands/details-commands.ts'
import { addItem, deleteItem, moveItem, updateItem } from '../../../shared/document/commands/programme-commands.ts'
import { readDetails } from '../../../shared/document/read-details.ts'
import { boardFragment, readBoardList, readItems } from '../../../shared/document/read-workshop.ts'
import { readProgramme } from '../../../shared/import/read-programme.ts'
import type { BoardId, ItemId } from '../../../shared/model/ids.ts'
import type { DesktopApi } from '../../../shared/ipc/desktop-api.ts'
import { useBoardGone } from '../../../renderer/app/use-board-gone.ts'
import { clearToasts, ToastRegion } from '../../../renderer/base/controls/toast.tsx'
import { SharedTextField } from '../../../renderer/base/controls/shared-text-field.tsx'
import { useBoardList, useDetails } from '../../../renderer/base/workshop-data.ts'
import { useWorkshopEdits, WorkshopEditsProvider, type WorkshopEdits } from '../../../renderer/base/workshop-edits.tsx'
import { Rail } from '../../../renderer/programme/rail.tsx'
import { click, draw, fill, find, press, type Drawn } from './render-kit.tsx'

vi.stubGlobal('ResizeObserver', class { observe(): void {} disconnect(): void {} })

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

const titles = (): string[] => readItems(doc).map((item) => item.title)

/** Draws `children` in a workshop screen's surroundings and gives their way to change things. */
async function drawWorkshop(children: ReactNode = null, canEdit = true): Promise<WorkshopEdits> {
  const got: WorkshopEdits[] = []
  function Catch(): ReactNode {
    const edits = useWorkshopEdits()
    useEffect(() => void got.push(edits), [edits])
    return children
  }
  drawn = await draw(
    <WorkshopEditsProvider doc={doc} canEdit={canEdit}>
      <Catch />
    </WorkshopEditsProvider>,
  )
  const [edits] = got
  if (!edits) throw new Error('nothing was drawn')
  return edits
}

describe('UI21 undo of the structure', () => {
  test('takes back acts one by one, however fast they followed each other', async () => {
    const { origin, undo, redo } = await drawWorkshop()
    addItem(doc, origin, { title: 'Welcome' })
    const { item } = addItem(doc, origin, { title: 'Debate' })
    moveItem(doc, origin, item, 0)
    deleteItem(doc, origin, item)
    expect(titles()).toEqual(['Welcome'])
    undo()
    expect(titles()).toEqual(['Debate', 'Welcome'])
    undo()
    expect(titles()).toEqual(['Welcome', 'Debate'])
    redo()
    expect(titles()).toEqual(['Debate', 'Welcome'])
  })

  test('takes a run of typing back at once, and leaves the act before it', async () => {
    const { origin, typing, undo } = await drawWorkshop()
    const { item } = addItem(doc, origin, { title: 'Welcome' })
    for (const title of ['D', 'De', 'Deb']) updateItem(doc, typing, item, { title })
    undo()
    expect(titles()).toEqual(['Welcome'])
    undo()
    expect(titles()).toEqual([])
    expect(undo()).toBe(false)
  })

  test('never takes back what somebody else did', async () => {
    const { origin, undo } = await drawWorkshop()
    addItem(doc, origin, { title: 'Mine' })
    addItem(doc, 'somebody else', { title: 'Theirs' })
    undo()
    expect(titles()).toEqual(['Theirs'])
    expect(undo()).toBe(false)
  })
})

describe('a field over a shared value', () => {
  function Title(): ReactNode {
    const { typing } = useWorkshopEdits()
    const { title } = useDetails(doc)
    return <SharedTextField label="Title" value={title} onChange={(value) => setDetails(doc, typing, { title: value })} />
  }

  test('writes every change through and keeps what is typed while somebody else changes it', async () => {
    await drawWorkshop(<Title />)
    const field = find('input', 'Title')
    await fill(field, 'Water')
    expect(readDetails(doc).title).toBe('Water')
    await act(async () => setDetails(doc, 'somebody else', { title: 'Coast' }))
    expect(field.value).toBe('Water')
    await act(async () => field.blur())
    expect(field.value).toBe('Coast')
  })
})

describe('the list of boards', () => {
  test('is drawn again when a title changes, never while somebody types on a board', async () => {
    let drawings = 0
    function Boards(): ReactNode {
      drawings += 1
      return useBoardList(doc).map((board) => <p key={board.id}>{board.title}</p>)
    }
    const board = addBoard(doc, 'test', { title: 'Notes', item: null })
    await drawWorkshop(<Boards />)
    const before = drawings
    await act(async () => boardFragment(doc, board)?.push([new Y.XmlElement('paragraph')]))
    expect(drawings).toBe(before)
    await act(async () => void addBoard(doc, 'test', { title: 'Wall', item: null }))
    expect(drawings).toBeGreaterThan(before)
  })
})

describe('the rail', () => {
  // Nothing here asks the app for anything.
  const desktop: DesktopApi = { invoke: () => Promise.reject(new Error('nobody answers')), on: () => () => undefined }
  const rail = <Rail desktop={desktop} opened={null} current={null} onOpen={() => undefined} peersOn={() => null} />

  test('UI20 moves an item with Alt and the arrow keys, announces its place, and stops at the ends', async () => {
    for (const title of ['One', 'Two', 'Three']) addItem(doc, 'test', { title })
    await drawWorkshop(rail)
    await press(find('button', 'Three'), 'ArrowUp', { altKey: true })
    expect(titles()).toEqual(['One', 'Three', 'Two'])
    expect(drawn?.box.querySelector('output')?.textContent).toBe('Three is now number 2 of 3')
    await press(find('button', 'One'), 'ArrowUp', { altKey: true })
    expect(titles()).toEqual(['One', 'Three', 'Two'])
  })

  test('renames in place with F2: Enter keeps the new title, Escape the old one', async () => {
    addItem(doc, 'test', { title: 'One' })
    await drawWorkshop(rail)
    await press(find('button', 'One'), 'F2')
    await fill(find('input', 'New title'), 'First')
    await press(find('input', 'New title'), 'Enter')
    expect(titles()).toEqual(['First'])
    await press(find('button', 'First'), 'F2')
    await fill(find('input', 'New title'), 'Lost')
    await press(find('input', 'New title'), 'Escape')
    expect(titles()).toEqual(['First'])
  })

  test.each(['Enter', 'Escape'])('UI174 %s in a title that is renamed leads back to its row', async (key) => {
    for (const title of ['One', 'Two']) addItem(doc, 'test', { title })
    await drawWorkshop(rail)
    await press(find('button', 'Two'), 'F2')
    await fill(find('input', 'New title'), 'Second')
    await press(find('input', 'New title'), key)
    expect(document.activeElement).toBe(find('button', key === 'Enter' ? 'Second' : 'Two'))
  })

  test('UI23 offers nothing that changes a document from a newer version', async () => {
    addItem(doc, 'test', { title: 'One' })
    await drawWorkshop(rail, false)
    const names = [...(drawn?.box.querySelectorAll('button') ?? [])].map((button) => button.textContent)
    expect(names).toEqual(['One'])
    await press(find('button', 'One'), 'F2')
    await press(find('button', 'One'), 'ArrowDown', { altKey: true })
    expect(readBoardList(doc)).toHaveLength(1)
    expect(drawn?.box.querySelector('input')).toBeNull()
  })
})

test('UI230 a statement is there when its dialog is done, with what was filled in, and nothing is there when it is left', async () => {
  const opened: string[] = []
  const desktop: DesktopApi = { invoke: () => Promise.reject(new Error('nobody answers')), on: () => () => undefined }
  await drawWorkshop(<Rail desktop={desktop} opened={null} current={null} onOpen={(board) => void opened.push(board)} peersOn={() => null} />)
  await click(find('button', 'Add a statement'))
  await fill(find('input', 'Handed in by'), 'Ana')
  await click(find('button', 'Cancel'))
  expect([readBoardList(doc), opened]).toEqual([[], []])
  await click(find('button', 'Add a statement'))
  await fill(find('input', 'Handed in by'), 'Ana')
  await click(find('button', 'Add'))
  expect(readBoardList(doc)).toMatchObject([{ title: 'Statement', annex: { kind: 'statements', author: 'Ana' } }])
  expect(opened).toEqual(readBoardList(doc).map(({ id }) => id))
  // As it was offered, a second one.
  await click(find('button', 'Add a statement'))
  await click(find('button', 'Add'))
  expect(readBoardList(doc)).toHaveLength(2)
})

test('UI235 a programme that is pasted beside the boards is looked at before it is added, and other words are left alone', async () => {
  const asked: string[] = []
  const desktop = {
    invoke: (name: string, _id: number, file: { readonly bytes: Uint8Array }) => {
      if (name !== 'import-programme') return Promise.resolve(null)
      asked.push(new TextDecoder().decode(file.bytes))
      return Promise.resolve({ kind: 'read', name: '', content: readProgramme(file.bytes, 'UTC') })
    },
    on: () => () => undefined,
  } as unknown as DesktopApi
  await drawWorkshop(<Rail desktop={desktop} opened={null} current={null} onOpen={() => undefined} peersOn={() => null} />)
  const paste = async (words: string): Promise<void> => {
    const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData: { files: [], getData: () => words } })
    await act(async () => void document.body.dispatchEvent(event))
    await act(async () => new Promise((resolve) => setTimeout(resolve, 0)))
    expect(event.defaultPrevented).toBe(asked.length > 0)
  }
  await paste('Dear all, we meet at 9:30.')
  expect(asked).toEqual([])
  await paste('Monday\n14:00 Welcome\n16:00 Visit\n\nTuesday\n09:00 Debate')
  expect(document.body.textContent).toContain('Tuesday')
  await click(find('button', 'Add 3 items'))
  expect(readItems(doc).map(({ title, plannedStart }) => [title, plannedStart])).toEqual([['Welcome', '14:00'], ['Visit', '16:00'], ['Debate', '09:00']])
})

describe('UI310 the board that one is on', () => {
  function OnBoard({ board }: { readonly board: BoardId }): ReactNode {
    const heading = useBoardList(doc).find(({ id }) => id === board) ?? null
    useBoardGone(heading)
    return <ToastRegion />
  }
  const heardFrom = (change: (other: Y.Doc) => void): Promise<void> => act(async () => {
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    change(other)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), 'network')
    await Promise.resolve()
  })
  afterEach(() => act(clearToasts))

  test.each<[how: string, remove: (other: Y.Doc, of: { board: BoardId; item: ItemId }) => void]>([
    ['it', (other, { board }) => void deleteBoard(other, 'test', board)],
    ['its item', (other, { item }) => void deleteItem(other, 'test', item)],
  ])('is not gone without a word when somebody else deletes %s, and can be brought back', async (_, remove) => {
    const { item, board } = addItem(doc, 'test', { title: 'Debate' })
    await drawWorkshop(<OnBoard board={board} />)
    await heardFrom((other) => remove(other, { board, item }))
    expect(readBoardList(doc)).toEqual([])
    expect(document.body.textContent).toContain('Somebody else deleted “Debate”.')
    await click(find('button', 'Bring it back'))
    expect(readBoardList(doc).map(({ id }) => id)).toEqual([board])
    await heardFrom((other) => remove(other, { board, item }))
    expect(document.body.textContent).toContain('Somebody else deleted “Debate”.')
  })

  test('is told of by its own notice when one deletes it oneself, and who only reads cannot bring it back', async () => {
    const { item, board } = addItem(doc, 'test', { title: 'Debate' })
    await drawWorkshop(<OnBoard board={board} />, false)
    await act(async () => {
      deleteBoard(doc, 'test', board)
      await Promise.resolve()
    })
    expect(document.body.textContent).not.toContain('Debate')
    await act(async () => {
      restoreBoard(doc, 'test', board)
      await Promise.resolve()
    })
    await heardFrom((other) => void deleteItem(other, 'test', item))
    expect(document.body.textContent).toContain('Somebody else deleted “Debate”.')
    expect(document.body.textContent).not.toContain('Bring it back')
  })
})
