/** A workshop: opens it, then shows its pages. */
import { ArrowLeft } from 'lucide-react'
import { memo, useCallback, useState, type ReactNode } from 'react'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import type { Settings, WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { mayWrite } from '../../shared/model/roles.ts'
import type { RelayAddress } from '../../shared/protocol/join-link.ts'
import { Button } from '../base/controls/button.tsx'
import { failureMessages, failureSentence } from '../base/words/failures.ts'
import { useText } from '../base/words/i18n.tsx'
import { Problem } from '../base/controls/problem.tsx'
import { reachOf } from '../base/reach.ts'
import { ResponsesEditsProvider } from '../base/responses-edits.tsx'
import { WorkshopEditsProvider } from '../base/workshop-edits.tsx'
import type { WorkshopSession, WorkshopSource } from '../document/source.ts'
import { useSession, useSessionStatus } from '../document/use-session.ts'
import type { PaletteSection } from './command-palette.tsx'
import { messages } from './messages.ts'
import { StatusLine } from './status-line.tsx'
import { usePalette, type MakeSections } from './use-palette.tsx'
import type { Place } from './use-place.ts'
import { WorkshopFrame, type WorkshopFrameProps } from './workshop-frame.tsx'
import './workshop.css'

export type WorkshopScreenProps = {
  readonly source: WorkshopSource
  readonly desktop: DesktopApi
  readonly settings: Settings
  readonly workshop: WorkshopId
  /** Where in it to go first; null for the place where this computer was last. */
  readonly place: Place | null
  /** The relay that it is shared through, or null. */
  readonly relay: RelayAddress | null
  /** As in `WorkshopSummary`. */
  readonly uplink: WorkshopSummary['uplink']
  /** Palette entries that do not depend on the workshop. */
  readonly commands: () => PaletteSection
  readonly onLibrary: () => void
  readonly onSettings: () => void
  /** Keeps what somebody called themselves when they were asked after joining; left out where there are no settings. */
  readonly onChangeSettings?: (change: Partial<Settings>) => Promise<void>
}

/** The screen of one workshop. The library reports every change of every workshop: that must not draw this one again. */
export const WorkshopScreen = memo(function WorkshopScreen(props: WorkshopScreenProps): ReactNode {
  const session = useSession(props.source, props.workshop)
  const responses = useSession(props.source, props.workshop, 'responses')
  const { desktop, commands } = props
  // The key works from the first moment on: until the workshop is there, the palette has what needs none.
  const [inside, setInside] = useState<MakeSections | null>(null)
  const outside = useCallback(() => [commands()], [commands])
  const palette = usePalette(desktop, inside ?? outside)
  const offerSections = useCallback((make: MakeSections | null) => setInside(() => make), [])
  return (
    <>
      {session && responses ? <OpenWorkshop {...props} session={session} responses={responses} onSections={offerSections} onCommands={palette.open} /> : <WaitingWorkshop />}
      {palette.element}
    </>
  )
})

type OpenWorkshopProps = WorkshopScreenProps & Pick<WorkshopFrameProps, 'session' | 'responses' | 'onSections' | 'onCommands'>

function OpenWorkshop(props: OpenWorkshopProps): ReactNode {
  const { session, responses, onLibrary } = props
  const text = useText(messages)
  const failureText = useText(failureMessages)
  const isLoaded = useSessionStatus(session, (status) => status.isLoaded)
  const failure = useSessionStatus(session, (status) => status.failure)
  const isFromNewerVersion = useSessionStatus(session, (status) => status.isFromNewerVersion)
  const role = useSessionStatus(session, (status) => status.role)
  const areResponsesLoaded = useSessionStatus(responses, (status) => status.isLoaded)
  const reach = useSessionStatus(responses, ({ relay }) => reachOf(relay))
  if (isLoaded) {
    return (
      <WorkshopEditsProvider doc={session.doc} canEdit={!isFromNewerVersion && mayWrite(role, 'notes')}>
        {/* The notes never wait for what the room answers. */}
        <ResponsesEditsProvider doc={responses.doc} isLoaded={areResponsesLoaded} mayAnswer={mayWrite(role, 'responses')} reach={reach}>
          <WorkshopFrame {...props} role={role} isFromNewerVersion={isFromNewerVersion} />
        </ResponsesEditsProvider>
      </WorkshopEditsProvider>
    )
  }
  if (failure) {
    return (
      <main className="crash">
        <Problem title={text('notOpenedTitle')}>{failureSentence(failureText, failure)}</Problem>
        {failure.kind === 'storage' && failure.detail === 'corrupt' && <p>{text('damagedWayBack')}</p>}
        <Button icon={ArrowLeft} onPress={onLibrary}>
          {text('backToLibrary')}
        </Button>
      </main>
    )
  }
  return <WaitingWorkshop session={session} />
}

/** The shape of the page until the workshop is there. */
function WaitingWorkshop({ session }: { readonly session?: WorkshopSession }): ReactNode {
  const text = useText(messages)
  return (
    <main className="workshop">
      <div aria-hidden className="workshop-bar" />
      <div className="workshop-body">
        <div aria-hidden className="workshop-rail" />
        <div className="workshop-main">
          <output className="visually-hidden">{text('openingWorkshop')}</output>
          <div aria-hidden className="page-shape" />
        </div>
      </div>
      {session && <StatusLine session={session} />}
    </main>
  )
}
