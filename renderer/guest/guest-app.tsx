/** The page of a guest: one workshop, or the list of those that this browser has joined. */
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import type { Settings, WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { decodeInviteToken } from '../../shared/protocol/join-link.ts'
import { chosenLanguage, firstSupportedLanguage, LanguageProvider, useText } from '../base/words/i18n.tsx'
import '../base/controls/button.css'
import '../base/controls/fields.css'
import type { BrowserSource, GuestIdentity } from '../document/browser-source.ts'
import { SourceProvider } from '../document/source-context.tsx'
import type { WorkshopSession } from '../document/source.ts'
import { useSession, useSessionStatus } from '../document/use-session.ts'
import { loadGuestWords } from '../languages/load-guest-page.ts'
import { rememberRespondent } from '../responses/use-respondent.ts'
import type { Elsewhere } from './answers-on-the-way.tsx'
import { wearAppearance } from './appearance.ts'
import { Arriving } from './arriving.tsx'
import { forgetBrought, recallBrought } from './brought-answers.ts'
import { GuestErrorBoundary } from './guest-error-boundary.tsx'
import { GuestFrame } from './guest-frame.tsx'
import { GuestLibrary } from './guest-library.tsx'
import { GuestStatus } from './guest-status.tsx'
import './guest.css'
import { takeInvite, workshopInAddress } from './invite-in-address.ts'
import { messages } from './messages.ts'
import { guestFailureSentence, refusalSentence } from './refusals.ts'
import { UpdateNotice } from './update-notice.tsx'
import { useAsking } from './use-asking.ts'
import { useFocusOnNext } from './use-focus-on-next.ts'
import { WhoView } from './who-view.tsx'

export type GuestAppProps = {
  readonly source: BrowserSource
  readonly desktop: DesktopApi
  readonly settings: { readonly read: () => Settings; readonly write: (change: Partial<Settings>) => Settings }
  /** From the address of the page. */
  readonly workshop: WorkshopId | null
  /** What stood behind the `#`, for `workshop`; '' for nothing. */
  readonly token: string
}

export function GuestApp({ source, desktop, settings, workshop, token }: GuestAppProps): ReactNode {
  const [shown, setShown] = useState(settings.read)
  const [open, setOpen] = useState(workshop)
  const [invite, setInvite] = useState({ workshop, token })
  // The browser's own back button leads from one workshop to another, and to the list.
  useEffect(() => {
    const onPopState = (): void => setOpen(workshopInAddress())
    globalThis.addEventListener('popstate', onPopState)
    return () => globalThis.removeEventListener('popstate', onPopState)
  }, [])
  // A link that is pasted into this tab and differs in its invite alone: no browser loads the page anew for that.
  useEffect(() => {
    const onHashChange = (): void => {
      const brought = takeInvite()
      if (brought !== '') setInvite({ workshop: workshopInAddress(), token: brought })
    }
    // While the page was being read, nobody listened.
    onHashChange()
    globalThis.addEventListener('hashchange', onHashChange)
    return () => globalThis.removeEventListener('hashchange', onHashChange)
  }, [])
  useEffect(() => wearAppearance(document, shown.appearance), [shown.appearance])
  const change = useCallback((to: Partial<Settings>) => setShown(settings.write(to)), [settings])
  return (
    <LanguageProvider language={chosenLanguage(shown.language, firstSupportedLanguage(globalThis.navigator.languages))} direction={shown.direction} load={loadGuestWords}>
      <SourceProvider source={source}>
        <GuestErrorBoundary key={open}>
          {open === null ? (
            <GuestLibrary
              source={source}
              onOpen={({ id }: WorkshopSummary) => {
                globalThis.history.pushState(null, '', id)
                setOpen(id)
              }}
            />
          ) : (
            <GuestWorkshop
              source={source}
              desktop={desktop}
              settings={shown}
              workshop={open}
              token={open === invite.workshop ? invite.token : ''}
              onSettings={change}
              onLibrary={() => {
                globalThis.history.pushState(null, '', './')
                setOpen(null)
              }}
            />
          )}
        </GuestErrorBoundary>
        <UpdateNotice />
      </SourceProvider>
    </LanguageProvider>
  )
}

type GuestWorkshopProps = Pick<GuestAppProps, 'source' | 'desktop' | 'token'> & {
  readonly settings: Settings
  readonly workshop: WorkshopId
  readonly onSettings: (change: Partial<Settings>) => void
  readonly onLibrary: () => void
}

/** Reads what this browser knows of the workshop, then opens it. */
function GuestWorkshop(props: GuestWorkshopProps): ReactNode {
  const { source, workshop, token, onLibrary } = props
  const text = useText(messages)
  const [identity, setIdentity] = useState<GuestIdentity | null>(null)
  const isDamaged = token !== '' && decodeInviteToken(token) === null
  useEffect(() => {
    if (isDamaged) return undefined
    let isCurrent = true
    void source.prepare(workshop, token).then(({ name, organisation, person }) => {
      if (!isCurrent) return
      // Whoever comes from another address said there who they are.
      const said = name === '' ? recallBrought(workshop)?.identity : undefined
      if (said !== undefined && said.name !== '') {
        rememberRespondent(workshop, said)
        void source.setIdentity(workshop, said)
      }
      setIdentity(said ?? { name, organisation, person })
    })
    return () => {
      isCurrent = false
    }
  }, [source, workshop, token, isDamaged])
  if (isDamaged) return <NotOpened sentence={refusalSentence(text, 'inviteDamaged')} onLibrary={onLibrary} />
  return identity === null ? <Waiting /> : <PreparedWorkshop {...props} identity={identity} onIdentity={setIdentity} />
}

type PreparedProps = GuestWorkshopProps & { readonly identity: GuestIdentity; readonly onIdentity: (identity: GuestIdentity) => void }

function PreparedWorkshop(props: PreparedProps): ReactNode {
  const session = useSession(props.source, props.workshop)
  const responses = useSession(props.source, props.workshop, 'responses')
  return session === null || responses === null ? <Waiting /> : <OpenWorkshop {...props} session={session} responses={responses} />
}

function OpenWorkshop(props: PreparedProps & { readonly session: WorkshopSession; readonly responses: WorkshopSession }): ReactNode {
  const { source, desktop, settings, workshop, session, responses, identity, onIdentity, onSettings, onLibrary } = props
  const text = useText(messages)
  const isLoaded = useSessionStatus(session, (status) => status.isLoaded)
  const failure = useSessionStatus(session, (status) => status.failure)
  const isUnreachable = useSessionStatus(session, ({ relay }) => relay.kind === 'offline' && relay.reason === 'unreachable')
  const { asking, ask, done } = useAsking(identity.name === '')
  useFocusOnNext(asking)
  const [brought, setBrought] = useState(() => recallBrought(workshop))
  const elsewhere = useMemo<Elsewhere>(
    () => ({ unsent: () => source.unsentAnswers(workshop), linkTo: (address) => source.linkElsewhere(workshop, address) }),
    [source, workshop],
  )
  const finishBrought = useCallback(() => {
    forgetBrought(workshop)
    setBrought(null)
  }, [workshop])
  const become = useCallback(
    (chosen: GuestIdentity) => {
      onIdentity(chosen)
      void source.setIdentity(workshop, chosen)
    },
    [source, workshop, onIdentity],
  )
  if (!isLoaded && failure !== null) return <NotOpened sentence={guestFailureSentence(text, failure)} onLibrary={onLibrary} />
  if (!isLoaded) return <Waiting session={session} sentence={isUnreachable ? text('waiting') : null} />
  if (asking !== 'nothing') {
    return (
      <div className="guest">
        <main className="guest-main" tabIndex={-1} aria-label={text('whoTitle')}>
          <WhoView
            doc={session.doc}
            now={identity}
            isAgain={asking === 'again'}
            onLater={done}
            onDone={(chosen) => {
              rememberRespondent(workshop, chosen)
              become(chosen)
              done()
            }}
          />
        </main>
        <GuestStatus session={session} />
      </div>
    )
  }
  return (
    <GuestFrame
      session={session}
      responses={responses}
      desktop={desktop}
      identity={identity}
      settings={settings}
      isUnencrypted={globalThis.location.protocol === 'http:' && !globalThis.isSecureContext}
      onIdentity={become}
      onChangeWho={ask}
      onSettings={onSettings}
      onLibrary={onLibrary}
      elsewhere={elsewhere}
      brought={brought}
      onBroughtDone={finishBrought}
    />
  )
}

/** The shape of the page until the workshop is there. */
function Waiting({ session, sentence = null }: { readonly session?: WorkshopSession; readonly sentence?: string | null }): ReactNode {
  const text = useText(messages)
  return (
    <div className="guest">
      <div aria-hidden className="guest-bar" />
      <main className="guest-main" tabIndex={-1}>
        {sentence === null ? <output className="visually-hidden">{text('opening')}</output> : <p role="alert" className="guest-page">{sentence}</p>}
        {session && <Arriving doc={session.doc} />}
        {sentence === null && <div aria-hidden className="guest-shape" />}
      </main>
      {session && <GuestStatus session={session} />}
    </div>
  )
}

function NotOpened({ sentence, onLibrary }: { readonly sentence: string; readonly onLibrary: () => void }): ReactNode {
  const text = useText(messages)
  return (
    <div className="guest">
      <main className="guest-main" tabIndex={-1}>
        <div className="guest-page">
          <h1 className="guest-title">{text('notOpened')}</h1>
          <p role="alert">{sentence}</p>
          <div className="guest-actions">
            <button type="button" className="button button-accent guest-button" onClick={() => globalThis.location.reload()}>
              {text('tryAgain')}
            </button>
            <button type="button" className="button button-quiet guest-button" onClick={onLibrary}>
              {text('allWorkshops')}
            </button>
          </div>
        </div>
      </main>
    </div>
  )
}
