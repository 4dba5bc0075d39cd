/** Workshop files that somebody opened outside the app. They wait in main while this window has something else open, which they must not take away. */
import { useEffect, useEffectEvent } from 'react'
import type { DesktopApi, OpenedFile } from '../../shared/ipc/desktop-api.ts'
import { hasOpenDialog } from '../base/controls/dialog.tsx'
import { useTakeOnceFree } from './use-take-once-free.ts'

export type OpenedFilesOptions = {
  /** True while files cannot be taken in; an open dialog is noticed besides. */
  readonly isBusy: boolean
  readonly onFiles: (files: readonly OpenedFile[]) => void
  /** Told when files come that have to wait, with the names of all that do. */
  readonly onHeldUp: (names: readonly string[]) => void
}

/** Calls `onFiles` with those that wait already, and whenever more come. */
export function useOpenedFiles(desktop: DesktopApi, { isBusy, onFiles, onHeldUp }: OpenedFilesOptions): void {
  const tellHeldUp = useEffectEvent((names: readonly string[]) => {
    if (isBusy || hasOpenDialog()) onHeldUp(names)
  })
  useEffect(() => desktop.on('files-waiting', (names) => tellHeldUp(names)), [desktop])
  const take = async (): Promise<readonly OpenedFile[] | null> => {
    const files = await desktop.invoke('take-files')
    return files.length > 0 ? files : null
  }
  useTakeOnceFree(desktop, { event: 'files-waiting', take, onTaken: onFiles, isBusy })
}
