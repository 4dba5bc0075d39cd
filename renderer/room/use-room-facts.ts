/** Who is invited and who is connected, asked for again and again while somebody looks. */
import { useCallback, useEffect, useState } from 'react'
import type { Access } from '../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { ConnectedPeer } from '../../shared/protocol/minuta-frames.ts'
import type { WorkshopSource } from '../document/source.ts'

export type RoomFacts = {
  /** Null until it is known. */
  readonly access: Access | null
  readonly connected: readonly ConnectedPeer[]
  /** Asks now, after something was changed. */
  readonly refresh: () => Promise<void>
}

const refreshMs = 2_500

/** The facts about `workshop`. */
export function useRoomFacts(source: WorkshopSource, workshop: WorkshopId): RoomFacts {
  const [facts, setFacts] = useState<Pick<RoomFacts, 'access' | 'connected'>>({ access: null, connected: [] })
  const refresh = useCallback(async () => {
    const [access, connected] = await Promise.all([source.call('getAccess', workshop), source.call('listConnected', workshop)])
    const next = { access, connected }
    setFacts((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next))
  }, [source, workshop])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    let isOver = false
    const again = (): void => {
      if (!isOver) timer = setTimeout(ask, refreshMs)
    }
    // An engine that is away for a moment is asked again; what was known stays on screen.
    const ask = (): void => void refresh().then(again, again)
    ask()
    return () => {
      isOver = true
      if (timer !== null) clearTimeout(timer)
    }
  }, [refresh])
  return { ...facts, refresh }
}
