/** The application menu. Entries that concern workshops are commands to the focused window; the rest are Electron's own roles. */
import { BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron/main'
import type { MenuCommand } from '../../../shared/ipc/desktop-api.ts'
import { menuKeys, newWindowKey, otherPaletteKey } from '../../../shared/ipc/menu-keys.ts'
import type { ShellMessage } from '../languages/en.ts'
import { shellMessage } from '../messages.ts'

export type MenuActions = { openWindow(): void }

/** Builds and sets the menu in `language`; to be called again when the language changes. */
export function setMenu(language: string, actions: MenuActions): void {
  const word = (message: ShellMessage): string => shellMessage(language, message)
  const keys: Partial<Record<MenuCommand, string>> = menuKeys
  const command = (label: ShellMessage, name: MenuCommand, accelerator = keys[name]): MenuItemConstructorOptions => ({
    label: word(label),
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => BrowserWindow.getFocusedWindow()?.webContents.send('menu-command', name),
  })
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const isMac = process.platform === 'darwin'

  const appMenu: MenuItemConstructorOptions = {
    label: 'Minuta',
    submenu: [
      { role: 'about', label: word('about') }, separator,
      { role: 'hide', label: word('hide') }, { role: 'hideOthers', label: word('hideOthers') }, { role: 'unhide', label: word('showAll') }, separator,
      { role: 'quit', label: word('quit') },
    ],
  }
  const fileMenu: MenuItemConstructorOptions = {
    label: word('file'),
    submenu: [
      command('newWorkshop', 'new-workshop'),
      command('joinWorkshop', 'join-workshop'),
      command('openFile', 'open-file'),
      separator,
      command('library', 'open-library'),
      command('minutes', 'open-minutes'),
      command('share', 'share'),
      command('import', 'import'),
      command('takeOver', 'take-over'),
      command('export', 'export'),
      // Paper begins as a PDF: what the window shows is a page of work, and printing that is never meant.
      command('print', 'print'),
      command('checkDocument', 'check-document'),
      separator,
      { label: word('newWindow'), accelerator: newWindowKey, click: () => actions.openWindow() },
      { role: 'close', label: word('closeWindow') },
      ...(isMac ? [] : [{ role: 'quit', label: word('quit') } as const]),
    ],
  }
  const editMenu: MenuItemConstructorOptions = {
    label: word('edit'),
    submenu: [
      { role: 'undo', label: word('undo') }, { role: 'redo', label: word('redo') }, separator,
      { role: 'cut', label: word('cut') }, { role: 'copy', label: word('copy') }, { role: 'paste', label: word('paste') },
      { role: 'pasteAndMatchStyle', label: word('pasteText') }, { role: 'selectAll', label: word('selectAll') },
    ],
  }
  const viewMenu: MenuItemConstructorOptions = {
    label: word('view'),
    submenu: [
      command('commandPalette', 'command-palette'),
      { ...command('commandPalette', 'command-palette', otherPaletteKey), visible: false, acceleratorWorksWhenHidden: true },
      command('toggleLeft', 'toggle-left'),
      command('toggleRight', 'toggle-right'),
      separator,
      { role: 'resetZoom', label: word('resetZoom') }, { role: 'zoomIn', label: word('zoomIn') }, { role: 'zoomOut', label: word('zoomOut') },
      { role: 'togglefullscreen', label: word('fullScreen') },
      separator,
      { role: 'reload', label: word('reload') },
      { role: 'toggleDevTools', label: word('developerTools') },
    ],
  }
  const helpMenu: MenuItemConstructorOptions = { role: 'help', label: word('help'), submenu: [command('shortcuts', 'shortcuts')] }
  Menu.setApplicationMenu(Menu.buildFromTemplate([...(isMac ? [appMenu] : []), fileMenu, editMenu, viewMenu, helpMenu]))
}
