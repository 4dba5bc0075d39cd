/** Counts sockets that have not said yet who they are, so that strangers can fill neither memory nor the list of open files. */
import { limits } from '../../shared/protocol/messages.ts'

export class Unadmitted {
  readonly #byAddress = new Map<string, number>()
  #total = 0

  /** False when there are too many, of this address or of all. If true, `leave` is to be called once. */
  enter(address: string): boolean {
    const count = this.#byAddress.get(address) ?? 0
    if (this.#total >= limits.maxUnadmitted || count >= limits.maxUnadmittedPerAddress) return false
    this.#byAddress.set(address, count + 1)
    this.#total += 1
    return true
  }

  leave(address: string): void {
    const count = (this.#byAddress.get(address) ?? 1) - 1
    if (count > 0) this.#byAddress.set(address, count)
    else this.#byAddress.delete(address)
    this.#total -= 1
  }

  get total(): number {
    return this.#total
  }
}
