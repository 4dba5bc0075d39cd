/** Changes to what a workshop says about itself: title, date, place and the like. */
import * as Y from 'yjs'
import type { WorkshopDetails } from '../model/workshop.ts'
import { writeFields } from './change.ts'
import { rootsOf } from './roots.ts'

/** Changes what `details` names, in one transaction. Year, month and day merge one by one. */
export function setDetails(doc: Y.Doc, origin: unknown, details: Partial<WorkshopDetails>): void {
  const { date, ...rest } = details
  doc.transact(() => writeFields(rootsOf(doc).meta, { ...rest, ...date }), origin)
}
