/** Matters arising: what earlier meetings asked for, and what became of it. */
import { Plus, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { addMatter, deleteMatter, restoreMatter, updateMatter, type MatterFields } from '../../shared/document/commands/matters-commands.ts'
import { matterStatuses, type Matter } from '../../shared/model/workshop.ts'
import { Button, IconButton } from '../base/controls/button.tsx'
import { CheckboxField, SelectField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import { SharedTextField } from '../base/controls/shared-text-field.tsx'
import { showToast } from '../base/controls/toast.tsx'
import { useMatters } from '../base/workshop-data.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { messages } from './messages.ts'

/** The list on the Details page; every change is kept at once. */
export function MattersSection(): ReactNode {
  const text = useText(messages)
  const { doc, origin, canEdit } = useWorkshopEdits()
  const matters = useMatters(doc)
  return (
    <>
      <p className="quiet">{text('mattersHelp')}</p>
      {matters.length > 0 && (
        <ul className="matters" aria-label={text('matters')}>
          {matters.map((matter, index) => (
            <li key={matter.id} className="matter">
              <MatterFieldset matter={matter} number={index + 1} />
            </li>
          ))}
        </ul>
      )}
      {canEdit && (
        <div>
          <Button icon={Plus} onPress={() => void addMatter(doc, origin, {})}>
            {text('addMatter')}
          </Button>
        </div>
      )}
    </>
  )
}

function MatterFieldset({ matter, number }: { readonly matter: Matter; readonly number: number }): ReactNode {
  const text = useText(messages)
  const { doc, origin, typing, canEdit } = useWorkshopEdits()
  const field = (name: 'label' | 'what' | 'owner' | 'due' | 'note', label: string): ReactNode => (
    <SharedTextField
      label={label}
      isReadOnly={!canEdit}
      value={matter[name]}
      onChange={(value) => void updateMatter(doc, typing, matter.id, { [name]: value } satisfies Partial<MatterFields>)}
    />
  )
  const remove = (): void => {
    if (!deleteMatter(doc, origin, matter.id)) return
    showToast({ message: text('matterRemoved', { index: number }), action: { label: text('undo'), onAction: () => void restoreMatter(doc, origin, matter.id) } })
  }
  return (
    <fieldset aria-label={text('matterNumber', { index: number })}>
      {field('what', text('matterWhat'))}
      <div className="form-row">
        {field('label', text('matterLabel'))}
        {field('owner', text('matterOwner'))}
        {field('due', text('matterDue'))}
        <SelectField
          label={text('matterStatus')}
          isDisabled={!canEdit}
          value={matter.status}
          options={matterStatuses.map((status) => ({ value: status, label: text(`matter_${status}`) }))}
          onChange={(status) => void updateMatter(doc, origin, matter.id, { status })}
        />
      </div>
      {field('note', text('matterNote'))}
      <div className="matter-foot">
        <CheckboxField
          isSelected={matter.confidential}
          isDisabled={!canEdit}
          onChange={(confidential) => void updateMatter(doc, origin, matter.id, { confidential })}
        >
          {text('matterConfidential')}
        </CheckboxField>
        {canEdit && <IconButton icon={Trash2} label={text('removeMatter', { index: number })} onPress={remove} />}
      </div>
    </fieldset>
  )
}
