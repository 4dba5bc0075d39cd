/** The New workshop dialog with what an earlier meeting gives it. */
import type { ReactNode } from 'react'
import type { WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { WorkshopDetails } from '../../shared/model/workshop.ts'
import { onceNoDialog } from '../base/controls/dialog.tsx'
import { showToast } from '../base/controls/toast.tsx'
import { useText } from '../base/words/i18n.tsx'
import type { WorkshopSource } from '../document/source.ts'
import { NewWorkshopDialog } from '../library/new-workshop-dialog.tsx'
import { useFollowOn } from '../series/use-follow-on.tsx'
import { messages } from './messages.ts'

/** A dialog that was left: what had been typed, and which meeting it was to follow on from. */
export type LeftWorkshop = { readonly typed: WorkshopDetails; readonly follows: WorkshopSummary | null }

export type NewWorkshopProps = {
  readonly source: WorkshopSource
  /** Goes on with what was left. */
  readonly left?: LeftWorkshop | undefined
  readonly onCreated: (workshop: WorkshopId) => void
  readonly onClose: () => void
  /** The user wants back what they left, and no dialog is open. */
  readonly onContinue: (left: LeftWorkshop) => void
}

/** Mounted while it is open. Leaving it asks nothing: the notice that tells of it brings back what was typed. */
export function NewWorkshop({ source, left, onCreated, onClose, onContinue }: NewWorkshopProps): ReactNode {
  const text = useText(messages)
  const followOn = useFollowOn(source, left?.follows ?? null)
  const leave = (typed: WorkshopDetails | null): void => {
    onClose()
    if (typed === null) return
    const now: LeftWorkshop = { typed, follows: followOn.chosen }
    showToast({ message: text('newWorkshopLeft'), action: { label: text('continue'), onAction: () => void onceNoDialog(() => onContinue(now)) } })
  }
  return <NewWorkshopDialog create={(record) => source.call('createWorkshop', record)} onCreated={onCreated} onClose={leave} typed={left?.typed} followOn={followOn} />
}
