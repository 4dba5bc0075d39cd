/** Keeps the workshops that are shared through the room of this computer at its addresses: they change with every network. */
import { useEffect, useRef } from 'react'
import type { DesktopApi, RoomState } from '../../shared/ipc/desktop-api.ts'
import type { WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import type { WorkshopSource } from '../document/source.ts'
import { isSameRelay } from '../room/relay-words.ts'

/** Tells the engine the new addresses whenever the room has others than before. `workshops`: null while they are not known. */
export function useFollowOwnRoom(desktop: DesktopApi, source: WorkshopSource, workshops: readonly WorkshopSummary[] | null): void {
  const known = useRef(workshops)
  useEffect(() => {
    known.current = workshops
  }, [workshops])
  useEffect(
    () =>
      desktop.on('room-state', (state: RoomState) => {
        if (state.kind !== 'open') return
        for (const { id, relay, uplink } of known.current ?? []) {
          if (relay === null || !isSameRelay(relay, state.relay) || relay.urls.join(' ') === state.relay.urls.join(' ')) continue
          // One that cannot be told now is told with the next change, or when the room is opened to it again.
          source.call('setRelay', id, state.relay, uplink?.relay ?? null).catch(() => undefined)
        }
      }),
    [desktop, source],
  )
}
