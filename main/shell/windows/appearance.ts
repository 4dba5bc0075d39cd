/** Makes everything light or dark at once: the pages (by `prefers-color-scheme`), what the system draws around them, and windows that have no page yet. */
import { BrowserWindow, nativeTheme } from 'electron/main'
import { deskColors, type Appearance } from '../../../shared/ipc/appearance.ts'

export function setAppearance(appearance: Appearance): void {
  nativeTheme.themeSource = appearance
}

/** What a window shows until its page does, and at its edge while it grows. */
export function windowColor(): string {
  return deskColors[nativeTheme.shouldUseDarkColors ? 'dark' : 'light']
}

/** Windows follow the choice and, where it leaves that to the system, the system's evening. */
export function followAppearance(): void {
  nativeTheme.on('updated', () => {
    for (const window of BrowserWindow.getAllWindows()) window.setBackgroundColor(windowColor())
  })
}
