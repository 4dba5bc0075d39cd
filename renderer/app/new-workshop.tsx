/** The New workshop dialog with what an earlier meeting gives it. */
import type { ReactNode } from 'react'
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { WorkshopSource } from '../document/source.ts'
import { NewWorkshopDialog } from '../library/new-workshop-dialog.tsx'
import { useFollowOn } from '../series/use-follow-on.tsx'

export type NewWorkshopProps = { readonly source: WorkshopSource; readonly onCreated: (workshop: WorkshopId) => void; readonly onClose: () => void }

/** Mounted while it is open. */
export function NewWorkshop({ source, onCreated, onClose }: NewWorkshopProps): ReactNode {
  const followOn = useFollowOn(source)
  return <NewWorkshopDialog create={(record) => source.call('createWorkshop', record)} onCreated={onCreated} onClose={onClose} followOn={followOn} />
}
