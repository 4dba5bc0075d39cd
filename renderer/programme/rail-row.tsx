/** One row of the rail: a board to open, with who is on it, its actions, and its title to rename in place. */
import { useEffect, useRef, useState, type DragEvent, type ReactNode } from 'react'
import { useText } from '../base/words/i18n.tsx'
import { IconMenuButton } from '../base/controls/menu.tsx'
import type { RowReorder } from '../base/controls/reorder.tsx'
import { messages } from './messages.ts'

export type RowTaking = {
  /** Whether something that can be taken is being dragged now. */
  readonly isHeld: () => boolean
  readonly onTake: () => void
}

export type RailRowProps = {
  readonly title: string
  /** Stands in front of the title: a time, or nothing. */
  readonly time: string
  readonly isCurrent: boolean
  readonly isMuted: boolean
  /** Indents the further boards of an item. */
  readonly isInside: boolean
  readonly isRenaming: boolean
  readonly canEdit: boolean
  /** Marks of the people who are on this board. */
  readonly peers: ReactNode
  readonly reorder: RowReorder
  readonly menu: ReactNode
  /** Takes what is dragged on the board that is shown; null where this row takes nothing. */
  readonly taking: RowTaking | null
  readonly onOpen: () => void
  readonly onStartRenaming: () => void
  /** Null leaves the title as it is. */
  readonly onRenamed: (title: string | null) => void
}

/** The row. F2 renames, Alt+Up and Alt+Down move. */
export function RailRow(props: RailRowProps): ReactNode {
  const { title, time, isCurrent, isMuted, isInside, isRenaming, canEdit, peers, reorder, menu, taking, onOpen, onStartRenaming, onRenamed } = props
  const text = useText(messages)
  const shownTitle = title === '' ? text('untitled') : title
  const { onKeyDown, onDragOver, onDrop, ...drag } = reorder
  const [isOver, setIsOver] = useState(false)
  // Whoever renamed by keyboard is on the row again afterwards.
  const row = useRef<HTMLButtonElement>(null)
  const isBack = useRef(false)
  useEffect(() => {
    if (isRenaming || !isBack.current) return
    isBack.current = false
    row.current?.focus()
  }, [isRenaming])
  return (
    <div
      {...drag}
      draggable={drag.draggable && !isRenaming}
      data-takes={isOver ? true : undefined}
      onDragOver={(event) => {
        if (taking?.isHeld() !== true) return onDragOver(event)
        event.preventDefault()
        event.dataTransfer.dropEffect = 'move'
        setIsOver(true)
      }}
      onDragLeave={({ currentTarget, relatedTarget }: DragEvent) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setIsOver(false)
      }}
      onDrop={(event) => {
        setIsOver(false)
        if (taking?.isHeld() !== true) return onDrop(event)
        event.preventDefault()
        taking.onTake()
      }}
      className={`rail-row${isCurrent ? ' rail-row-current' : ''}${isInside ? ' rail-row-inside' : ''}`}
    >
      {isRenaming ? (
        <RenameField
          title={title}
          onRenamed={(result, isByKey) => {
            isBack.current = isByKey
            onRenamed(result)
          }}
        />
      ) : (
        <button
          ref={row}
          type="button"
          className={`rail-open${isMuted ? ' rail-open-muted' : ''}`}
          aria-current={isCurrent ? 'page' : undefined}
          onClick={onOpen}
          onKeyDown={(event) => {
            if (event.key === 'F2' && canEdit) {
              event.preventDefault()
              onStartRenaming()
            } else onKeyDown(event)
          }}
        >
          {time !== '' && <span className="rail-time">{time}</span>}
          <span className="rail-title cut any-script">{shownTitle}</span>
          {isMuted && <span className="rail-note">{text('notHeld')}</span>}
        </button>
      )}
      {peers}
      {canEdit && !isRenaming && (
        <IconMenuButton label={text('itemMenu', { title: shownTitle })} className="rail-menu">
          {menu}
        </IconMenuButton>
      )}
    </div>
  )
}

function RenameField({ title, onRenamed }: { readonly title: string; readonly onRenamed: (title: string | null, isByKey: boolean) => void }): ReactNode {
  const text = useText(messages)
  const [opened] = useState(title)
  const [draft, setDraft] = useState(opened)
  const input = useRef<HTMLInputElement>(null)
  // Leaving by Escape or Enter blurs as well: only the first end counts.
  const isEnded = useRef(false)
  useEffect(() => input.current?.select(), [])
  const end = (result: string | null, isByKey: boolean): void => {
    if (isEnded.current) return
    isEnded.current = true
    onRenamed(result === opened ? null : result, isByKey) // somebody else may have renamed it meanwhile
  }
  return (
    <input
      ref={input}
      dir="auto"
      className="field-input rail-rename"
      aria-label={text('newTitle')}
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => end(draft, false)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') end(draft, true)
        if (event.key === 'Escape') {
          event.preventDefault() // or it would close the sheet around it as well
          end(null, true)
        }
      }}
    />
  )
}
