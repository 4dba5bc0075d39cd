/** Who approved a version, as it was said in the room or on paper. */
import { Undo2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { addApproval, setApprovalWithdrawn } from '../../shared/document/approvals.ts'
import { formatDateField } from '../../shared/minutes/dates.ts'
import { approvalWays, type Approval, type ApprovalWay, type FrozenVersion } from '../../shared/model/versions.ts'
import { Button, IconButton } from '../base/button.tsx'
import { SelectField, TextField } from '../base/fields.tsx'
import { useLanguage, useText } from '../base/i18n.tsx'
import { showToast } from '../base/toast.tsx'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { messages } from './messages.ts'
import { today } from './today.ts'

export function ApprovalList({ version, approvals, userName }: { readonly version: FrozenVersion; readonly approvals: readonly Approval[]; readonly userName: string }): ReactNode {
  const text = useText(messages)
  const locale = useLanguage()
  const { doc, origin, canEdit } = useWorkshopEdits()
  const [isAdding, setIsAdding] = useState(false)
  const withdraw = ({ id, name }: Approval): void => {
    setApprovalWithdrawn(doc, origin, id, true)
    showToast({ message: text('withdrawn', { name }), action: { label: text('undo'), onAction: () => setApprovalWithdrawn(doc, origin, id, false) } })
  }
  return (
    <div className="version-approvals">
      <h4 className="version-subtitle">{text('approvals')}</h4>
      {approvals.length === 0 && !isAdding && <p className="quiet small">{text('noApprovals')}</p>}
      <ul>
        {approvals.map((approval) => (
          <li key={approval.id} className="approval">
            <span className="any-script">{[approval.name, approval.capacity].filter((part) => part !== '').join(', ')}</span>
            <span className="quiet small">{text('approvalLine', { how: text(`way_${approval.how}`), date: formatDateField(approval.on, locale) })}</span>
            {canEdit && <IconButton icon={Undo2} label={text('withdraw', { name: approval.name })} onPress={() => withdraw(approval)} />}
          </li>
        ))}
      </ul>
      {isAdding ? (
        <ApprovalForm
          onAdd={(fields) => {
            addApproval(doc, origin, { ...fields, version: version.fingerprint, recordedBy: userName })
            setIsAdding(false)
          }}
          onCancel={() => setIsAdding(false)}
        />
      ) : (
        canEdit && (
          <Button tone="quiet" onPress={() => setIsAdding(true)}>
            {text('approve')}
          </Button>
        )
      )}
    </div>
  )
}

type ApprovalFields = Pick<Approval, 'name' | 'capacity' | 'how' | 'on'>

function ApprovalForm({ onAdd, onCancel }: { readonly onAdd: (fields: ApprovalFields) => void; readonly onCancel: () => void }): ReactNode {
  const text = useText(messages)
  const [fields, setFields] = useState<ApprovalFields>({ name: '', capacity: '', how: 'in-room', on: today() })
  const set = (change: Partial<ApprovalFields>): void => setFields((now) => ({ ...now, ...change }))
  return (
    <form
      className="version-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (fields.name.trim() !== '') onAdd({ ...fields, name: fields.name.trim(), capacity: fields.capacity.trim() })
      }}
    >
      <TextField label={text('approvalName')} value={fields.name} onChange={(name) => set({ name })} isRequired />
      <TextField label={text('approvalCapacity')} value={fields.capacity} onChange={(capacity) => set({ capacity })} />
      <SelectField<ApprovalWay> label={text('approvalHow')} value={fields.how} options={approvalWays.map((way) => ({ value: way, label: text(`way_${way}`) }))} onChange={(how) => set({ how })} />
      <TextField label={text('approvalOn')} type="date" value={fields.on} onChange={(on) => set({ on })} />
      <div className="version-form-buttons">
        <Button onPress={onCancel}>{text('notYet')}</Button>
        <Button tone="accent" type="submit" isDisabled={fields.name.trim() === ''}>
          {text('add')}
        </Button>
      </div>
    </form>
  )
}
