/** Frozen versions for a guest: to read as they were frozen, and for whoever takes part to sign. */
import { FileSearch } from 'lucide-react'
import { Suspense, useId, useState, type ReactNode } from 'react'
import { versionStatus } from '../../shared/document/versions/versions.ts'
import { mayWrite, type Role } from '../../shared/model/roles.ts'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import type { CheckedApproval, FrozenVersion } from '../../shared/model/versions.ts'
import { fingerprintGroups } from '../../shared/versions/fingerprint.ts'
import { Button } from '../base/controls/button.tsx'
import { useText } from '../base/words/i18n.tsx'
import { ResponsesEditsProvider } from '../base/responses-edits.tsx'
import { ToastRegion } from '../base/controls/toast.tsx'
import { WorkshopEditsProvider } from '../base/workshop-edits.tsx'
import type { GuestIdentity } from '../document/browser-source.ts'
import type { WorkshopSession } from '../document/source.ts'
import { useSessionStatus } from '../document/use-session.ts'
import { useApprovalDrafts } from '../versions/approval-drafts.ts'
import { ApprovalList } from '../versions/approval-list.tsx'
import { messages as versionMessages } from '../versions/messages.ts'
import { useApprovals, useVersionContent, useVersions, useWaiting } from '../versions/use-versions.ts'
import '../versions/versions.css'
import { messages } from './messages.ts'
import { PartLoading } from './part-loading.tsx'
import { part } from './part.ts'

// Loaded when somebody checks a document: on a bad network, reading comes first.
const checking = part(() => import('../versions/check-dialog.tsx').then((module) => module.CheckDialog))

/** A telephone has less memory than a computer; no export of a meeting is as large. */
const maxCheckedBytes = 32 * 1024 * 1024

export type VersionsViewProps = {
  readonly session: WorkshopSession
  readonly responses: WorkshopSession
  readonly role: Role
  readonly identity: GuestIdentity
  readonly desktop: DesktopApi
  /** Fingerprint of the version that is being read; null for the minutes as they stand. */
  readonly read: string | null
  readonly onRead: (fingerprint: string | null) => void
}

export function VersionsView({ session, responses, role, identity, desktop, read, onRead }: VersionsViewProps): ReactNode {
  const text = useText(messages)
  const versionText = useText(versionMessages)
  const [isChecking, setIsChecking] = useState(false)
  const isLoaded = useSessionStatus(responses, (status) => status.isLoaded)
  const { id: workshop, doc } = session
  const versions = useVersions(doc)
  const approvals = useApprovals(workshop, doc)
  const waiting = useWaiting(workshop, doc, responses.doc)
  const approvalDraft = useApprovalDrafts(identity)
  if (versions.length === 0) return null
  return (
    // Notes are for reading here: what a guest signs goes the way of answers.
    <WorkshopEditsProvider doc={doc} canEdit={false}>
      <ResponsesEditsProvider doc={responses.doc} isLoaded={isLoaded} mayAnswer={mayWrite(role, 'responses')}>
        <details className="guest-outline">
          <summary>{text('frozenVersions')}</summary>
          <ul className="version-list">
            {versions.toReversed().map((version) => {
              const ofIt = ({ version: of }: CheckedApproval): boolean => of === version.fingerprint
              return (
                <GuestVersion key={version.fingerprint} version={version} approvals={approvals.filter(ofIt)} isRead={read === version.fingerprint} onRead={onRead}>
                  {(isReadable) => <ApprovalList workshop={workshop} version={version} approvals={approvals.filter(ofIt)} waiting={waiting.filter(ofIt)} isReadable={isReadable} role={role} self={identity} {...approvalDraft(version.fingerprint)} />}
                </GuestVersion>
              )
            })}
          </ul>
          <Button icon={FileSearch} className="guest-check" onPress={() => setIsChecking(true)}>
            {versionText('check')}
          </Button>
        </details>
        {isChecking && (
          <Suspense fallback={<PartLoading />}>
            <checking.View workshop={workshop} desktop={desktop} maxBytes={maxCheckedBytes} dropped={null} onClose={() => setIsChecking(false)} />
          </Suspense>
        )}
        <ToastRegion />
      </ResponsesEditsProvider>
    </WorkshopEditsProvider>
  )
}

type GuestVersionProps = {
  readonly version: FrozenVersion
  readonly approvals: readonly CheckedApproval[]
  readonly isRead: boolean
  readonly onRead: (fingerprint: string | null) => void
  readonly children: (isReadable: boolean) => ReactNode
}

function GuestVersion({ version, approvals, isRead, onRead, children }: GuestVersionProps): ReactNode {
  const text = useText(messages)
  const versionText = useText(versionMessages)
  const heading = useId()
  const loaded = useVersionContent(version)
  const isReadable = loaded !== null && 'content' in loaded
  const status = versionStatus(version, approvals)
  return (
    <li className="version" aria-labelledby={heading}>
      <h3 id={heading} className="version-title">
        {versionText('versionNumber', { number: version.number })}
        <span className={`version-status version-${status}`}>{versionText(`status_${status}`)}</span>
      </h3>
      <p className="version-fingerprint small">
        <span className="quiet">{versionText('fingerprint')}</span> <code dir="ltr">{fingerprintGroups(version.fingerprint)}</code>
      </p>
      {loaded !== null && 'problem' in loaded && <p className="quiet small">{versionText(loaded.problem)}</p>}
      {isReadable && (
        <button type="button" className="button button-plain guest-button" aria-pressed={isRead} onClick={() => onRead(isRead ? null : version.fingerprint)}>
          {isRead ? text('readNow') : text('readVersion', { number: version.number })}
        </button>
      )}
      {children(isReadable)}
    </li>
  )
}
