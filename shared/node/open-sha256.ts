/** The checksum of the machine: far faster than one in JavaScript. */
import { createHash } from 'node:crypto'
import type { Sha256 } from '../render/document-pieces.ts'

export function openSha256(): Sha256 {
  const hash = createHash('sha256')
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest('hex') }
}
