/** The room of this computer: how it stands, and the ways to open and close it. */
import { useEffect, useMemo, useState } from 'react'
import type { DesktopApi, RoomState } from '../../shared/ipc/desktop-api.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { RelayAddress } from '../../shared/protocol/join-link.ts'
import type { WorkshopSource } from '../document/source.ts'

type OpenOptions = {
  readonly hasAccessControl: boolean
  readonly admitsBrowsers: boolean
  /** The relay that people elsewhere go on to use, and that this computer brings together with the room; null when there is none. */
  readonly uplink: RelayAddress | null
  /** Let in as well: what was in the room when it was closed by mistake. */
  readonly others: readonly WorkshopId[]
}

export type RoomOfThisComputer = {
  readonly state: RoomState
  /** Pin of this computer's certificate; '' where no room can be opened, null until it is known. */
  readonly pin: string | null
  /** Opens the room, or the running one to `workshop` as well, and shares the workshop through it. Rejects with what the engine says. */
  readonly open: (workshop: WorkshopId, options: OpenOptions) => Promise<void>
  readonly close: () => Promise<void>
}

/** The room, followed. */
export function useRoom(desktop: DesktopApi, source: WorkshopSource): RoomOfThisComputer {
  const [state, setState] = useState<RoomState>({ kind: 'closed' })
  const [pin, setPin] = useState<string | null>(null)
  useEffect(() => {
    let isCurrent = true
    const unsubscribe = desktop.on('room-state', setState)
    void desktop.invoke('room-state').then((now) => isCurrent && setState(now))
    // Without a certificate there is no room to open, as in a browser.
    void desktop.invoke('room-pin').then((now) => isCurrent && setPin(now), () => isCurrent && setPin(''))
    return () => {
      isCurrent = false
      unsubscribe()
    }
  }, [desktop])
  const actions = useMemo(
    () => ({
      open: async (workshop: WorkshopId, { hasAccessControl, admitsBrowsers, uplink, others }: OpenOptions): Promise<void> => {
        // Members follow a room only when somebody who may invite vouches for its certificate.
        const proof = hasAccessControl ? await source.call('signRelay', workshop, await desktop.invoke('room-pin')) : ''
        const now = await settled(desktop, await desktop.invoke('open-room', workshop, proof, admitsBrowsers))
        setState(now)
        if (now.kind !== 'open') return
        await source.call('setRelay', workshop, now.relay, uplink)
        for (const other of others) {
          // Where nobody here can vouch for it, those who have its address find it all the same.
          const vouched = await source.call('signRelay', other, await desktop.invoke('room-pin')).catch(() => '')
          await desktop.invoke('open-room', other, vouched, admitsBrowsers)
        }
      },
      close: async (): Promise<void> => setState(await desktop.invoke('close-room')),
    }),
    [desktop, source],
  )
  return { state, pin, ...actions }
}

/** Waits until a room that is being opened is open, or is not. */
async function settled(desktop: DesktopApi, state: RoomState): Promise<RoomState> {
  if (state.kind !== 'opening') return state
  return await new Promise((resolve) => {
    const unsubscribe = desktop.on('room-state', (next) => {
      if (next.kind === 'opening') return
      unsubscribe()
      resolve(next)
    })
  })
}
