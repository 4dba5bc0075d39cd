/** The corrections round: what was asked for in the last version, what was decided, and why; and what no version has printed of earlier rounds. */
import { Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { addCorrection, setCorrectionDeleted, updateCorrection } from '../../shared/document/versions/corrections.ts'
import { correctionDecisions, type Correction, type CorrectionDecision, type FrozenVersion, type PendingCorrection } from '../../shared/model/versions.ts'
import { Button, IconButton } from '../base/controls/button.tsx'
import { SelectField, TextField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import { SharedTextField } from '../base/controls/shared-text-field.tsx'
import { showToast } from '../base/controls/toast.tsx'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { messages } from './messages.ts'
import { today } from './today.ts'
import { usePendingCorrections } from './use-versions.ts'

/** A request as far as it is typed. */
export type CorrectionDraft = Pick<Correction, 'place' | 'request' | 'by'>

export const emptyCorrection: CorrectionDraft = { place: '', request: '', by: '' }

export type CorrectionListProps = {
  readonly version: FrozenVersion | undefined
  readonly userName: string
  /** Kept by whoever shows the list: it stays when something else is looked at. */
  readonly draft: CorrectionDraft
  readonly onDraft: (draft: CorrectionDraft) => void
}

export function CorrectionList({ version, userName, draft, onDraft }: CorrectionListProps): ReactNode {
  const text = useText(messages)
  const { doc, canEdit } = useWorkshopEdits()
  const corrections = usePendingCorrections(doc)
  if (version === undefined) return <p className="quiet">{text('correctionsNone')}</p>
  return (
    <>
      <p className="quiet small">{text('correctionsHelp', { number: version.number })}</p>
      <ul className="correction-list">
        {corrections.map((correction) => (
          <CorrectionItem key={correction.id} correction={correction} isEarlier={correction.version !== version.fingerprint} userName={userName} />
        ))}
      </ul>
      {canEdit && <CorrectionForm version={version} draft={draft} onDraft={onDraft} />}
    </>
  )
}

type CorrectionItemProps = {
  readonly correction: PendingCorrection
  /** Asked for in a version before the last. */
  readonly isEarlier: boolean
  readonly userName: string
}

function CorrectionItem({ correction, isEarlier, userName }: CorrectionItemProps): ReactNode {
  const text = useText(messages)
  const { doc, origin, typing, canEdit } = useWorkshopEdits()
  const { id, number, place, request, by, decision, reason } = correction
  const decide = (choice: CorrectionDecision): void => {
    updateCorrection(doc, origin, id, { decision: choice, decidedBy: choice === 'open' ? '' : userName, decidedOn: choice === 'open' ? '' : today() })
  }
  const remove = (): void => {
    setCorrectionDeleted(doc, origin, id, true)
    showToast({ message: text('correctionRemoved', { place }), action: { label: text('undo'), onAction: () => void setCorrectionDeleted(doc, origin, id, false) } })
  }
  return (
    <li className="correction" aria-label={text('correctionOf', { place })}>
      <div className="correction-words">
        <strong className="any-script">{/^\d+$/.test(place) ? text('paragraph', { number: place }) : place}</strong>
        {isEarlier && <p className="quiet small">{text('versionNumber', { number })}</p>}
        <p className="any-script">{request}</p>
        {by !== '' && <p className="quiet small any-script">{by}</p>}
      </div>
      <SelectField
        label={text('correctionDecision')}
        value={decision}
        isDisabled={!canEdit}
        options={correctionDecisions.map((option) => ({ value: option, label: text(`decision_${option}`) }))}
        onChange={decide}
      />
      <SharedTextField label={text('correctionReason')} value={reason} isReadOnly={!canEdit} onChange={(value) => void updateCorrection(doc, typing, id, { reason: value })} />
      {canEdit && <IconButton icon={Trash2} label={text('removeCorrection', { place })} onPress={remove} />}
    </li>
  )
}

function CorrectionForm({ version, draft, onDraft }: Pick<CorrectionListProps, 'draft' | 'onDraft'> & { readonly version: FrozenVersion }): ReactNode {
  const text = useText(messages)
  const { doc, origin } = useWorkshopEdits()
  const { place, request, by } = draft
  const set = (change: Partial<CorrectionDraft>): void => onDraft({ ...draft, ...change })
  return (
    <form
      className="version-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (request.trim() === '') return
        addCorrection(doc, origin, { version: version.fingerprint, place: place.trim(), request: request.trim(), by: by.trim() })
        onDraft(emptyCorrection)
      }}
    >
      <TextField label={text('correctionPlace')} help={text('correctionPlaceHelp')} value={place} onChange={(typed) => set({ place: typed })} />
      <TextField label={text('correctionBy')} value={by} onChange={(typed) => set({ by: typed })} />
      <TextField label={text('correctionRequest')} value={request} onChange={(typed) => set({ request: typed })} rows={2} className="version-form-wide" />
      <div className="version-form-buttons">
        <Button type="submit" isDisabled={request.trim() === ''}>
          {text('addCorrection')}
        </Button>
      </div>
    </form>
  )
}
