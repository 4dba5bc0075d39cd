/** What the checksum of a stored row covers: its room and place as well as its bytes, so that a misplaced row is seen as damaged. */
import { encodeUtf8 } from 'lib0/string'
import type { Seq } from './room-store.ts'
import type { SqlitePlatform } from './sqlite-driver.ts'

export type ChecksumPlace = {
  readonly name: string
  readonly lineage: string
  /** Of the update, of the last one in a row of several, or of the last one that a snapshot covers. */
  readonly seq: Seq
  /** Updates in the row. */
  readonly count: number
  readonly isDeflated: boolean
}

/** SHA-256, 32 bytes. Rows of one plain update are signed as they were before there were any others. */
export function rowChecksum(platform: Pick<SqlitePlatform, 'sha256'>, { name, lineage, seq, count, isDeflated }: ChecksumPlace, payload: Uint8Array): Uint8Array {
  const form = `${count === 1 ? '' : `${count} updates\n`}${isDeflated ? 'deflated\n' : ''}`
  return platform.sha256([encodeUtf8(`${name}\n${lineage}\n${seq}\n${form}`), payload])
}

export function isSameChecksum(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
