/** What the shell shows, with Electron's own dialogs and menus replaced by notes of what they were given. */
import path from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import type { BrowserWindow } from 'electron/main'
import { Exports } from '../../../main/shell/processes/export-file.ts'
import { RoomTray } from '../../../main/shell/room/room-tray.ts'
import { temporaryFolder } from '../../helpers/temporary-folder.ts'

const shown = vi.hoisted((): { dialogs: { readonly title: string; readonly defaultPath: string }[]; tip: string; menu: readonly string[] } => ({ dialogs: [], tip: '', menu: [] }))
vi.mock('electron/common', () => ({ nativeImage: { createFromPath: () => ({}) } }))
vi.mock('electron/main', () => ({
  app: { getPath: () => '/documents', getAppPath: () => '/app' },
  dialog: {
    showSaveDialog: (_window: unknown, asked: { readonly title: string; readonly defaultPath: string }) => {
      shown.dialogs.push(asked)
      return Promise.resolve({ canceled: true, filePath: '' })
    },
  },
  Menu: { buildFromTemplate: (entries: readonly { readonly label?: string }[]) => entries.flatMap(({ label }) => label ?? []) },
  Tray: class {
    on(): void {}
    destroy(): void {}
    setToolTip(tip: string): void {
      shown.tip = tip
    }
    setContextMenu(menu: readonly string[]): void {
      shown.menu = menu
    }
  },
  utilityProcess: {},
}))

const folder = temporaryFolder()
afterAll(() => folder.remove())
beforeEach(() => Object.assign(shown, { dialogs: [], tip: '', menu: [] }))

test('UI80 the dialog for a place speaks the language of the interface, whatever that of the minutes; the file is named in theirs', async () => {
  const request = { title: '', workshop: '{}', format: 'pdf', language: 'fr', profile: 'full', attribution: 'person', organisation: '' } as const
  const window = { id: 1, isDestroyed: () => false } as unknown as BrowserWindow
  expect(await new Exports(folder.path, folder.path).run(window, 1, request, 'en')).toEqual({ kind: 'cancelled' })
  expect(shown.dialogs).toMatchObject([{ title: 'Export minutes', defaultPath: path.join('/documents', 'Compte rendu.pdf') }])
})

test('UI80 the sign beside the clock changes its language while it is there', () => {
  let language = 'en'
  const tray = new RoomTray(() => language, { showWindow: () => undefined, quit: () => undefined })
  tray.label()
  expect(shown.menu).toEqual([])
  tray.show(true)
  expect(shown.menu).toContain('Quit Minuta')
  const english = shown.tip
  language = 'fr'
  tray.label()
  expect(shown.menu).toContain('Quitter Minuta')
  expect(shown.tip).not.toBe(english)
  tray.show(false)
})
