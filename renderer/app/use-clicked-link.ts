/** Links that somebody clicked outside the app. They wait in main until the page can ask about them, however long its start takes, and while a dialog is open. */
import { useEffect, useEffectEvent } from 'react'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import { hasOpenDialog, onceNoDialog } from '../base/controls/dialog.tsx'

export type ClickedLinkOptions = {
  readonly onLink: (link: string) => void
  /** Told when a link comes that has to wait. */
  readonly onHeldUp: () => void
}

/** Calls `onLink` once for every link: for the one that waits already, and for each that comes. */
export function useClickedLink(desktop: DesktopApi, { onLink, onHeldUp }: ClickedLinkOptions): void {
  const ask = useEffectEvent(onLink)
  const tellHeldUp = useEffectEvent(onHeldUp)
  useEffect(() => {
    const take = async (): Promise<void> => {
      const link = await desktop.invoke('take-link')
      if (link !== null) ask(link)
    }
    let forget = (): void => undefined
    const takeOnceFree = (): void => {
      forget()
      forget = onceNoDialog(() => void take())
    }
    // Listening first: a link that comes between the two would be told to nobody.
    const unsubscribe = desktop.on('link-waiting', () => {
      if (hasOpenDialog()) tellHeldUp()
      takeOnceFree()
    })
    takeOnceFree()
    return () => {
      unsubscribe()
      forget()
    }
  }, [desktop])
}
