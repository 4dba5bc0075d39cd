/** What stands above a board: the title to edit, and the programme item that it belongs to. */
import { Pencil } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { renameBoard, setBoardAnnex } from '../../shared/document/commands/board-commands.ts'
import { updateItem } from '../../shared/document/commands/programme-commands.ts'
import type { BoardHeading, Person, ProgrammeItem } from '../../shared/model/workshop.ts'
import { IconButton } from '../base/controls/button.tsx'
import { Facts } from '../base/controls/facts.tsx'
import { useText } from '../base/words/i18n.tsx'
import { SharedTextField } from '../base/controls/shared-text-field.tsx'
import { useComma } from '../base/use-comma.ts'
import { useItems, usePeople } from '../base/workshop-data.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { AnnexDialog } from './annex-dialog.tsx'
import { GroupFields } from './group-fields.tsx'
import { ItemDialog } from './item-dialog.tsx'
import { messages } from './messages.ts'
import './programme.css'

/** The names of everybody who speaks: people of the workshop, then the others as typed. */
function speakerNames(item: ProgrammeItem, people: readonly Person[]): readonly string[] {
  const names = item.speakers.flatMap((id) => people.find((person) => person.id === id)?.name ?? [])
  return [...names, item.otherSpeakers].filter((name) => name !== '')
}

/** The times of an item as they were, or as they were planned; '' when unknown. */
function itemTime(item: ProgrammeItem): string {
  const [start, end] = item.actualStart !== '' || item.actualEnd !== '' ? [item.actualStart, item.actualEnd] : [item.plannedStart, item.plannedEnd]
  return [start, end].filter((time) => time !== '').join('–')
}

/** The header of `board`. */
export function BoardHeader({ board }: { readonly board: BoardHeading }): ReactNode {
  const text = useText(messages)
  const { doc, origin, typing, canEdit } = useWorkshopEdits()
  const people = usePeople(doc)
  const item = useItems(doc).find((candidate) => candidate.id === board.item)
  const [isEditing, setIsEditing] = useState(false)
  const [isPlacing, setIsPlacing] = useState(false)
  const { annex } = board
  const comma = useComma()
  const facts = item ? [text(`kind_${item.kind}`), itemTime(item), speakerNames(item, people).join(comma)] : []
  // A board that shows its item's title renames the item; one with a title of its own keeps it.
  const rename = (title: string): void => {
    if (item && item.title === board.title) updateItem(doc, typing, item.id, { title })
    else renameBoard(doc, typing, board.id, title)
  }
  return (
    <header className="board-header">
      <h1 className="visually-hidden">{board.title}</h1>
      <SharedTextField
        key={board.id}
        label={text('boardTitle')}
        isLabelHidden
        placeholder={text('untitled')}
        isReadOnly={!canEdit}
        className="board-header-title"
        value={board.title}
        onChange={rename}
      />
      {item && (
        <div className="board-header-facts">
          <p className="any-script">
            <Facts facts={facts} />
          </p>
          {canEdit && <IconButton icon={Pencil} label={text('edit')} onPress={() => setIsEditing(true)} />}
        </div>
      )}
      {annex && (
        <div className="board-header-facts">
          <p className="any-script">
            <Facts facts={[text(`annex_${annex.kind}`), annex.author, annex.organisation, annex.date, annex.confidential ? text('annexConfidential') : '']} />
          </p>
          {canEdit && <IconButton icon={Pencil} label={text('annexEdit')} onPress={() => setIsPlacing(true)} />}
        </div>
      )}
      {item?.kind === 'breakout' && <GroupFields key={board.id} board={board} />}
      {isPlacing && <AnnexDialog boardTitle={board.title} annex={board.annex ?? null} onClose={() => setIsPlacing(false)} onDone={(place) => setBoardAnnex(doc, origin, board.id, place)} />}
      {isEditing && item && (
        <ItemDialog item={item} people={people} onClose={() => setIsEditing(false)} onDone={(fields) => updateItem(doc, origin, item.id, fields)} />
      )}
    </header>
  )
}
