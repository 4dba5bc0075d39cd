/** Who approved a version: signed on a computer of the workshop, or as it was said in the room or on paper. */
import { PenTool, Plus, Undo2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { addApproval, setApprovalWithdrawn, signedBefore } from '../../shared/document/versions/approvals.ts'
import { addFromRoom } from '../../shared/document/versions/room-signatures.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { mayApprove, type Role } from '../../shared/model/roles.ts'
import { approvalWays, type Approval, type ApprovalWay, type CheckedApproval, type FrozenVersion } from '../../shared/model/versions.ts'
import { counts } from '../../shared/versions/approval-signature.ts'
import { Button, IconButton } from '../base/controls/button.tsx'
import { SelectField, TextField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import { useResponsesEdits } from '../base/responses-edits.tsx'
import { showToast } from '../base/controls/toast.tsx'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import type { ApprovalDraft, DraftProps } from './approval-drafts.ts'
import { ApprovalLine } from './approval-line.tsx'
import { messages } from './messages.ts'
import { SignForm, type Self } from './sign-form.tsx'
import { takeFocus } from './take-focus.ts'
import { today } from './today.ts'
import { useLeftOut } from './use-versions.ts'

export type ApprovalListProps = DraftProps & {
  readonly workshop: WorkshopId
  readonly version: FrozenVersion
  /** Of this version. */
  readonly approvals: readonly CheckedApproval[]
  /** Signed by participants and not added to the approvals. */
  readonly waiting: readonly CheckedApproval[]
  /** Whether the version can be read here: nobody signs what they cannot. */
  readonly isReadable: boolean
  readonly role: Role
  readonly self: Self
}

export function ApprovalList({ workshop, version, approvals, waiting, isReadable, role, self, draft, onDraft }: ApprovalListProps): ReactNode {
  const text = useText(messages)
  const { doc, origin, lasting, canEdit } = useWorkshopEdits()
  const { doc: responses, canAnswer } = useResponsesEdits()
  const leftOut = useLeftOut(doc, responses, version.fingerprint, waiting.length)
  const withdraw = ({ id, name }: Approval): void => {
    setApprovalWithdrawn(doc, origin, id, true)
    showToast({ message: text('withdrawn', { name }), action: { label: text('undo'), onAction: () => setApprovalWithdrawn(doc, origin, id, false) } })
  }
  const putAside = ({ id, name }: Approval): void => {
    setApprovalWithdrawn(doc, lasting, id, true)
    showToast({ message: text('wasPutAside', { name }), action: { label: text('undo'), onAction: () => setApprovalWithdrawn(doc, lasting, id, false) } })
  }
  const maySign = isReadable && mayApprove(role) && (canEdit || canAnswer) && self.name.trim() !== ''
  // A draft may come from before a role was lowered.
  const shown = draft !== null && (draft.kind === 'sign' ? maySign : canEdit) ? draft : null
  return (
    <div className="version-approvals">
      <h4 className="version-subtitle">{text('approvals')}</h4>
      {approvals.length === 0 && shown === null && <p className="quiet small">{text('noApprovals')}</p>}
      <ul>
        {approvals.map((approval) => (
          <ApprovalLine key={approval.id} approval={approval} number={version.number}>
            {canEdit && <IconButton icon={Undo2} label={text('withdraw', { name: approval.name })} onPress={() => withdraw(approval)} />}
          </ApprovalLine>
        ))}
      </ul>
      {leftOut.approvals > 0 && <p className="quiet small">{text('approvalsLeftOut', { count: leftOut.approvals })}</p>}
      {waiting.length > 0 && (
        <>
          <h4 className="version-subtitle">{text('fromRoom')}</h4>
          <p className="quiet small">{text('fromRoomHelp')}</p>
          <ul>
            {waiting.map((approval) => (
              <ApprovalLine key={approval.id} approval={approval} number={version.number}>
                {signedBefore(approvals, approval) ? (
                  <p className="quiet small">{text('signedTwice')}</p>
                ) : (
                  canEdit && counts(approval) && (
                    <Button icon={Plus} aria-label={text('addFromRoom', { name: approval.name })} onPress={() => addFromRoom(doc, lasting, approval, self.name)}>
                      {text('add')}
                    </Button>
                  )
                )}
                {canEdit && <IconButton icon={X} label={text('putAside', { name: approval.name })} onPress={() => putAside(approval)} />}
              </ApprovalLine>
            ))}
          </ul>
        </>
      )}
      {leftOut.waiting > 0 && <p className="quiet small">{text('waitingLeftOut', { count: leftOut.waiting })}</p>}
      {[...approvals, ...waiting].some(({ check }) => check.kind === 'signed') && <p className="quiet small">{text('signatureProves')}</p>}
      {shown?.kind === 'sign' && (
        <SignForm workshop={workshop} version={version} self={self} standing={[...approvals, ...waiting]} words={shown} onWords={(words) => onDraft({ ...shown, ...words })} onDone={() => onDraft(null)} />
      )}
      {shown?.kind === 'record' && (
        <ApprovalForm
          draft={shown}
          onDraft={onDraft}
          onAdd={({ kind: _kind, ...fields }) => {
            addApproval(doc, lasting, { ...fields, organisation: '', signature: null, version: version.fingerprint, recordedBy: self.name })
            onDraft(null)
          }}
        />
      )}
      {shown === null && (
        <div className="version-acts">
          {maySign && (
            <Button icon={PenTool} onPress={() => onDraft({ kind: 'sign', name: '', capacity: '', how: 'in-writing', on: today() })}>
              {text('sign')}
            </Button>
          )}
          {canEdit && (
            <Button tone="quiet" onPress={() => onDraft({ kind: 'record', name: '', capacity: '', how: 'in-room', on: today() })}>
              {text('approve')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

type ApprovalFormProps = Pick<DraftProps, 'onDraft'> & { readonly draft: ApprovalDraft; readonly onAdd: (approval: ApprovalDraft) => void }

function ApprovalForm({ draft, onDraft, onAdd }: ApprovalFormProps): ReactNode {
  const text = useText(messages)
  const set = (change: Partial<ApprovalDraft>): void => onDraft({ ...draft, ...change })
  return (
    <form
      ref={takeFocus}
      className="version-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (draft.name.trim() !== '') onAdd({ ...draft, name: draft.name.trim(), capacity: draft.capacity.trim() })
      }}
    >
      <TextField label={text('approvalName')} value={draft.name} onChange={(name) => set({ name })} isRequired />
      <TextField label={text('approvalCapacity')} value={draft.capacity} onChange={(capacity) => set({ capacity })} />
      <SelectField<ApprovalWay> label={text('approvalHow')} value={draft.how} options={approvalWays.map((way) => ({ value: way, label: text(`way_${way}`) }))} onChange={(how) => set({ how })} />
      <TextField label={text('approvalOn')} type="date" value={draft.on} onChange={(on) => set({ on })} />
      <div className="version-form-buttons">
        <Button onPress={() => onDraft(null)}>{text('notYet')}</Button>
        <Button tone="accent" type="submit" isDisabled={draft.name.trim() === ''}>
          {text('add')}
        </Button>
      </div>
    </form>
  )
}
