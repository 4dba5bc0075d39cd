/** The address of the page: which workshop it names, and the invite behind the `#`. */
import { isWorkshopId, type WorkshopId } from '../../shared/model/ids.ts'
import { splitHash } from '../document/elsewhere.ts'
import { keepBrought } from './brought-answers.ts'

/** Takes the invite out of the address bar, where it would be photographed, bookmarked and sent along, with what came beside it; '' when there is none. */
export function takeInvite(): string {
  const { hash, pathname, search } = globalThis.location
  if (hash !== '') globalThis.history.replaceState(globalThis.history.state, '', pathname + search)
  const { token, carried } = splitHash(hash)
  const workshop = workshopInAddress()
  if (workshop !== null) keepBrought(workshop, carried)
  return token
}

/** Null for the list of workshops. */
export function workshopInAddress(): WorkshopId | null {
  const name = globalThis.location.pathname.split('/').at(-1) ?? ''
  return isWorkshopId(name) ? name : null
}
