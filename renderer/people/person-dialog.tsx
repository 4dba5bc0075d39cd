/** Adding or editing a person. */
import { useRef, useState, type FormEvent, type ReactNode } from 'react'
import type { PersonFields } from '../../shared/document/people-commands.ts'
import { attendances, capacities, duties, type Person } from '../../shared/model/workshop.ts'
import { Button } from '../base/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../base/dialog.tsx'
import { CheckboxField, SelectField, TextField } from '../base/fields.tsx'
import { useText } from '../base/i18n.tsx'
import { messages } from './messages.ts'
import './people.css'

export type PersonDialogProps = {
  /** Null adds people, one after the other if wanted. */
  readonly person: Person | null
  readonly onDone: (fields: PersonFields) => void
  readonly onClose: () => void
}

const newPerson: PersonFields = { name: '', organisation: '', region: '', capacity: 'member', functions: [], duties: [], attendance: 'present' }

/** The dialog; mounted while it is open. */
export function PersonDialog({ person, onDone, onClose }: PersonDialogProps): ReactNode {
  const text = useText(messages)
  const [fields, setFields] = useState<PersonFields>(person ?? newPerson)
  // Kept as typed while it is typed, blank lines and all.
  const [functions, setFunctions] = useState(fields.functions.join('\n'))
  const [isChecked, setIsChecked] = useState(false)
  const nameInput = useRef<HTMLInputElement>(null)
  const set = (change: Partial<PersonFields>): void => setFields((before) => ({ ...before, ...change }))
  const isNamed = fields.name.trim() !== ''

  const done = (): boolean => {
    setIsChecked(true)
    if (!isNamed) return false
    onDone({ ...fields, functions: functions.split('\n').filter((line) => line.trim() !== '') })
    return true
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (done()) onClose()
  }
  const addAnother = (): void => {
    if (!done()) return
    // The next one is often from the same house: organisation, region and capacity stay.
    set({ name: '', duties: [] })
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
