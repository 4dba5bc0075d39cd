/** Joining a workshop: by a pasted link, by address and id, or by a link that was clicked and is asked about first. */
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import type { DesktopApi } from '../../../shared/ipc/desktop-api.ts'
import type { Diagnosis, EngineFailure } from '../../../shared/ipc/engine-port.ts'
import { isWorkshopId, type WorkshopId } from '../../../shared/model/ids.ts'
import { parseJoinLink, relayAddress, type JoinTarget, type RelayAddress } from '../../../shared/protocol/join-link.ts'
import { Button } from '../../base/controls/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../base/controls/dialog.tsx'
import { failureMessages, failureOf, failureSentence } from '../../base/words/failures.ts'
import { TextField } from '../../base/controls/fields.tsx'
import { FoldAway } from '../../base/controls/fold-away.tsx'
import { useText } from '../../base/words/i18n.tsx'
import { Problem } from '../../base/controls/problem.tsx'
import { showToast } from '../../base/controls/toast.tsx'
import { DoctorDialog } from './doctor.tsx'
import { FoundRooms, type KnownWorkshop } from './found-rooms.tsx'
import { askWhoTheyAre } from './identity.ts'
import { joinMessages } from './join-messages.ts'
import { LinkSummary } from './link-summary.tsx'
import '../room.css'
import { useFoundRooms } from './use-found-rooms.ts'

export type JoinDialogProps = {
  readonly desktop: DesktopApi
  /** A link that the app was called with; it is shown and asked about, never followed by itself. */
  readonly clickedLink: string | null
  readonly rememberedRelay: string
  /** The workshops of this computer: a room on the network may have one of them. */
  readonly workshops: readonly KnownWorkshop[]
  readonly join: (target: JoinTarget) => Promise<WorkshopId>
  readonly connect: (workshop: WorkshopId, relay: RelayAddress) => Promise<void>
  readonly diagnose: (target: JoinTarget) => Promise<Diagnosis>
  readonly onJoined: (workshop: WorkshopId) => void
  readonly onClose: () => void
}

/** Whether a look at the network may say more than the failure does. */
function isExplicable({ kind, detail }: EngineFailure): boolean {
  return kind === 'unreachable' || kind === 'no-such-workshop' || (kind === 'refused' && !detail.startsWith('invite'))
}

/** The dialog; mounted while it is open. */
export function JoinDialog(props: JoinDialogProps): ReactNode {
  const { desktop, clickedLink, rememberedRelay, workshops, join, connect, diagnose, onJoined, onClose } = props
  const text = useText(joinMessages)
  const failureText = useText(failureMessages)
  const clicked = clickedLink === null ? null : parseJoinLink(clickedLink)
  const found = useFoundRooms(desktop)
  const [link, setLink] = useState(clickedLink ?? '')
  const [relay, setRelay] = useState(rememberedRelay)
  const [workshop, setWorkshop] = useState('')
  const [isChecked, setIsChecked] = useState(clickedLink !== null)
  const [running, setRunning] = useState<JoinTarget | null>(null)
  const [failed, setFailed] = useState<{ readonly failure: EngineFailure; readonly target: JoinTarget } | null>(null)
  const [asked, setAsked] = useState<JoinTarget | null>(null)
  const isLeft = useRef(false)
  useEffect(() => {
    isLeft.current = false
    return () => {
      isLeft.current = true
    }
  }, [])

  const isByLink = link.trim() !== ''
  const linked = isByLink ? parseJoinLink(link) : null
  const relayUrl = relayAddress(relay)
  const id = workshop.trim()
  const byHand = relayUrl !== null && isWorkshopId(id) ? { relay: { urls: [relayUrl], pin: null }, workshop: id, token: null } : null
  const target = isByLink ? linked : byHand

  /** `isNew`: false for a workshop that is on this computer and only gets a connection. */
  const start = async (chosen: JoinTarget, act: () => Promise<WorkshopId>, isNew: boolean): Promise<void> => {
    setFailed(null)
    setRunning(chosen)
    try {
      const joined = await act()
      // As soon as it is here: it may be opened from the library, or at another time.
      if (isNew) askWhoTheyAre(joined)
      // Whoever stopped waiting has gone on to something else: they are told, not taken there.
      if (isLeft.current) showToast({ message: text('arrived'), action: { label: text('open'), onAction: () => onJoined(joined) } })
      else onJoined(joined)
    } catch (error) {
      const failure = failureOf(error)
      if (isLeft.current) showToast({ tone: 'problem', message: `${text('notJoined')}. ${failureSentence(failureText, failure)}` })
      setRunning(null)
      setFailed({ failure, target: chosen })
    }
  }
  const joinNow = (chosen: JoinTarget): void => void start(chosen, () => join(chosen), !workshops.some((known) => known.id === chosen.workshop))
  const connectNow = (known: WorkshopId, to: RelayAddress): void => {
    void start({ relay: to, workshop: known, token: null }, () => connect(known, to).then(() => known), false)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsChecked(true)
    if (target) joinNow(target)
  }

  if (asked) return <DoctorDialog diagnose={() => diagnose(asked)} onClose={() => setAsked(null)} />
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
              <TextField label={text('link')} help={text('linkHelp')} value={link} onChange={setLink} error={isChecked && isByLink && !linked ? text('badLink') : null} />
              {linked && <LinkSummary target={linked} found={found} />}
              {failed && (
                <Problem title={text('notJoined')}>
                  <p>{failureSentence(failureText, failed.failure)}</p>
                  {isExplicable(failed.failure) && (
                    <Button className="room-inline" onPress={() => setAsked(failed.target)}>
                      {text('findOutWhy')}
                    </Button>
                  )}
                </Problem>
              )}
              {clickedLink === null && !isByLink && (
                <>
                  <FoundRooms rooms={found} workshops={workshops} onConnect={connectNow} />
                  <FoldAway title={text('byHand')}>
                    <p className="quiet small">{text('byHandIntro')}</p>
                    <TextField
                      label={text('relay')}
                      help={text('relayHelp')}
                      value={relay}
                      onChange={setRelay}
                      error={isChecked && relayUrl === null ? text('badRelay') : null}
                    />
                    <TextField label={text('workshopId')} value={workshop} onChange={setWorkshop} error={isChecked && !isWorkshopId(id) ? text('badWorkshop') : null} />
                  </FoldAway>
                </>
              )}
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
