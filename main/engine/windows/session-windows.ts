/** The windows that show one document: what one of them, a relay or the engine itself writes goes to all the others. */
import { encodeAwarenessUpdate, type Awareness } from 'y-protocols/awareness'
import { mergeUpdates } from 'yjs'
import { encodeAwarenessFrame } from '../../../shared/protocol/awareness-frames.ts'
import { syncType } from '../../../shared/protocol/messages.ts'
import type { AwarenessChanges } from '../../../shared/protocol/presence.ts'
import { encodeSync } from '../../../shared/protocol/sync-frames.ts'
import type { WindowLink } from './window-link.ts'

type Change = { readonly update: Uint8Array; readonly origin: unknown }

export class SessionWindows {
  readonly #links = new Set<WindowLink>()
  /** Updates that go to the windows as one; null while each goes at once. */
  #joined: Change[] | null = null

  get isEmpty(): boolean {
    return this.#links.size === 0
  }

  add(link: WindowLink): void {
    this.#links.add(link)
  }

  remove(link: WindowLink): void {
    this.#links.delete(link)
  }

  /** Whether the presence of `client` comes from one of them. */
  speakFor(client: number): boolean {
    return [...this.#links].some((link) => link.speaksFor(client))
  }

  sendStatus(): void {
    for (const link of this.#links) link.sendStatus()
  }

  queryAwareness(): void {
    for (const link of this.#links) link.queryAwareness()
  }

  /** What `write` changes reaches every window as one update, also where it fails in the midst of it. */
  joining<Result>(write: () => Result): Result {
    this.#joined = []
    try {
      return write()
    } finally {
      const joined = this.#joined
      this.#joined = null
      this.#send(joined)
    }
  }

  /** `origin`: the window that knows it already, or whoever else wrote it. */
  sendUpdate(update: Uint8Array, origin: unknown): void {
    if (this.#joined === null) this.#send([{ update, origin }])
    else this.#joined.push({ update, origin })
  }

  sendAwareness(awareness: Awareness, { added, updated, removed }: AwarenessChanges, origin: unknown): void {
    const frame = encodeAwarenessFrame(encodeAwarenessUpdate(awareness, [...added, ...updated, ...removed]))
    for (const link of this.#links) if (link !== origin) link.sendFrame(frame)
  }

  #send(changes: readonly Change[]): void {
    for (const link of this.#links) {
      const updates = changes.filter(({ origin }) => origin !== link).map(({ update }) => update)
      if (updates.length > 0) link.sendFrame(encodeSync(syncType.update, mergeUpdates(updates)))
    }
  }
}
