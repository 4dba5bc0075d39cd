/** On how many other devices what a peer wrote is stored. */
import type { Connection } from '../sockets/connection.ts'

type Device = Pick<Connection, 'device' | 'storedSeq' | 'ackedSeq'>

/**
 * Counts, for each of `connections`, the other devices that have stored everything acknowledged to it. Among the connections may be
 * an earlier one of the same device, cut off without a goodbye: it never counts.
 */
export function countDevices(connections: Iterable<Device>): (connection: Device) => number {
  const storedBy = new Map<unknown, number>()
  for (const { device, storedSeq } of connections) storedBy.set(device, Math.max(storedBy.get(device) ?? 0, storedSeq))
  const seqs = [...storedBy.values()].sort((a, b) => a - b)
  return ({ device, ackedSeq }) => {
    let [low, high] = [0, seqs.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((seqs[middle] ?? 0) < ackedSeq) low = middle + 1
      else high = middle
    }
    const own = (storedBy.get(device) ?? 0) >= ackedSeq ? 1 : 0
    return seqs.length - low - own
  }
}
