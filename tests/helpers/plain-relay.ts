/** Relays that ask nobody who they are, as tests of everything else use them. */
import type { WorkshopId } from '../../shared/model/ids.ts'
import { joinLink, type RelayAddress } from '../../shared/protocol/join-link.ts'

/** The address of a relay without a pin. */
export function plainRelay(url: string): RelayAddress {
  return { urls: [url], pin: null }
}

/** The link to `workshop` on a relay that asks nobody. */
export function plainLink(url: string, workshop: WorkshopId): string {
  return joinLink({ relay: plainRelay(url), workshop, token: null })
}
