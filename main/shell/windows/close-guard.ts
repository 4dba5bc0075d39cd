/**
 * Closing and quitting while the page still holds something that is not stored (it then refuses to unload). The engine gets a few
 * seconds to catch up, unseen; if it does not, the user decides, and the safe answer comes first. Nothing here runs while
 * everything is stored.
 */
import { app, dialog, type BrowserWindow } from 'electron/main'
import { log } from '../log.ts'
import { shellMessage } from '../messages.ts'

/** How long a window waits for the engine before it asks. */
const patienceMs = 3000
const retryMs = 150

export class CloseGuard {
  readonly #language: () => string
  readonly #onKeptOpen: () => void
  #isQuitting = false

  /** `onKeptOpen`: called when the user keeps a window, and with it the app. */
  constructor(language: () => string, onKeptOpen: () => void) {
    this.#language = language
    this.#onKeptOpen = onKeptOpen
    app.on('before-quit', ({ defaultPrevented }) => {
      // Held up by somebody else, it is no quit yet.
      if (!defaultPrevented) this.#isQuitting = true
    })
  }

  /** A quit came to its end, and the app goes on all the same: a window that is closed from now on is only closed. */
  forgetQuit(): void {
    this.#isQuitting = false
  }

  /** Watches over `window` for its whole life. */
  watch(window: BrowserWindow): void {
    let isClosing = false
    let isAsking = false
    let askAt: number | null = null
    window.on('close', () => {
      isClosing = true
    })
    window.webContents.on('will-prevent-unload', () => {
      // A reload is refused just the same: its page would take along what it holds.
      if (!isClosing || isAsking) return
      isClosing = false
      askAt ??= Date.now() + patienceMs
      if (Date.now() < askAt) {
        setTimeout(() => this.#closeAgain(window), retryMs)
        return
      }
      askAt = null
      isAsking = true
      this.#ask(window)
        .catch((error: unknown) => log.error(`closing: ${String(error)}`))
        .finally(() => {
          isAsking = false
        })
    })
  }

  #closeAgain(window: BrowserWindow): void {
    if (window.isDestroyed()) return
    if (this.#isQuitting) app.quit()
    else window.close()
  }

  async #ask(window: BrowserWindow): Promise<void> {
    const language = this.#language()
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: shellMessage(language, 'unsavedTitle'),
      detail: shellMessage(language, 'unsavedDetail'),
      buttons: [shellMessage(language, 'keepOpen'), shellMessage(language, 'closeAnyway')],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })
    const isQuitting = this.#isQuitting
    this.#isQuitting = false
    if (response !== 1) this.#onKeptOpen()
    if (response !== 1 || window.isDestroyed()) return
    log.error('closing: a window was closed with something that was not stored')
    window.destroy()
    if (isQuitting) app.quit()
  }
}
