/**
 * Quitting while the room is open: others write through this computer, so the user is asked, and the safe answer comes first. Whoever ends
 * the app from outside (SIGTERM: a session that closes, a service manager) has decided already.
 */
import { app, BrowserWindow, dialog, type MessageBoxOptions } from 'electron/main'
import { log } from '../log.ts'
import { shellMessage } from '../messages.ts'
import type { RoomProcess } from './room-process.ts'

const closeAndQuit = 1

export class RoomGuard {
  readonly #room: RoomProcess
  readonly #language: () => string
  #isDecided = false
  #isAsking = false

  /** To be made before the close guard, which takes a quit that was held up here for none. */
  constructor(room: RoomProcess, language: () => string) {
    this.#room = room
    this.#language = language
    app.on('before-quit', (event) => {
      if (this.#isDecided || !this.#room.isWanted) return
      event.preventDefault()
      if (this.#isAsking) return
      this.#isAsking = true
      this.#ask()
        .catch((error: unknown) => log.error(`quitting: ${String(error)}`))
        .finally(() => {
          this.#isAsking = false
        })
    })
  }

  /** The next quit closes the room without a question. */
  decide(): void {
    this.#isDecided = true
  }

  /** A quit that was decided came to nothing, because a window stayed: the next one asks again. */
  forgetDecision(): void {
    this.#isDecided = false
  }

  async #ask(): Promise<void> {
    const language = this.#language()
    const options: MessageBoxOptions = {
      type: 'question',
      message: shellMessage(language, 'roomOpenTitle'),
      detail: `${this.#connected(language)}\n\n${shellMessage(language, 'roomOpenDetail')}`,
      buttons: [shellMessage(language, 'keepRoomOpen'), shellMessage(language, 'closeRoomAndQuit')],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    }
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
    const { response } = await (window === undefined ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options))
    if (response !== closeAndQuit) return
    this.#isDecided = true
    app.quit()
  }

  #connected(language: string): string {
    const count = this.#room.peerCount
    if (count === 0) return shellMessage(language, 'roomNobody')
    // The engine of this computer counts while it is connected, which only the relay knows.
    return count === 1 ? shellMessage(language, 'roomOne') : shellMessage(language, 'roomConnected').replace('{count}', String(count))
  }
}
