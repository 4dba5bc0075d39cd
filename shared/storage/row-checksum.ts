/** What the checksum of a stored row covers: its room and place as well as its bytes, so that a misplaced row is seen as damaged. */
import { encodeUtf8 } from 'lib0/string'
import type { Seq } from './room-store.ts'
import type { SqlitePlatform } from './sqlite-driver.ts'

export type ChecksumPlace = { readonly name: string; readonly lineage: string; readonly seq: Seq }

/** SHA-256, 32 bytes. `seq`: of the update, or of the last update that a snapshot covers. */
export function rowChecksum(platform: Pick<SqlitePlatform, 'sha256'>, { name, lineage, seq }: ChecksumPlace, payload: Uint8Array): Uint8Array {
  return platform.sha256([encodeUtf8(`${name}\n${lineage}\n${seq}\n`), payload])
}

export function isSameChecksum(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
