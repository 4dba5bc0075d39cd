/**
 * The end of the app: it ends when everything has been stored, which may take some seconds, most of them without a window. Whoever starts Minuta again
 * meanwhile is turned away by this process, and would be left with nothing when it is gone: it begins anew instead.
 */
import { app } from 'electron/main'

export type LastStepsOptions = {
  /** Stores and ends everything. Must not reject. */
  readonly stop: () => Promise<void>
  /** Begins with what was ended. */
  readonly startAgain: () => void
}

export class LastSteps {
  #isEnding = false
  #isStopping = false
  #hasStopped = false
  #isWantedAgain = false

  /** To be made behind whatever holds up a quit. */
  constructor({ stop, startAgain }: LastStepsOptions) {
    app.on('before-quit', ({ defaultPrevented }) => {
      if (!defaultPrevented) this.#isEnding = true
    })
    app.on('will-quit', (event) => {
      if (this.#hasStopped) return
      event.preventDefault()
      if (this.#isStopping) return
      this.#isStopping = true
      this.#isEnding = true
      void stop().then(() => {
        this.#isStopping = false
        if (this.#isWantedAgain) {
          this.forgetQuit()
          startAgain()
          return
        }
        this.#hasStopped = true
        app.quit()
      })
    })
  }

  /** From the moment when windows begin to close: what comes in is for the windows that are there afterwards. */
  get isEnding(): boolean {
    return this.#isEnding
  }

  /** Whoever ends the app from outside means it, whatever was wished for before. */
  insist(): void {
    this.#isWantedAgain = false
  }

  /** A quit came to nothing, because a window stayed. */
  forgetQuit(): void {
    this.#isEnding = false
    this.#isWantedAgain = false
  }

  /** For whoever wants a window: false while the app ends, which then begins anew by itself. */
  mayShowWindow(): boolean {
    if (this.#isEnding) this.#isWantedAgain = true
    return !this.#isEnding
  }
}
