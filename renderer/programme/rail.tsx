/** The left rail: the programme in order, each item with its boards, then the boards made by hand. */
import { ArrowDown, ArrowUp, CalendarPlus, FileInput, FilePlus2, FileSignature, Paperclip, Pencil, Plus, TextCursorInput, Trash2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { addBoard, deleteBoard, moveBoard, renameBoard, restoreBoard, setBoardAnnex } from '../../shared/document/commands/board-commands.ts'
import { addItem, deleteItem, moveItem, restoreItem, updateItem } from '../../shared/document/commands/programme-commands.ts'
import { isProgrammeText } from '../../shared/import/read-programme-text.ts'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import type { BoardId, ItemId } from '../../shared/model/ids.ts'
import type { BoardHeading, ProgrammeItem } from '../../shared/model/workshop.ts'
import { Button } from '../base/controls/button.tsx'
import { FileButton } from '../base/controls/file-button.tsx'
import { useText } from '../base/words/i18n.tsx'
import { MenuItem, MenuSeparator } from '../base/controls/menu.tsx'
import { useReorder, type Reorder } from '../base/controls/reorder.tsx'
import { showToast } from '../base/controls/toast.tsx'
import { useFileDrop } from '../base/files/use-file-import.ts'
import { usePastedFile } from '../base/files/use-pasted-file.ts'
import { useFileQueue } from '../base/files/use-file-queue.tsx'
import { useBoardList, useItems, usePeople } from '../base/workshop-data.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { AnnexDialog, emptyStatement } from './annex-dialog.tsx'
import { importProgrammeMessages } from './import-messages.ts'
import { ImportProgrammeDialog, programmeEndings } from './import-programme-dialog.tsx'
import { ItemDialog } from './item-dialog.tsx'
import { messages } from './messages.ts'
import './programme.css'
import { RailRow, type RailRowProps } from './rail-row.tsx'

export type RailProps = {
  readonly desktop: DesktopApi
  /** The item whose details are shown at first, null for none. */
  readonly opened: ItemId | null
  readonly current: BoardId | null
  readonly onOpen: (board: BoardId) => void
  /** The marks of the people who are on a board. */
  readonly peersOn: (board: BoardId) => ReactNode
  /** Takes what is dragged on the board that is shown to another one; left out where that cannot be done. */
  readonly taking?: { readonly isHeld: () => boolean; readonly onTake: (board: BoardHeading) => void }
  /** Imports a document; left out where that cannot be done. */
  readonly onImport?: () => void
}

/** The rail. */
export function Rail({ desktop, opened, current, onOpen, peersOn, taking, onImport }: RailProps): ReactNode {
  const text = useText(messages)
  const { doc, origin, canEdit } = useWorkshopEdits()
  const items = useItems(doc)
  const boards = useBoardList(doc)
  const people = usePeople(doc)
  const [renaming, setRenaming] = useState<string | null>(null)
  const [editing, setEditing] = useState<ProgrammeItem | 'new' | null>(() => (canEdit ? (items.find(({ id }) => id === opened) ?? null) : null))
  const [moved, setMoved] = useState('')
  const [placing, setPlacing] = useState<BoardId | 'new' | null>(null)
  const importText = useText(importProgrammeMessages)
  const calendars = useFileQueue(importText('wanted'))
  const drop = useFileDrop(calendars.add, canEdit)
  usePastedFile(importText('pasted'), calendars.add, canEdit, isProgrammeText)

  const ownBoards = boards.filter((board) => board.item === null)
  const announce = (title: string, index: number, count: number): void => setMoved(text('moved', { title, index: index + 1, count }))
  const itemOrder = useReorder(
    items.map((item) => item.id),
    (id, index) => {
      const item = items.find((candidate) => candidate.id === id)
      if (item && moveItem(doc, origin, item.id, index)) announce(item.title, index, items.length)
    },
    canEdit,
  )
  const ownOrder = useReorder(
    ownBoards.map((board) => board.id),
    (id, index) => {
      const board = ownBoards.find((candidate) => candidate.id === id)
      if (board && moveBoard(doc, origin, board.id, index)) announce(board.title, index, ownBoards.length)
    },
    canEdit,
  )

  const removeItem = (item: ProgrammeItem): void => {
    if (!deleteItem(doc, origin, item.id)) return
    showToast({
      message: text('itemDeleted', { title: item.title }),
      action: { label: text('undo'), onAction: () => void restoreItem(doc, origin, item.id) },
    })
  }
  const removeBoard = (board: BoardHeading): void => {
    if (!deleteBoard(doc, origin, board.id)) return
    showToast({
      message: text('boardDeleted', { title: board.title }),
      action: { label: text('undo'), onAction: () => void restoreBoard(doc, origin, board.id) },
    })
  }
  const addAndRename = (item: ProgrammeItem | null): void => {
    const board = addBoard(doc, origin, { title: text('newBoardTitle'), item: item?.id ?? null })
    onOpen(board)
    setRenaming(board)
  }
  const placed = boards.find(({ id }) => id === placing)
  const moveMenu = (reorder: Reorder, id: string): ReactNode => (
    <>
      <MenuItem icon={ArrowUp} label={text('moveUp')} shortcut="Alt ↑" isDisabled={!reorder.canMove(id, -1)} onAction={() => reorder.move(id, -1)} />
      <MenuItem icon={ArrowDown} label={text('moveDown')} shortcut="Alt ↓" isDisabled={!reorder.canMove(id, 1)} onAction={() => reorder.move(id, 1)} />
    </>
  )

  const takingOf = (board: BoardHeading | undefined): RailRowProps['taking'] =>
    taking && board && board.id !== current ? { isHeld: taking.isHeld, onTake: () => taking.onTake(board) } : null

  const boardRow = (board: BoardHeading, reorder: Reorder, isInside: boolean): ReactNode => (
    <RailRow
      title={board.title}
      time=""
      isCurrent={board.id === current}
      isMuted={false}
      isInside={isInside}
      isRenaming={renaming === board.id}
      canEdit={canEdit}
      peers={peersOn(board.id)}
      reorder={reorder.row(board.id)}
      taking={takingOf(board)}
      onOpen={() => onOpen(board.id)}
      onStartRenaming={() => setRenaming(board.id)}
      onRenamed={(title) => {
        setRenaming(null)
        if (title !== null && title !== board.title) renameBoard(doc, origin, board.id, title)
      }}
      menu={
        <>
          <MenuItem icon={TextCursorInput} label={text('rename')} shortcut="F2" onAction={() => setRenaming(board.id)} />
          <MenuItem icon={Paperclip} label={text('annexEdit')} onAction={() => setPlacing(board.id)} />
          {moveMenu(reorder, board.id)}
          <MenuSeparator />
          <MenuItem icon={Trash2} tone="danger" label={text('delete')} onAction={() => removeBoard(board)} />
        </>
      }
    />
  )

  const itemRow = (item: ProgrammeItem): ReactNode => {
    const [first, ...further] = boards.filter((board) => board.item === item.id)
    return (
      <li key={item.id}>
        <RailRow
          title={item.title}
          time={item.actualStart || item.plannedStart}
          isCurrent={first !== undefined && first.id === current}
          isMuted={!item.held}
          isInside={false}
          isRenaming={renaming === item.id}
          canEdit={canEdit}
          peers={first && peersOn(first.id)}
          reorder={itemOrder.row(item.id)}
          taking={takingOf(first)}
          onOpen={() => {
            // Two people can delete and add at the same time; an item without a board gets one when it is opened.
            if (first) onOpen(first.id)
            else if (canEdit) onOpen(addBoard(doc, origin, { title: '', item: item.id }))
          }}
          onStartRenaming={() => setRenaming(item.id)}
          onRenamed={(title) => {
            setRenaming(null)
            if (title !== null && title !== item.title) updateItem(doc, origin, item.id, { title })
          }}
          menu={
            <>
              <MenuItem icon={Pencil} label={text('edit')} onAction={() => setEditing(item)} />
              <MenuItem icon={TextCursorInput} label={text('rename')} shortcut="F2" onAction={() => setRenaming(item.id)} />
              <MenuItem icon={FilePlus2} label={text('addBoardHere')} onAction={() => addAndRename(item)} />
              {moveMenu(itemOrder, item.id)}
              <MenuSeparator />
              <MenuItem icon={Trash2} tone="danger" label={text('delete')} onAction={() => removeItem(item)} />
            </>
          }
        />
        {further.length > 0 && <FurtherBoards boards={further} offset={1} row={boardRow} />}
      </li>
    )
  }

  return (
    <div className={drop.isOver ? 'rail rail-drop' : 'rail'} {...drop.props}>
      <div className="rail-scroll">
        <section aria-labelledby="rail-programme">
          <h2 id="rail-programme" className="rail-heading">
            {text('programme')}
          </h2>
          {items.length === 0 && (
            <p className="rail-empty">
              {text('emptyProgramme')} {canEdit && importText('pasteHere')}
            </p>
          )}
          <ul>{items.map(itemRow)}</ul>
          {canEdit && (
            <Button tone="quiet" icon={Plus} className="rail-add" onPress={() => setEditing('new')}>
              {text('addItem')}
            </Button>
          )}
          {canEdit && (
            <FileButton tone="quiet" icon={CalendarPlus} className="rail-add" accept={programmeEndings} onFile={(file) => calendars.add([file])}>
              {importText('importProgramme')}
            </FileButton>
          )}
        </section>
        {(canEdit || ownBoards.length > 0) && (
          <section aria-labelledby="rail-boards">
            <h2 id="rail-boards" className="rail-heading">
              {text('boards')}
            </h2>
            <ul>
              {ownBoards.map((board) => (
                <li key={board.id}>{boardRow(board, ownOrder, false)}</li>
              ))}
            </ul>
            {canEdit && (
              <Button tone="quiet" icon={Plus} className="rail-add" onPress={() => addAndRename(null)}>
                {text('addBoard')}
              </Button>
            )}
            {canEdit && (
              <Button tone="quiet" icon={FileSignature} className="rail-add" onPress={() => setPlacing('new')}>
                {text('addStatement')}
              </Button>
            )}
            {canEdit && onImport && (
              <Button tone="quiet" icon={FileInput} className="rail-add" onPress={onImport}>
                {text('importDocument')}
              </Button>
            )}
          </section>
        )}
      </div>
      <output className="visually-hidden">{moved}</output>
      {calendars.current && <ImportProgrammeDialog key={calendars.current.number} desktop={desktop} queued={calendars.current} />}
      {calendars.summary}
      {placing === 'new' && (
        <AnnexDialog
          boardTitle={text('newStatementTitle')}
          annex={emptyStatement}
          isNew
          onClose={() => setPlacing(null)}
          onDone={(annex) => onOpen(addBoard(doc, origin, { title: text('newStatementTitle'), item: null, ...(annex && { annex: { ...emptyStatement, ...annex } }) }))}
        />
      )}
      {placed && <AnnexDialog key={placed.id} boardTitle={placed.title} annex={placed.annex ?? null} onClose={() => setPlacing(null)} onDone={(annex) => setBoardAnnex(doc, origin, placed.id, annex)} />}
      {editing !== null && (
        <ItemDialog
          item={editing === 'new' ? null : editing}
          people={people}
          onClose={() => setEditing(null)}
          onDone={(fields) => {
            if (editing === 'new') onOpen(addItem(doc, origin, fields).board)
            else updateItem(doc, origin, editing.id, fields)
          }}
        />
      )}
    </div>
  )
}

type FurtherBoardsProps = {
  readonly boards: readonly BoardHeading[]
  /** How many boards of the item stand before these. */
  readonly offset: number
  readonly row: (board: BoardHeading, reorder: Reorder, isInside: boolean) => ReactNode
}

function FurtherBoards({ boards, offset, row }: FurtherBoardsProps): ReactNode {
  const { doc, origin, canEdit } = useWorkshopEdits()
  const reorder = useReorder(
    boards.map((board) => board.id),
    (id, index) => {
      const board = boards.find((candidate) => candidate.id === id)
      if (board) moveBoard(doc, origin, board.id, index + offset)
    },
    canEdit,
  )
  return (
    <ul>
      {boards.map((board) => (
        <li key={board.id}>{row(board, reorder, true)}</li>
      ))}
    </ul>
  )
}
