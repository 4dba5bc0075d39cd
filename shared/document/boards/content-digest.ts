/** A short name for what stands in rich text, to say later whether it is still the same. */
import { toHexString } from 'lib0/buffer'
import { digest } from 'lib0/hash/sha256'
import type { RichNode } from '../../model/workshop.ts'

const encoder = new TextEncoder()
/** Half of SHA-256: nobody gains from two texts with one name. */
const digestBytes = 16

/** Lower-case hexadecimal; equal for content that is read as equal, on every machine. */
export function contentDigest(nodes: readonly RichNode[]): string {
  return toHexString(digest(encoder.encode(JSON.stringify(nodes))).subarray(0, digestBytes))
}
