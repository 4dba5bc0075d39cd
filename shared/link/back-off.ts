/** How long to wait before a relay is tried again: longer after each connection in a row that did nothing useful. */

export const firstBackOffMs = 200
const maxBackOffMs = 8_000

/**
 * The longest wait after `failures` such connections. y-websocket waits for the smaller of its own delay and this; half of the time at
 * least, so that a room full of laptops does not come back in one moment. `random`: 0 to 1.
 */
export function backOffMs(failures: number, random: number): number {
  return Math.min(firstBackOffMs * 2 ** failures, maxBackOffMs) * (0.5 + random / 2)
}
