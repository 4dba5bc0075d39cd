/** Commands of the application's menu, which is in reach also while a dialog is open. */
import { useEffect, useEffectEvent } from 'react'
import type { DesktopApi, DesktopEvents } from '../../shared/ipc/desktop-api.ts'
import { hasOpenDialog } from '../base/controls/dialog.tsx'

/** Calls `onCommand` with every command that comes while no dialog is open: what somebody fills in would be covered, or gone with its page. */
export function useMenuCommand(desktop: DesktopApi, onCommand: (command: DesktopEvents['menu-command']) => void): void {
  const run = useEffectEvent(onCommand)
  useEffect(
    () =>
      desktop.on('menu-command', (command) => {
        if (!hasOpenDialog()) run(command)
      }),
    [desktop],
  )
}
