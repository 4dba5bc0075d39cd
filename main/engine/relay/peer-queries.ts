/** Questions to a relay about who is connected. Answers carry no number: each one answers everybody who waits. */
import type { ConnectedPeer } from '../../../shared/protocol/minuta-frames.ts'

const timeoutMs = 5_000

export class PeerQueries {
  readonly #waiting = new Set<(peers: readonly ConnectedPeer[]) => void>()

  /** Asks by `send`; empty when no answer comes in time. */
  async ask(send: () => void): Promise<readonly ConnectedPeer[]> {
    const { promise, resolve } = Promise.withResolvers<readonly ConnectedPeer[]>()
    const timer = setTimeout(() => resolve([]), timeoutMs)
    this.#waiting.add(resolve)
    send()
    try {
      return await promise
    } finally {
      clearTimeout(timer)
      this.#waiting.delete(resolve)
    }
  }

  answer(peers: readonly ConnectedPeer[]): void {
    for (const resolve of this.#waiting) resolve(peers)
  }
}
