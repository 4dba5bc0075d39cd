/** Whether what somebody answers now comes to the others: by what is known of the connection to the relay. */
import type { RelayState } from '../../shared/ipc/engine-port.ts'
import { finalRefusals } from '../../shared/link/invite-refusals.ts'

/** 'away': it arrives when there is a connection. 'refused': the relay lets nobody in by the invite that is held, and it stays where it is. */
export type Reach = 'there' | 'away' | 'refused'

/** Before the relay has answered nobody is reached; where there is none, nobody is missed. */
export function reachOf(relay: RelayState): Reach {
  if (relay.kind === 'offline') return finalRefusals.has(relay.reason) ? 'refused' : 'away'
  return relay.kind === 'connecting' ? 'away' : 'there'
}
