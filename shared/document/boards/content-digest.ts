/** A short name for what stands in rich text, to say later whether it is still the same. */
import { toHexString } from 'lib0/buffer'
import { digest } from 'lib0/hash/sha256'
import type { RichNode } from '../../model/workshop.ts'

const encoder = new TextEncoder()
/** Half of SHA-256: nobody gains from two texts with one name. */
const digestBytes = 16

/** Lower-case hexadecimal; equal for content that is read as equal, on every machine. */
export function contentDigest(nodes: readonly RichNode[]): string {
  return textDigest(JSON.stringify(nodes))
}

/** The same for a text. Nobody finds the text by it. */
export function textDigest(text: string): string {
  return toHexString(digest(encoder.encode(text)).subarray(0, digestBytes))
}

/** What these functions give, in letters. */
export const digestForm = /^[0-9a-f]{32}$/
