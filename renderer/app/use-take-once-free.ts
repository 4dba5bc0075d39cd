/** What came from outside the app (a clicked link, workshop files) waits in main while something is open here that it must not take away. */
import { useEffect, useEffectEvent } from 'react'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import { onceNoDialog } from '../base/controls/dialog.tsx'

export type TakeOnceFreeOptions<T> = {
  /** Tells that more came. */
  readonly event: 'link-waiting' | 'files-waiting'
  /** Takes from main what waits there; null for nothing. */
  readonly take: () => Promise<T | null>
  readonly onTaken: (taken: T) => void
  /** While true, nothing is taken; an open dialog is noticed besides. */
  readonly isBusy?: boolean
}

/** Takes what waits already, and whatever comes, as soon as nothing is open here. */
export function useTakeOnceFree<T>(desktop: DesktopApi, { event, take, onTaken, isBusy = false }: TakeOnceFreeOptions<T>): void {
  const ask = useEffectEvent(take)
  const give = useEffectEvent(onTaken)
  useEffect(() => {
    if (isBusy) return undefined
    const takeNow = async (): Promise<void> => {
      const taken = await ask()
      if (taken !== null) give(taken)
    }
    let forget = (): void => undefined
    const takeOnceFree = (): void => {
      forget()
      forget = onceNoDialog(() => void takeNow())
    }
    // Listening first: what comes between the two would be told to nobody.
    const unsubscribe = desktop.on(event, takeOnceFree)
    takeOnceFree()
    return () => {
      unsubscribe()
      forget()
    }
  }, [desktop, event, isBusy])
}
