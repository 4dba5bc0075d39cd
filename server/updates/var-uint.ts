/** lib0's varuints written into memory that was measured before. */

export function varUintLength(value: number): number {
  let length = 1
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) length += 1
  return length
}

/** Writes `value` at `at`; returns where the next byte goes. */
export function writeVarUint(bytes: Uint8Array, at: number, value: number): number {
  let [next, rest] = [at, value]
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) {
    bytes[next] = 0x80 | (rest % 0x80)
    next += 1
  }
  bytes[next] = rest
  return next + 1
}
