/** Changes to what a workshop says about itself: title, date, place and the like. */
import * as Y from 'yjs'
import type { Letterhead, WorkshopDetails } from '../../model/workshop.ts'
import { writeFields } from './change.ts'
import { rootsOf } from '../roots.ts'

/** What to change; of the letterhead, too, only what is named. */
export type DetailsChange = Partial<Omit<WorkshopDetails, 'letterhead'>> & { readonly letterhead?: Partial<Letterhead> | undefined }

/** Changes what `details` names, in one transaction. Year, month and day merge one by one. */
export function setDetails(doc: Y.Doc, origin: unknown, details: DetailsChange): void {
  doc.transact(() => writeDetails(rootsOf(doc).meta, details), origin)
}

/** The same inside a transaction that is under way: how the details stand in `meta`. */
export function writeDetails(meta: Y.Map<unknown>, { date, letterhead, ...rest }: DetailsChange): void {
  const look = letterhead && { letterheadLogo: letterhead.logo === null ? '' : letterhead.logo, letterheadColor: letterhead.color, letterheadFooter: letterhead.footer }
  writeFields(meta, { ...rest, ...date, ...look })
}
