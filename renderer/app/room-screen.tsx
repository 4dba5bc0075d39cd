/** The Room page in its place: with the status that the session follows. */
import type { ReactNode } from 'react'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import type { WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import type { RelayAddress } from '../../shared/protocol/join-link.ts'
import type { WorkshopSession, WorkshopSource } from '../document/source.ts'
import { useSessionStatus } from '../document/use-session.ts'
import { RoomPage } from '../room/room-page.tsx'

export type RoomScreenProps = {
  readonly source: WorkshopSource
  readonly desktop: DesktopApi
  readonly session: WorkshopSession
  readonly relay: RelayAddress | null
  readonly uplink: WorkshopSummary['uplink']
  readonly rememberedRelay: string
}

/** The page of the workshop of `session`. */
export function RoomScreen({ source, desktop, session, relay, uplink, rememberedRelay }: RoomScreenProps): ReactNode {
  const relayState = useSessionStatus(session, (status) => status.relay)
  return <RoomPage source={source} desktop={desktop} doc={session.doc} awareness={session.awareness} workshop={session.id} relay={relay} uplink={uplink} rememberedRelay={rememberedRelay} relayState={relayState} />
}
