/** Zip files that are the same every time: a fixed time and nothing of this machine in any entry. */
import { zipSync, type ZipOptions, type Zippable } from 'fflate'

/** The earliest time that a zip entry can carry. */
const zipTime = new Date(1980, 0, 1)

export const fixedEntry = { mtime: zipTime, os: 0, attrs: 0 } as const satisfies ZipOptions

export type ZipEntry = {
  readonly name: string
  readonly bytes: Uint8Array
  /** As it is: for what is compressed already, and for what has to be readable without unpacking. */
  readonly isStored?: boolean
}

/** A zip of `entries` in their order. */
export function zipFixed(entries: readonly ZipEntry[]): Uint8Array {
  const zippable: Zippable = {}
  for (const { name, bytes, isStored } of entries) zippable[name] = [bytes, { ...fixedEntry, level: isStored === true ? 0 : 6 }]
  return zipSync(zippable)
}
