/** One frozen version: what it is, how it stands, who approved it, and its files. */
import { FileText } from 'lucide-react'
import { useId, useMemo, useState, type ReactNode } from 'react'
import { versionStatus } from '../../shared/document/versions/versions.ts'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import { formatDateField } from '../../shared/minutes/dates.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { Role } from '../../shared/model/roles.ts'
import type { CheckedApproval, FrozenVersion } from '../../shared/model/versions.ts'
import { fingerprintGroups } from '../../shared/versions/fingerprint.ts'
import { Button } from '../base/controls/button.tsx'
import { useLanguage, useText } from '../base/words/i18n.tsx'
import { Problem } from '../base/controls/problem.tsx'
import type { DraftProps } from './approval-drafts.ts'
import { ApprovalList } from './approval-list.tsx'
import { messages } from './messages.ts'
import type { Self } from './sign-form.tsx'
import { useVersionContent } from './use-versions.ts'
import { VersionExport } from './version-export.tsx'

export type VersionItemProps = DraftProps & {
  readonly version: FrozenVersion
  /** The newest is opened with the list; what is in the others is read when somebody asks for it. */
  readonly isNewest: boolean
  /** Of this version, as those that wait. */
  readonly approvals: readonly CheckedApproval[]
  readonly waiting: readonly CheckedApproval[]
  readonly workshop: WorkshopId
  readonly desktop: DesktopApi
  readonly role: Role
  readonly self: Self
  /** Of the minutes on the page: offered first. */
  readonly language: string
}

export function VersionItem({ version, isNewest, approvals, waiting, workshop, desktop, role, self, language, draft, onDraft }: VersionItemProps): ReactNode {
  const text = useText(messages)
  const locale = useLanguage()
  const heading = useId()
  const [isOpen, setIsOpen] = useState(isNewest)
  const loaded = useVersionContent(isOpen ? version : undefined)
  const status = versionStatus(version, approvals)
  const state = useMemo(() => ({ number: version.number, status, approvals }), [version.number, status, approvals])
  const date = `${formatDateField(version.frozenAt.slice(0, 10), locale)} ${version.frozenAt.slice(11, 16)}`.trim()
  return (
    <li className="version" aria-labelledby={heading}>
      <h3 id={heading} className="version-title">
        {text('versionNumber', { number: version.number })}
        <span className={`version-status version-${status}`}>{text(`status_${status}`)}</span>
      </h3>
      <p className="quiet small">
        {version.frozenBy === '' ? text('frozenLineNobody', { date }) : text('frozenLine', { date, name: version.frozenBy })}
        {version.commentsUntil !== '' && ` · ${text('commentsUntilLine', { date: formatDateField(version.commentsUntil, locale) })}`}
      </p>
      {version.note !== '' && <p className="any-script">{version.note}</p>}
      <p className="version-fingerprint small">
        <span className="quiet">{text('fingerprint')}</span> <code dir="ltr">{fingerprintGroups(version.fingerprint)}</code>
      </p>
      {!isOpen ? (
        <div className="version-acts">
          <Button icon={FileText} aria-label={text('openVersionOf', { number: version.number })} onPress={() => setIsOpen(true)}>
            {text('openVersion')}
          </Button>
        </div>
      ) : loaded === null ? (
        <output className="quiet small">{text('loading')}</output>
      ) : 'problem' in loaded ? (
        <Problem tone={loaded.problem === 'notHere' ? 'note' : 'problem'}>{text(loaded.problem)}</Problem>
      ) : (
        <VersionExport version={version} content={loaded.content} state={state} desktop={desktop} language={language} />
      )}
      <ApprovalList workshop={workshop} version={version} approvals={approvals} waiting={waiting} isReadable={loaded !== null && 'content' in loaded} role={role} self={self} draft={draft} onDraft={onDraft} />
    </li>
  )
}
