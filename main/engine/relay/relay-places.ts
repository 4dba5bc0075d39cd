/** Where the relay of a workshop may be found, and in which order these places are tried. */

export type RelayPlace = {
  readonly url: string
  /** SHA-256 of the public key (SPKI) that its certificate must have, base64url; null where the system's authorities decide. */
  readonly pin: string | null
  /**
   * True for a room that was only announced: its relay must show that a facilitator vouches for this pin before anything of ours is
   * sent to it.
   */
  readonly mustProve: boolean
}

export class RelayPlaces {
  readonly #list: () => readonly RelayPlace[]
  #round: readonly RelayPlace[]
  #index = 0
  #worked: RelayPlace | null = null

  /** `list` is asked at the beginning of every round, and names at least one place. */
  constructor(list: () => readonly RelayPlace[]) {
    this.#list = list
    this.#round = list()
  }

  get current(): RelayPlace {
    const place = this.#round[this.#index]
    if (place === undefined) throw new Error('there is no place to try')
    return place
  }

  /** True when there is no other place to try. */
  get isOnlyOne(): boolean {
    return this.#round.length === 1
  }

  /** Whether there is a place now that was not there when the round began. */
  hasNew(): boolean {
    return this.#list().some((place) => !this.#round.some((other) => isSame(place, other)))
  }

  /** The present place leads nowhere: goes on to the next. True when all have been tried, and a new round begins. */
  moveOn(): boolean {
    this.#index += 1
    if (this.#index < this.#round.length) return false
    this.restart()
    return true
  }

  /** Begins with the place that worked last. */
  restart(): void {
    const list = this.#list()
    const worked = list.find((place) => isSame(place, this.#worked))
    this.#round = worked === undefined ? list : [worked, ...list.filter((place) => place !== worked)]
    this.#index = 0
  }

  /** The present place works. */
  remember(): void {
    this.#worked = this.current
  }
}

/** Whether two places lead to the same door: one that had to prove itself once may be trusted since. */
function isSame(place: RelayPlace, other: RelayPlace | null): boolean {
  return place.url === other?.url && place.pin === other.pin
}
