/** The parts of the minutes in order: to go to, to move, to leave out. */
import { ArrowDown, ArrowUp } from 'lucide-react'
import { memo, useState, type ReactNode } from 'react'
import { movePart, setPartExcluded } from '../../shared/document/commands/minutes-commands.ts'
import type { OutlineEntry } from '../../shared/minutes/minutes.ts'
import { coverId } from '../../shared/minutes/cover.ts'
import { IconButton } from '../base/controls/button.tsx'
import { CheckboxField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import { useReorder } from '../base/controls/reorder.tsx'
import { showToast } from '../base/controls/toast.tsx'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { messages } from './messages.ts'

/** The outline; `onGoTo` brings a part into view. Its rows are many and not cheap: drawn again only when one of them changed. */
export const Outline = memo(function Outline({ entries, onGoTo }: { readonly entries: readonly OutlineEntry[]; readonly onGoTo: (part: string) => void }): ReactNode {
  const text = useText(messages)
  const { doc, origin, canEdit } = useWorkshopEdits()
  const [moved, setMoved] = useState('')
  // The cover has its place; it can be left out, not moved.
  const movable = entries.filter((entry) => entry.id !== coverId).map((entry) => entry.id)
  const order = useReorder(
    movable,
    (id, index) => {
      movePart(doc, origin, movable, id, index)
      const title = entries.find((entry) => entry.id === id)?.title ?? ''
      setMoved(text('moved', { title, index: index + 1, count: movable.length }))
    },
    canEdit,
  )
  const exclude = (entry: OutlineEntry, isExcluded: boolean): void => {
    setPartExcluded(doc, origin, entry.id, isExcluded)
    showToast({
      message: text(isExcluded ? 'partLeftOut' : 'partTakenIn', { title: entry.title }),
      action: { label: text('undo'), onAction: () => setPartExcluded(doc, origin, entry.id, !isExcluded) },
    })
  }
  return (
    <div className="outline">
      <ul>
        {entries.map((entry) => {
          const { onKeyDown, ...drag } = order.row(entry.id)
          const isCover = entry.id === coverId
          return (
            <li key={entry.id} className={`outline-row${entry.isExcluded ? ' outline-row-excluded' : ''}`} {...(isCover ? {} : drag)}>
              <CheckboxField isDisabled={!canEdit} isSelected={!entry.isExcluded} onChange={(isIncluded) => exclude(entry, !isIncluded)}>
                <span className="visually-hidden">{text('include', { title: entry.title })}</span>
              </CheckboxField>
              <button type="button" className="outline-go" aria-label={text('goTo', { title: entry.title })} onClick={() => onGoTo(entry.id)} onKeyDown={isCover ? undefined : onKeyDown}>
                {entry.number !== '' && <span className="outline-number">{entry.number}</span>}
                <span className="any-script">{entry.title}</span>
              </button>
              {canEdit && !isCover && (
                <span className="outline-move">
                  <IconButton icon={ArrowUp} label={text('moveUp', { title: entry.title })} shortcut="Alt ↑" isDisabled={!order.canMove(entry.id, -1)} onPress={() => order.move(entry.id, -1)} />
                  <IconButton icon={ArrowDown} label={text('moveDown', { title: entry.title })} shortcut="Alt ↓" isDisabled={!order.canMove(entry.id, 1)} onPress={() => order.move(entry.id, 1)} />
                </span>
              )}
            </li>
          )
        })}
      </ul>
      <output className="visually-hidden">{moved}</output>
    </div>
  )
})
