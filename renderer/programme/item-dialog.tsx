/** Adding or editing an item of the programme. */
import { useState, type FormEvent, type ReactNode } from 'react'
import { newItem, type ItemFields } from '../../shared/document/commands/programme-commands.ts'
import { itemKinds, type Person, type ProgrammeItem } from '../../shared/model/workshop.ts'
import { Button } from '../base/controls/button.tsx'
import { changedFields } from '../base/changed-fields.ts'
import { Dialog, DialogBody, DialogFooter } from '../base/controls/dialog.tsx'
import { CheckboxField, SelectField, TextField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import { messages } from './messages.ts'
import './programme.css'

export type ItemDialogProps = {
  /** Null adds a new item. */
  readonly item: ProgrammeItem | null
  readonly people: readonly Person[]
  /** Gets what was changed here, of a new item what is not as in `newItem`. */
  readonly onDone: (fields: Partial<ItemFields>) => void
  readonly onClose: () => void
}

/** The dialog; mounted while it is open. */
export function ItemDialog({ item, people, onDone, onClose }: ItemDialogProps): ReactNode {
  const text = useText(messages)
  const [opened] = useState<ItemFields>(item ?? newItem)
  const [fields, setFields] = useState(opened)
  const [isChecked, setIsChecked] = useState(false)
  const set = (change: Partial<ItemFields>): void => setFields((before) => ({ ...before, ...change }))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsChecked(true)
    if (fields.title.trim() === '') return
    onDone(changedFields(opened, fields))
    onClose()
  }
  return (
    <Dialog title={item ? text('editTitle') : text('addTitle')} isOpen onClose={onClose}>
      <form onSubmit={submit}>
        <DialogBody>
          <TextField
            label={text('title')}
            value={fields.title}
            onChange={(title) => set({ title })}
            error={isChecked && fields.title.trim() === '' ? text('needTitle') : null}
          />
          <SelectField
            label={text('kind')}
            value={fields.kind}
            options={itemKinds.map((kind) => ({ value: kind, label: text(`kind_${kind}`) }))}
            onChange={(kind) => set({ kind })}
          />
          <div className="form-row">
            <TextField label={text('plannedStart')} value={fields.plannedStart} onChange={(plannedStart) => set({ plannedStart })} />
            <TextField label={text('plannedEnd')} value={fields.plannedEnd} onChange={(plannedEnd) => set({ plannedEnd })} />
            <TextField label={text('actualStart')} value={fields.actualStart} onChange={(actualStart) => set({ actualStart })} />
            <TextField label={text('actualEnd')} value={fields.actualEnd} onChange={(actualEnd) => set({ actualEnd })} />
          </div>
          <p className="quiet small form-note">{text('timeHelp')}</p>
          <fieldset className="speakers">
            <legend className="field-label">{text('speakers')}</legend>
            {people.length === 0 && <p className="quiet small">{text('noPeople')}</p>}
            <div className="speakers-list">
              {people.map((person) => (
                <CheckboxField
                  key={person.id}
                  isSelected={fields.speakers.includes(person.id)}
                  onChange={(isSpeaker) =>
                    set({ speakers: isSpeaker ? [...fields.speakers, person.id] : fields.speakers.filter((id) => id !== person.id) })
                  }
                >
                  <span className="any-script">{person.name}</span>
                </CheckboxField>
              ))}
            </div>
          </fieldset>
          <TextField
            label={text('otherSpeakers')}
            help={text('otherSpeakersHelp')}
            value={fields.otherSpeakers}
            onChange={(otherSpeakers) => set({ otherSpeakers })}
          />
          <CheckboxField isSelected={fields.held} onChange={(held) => set({ held })}>
            {text('held')}
          </CheckboxField>
          <CheckboxField isSelected={fields.confidential} onChange={(confidential) => set({ confidential })}>
            {text('confidential')}
          </CheckboxField>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{text('cancel')}</Button>
          <Button type="submit" tone="accent">
            {item ? text('save') : text('add')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
