/** A computer through which others reach each other does not fall asleep by itself; its screen may. A lid that is shut is a word of its own. */
import { powerSaveBlocker } from 'electron/main'

export class KeepAwake {
  #id: number | null = null

  set(isAwake: boolean): void {
    if (isAwake) this.#id ??= powerSaveBlocker.start('prevent-app-suspension')
    else if (this.#id !== null) {
      powerSaveBlocker.stop(this.#id)
      this.#id = null
    }
  }
}
