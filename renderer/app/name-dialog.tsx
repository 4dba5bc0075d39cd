/** The one question of the first start: under which name others see this user. */
import { useState, type FormEvent, type ReactNode } from 'react'
import { Button } from '../base/controls/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../base/controls/dialog.tsx'
import { TextField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import { messages } from './messages.ts'

export type NameDialogProps = { readonly onDone: (name: string, organisation: string) => void }

/** The dialog; it stays until there is a name. */
export function NameDialog({ onDone }: NameDialogProps): ReactNode {
  const text = useText(messages)
  const [name, setName] = useState('')
  const [organisation, setOrganisation] = useState('')
  const [isChecked, setIsChecked] = useState(false)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsChecked(true)
    if (name.trim() !== '') onDone(name.trim(), organisation.trim())
  }
  return (
    <Dialog title={text('nameTitle')} isOpen isDismissable={false} width="narrow" onClose={() => undefined}>
      <form onSubmit={submit}>
        <DialogBody>
          <p className="quiet">{text('nameIntro')}</p>
          <TextField
            label={text('name')}
            autoComplete="off"
            value={name}
            onChange={setName}
            error={isChecked && name.trim() === '' ? text('needName') : null}
          />
          <TextField label={text('organisation')} help={text('organisationHelp')} autoComplete="off" value={organisation} onChange={setOrganisation} />
        </DialogBody>
        <DialogFooter>
          <Button type="submit" tone="accent">
            {text('continue')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
