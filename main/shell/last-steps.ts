/**
 * The end of the app: it ends when everything has been stored, which may take some seconds without a window. Whoever starts Minuta again meanwhile
 * is turned away by this process, and would be left with nothing when it is gone: it begins anew instead.
 */
import { app } from 'electron/main'

export type LastStepsOptions = {
  /** Stores and ends everything. Must not reject. */
  readonly stop: () => Promise<void>
  /** Begins with what was ended. */
  readonly startAgain: () => void
}

export class LastSteps {
  #isStopping = false
  #hasStopped = false
  #isWantedAgain = false

  constructor({ stop, startAgain }: LastStepsOptions) {
    app.on('will-quit', (event) => {
      if (this.#hasStopped) return
      event.preventDefault()
      if (this.#isStopping) return
      this.#isStopping = true
      void stop().then(() => {
        this.#isStopping = false
        if (this.#isWantedAgain) {
          this.#isWantedAgain = false
          startAgain()
          return
        }
        this.#hasStopped = true
        app.quit()
      })
    })
  }

  /** For whoever wants a window: false while the app ends, which then begins anew by itself. */
  mayShowWindow(): boolean {
    if (this.#isStopping) this.#isWantedAgain = true
    return !this.#isStopping
  }
}
