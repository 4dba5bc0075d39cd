/** An open workshop for a guest: a bar, one column, the lights, and on a telephone the places at the bottom. */
import { ArrowLeft, ClipboardList, FileText, Hand, LayoutGrid, ListChecks, Users, type LucideIcon } from 'lucide-react'
import { Suspense, useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import type { Settings } from '../../shared/ipc/engine-port.ts'
import type { Outcome } from '../../shared/model/workshop.ts'
import { useText } from '../base/words/i18n.tsx'
import { useMediaQuery } from '../base/use-media-query.ts'
import { useBoardList, useDetails } from '../base/workshop-data.ts'
import type { GuestIdentity } from '../document/browser-source.ts'
import type { Carried } from '../document/elsewhere.ts'
import type { WorkshopSession } from '../document/source.ts'
import { useSessionStatus } from '../document/use-session.ts'
import { usePresenceOf } from '../room/presence.ts'
import type { Elsewhere } from './answers-on-the-way.tsx'
import { BoardView } from './board-view.tsx'
import { GuestStatus } from './guest-status.tsx'
import { messages, type GuestKey } from './messages.ts'
import { PartLoading } from './part-loading.tsx'
import { part } from './part.ts'
import { PeopleView } from './people-view.tsx'
import { ProgrammeView } from './programme-view.tsx'
import { useFocusOnNext } from './use-focus-on-next.ts'
import { useGuestPlace, type GuestPage } from './use-guest-place.ts'

const outcomes = part(() => import('./outcomes-view.tsx').then((module) => module.OutcomesView))
const responding = part(() => import('./responses-view.tsx').then((module) => module.ResponsesView))
const reading = part(() => import('./minutes-view.tsx').then((module) => module.MinutesView))

const places: readonly { readonly page: GuestPage; readonly label: GuestKey; readonly icon: LucideIcon }[] = [
  { page: 'boards', label: 'boards', icon: ClipboardList },
  { page: 'outcomes', label: 'outcomes', icon: ListChecks },
  { page: 'people', label: 'people', icon: Users },
  { page: 'responses', label: 'responses', icon: Hand },
  { page: 'minutes', label: 'minutes', icon: FileText },
]

/** From this width on the programme stands beside the board, and the places in the bar. */
const wide = '(min-width: 900px)'

export type GuestFrameProps = {
  readonly session: WorkshopSession
  readonly responses: WorkshopSession
  readonly desktop: DesktopApi
  readonly identity: GuestIdentity
  readonly settings: Settings
  readonly isUnencrypted: boolean
  readonly onIdentity: (identity: GuestIdentity) => void
  readonly onChangeWho: () => void
  readonly onSettings: (change: Partial<Settings>) => void
  readonly onLibrary: () => void
  readonly elsewhere: Elsewhere
  /** From the page at another address; null for nothing. */
  readonly brought: Carried | null
  readonly onBroughtDone: () => void
}

export function GuestFrame(props: GuestFrameProps): ReactNode {
  const { session, responses, desktop, identity, settings, isUnencrypted, onIdentity, onChangeWho, onSettings, onLibrary, elsewhere, brought, onBroughtDone } = props
  const { doc, awareness } = session
  const text = useText(messages)
  const { title } = useDetails(doc)
  const boards = useBoardList(doc)
  const role = useSessionStatus(session, (status) => status.role)
  const isWide = useMediaQuery(wide)
  const main = useRef<HTMLElement>(null)
  const { place, go } = useGuestPlace(main, brought === null ? 'boards' : 'responses')
  usePresenceOf(awareness, identity.name, identity.organisation)
  useEffect(() => {
    // The boards are on screen: what somebody may open next should be here before the network goes.
    for (const { fetch } of [outcomes, responding, reading]) fetch()
  }, [])

  const shownTitle = title === '' ? text('untitledWorkshop') : title
  useEffect(() => {
    document.title = shownTitle
    return () => {
      document.title = 'Minuta'
    }
  }, [shownTitle])

  const board = boards.find(({ id }) => id === place.board) ?? (isWide ? boards[0] : undefined)
  const boardOnPage = place.page === 'boards' ? board?.id : undefined
  useEffect(() => {
    awareness.setLocalStateField('board', boardOnPage ?? null)
  }, [awareness, boardOnPage])
  // What is said of a board is about the one that was read last.
  const [lastBoard, setLastBoard] = useState(boardOnPage)
  if (boardOnPage !== undefined && boardOnPage !== lastBoard) setLastBoard(boardOnPage)
  // Another page begins at its top, or where it was left; and for those who hear it, at its beginning.
  useEffect(() => {
    if (place.outcome === null) main.current?.scrollTo(0, place.scrolled)
  }, [place])
  useFocusOnNext(place)
  const openBoard = useCallback((id: NonNullable<typeof place.board>) => go({ board: id }), [go])
  const goToOutcome = useCallback((outcome: Pick<Outcome, 'id' | 'board'>) => go({ board: outcome.board, outcome: outcome.id }), [go])

  const nav = (
    <nav aria-label={text('places')} className="guest-places">
      {places.map(({ page, label, icon: Icon }) => (
        <button key={page} type="button" className="guest-place" aria-current={place.page === page ? 'page' : undefined} onClick={() => go({ page })}>
          <Icon aria-hidden size={20} />
          <span>{text(label)}</span>
        </button>
      ))}
    </nav>
  )
  return (
    <div className="guest">
      <header className="guest-bar">
        {place.page === 'boards' && board && !isWide ? (
          <button type="button" className="button button-icon button-quiet flip-in-rtl" aria-label={text('backToProgramme')} onClick={() => go({ page: 'boards' })}>
            <ArrowLeft aria-hidden size={20} />
          </button>
        ) : (
          <button type="button" className="button button-icon button-quiet" aria-label={text('allWorkshops')} onClick={onLibrary}>
            <LayoutGrid aria-hidden size={20} />
          </button>
        )}
        <p className="guest-bar-title any-script clip">{shownTitle}</p>
        {isWide && nav}
      </header>
      <div className="guest-body">
        {isWide && place.page === 'boards' && (
          <aside aria-label={text('programme')} className="guest-side">
            <ProgrammeView doc={doc} current={board?.id ?? null} onOpen={openBoard} isPage={false} />
          </aside>
        )}
        <main ref={main} tabIndex={-1} aria-label={text(places.find(({ page }) => page === place.page)?.label ?? 'boards')} className="guest-main">
          <Suspense fallback={<PartLoading />}>
            {place.page === 'boards' && board && <BoardView key={board.id} doc={doc} boards={boards} board={board} outcome={place.outcome} onOpen={openBoard} />}
            {place.page === 'boards' && !board && <ProgrammeView doc={doc} current={null} onOpen={openBoard} isPage />}
            {place.page === 'outcomes' && <outcomes.View doc={doc} onGoTo={goToOutcome} />}
            {place.page === 'people' && (
              <PeopleView doc={doc} awareness={awareness} role={role} name={identity.name} settings={settings} isUnencrypted={isUnencrypted} onChangeWho={onChangeWho} onSettings={onSettings} />
            )}
            {place.page === 'responses' && (
              <responding.View workshop={session.id} doc={doc} responses={responses} role={role} identity={identity} board={boards.find(({ id }) => id === lastBoard) ?? boards[0] ?? null} onGoTo={goToOutcome} onIdentity={onIdentity} elsewhere={elsewhere} brought={brought} onBroughtDone={onBroughtDone} />
            )}
            {place.page === 'minutes' && <reading.View session={session} responses={responses} role={role} identity={identity} desktop={desktop} />}
          </Suspense>
        </main>
      </div>
      {/* The lights tell of what is written on the page. */}
      <GuestStatus session={place.page === 'responses' || place.page === 'minutes' ? responses : session} />
      {!isWide && nav}
    </div>
  )
}
