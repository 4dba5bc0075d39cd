/**
 * A sign beside the clock while the room is open, so that an app without a window is not forgotten. Not on macOS, where the Dock shows
 * it. Where a desktop has no such place, starting Minuta once more brings the window back.
 */
import { nativeImage } from 'electron/common'
import { app, Menu, Tray } from 'electron/main'
import path from 'node:path'
import { shellMessage } from '../messages.ts'

export type TrayActions = { showWindow(): void; quit(): void }

export class RoomTray {
  readonly #actions: TrayActions
  readonly #language: () => string
  #tray: Tray | null = null

  constructor(language: () => string, actions: TrayActions) {
    this.#language = language
    this.#actions = actions
  }

  show(isRoomOpen: boolean): void {
    if (process.platform === 'darwin' || isRoomOpen === (this.#tray !== null)) return
    if (isRoomOpen) {
      this.#tray = this.#make()
      this.label()
    } else {
      this.#tray?.destroy()
      this.#tray = null
    }
  }

  /** Says what it says in the language of now; to be called when that has changed. */
  label(): void {
    if (this.#tray === null) return
    const word = (message: 'showMinuta' | 'trayRoomOpen' | 'quit'): string => shellMessage(this.#language(), message)
    this.#tray.setToolTip(word('trayRoomOpen'))
    this.#tray.setContextMenu(Menu.buildFromTemplate([
      { label: word('showMinuta'), click: () => this.#actions.showWindow() },
      { type: 'separator' },
      { label: word('quit'), click: () => this.#actions.quit() },
    ]))
  }

  #make(): Tray {
    const tray = new Tray(nativeImage.createFromPath(path.join(app.getAppPath(), 'dist', 'main', 'tray.png')))
    tray.on('click', () => this.#actions.showWindow())
    return tray
  }
}
