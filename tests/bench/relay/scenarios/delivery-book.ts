/** Who got which keystroke, and how long after it was sent. One keystroke is one clock unit of its writer. */
import { Latencies } from '../latencies.ts'
import { firstClient, type Keystrokes } from '../wire/keystrokes.ts'
import type { OnRun } from '../wire/walk-update.ts'

export class DeliveryBook {
  readonly typists: readonly Keystrokes[]
  readonly latencies = new Latencies()
  /** Keystrokes that reached one reader, and keystrokes sent, while `isMeasuring`. */
  deliveries = 0
  sentWhileMeasuring = 0
  /** Keystrokes that a reader got after later ones, or twice. */
  gaps = 0
  duplicates = 0
  isMeasuring = false
  /** Time at which the update that is being walked arrived. */
  now = 0
  /** Called when a keystroke of `writer` has reached everybody. */
  onArrived: (writer: number) => void = () => {}
  readonly #readers: number
  readonly #sentAt: number[][]
  readonly #reached: number[][]
  /** Keystrokes of each writer that reached everybody. */
  readonly #arrived: number[]

  /** `readers`: how many have to get each keystroke. */
  constructor(typists: readonly Keystrokes[], readers: number) {
    this.typists = typists
    this.#readers = readers
    this.#sentAt = typists.map(() => [])
    this.#reached = typists.map(() => [])
    this.#arrived = typists.map(() => 0)
  }

  /** Keystrokes that have not reached everybody. */
  get onTheWay(): number {
    return this.typists.reduce((sum, _, writer) => sum + this.onTheWayOf(writer), 0)
  }

  onTheWayOf(writer: number): number {
    return (this.#sentAt[writer]?.length ?? 0) - (this.#arrived[writer] ?? 0)
  }

  noteSent(writer: number): void {
    this.#sentAt[writer]?.push(performance.now())
    this.#reached[writer]?.push(0)
    if (this.isMeasuring) this.sentWhileMeasuring += 1
  }

  /** What to call with the runs that one client receives; it reads the `count` writers from `first` on, except `own`. */
  reader(first: number, count: number, own: number): OnRun {
    const expected = new Int32Array(count)
    return (client, clock, length) => {
      const writer = client - firstClient
      const place = writer - first
      const typist = this.typists[writer]
      if (place < 0 || place >= count || writer === own || typist === undefined) return
      const end = clock + length - typist.base
      if (end <= 0) return
      const start = Math.max(0, clock - typist.base)
      const due = expected[place] ?? 0
      if (start > due) this.gaps += 1
      else if (start < due) this.duplicates += Math.min(end, due) - start
      if (end <= due) return
      expected[place] = end
      this.#noteDelivered(writer, Math.max(start, due), end)
    }
  }

  #noteDelivered(writer: number, from: number, to: number): void {
    const sentAt = this.#sentAt[writer] ?? []
    const reached = this.#reached[writer] ?? []
    for (let index = from; index < to; index += 1) {
      if (this.isMeasuring) {
        this.deliveries += 1
        this.latencies.add(this.now - (sentAt[index] ?? this.now))
      }
      const readers = (reached[index] ?? 0) + 1
      reached[index] = readers
      if (readers === this.#readers) {
        this.#arrived[writer] = (this.#arrived[writer] ?? 0) + 1
        this.onArrived(writer)
      }
    }
  }
}
