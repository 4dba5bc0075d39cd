/** Links that somebody clicked outside the app. They wait in main until the page can ask about them, however long its start takes, and while a dialog is open. */
import { useEffect, useEffectEvent } from 'react'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import { hasOpenDialog } from '../base/controls/dialog.tsx'
import { useTakeOnceFree } from './use-take-once-free.ts'

export type ClickedLinkOptions = {
  readonly onLink: (link: string) => void
  /** Told when a link comes that has to wait. */
  readonly onHeldUp: () => void
}

/** Calls `onLink` once for every link: for the one that waits already, and for each that comes. */
export function useClickedLink(desktop: DesktopApi, { onLink, onHeldUp }: ClickedLinkOptions): void {
  const tellHeldUp = useEffectEvent(() => {
    if (hasOpenDialog()) onHeldUp()
  })
  useEffect(() => desktop.on('link-waiting', () => tellHeldUp()), [desktop])
  useTakeOnceFree(desktop, { event: 'link-waiting', take: () => desktop.invoke('take-link'), onTaken: onLink })
}
