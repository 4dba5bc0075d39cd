/** The images and files that a record names: a record holds their SHA-256, and their content lies in a folder beside it. */
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { handOverLimits } from '../../shared/document/hand-over/hand-over-file.ts'
import type { BlobId } from '../../shared/model/ids.ts'
import { sha256OfBytes } from '../../shared/versions/fingerprint.ts'
import { badInput } from './cli-error.ts'
import { readInput } from './files.ts'

/** Those of `ids` that `folder` holds, each under its SHA-256 as its name. Throws a CliError for a file whose content has another one, or is too large. */
export async function readBlobsBeside(folder: string, ids: readonly BlobId[]): Promise<ReadonlyMap<BlobId, Uint8Array>> {
  if (!(await stat(folder).then((found) => found.isDirectory(), () => false))) throw badInput(`${folder}: is no folder`)
  const blobs = new Map<BlobId, Uint8Array>()
  let total = 0
  for (const id of ids) {
    const file = path.join(folder, id)
    const size = await stat(file).then((found) => found.size, () => null)
    if (size === null) continue
    if (size > handOverLimits.maxBlobBytes) throw badInput(`${file}: larger than ${handOverLimits.maxBlobBytes} bytes`)
    total += size
    if (total > handOverLimits.maxTotalBytes) throw badInput(`${folder}: more than ${handOverLimits.maxTotalBytes / 1024 ** 3} GiB, which no file of a workshop holds`)
    const bytes = await readInput(file)
    if (sha256OfBytes(bytes) !== id) throw badInput(`${file}: the content does not have this SHA-256`)
    blobs.set(id, bytes)
  }
  return blobs
}
