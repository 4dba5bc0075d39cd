/** Adding or editing a person. */
import { useRef, useState, type FormEvent, type ReactNode } from 'react'
import type { PersonFields } from '../../shared/document/commands/people-commands.ts'
import { attendances, capacities, duties, emptyPerson, organisationTypes, photoConsents, type Person } from '../../shared/model/workshop.ts'
import { Button } from '../base/controls/button.tsx'
import { changedFields } from '../base/changed-fields.ts'
import { Dialog, DialogBody, DialogFooter } from '../base/controls/dialog.tsx'
import { CheckboxField, SelectField, TextField } from '../base/controls/fields.tsx'
import { FoldAway } from '../base/controls/fold-away.tsx'
import { useText } from '../base/words/i18n.tsx'
import { messages } from './messages.ts'
import './people.css'

export type PersonDialogProps = {
  /** Null adds people, one after the other if wanted. */
  readonly person: Person | null
  /** Gets what was changed here, of somebody new what is not as in `emptyPerson`. */
  readonly onDone: (fields: Partial<PersonFields>) => void
  readonly onClose: () => void
}

const extras = ['orgType', 'country', 'contact', 'representedBy', 'timeIn', 'timeOut', 'photoConsent'] as const

/** The dialog; mounted while it is open. */
export function PersonDialog({ person, onDone, onClose }: PersonDialogProps): ReactNode {
  const text = useText(messages)
  const [opened] = useState<PersonFields>(person ?? emptyPerson)
  const [fields, setFields] = useState(opened)
  // Kept as typed while it is typed, blank lines and all.
  const [functions, setFunctions] = useState(fields.functions.join('\n'))
  const [isChecked, setIsChecked] = useState(false)
  const nameInput = useRef<HTMLInputElement>(null)
  const set = (change: Partial<PersonFields>): void => setFields((before) => ({ ...before, ...change }))
  const isNamed = fields.name.trim() !== ''

  const done = (): boolean => {
    setIsChecked(true)
    if (!isNamed) return false
    onDone(changedFields(opened, { ...fields, functions: functions.split('\n').filter((line) => line.trim() !== '') }))
    return true
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (done()) onClose()
  }
  const addAnother = (): void => {
    if (!done()) return
    // The next one is often from the same house: organisation, region and capacity stay.
    set({ name: '', duties: [], contact: '', representedBy: '', timeIn: '', timeOut: '', photoConsent: '' })
    setFunctions('')
    setIsChecked(false)
    nameInput.current?.focus()
  }

  return (
    <Dialog title={person ? text('editPersonTitle') : text('addPerson')} isOpen onClose={onClose}>
      <form onSubmit={submit}>
        <DialogBody>
          <TextField
            label={text('name')}
            inputRef={nameInput}
            value={fields.name}
            onChange={(name) => set({ name })}
            error={isChecked && !isNamed ? text('needName') : null}
          />
          <div className="form-pair">
            <TextField label={text('organisation')} value={fields.organisation} onChange={(organisation) => set({ organisation })} />
            <TextField label={text('region')} value={fields.region} onChange={(region) => set({ region })} />
          </div>
          <TextField label={text('functions')} help={text('functionsHelp')} rows={3} value={functions} onChange={setFunctions} />
          <div className="form-pair">
            <SelectField
              label={text('capacity')}
              value={fields.capacity}
              options={capacities.map((capacity) => ({ value: capacity, label: text(`capacity_${capacity}`) }))}
              onChange={(capacity) => set({ capacity })}
            />
            <SelectField
              label={text('attendance')}
              value={fields.attendance}
              options={attendances.map((attendance) => ({ value: attendance, label: text(`attendance_${attendance}`) }))}
              onChange={(attendance) => set({ attendance })}
            />
          </div>
          <fieldset className="duties">
            <legend className="field-label">{text('duties')}</legend>
            {duties.map((duty) => (
              <CheckboxField
                key={duty}
                isSelected={fields.duties.includes(duty)}
                onChange={(isHeld) => set({ duties: isHeld ? [...fields.duties, duty] : fields.duties.filter((held) => held !== duty) })}
              >
                {text(`duty_${duty}`)}
              </CheckboxField>
            ))}
          </fieldset>
          <FoldAway title={text('moreAboutPerson')} isOpenAtFirst={person !== null && extras.some((name) => person[name] !== '')}>
            <div className="form-pair">
              <SelectField
                label={text('orgType')}
                value={fields.orgType}
                options={organisationTypes.map((orgType) => ({ value: orgType, label: text(`orgType_${orgType}`) }))}
                onChange={(orgType) => set({ orgType })}
              />
              <TextField label={text('country')} value={fields.country} onChange={(country) => set({ country })} />
              <TextField label={text('timeIn')} value={fields.timeIn} onChange={(timeIn) => set({ timeIn })} />
              <TextField label={text('timeOut')} value={fields.timeOut} onChange={(timeOut) => set({ timeOut })} />
            </div>
            <TextField
              label={text('representedBy')}
              help={text('representedByHelp')}
              value={fields.representedBy}
              onChange={(representedBy) => set({ representedBy })}
            />
            <TextField label={text('contact')} help={text('contactHelp')} value={fields.contact} onChange={(contact) => set({ contact })} />
            <SelectField
              label={text('photoConsent')}
              help={text('photoConsentHelp')}
              value={fields.photoConsent}
              options={photoConsents.map((photoConsent) => ({ value: photoConsent, label: text(photoConsent === '' ? 'photoConsent_unasked' : `photoConsent_${photoConsent}`) }))}
              onChange={(photoConsent) => set({ photoConsent })}
            />
          </FoldAway>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{text('cancel')}</Button>
          {!person && <Button onPress={addAnother}>{text('addAnother')}</Button>}
          <Button type="submit" tone="accent">
            {person ? text('save') : text('add')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
