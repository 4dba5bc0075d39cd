/**
 * Whether this computer wants to hear of rooms on its network: while the relay of a shared workshop has been away for a moment. A short break
 * heals by itself, and looking costs battery and tells the network that Minuta is here.
 */
import type { RelayState } from '../../shared/ipc/engine-port.ts'
import { inviteRefusals } from '../../shared/link/invite-refusals.ts'

/** Another relay is not what such a workshop lacks. */
const notLost: ReadonlySet<string> = new Set(['working-offline', ...inviteRefusals])
const patienceMs = 3_000

export type RoomWishOptions = {
  /** The states of all open workshops. */
  states(): Iterable<RelayState>
  /** Called when the wish changes; false to begin with. */
  onWish(isWanted: boolean): void
}

export class RoomWish {
  readonly #options: RoomWishOptions
  #isWanted = false
  #timer: NodeJS.Timeout | null = null
  #isDisposed = false

  constructor(options: RoomWishOptions) {
    this.#options = options
  }

  /** A state may have changed; many at once cost no more than one. */
  noteChange(): void {
    if (this.#isDisposed) return
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      const isWanted = [...this.#options.states()].some((state) => state.kind === 'offline' && !notLost.has(state.reason))
      if (isWanted === this.#isWanted) return
      this.#isWanted = isWanted
      this.#options.onWish(isWanted)
    }, patienceMs)
  }

  dispose(): void {
    this.#isDisposed = true
    if (this.#timer !== null) clearTimeout(this.#timer)
  }
}
