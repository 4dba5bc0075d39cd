/** The keys of the application menu, once: main makes accelerators of them, the page lists them. Names are Electron's. */
import type { MenuCommand } from './desktop-api.ts'

/** The command's key; absent for commands without one. */
export const menuKeys = {
  'new-workshop': 'CmdOrCtrl+N',
  'join-workshop': 'CmdOrCtrl+J',
  'open-file': 'CmdOrCtrl+O',
  'open-library': 'CmdOrCtrl+L',
  'open-minutes': 'CmdOrCtrl+M',
  import: 'CmdOrCtrl+Shift+O',
  'take-over': 'CmdOrCtrl+Shift+T',
  export: 'CmdOrCtrl+Shift+E',
  print: 'CmdOrCtrl+P',
  'command-palette': 'CmdOrCtrl+K',
  shortcuts: 'CmdOrCtrl+/',
} as const satisfies Partial<Record<MenuCommand, string>>

export const newWindowKey = 'CmdOrCtrl+Shift+N'

/** The key by which every other program finds words; the palette finds those inside the workshops too. */
export const otherPaletteKey = 'CmdOrCtrl+F'
