/** Workshop files that somebody opened outside the app. They wait in main while this window has something else open, which they must not take away. */
import { useEffect, useEffectEvent } from 'react'
import type { DesktopApi, OpenedFile } from '../../shared/ipc/desktop-api.ts'
import { hasOpenDialog, onceNoDialog } from '../base/controls/dialog.tsx'

export type OpenedFilesOptions = {
  /** True while files cannot be taken in; an open dialog is noticed besides. */
  readonly isBusy: boolean
  readonly onFiles: (files: readonly OpenedFile[]) => void
  /** Told when files come that have to wait, with the names of all that do. */
  readonly onHeldUp: (names: readonly string[]) => void
}

/** Calls `onFiles` with those that wait already, and whenever more come. */
export function useOpenedFiles(desktop: DesktopApi, { isBusy, onFiles, onHeldUp }: OpenedFilesOptions): void {
  const takeIn = useEffectEvent(onFiles)
  const tellHeldUp = useEffectEvent((names: readonly string[]) => {
    if (isBusy || hasOpenDialog()) onHeldUp(names)
  })
  useEffect(() => desktop.on('files-waiting', (names) => tellHeldUp(names)), [desktop])
  useEffect(() => {
    if (isBusy) return undefined
    const take = async (): Promise<void> => {
      const files = await desktop.invoke('take-files')
      if (files.length > 0) takeIn(files)
    }
    let forget = (): void => undefined
    const takeOnceFree = (): void => {
      forget()
      forget = onceNoDialog(() => void take())
    }
    // Listening first: files that come between the two would be told to nobody.
    const unsubscribe = desktop.on('files-waiting', takeOnceFree)
    takeOnceFree()
    return () => {
      unsubscribe()
      forget()
    }
  }, [desktop, isBusy])
}
