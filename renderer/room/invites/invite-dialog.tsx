/** Making an invite: a role, a name for it, and until when it holds. */
import { useState, type FormEvent, type ReactNode } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import type { EngineCalls, EngineFailure, Invite } from '../../../shared/ipc/engine-port.ts'
import { roles, type Role } from '../../../shared/model/roles.ts'
import type { PartialDate } from '../../../shared/model/workshop.ts'
import { Button } from '../../base/controls/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../base/controls/dialog.tsx'
import { failureMessages, failureOf, failureSentence } from '../../base/words/failures.ts'
import { SelectField, TextField } from '../../base/controls/fields.tsx'
import { useText } from '../../base/words/i18n.tsx'
import { Problem } from '../../base/controls/problem.tsx'
import { roleMessages } from '../../base/words/roles.ts'
import { useNow } from '../../base/use-now.ts'
import { expiryChoices, expiryOf, type ExpiryChoice } from './expiry.ts'
import { inviteMessages } from './invite-messages.ts'

export type InviteDialogProps = {
  readonly workshopDay: PartialDate
  readonly create: (invite: EngineCalls['createInvite']['args'][1]) => Promise<Invite>
  readonly onCreated: (invite: Invite) => void
  readonly onClose: () => void
}

/** The dialog; mounted while it is open. */
export function InviteDialog({ workshopDay, create, onCreated, onClose }: InviteDialogProps): ReactNode {
  const text = useText(inviteMessages)
  const roleText = useText(roleMessages)
  const failureText = useText(failureMessages)
  const [role, setRole] = useState<Role>('participant')
  // Null until somebody types: then the name follows the role.
  const [typed, setTyped] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ExpiryChoice>('today')
  const [day, setDay] = useState('')
  const [isChecked, setIsChecked] = useState(false)
  const [isRunning, setIsRunning] = useState(false)
  const [failure, setFailure] = useState<EngineFailure | null>(null)
  const now = useNow()
  const label = typed ?? text(`suggested_${role}`)
  const choices = expiryChoices(workshopDay, now)
  // At midnight the day of the workshop becomes today, and both end at the same time.
  const choice = choices.includes(chosen) ? chosen : 'today'
  const expiresAt = expiryOf(choice, { now, workshopDay, day })

  const start = async (end: number): Promise<void> => {
    setFailure(null)
    setIsRunning(true)
    try {
      onCreated(await create({ role, label: label.trim(), expiresAt: end }))
    } catch (error) {
      setFailure(failureOf(error))
      setIsRunning(false)
    }
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsChecked(true)
    if (label.trim() !== '' && expiresAt !== null) void start(expiresAt)
  }

  return (
    <Dialog title={text('newInvite')} isOpen onClose={onClose}>
      <form onSubmit={submit}>
        <DialogBody>
          <RadioGroup className="role-choice" value={role} onChange={(value) => setRole(roles.find((known) => known === value) ?? role)}>
            <Label className="field-label">{text('inviteRole')}</Label>
            {roles.toReversed().map((option) => (
              <Radio key={option} value={option} className="role-option">
                <span className="role-dot" />
                <span className="role-option-words">
                  <span>{roleText(`role_${option}`)}</span>
                  <span className="quiet small">{roleText(`may_${option}`)}</span>
                </span>
              </Radio>
            ))}
          </RadioGroup>
          <TextField
            label={text('inviteLabel')}
            help={text('inviteLabelHelp')}
            value={label}
            onChange={setTyped}
            error={isChecked && label.trim() === '' ? text('needLabel') : null}
          />
          <div className="form-pair">
            <SelectField
              label={text('expiry')}
              value={choice}
              options={choices.map((value) => ({ value, label: text(`expiry_${value}`) }))}
              onChange={setChosen}
            />
            {choice === 'date' && (
              <TextField label={text('expiryDay')} type="date" value={day} onChange={setDay} error={isChecked && expiresAt === null ? text('badDay') : null} />
            )}
          </div>
          {failure && <Problem title={text('notMade')}>{failureSentence(failureText, failure)}</Problem>}
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{text('cancel')}</Button>
          <Button type="submit" tone="accent" isDisabled={isRunning}>
            {isRunning ? text('making') : text('makeInvite')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
