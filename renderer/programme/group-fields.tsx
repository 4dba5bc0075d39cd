/** What a breakout group says about itself: its question, how it worked, who led and noted, how many they were. */
import type { ReactNode } from 'react'
import { setBoardGroup } from '../../shared/document/commands/board-commands.ts'
import { noGroup, type BoardGroup, type BoardHeading } from '../../shared/model/workshop.ts'
import { FoldAway } from '../base/controls/fold-away.tsx'
import { useText } from '../base/words/i18n.tsx'
import { SharedTextField } from '../base/controls/shared-text-field.tsx'
import { readWholeNumber } from '../base/whole-number.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { messages } from './messages.ts'

/** Folded away, as most groups begin with their talk. */
export function GroupFields({ board }: { readonly board: BoardHeading }): ReactNode {
  const text = useText(messages)
  const { doc, typing, canEdit } = useWorkshopEdits()
  const group = board.group ?? noGroup
  const set = (change: Partial<BoardGroup>): void => void setBoardGroup(doc, typing, board.id, change)
  return (
    <FoldAway title={text('aboutGroup')} level={2}>
      <SharedTextField label={text('groupQuestion')} isReadOnly={!canEdit} value={group.question} onChange={(question) => set({ question })} />
      <div className="form-row">
        <SharedTextField label={text('groupMethod')} isReadOnly={!canEdit} value={group.method} onChange={(method) => set({ method })} />
        <SharedTextField label={text('groupFacilitator')} isReadOnly={!canEdit} value={group.facilitator} onChange={(facilitator) => set({ facilitator })} />
        <SharedTextField label={text('groupRapporteur')} isReadOnly={!canEdit} value={group.rapporteur} onChange={(rapporteur) => set({ rapporteur })} />
        <SharedTextField
          label={text('groupCount')}
          inputMode="numeric"
          maxLength={5}
          isReadOnly={!canEdit}
          value={group.participantCount === null ? '' : String(group.participantCount)}
          onChange={(count) => set({ participantCount: readWholeNumber(count) })}
        />
      </div>
    </FoldAway>
  )
}
