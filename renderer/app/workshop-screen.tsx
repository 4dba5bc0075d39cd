/** A workshop: opens it, then shows its pages. */
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import type { Settings, WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { Button } from '../base/button.tsx'
import { failureMessages, failureSentence } from '../base/failures.ts'
import { useText } from '../base/i18n.tsx'
import { Problem } from '../base/problem.tsx'
import { WorkshopEditsProvider } from '../base/workshop-edits.tsx'
import type { WorkshopSource } from '../document/source.ts'
import type { PaletteSection } from './command-palette.tsx'
import { messages } from './messages.ts'
import { StatusLine } from './status-line.tsx'
import type { Place } from './use-place.ts'
import { useSession } from './use-session.ts'
import { WorkshopFrame } from './workshop-frame.tsx'
import './workshop.css'

export type WorkshopScreenProps = {
  readonly source: WorkshopSource
  readonly desktop: DesktopApi
  readonly settings: Settings
  readonly workshop: WorkshopId
  /** Where in it to go first; null for the place where this computer was last. */
  readonly place: Place | null
  /** Its line of the library; null until the library has been read. */
  readonly summary: WorkshopSummary | null
  /** Palette entries that do not depend on the workshop. */
  readonly commands: () => PaletteSection
  readonly onLibrary: () => void
  readonly onSettings: () => void
}

/** The screen of one workshop. */
export function WorkshopScreen(props: WorkshopScreenProps): ReactNode {
  const text = useText(messages)
  const failureText = useText(failureMessages)
  const open = useSession(props.source, props.workshop)
  const failure = open?.status.failure ?? null
  if (failure && !open?.status.isLoaded) {
    return (
      <main className="crash">
        <Problem title={text('notOpenedTitle')}>{failureSentence(failureText, failure)}</Problem>
        <Button icon={ArrowLeft} onPress={props.onLibrary}>
          {text('backToLibrary')}
        </Button>
      </main>
    )
  }
  if (!open?.status.isLoaded) {
    return (
      <main className="workshop workshop-waiting">
        <div aria-hidden className="workshop-bar" />
        <div className="workshop-body">
          <div aria-hidden className="workshop-rail" />
          <div className="workshop-main">
            <output className="visually-hidden">{text('openingWorkshop')}</output>
            <div aria-hidden className="page-shape" />
          </div>
        </div>
        {open && <StatusLine status={open.status} />}
      </main>
    )
  }
  const { session, status } = open
  return (
    <WorkshopEditsProvider doc={session.doc} canEdit={!status.isFromNewerVersion}>
      <WorkshopFrame {...props} session={session} status={status} />
    </WorkshopEditsProvider>
  )
}
