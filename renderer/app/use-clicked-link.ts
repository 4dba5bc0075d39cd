/** Links that somebody clicked outside the app. They wait in main until the page can ask about them, however long its start takes. */
import { useEffect } from 'react'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'

/** Calls `onLink` once for every link: for the one that waits already, and for each that comes. `onLink` must stay the same function. */
export function useClickedLink(desktop: DesktopApi, onLink: (link: string) => void): void {
  useEffect(() => {
    const take = async (): Promise<void> => {
      const link = await desktop.invoke('take-link')
      if (link !== null) onLink(link)
    }
    // Listening first: a link that comes between the two would be told to nobody.
    const unsubscribe = desktop.on('link-waiting', () => void take())
    void take()
    return unsubscribe
  }, [desktop, onLink])
}
