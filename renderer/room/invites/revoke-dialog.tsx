/** The question before an invite is taken back: it cannot be undone. */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { EngineFailure, Invite } from '../../../shared/ipc/engine-port.ts'
import { Button } from '../../base/controls/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../base/controls/dialog.tsx'
import { failureMessages, failureOf, failureSentence } from '../../base/words/failures.ts'
import { useText } from '../../base/words/i18n.tsx'
import { Problem } from '../../base/controls/problem.tsx'
import { inviteMessages } from './invite-messages.ts'

export type RevokeDialogProps = {
  readonly invite: Invite
  readonly revoke: () => Promise<Invite>
  readonly onRevoked: (invite: Invite) => void
  readonly onClose: () => void
}

/** The question; the answer that changes nothing comes first and has the focus. */
export function RevokeDialog({ invite, revoke, onRevoked, onClose }: RevokeDialogProps): ReactNode {
  const text = useText(inviteMessages)
  const failureText = useText(failureMessages)
  const [isRunning, setIsRunning] = useState(false)
  const [failure, setFailure] = useState<EngineFailure | null>(null)
  const keep = useRef<HTMLButtonElement>(null)
  useEffect(() => keep.current?.focus(), [])
  const start = async (): Promise<void> => {
    setFailure(null)
    setIsRunning(true)
    try {
      onRevoked(await revoke())
    } catch (error) {
      setFailure(failureOf(error))
      setIsRunning(false)
    }
  }
  return (
    <Dialog title={text('revokeTitle', { name: invite.label })} isOpen role="alertdialog" width="narrow" onClose={onClose}>
      <DialogBody>
        <p>{text('revokeWords')}</p>
        {failure && <Problem title={text('notRevoked')}>{failureSentence(failureText, failure)}</Problem>}
      </DialogBody>
      <DialogFooter>
        <Button ref={keep} onPress={onClose}>
          {text('keepInvite')}
        </Button>
        <Button tone="danger" isDisabled={isRunning} onPress={() => void start()}>
          {isRunning ? text('revoking') : text('revoke')}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
