/** Joining a workshop: by a pasted link, by address and id, or by a link that was clicked and is asked about first. */
import { useState, type FormEvent, type ReactNode } from 'react'
import { Button } from '../base/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../base/dialog.tsx'
import { failureMessages, failureOf, failureSentence } from '../base/failures.ts'
import { TextField } from '../base/fields.tsx'
import { useText } from '../base/i18n.tsx'
import { Problem } from '../base/problem.tsx'
import type { EngineFailure } from '../../shared/ipc/engine-port.ts'
import { isWorkshopId, type WorkshopId } from '../../shared/model/ids.ts'
import { parseJoinLink, relayAddress, type JoinTarget } from '../../shared/protocol/join-link.ts'
import { messages } from './messages.ts'
import './room.css'

export type JoinDialogProps = {
  /** A link that the app was called with; it is shown and asked about, never followed by itself. */
  readonly clickedLink: string | null
  readonly rememberedRelay: string
  readonly join: (target: JoinTarget) => Promise<WorkshopId>
  readonly onJoined: (workshop: WorkshopId) => void
  readonly onClose: () => void
}

/** The dialog; mounted while it is open. */
export function JoinDialog({ clickedLink, rememberedRelay, join, onJoined, onClose }: JoinDialogProps): ReactNode {
  const text = useText(messages)
  const failureText = useText(failureMessages)
  const clicked = clickedLink === null ? null : parseJoinLink(clickedLink)
  const [link, setLink] = useState(clickedLink ?? '')
  const [relay, setRelay] = useState(rememberedRelay)
  const [workshop, setWorkshop] = useState('')
  const [isChecked, setIsChecked] = useState(clickedLink !== null)
  const [running, setRunning] = useState<JoinTarget | null>(null)
  const [failure, setFailure] = useState<EngineFailure | null>(null)

  const isByLink = link.trim() !== ''
  const relayUrl = relayAddress(relay)
  const target = isByLink ? parseJoinLink(link) : relayUrl !== null && isWorkshopId(workshop.trim()) ? { relay: { urls: [relayUrl], pin: null }, workshop: workshop.trim() as WorkshopId, token: null } : null

  const start = async (chosen: JoinTarget): Promise<void> => {
    setFailure(null)
    setRunning(chosen)
    try {
      onJoined(await join(chosen))
    } catch (error) {
      setRunning(null)
      setFailure(failureOf(error))
    }
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsChecked(true)
    if (target) void start(target)
  }

  return (
    <Dialog title={clicked ? text('askTitle') : text('joinTitle')} isOpen onClose={onClose}>
      <form onSubmit={submit}>
        <DialogBody>
          {running ? (
            <output className="join-running">
              <span>{text('joining', { relay: running.relay.urls[0] ?? '' })}</span>
              <span className="quiet small">{text('joiningHelp')}</span>
            </output>
          ) : (
            <>
              <p className="quiet">{clicked ? text('ask', { relay: clicked.relay.urls[0] ?? '' }) : text('joinIntro')}</p>
              <TextField label={text('link')} help={text('linkHelp')} value={link} onChange={setLink} error={isChecked && isByLink && !target ? text('badLink') : null} />
              {!isByLink && (
                <fieldset className="join-by-hand">
                  <legend className="field-label">{text('orAddress')}</legend>
                  <TextField
                    label={text('relay')}
                    help={text('relayHelp')}
                    value={relay}
                    onChange={setRelay}
                    error={isChecked && relayUrl === null ? text('badRelay') : null}
                  />
                  <TextField
                    label={text('workshopId')}
                    value={workshop}
                    onChange={setWorkshop}
                    error={isChecked && !isWorkshopId(workshop.trim()) ? text('badWorkshop') : null}
                  />
                </fieldset>
              )}
              {failure && <Problem title={text('notJoined')}>{failureSentence(failureText, failure)}</Problem>}
            </>
          )}
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{running ? text('leave') : text('cancel')}</Button>
          {!running && (
            <Button type="submit" tone="accent">
              {text('join')}
            </Button>
          )}
        </DialogFooter>
      </form>
    </Dialog>
  )
}
