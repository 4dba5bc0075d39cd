/** Everything about frozen versions in one place: the list, corrections, changes, and freezing itself. */
import { FileSearch, Lock } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { mayFreeze } from '../../shared/model/roles.ts'
import { Button } from '../base/controls/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../base/controls/dialog.tsx'
import { useText } from '../base/words/i18n.tsx'
import { useResponsesEdits } from '../base/responses-edits.tsx'
import { Tabs } from '../base/controls/tabs.tsx'
import { useFileDrop } from '../base/files/use-file-import.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { useApprovalDrafts } from './approval-drafts.ts'
import { ChangeList } from './change-list.tsx'
import { CheckDialog } from './check-dialog.tsx'
import { CorrectionList, emptyCorrection } from './correction-list.tsx'
import { FreezeDialog } from './freeze-dialog.tsx'
import { messages } from './messages.ts'
import { useApprovals, usePendingCorrections, useVersions, useWaiting } from './use-versions.ts'
import { VersionItem } from './version-item.tsx'
import type { VersionsButtonProps } from './versions-button.tsx'

export function VersionsDialog({ workshop, desktop, role, self, facts, onClose }: VersionsButtonProps & { readonly onClose: () => void }): ReactNode {
  const text = useText(messages)
  const { doc, canEdit } = useWorkshopEdits()
  const responses = useResponsesEdits()
  const versions = useVersions(doc)
  const approvals = useApprovals(workshop, doc)
  const waiting = useWaiting(workshop, doc, responses.doc)
  const corrections = usePendingCorrections(doc)
  const [tab, setTab] = useState<'versions' | 'corrections' | 'changes'>('versions')
  const [isFreezing, setIsFreezing] = useState(false)
  // Null while nothing is checked; a check without a file asks for one.
  const [checking, setChecking] = useState<{ readonly dropped: File | null } | null>(null)
  // What is typed stays while another tab, a document or freezing is looked at.
  const [correction, setCorrection] = useState(emptyCorrection)
  const approvalDraft = useApprovalDrafts(self)
  const drop = useFileDrop(([dropped]) => dropped && setChecking({ dropped }), true)
  const last = versions.at(-1)
  const next = (last?.number ?? 0) + 1
  if (isFreezing) return <FreezeDialog number={next} facts={facts} frozenBy={self.name} onFrozen={() => setTab('versions')} onClose={() => setIsFreezing(false)} />
  if (checking !== null) return <CheckDialog workshop={workshop} desktop={desktop} dropped={checking.dropped} onClose={() => setChecking(null)} />
  const list =
    versions.length === 0 ? (
      <p className="quiet">{text('none')}</p>
    ) : (
      <ol className="version-list">
        {versions.toReversed().map((version) => (
          <VersionItem
            key={version.fingerprint}
            version={version}
            isNewest={version === last}
            approvals={approvals.filter((approval) => approval.version === version.fingerprint)}
            waiting={waiting.filter((approval) => approval.version === version.fingerprint)}
            workshop={workshop}
            desktop={desktop}
            role={role}
            self={self}
            language={facts.language}
            {...approvalDraft(version.fingerprint)}
          />
        ))}
      </ol>
    )
  return (
    <Dialog title={text('versions')} isOpen width="wide" onClose={onClose}>
      <div className="check-drop" data-over={drop.isOver || undefined} {...drop.props}>
        <DialogBody>
          <Tabs
            label={text('versions')}
            selected={tab}
            onSelect={setTab}
            tabs={[
              { id: 'versions', label: text('versions'), count: versions.length, content: <div className="versions-tab">{list}</div> },
              { id: 'corrections', label: text('corrections'), count: corrections.length, content: <div className="versions-tab"><CorrectionList version={last} userName={self.name} draft={correction} onDraft={setCorrection} /></div> },
              { id: 'changes', label: text('changes'), content: <div className="versions-tab"><ChangeList versions={versions} language={facts.language} /></div> },
            ]}
          />
        </DialogBody>
      </div>
      <DialogFooter>
        {!mayFreeze(role) && <span className="quiet small">{text('onlyFacilitators')}</span>}
        <Button icon={FileSearch} onPress={() => setChecking({ dropped: null })}>
          {text('check')}
        </Button>
        <Button onPress={onClose}>{text('close')}</Button>
        {mayFreeze(role) && canEdit && (
          <Button tone="accent" icon={Lock} onPress={() => setIsFreezing(true)}>
            {text('freeze')}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  )
}
