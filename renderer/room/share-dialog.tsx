/** Sharing a workshop through a relay, and ending that. */
import { Copy } from 'lucide-react'
import { useState, type FormEvent, type ReactNode } from 'react'
import { Button } from '../base/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../base/dialog.tsx'
import { failureMessages, failureOf, failureSentence } from '../base/failures.ts'
import { TextField } from '../base/fields.tsx'
import { useText } from '../base/i18n.tsx'
import { Problem } from '../base/problem.tsx'
import { showToast } from '../base/toast.tsx'
import type { EngineFailure } from '../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { joinLink, relayAddress, type RelayAddress } from '../../shared/protocol/join-link.ts'
import { messages } from './messages.ts'
import './room.css'

export type ShareDialogProps = {
  readonly workshop: WorkshopId
  /** The relay that it is shared through now; null when it is not shared. */
  readonly relay: RelayAddress | null
  readonly rememberedRelay: string
  readonly setRelay: (relay: RelayAddress | null) => Promise<void>
  readonly copyText: (text: string) => void
  readonly onClose: () => void
}

/** The dialog; mounted while it is open. */
export function ShareDialog({ workshop, relay, rememberedRelay, setRelay, copyText, onClose }: ShareDialogProps): ReactNode {
  const text = useText(messages)
  const failureText = useText(failureMessages)
  const [address, setAddress] = useState(relay?.urls[0] ?? rememberedRelay)
  const [isChecked, setIsChecked] = useState(false)
  const [isRunning, setIsRunning] = useState(false)
  const [failure, setFailure] = useState<EngineFailure | null>(null)
  const valid = relayAddress(address)

  const change = async (to: RelayAddress | null): Promise<boolean> => {
    setFailure(null)
    setIsRunning(true)
    try {
      await setRelay(to)
      return true
    } catch (error) {
      setFailure(failureOf(error))
      return false
    } finally {
      setIsRunning(false)
    }
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsChecked(true)
    if (valid !== null) void change({ urls: [valid], pin: null })
  }
  const stop = async (): Promise<void> => {
    const before = relay
    if (!(await change(null))) return
    onClose()
    showToast({
      message: text('stopped'),
      ...(before === null ? {} : { action: { label: text('shareAgain'), onAction: () => void change(before) } }),
    })
  }

  const link = relay === null ? '' : joinLink({ relay, workshop, token: null })
  return (
    <Dialog title={text('shareTitle')} isOpen onClose={onClose}>
      <form onSubmit={submit}>
        <DialogBody>
          <p className="quiet">{text('shareIntro')}</p>
          {relay === null ? (
            <TextField
              label={text('relay')}
              help={text('relayHelp')}
              value={address}
              onChange={setAddress}
              error={isChecked && valid === null ? text('badRelay') : null}
            />
          ) : (
            <>
              <TextField label={text('sharedThrough')} value={relay.urls[0] ?? ''} isReadOnly />
              <div className="share-link">
                <TextField label={text('shareLink')} value={link} isReadOnly className="share-link-field" />
                <Button
                  icon={Copy}
                  onPress={() => {
                    copyText(link)
                    showToast({ message: text('copied') })
                  }}
                >
                  {text('copy')}
                </Button>
              </div>
              <p className="quiet small">{text('stopHelp')}</p>
            </>
          )}
          {failure && <Problem title={text('notShared')}>{failureSentence(failureText, failure)}</Problem>}
        </DialogBody>
        <DialogFooter>
          {relay === null ? (
            <>
              <Button onPress={onClose}>{text('cancel')}</Button>
              <Button type="submit" tone="accent" isDisabled={isRunning}>
                {isRunning ? text('sharing') : text('share')}
              </Button>
            </>
          ) : (
            <>
              <Button isDisabled={isRunning} onPress={() => void stop()}>
                {text('stop')}
              </Button>
              <Button tone="accent" onPress={onClose}>
                {text('done')}
              </Button>
            </>
          )}
        </DialogFooter>
      </form>
    </Dialog>
  )
}
