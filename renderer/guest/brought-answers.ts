/** What a link brought from the page at another address, until the guest said what is to become of it: also when this page is loaded anew. */
import type { WorkshopId } from '../../shared/model/ids.ts'
import { keepInTab, recallInTab } from '../base/tab-memory.ts'
import { decodeCarried, type Carried } from '../document/elsewhere.ts'

const keyOf = (workshop: WorkshopId): string => `brought.${workshop}`

/** Keeps what stood behind the `#`; '' was nothing. */
export function keepBrought(workshop: WorkshopId, text: string): void {
  if (text !== '') keepInTab(keyOf(workshop), text)
}

export function recallBrought(workshop: WorkshopId): Carried | null {
  const carried = decodeCarried(recallInTab(keyOf(workshop)) ?? '')
  return carried === null || carried.answers.length === 0 ? null : carried
}

export function forgetBrought(workshop: WorkshopId): void {
  keepInTab(keyOf(workshop), null)
}
