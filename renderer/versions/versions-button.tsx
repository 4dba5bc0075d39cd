/** What the minutes are now (draft, version 2 · approved), and the way to versions, corrections and changes. */
import { Lock } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { versionStatus } from '../../shared/document/versions/versions.ts'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { Role } from '../../shared/model/roles.ts'
import type { Attribution } from '../../shared/model/workshop.ts'
import { Button } from '../base/controls/button.tsx'
import { useText } from '../base/words/i18n.tsx'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { messages } from './messages.ts'
import type { Self } from './sign-form.tsx'
import { useApprovals, useVersions } from './use-versions.ts'
import { VersionsDialog } from './versions-dialog.tsx'
import './versions.css'

/** What the Minutes page knows and freezing needs. */
export type VersionFacts = {
  readonly language: string
  readonly attribution: Attribution
  /** Checks that found something. */
  readonly findingCount: number
  readonly onShowChecks: () => void
}

export type VersionsButtonProps = {
  readonly workshop: WorkshopId
  readonly desktop: DesktopApi
  readonly role: Role
  /** The user: printed as who froze, who signed, and who wrote an approval down. */
  readonly self: Self
  readonly facts: VersionFacts
}

export function VersionsButton(props: VersionsButtonProps): ReactNode {
  const text = useText(messages)
  const { doc } = useWorkshopEdits()
  const last = useVersions(doc).at(-1)
  const approvals = useApprovals(props.workshop, doc)
  const [isOpen, setIsOpen] = useState(false)
  const status = last && versionStatus(last, approvals)
  return (
    <>
      <Button icon={Lock} className="versions-button" onPress={() => setIsOpen(true)}>
        {last && status ? text('badge', { number: last.number, status: text(`status_${status}`) }) : text('versions')}
      </Button>
      {isOpen && <VersionsDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  )
}
