/** Whoever has not proved who they are, or is on the way out for it: counted, and bounded in what they may send and how long they may take. */
import type { Duplex } from 'node:stream'
import { limits } from '../../shared/protocol/messages.ts'
import type { Unadmitted } from './unadmitted.ts'

export type StrangerWatch = {
  /** False when there are too many already, of this address or of all. */
  readonly isCounted: boolean
  /** To be called when the stranger was let in or has left; again does nothing. */
  readonly stop: () => void
}

/**
 * To be called in the turn of the handshake, before anything was read from `stream`. `onTooMuch` runs when they sent too much, or took
 * too long: it closes the websocket. What they send after too much is thrown away unread.
 */
export function watchStranger(stream: Duplex, address: string, unadmitted: Unadmitted, onTooMuch: () => void): StrangerWatch {
  const isCounted = unadmitted.enter(address)
  let received = 0
  const count = (chunk: Uint8Array): void => {
    received += chunk.length
    if (received <= limits.maxBytesBeforeAdmission) return
    onTooMuch()
    // From here on nothing is put together any more: ws would collect a frame of any length.
    stream.removeAllListeners('data')
    stream.resume()
  }
  const timer = setTimeout(onTooMuch, limits.maxAdmissionMs)
  stream.prependListener('data', count)
  let isStopped = false
  const stop = (): void => {
    if (isStopped) return
    isStopped = true
    clearTimeout(timer)
    stream.off('data', count)
    if (isCounted) unadmitted.leave(address)
  }
  return { isCounted, stop }
}
