/** Writes a document so that the name the user chose never holds half of one. */
import { open, rename, rm } from 'node:fs/promises'

/** Writes `content` to `draft`, syncs, renames it to `target`. Throws the error of the file system, or of the content while it is made, and leaves nothing behind. */
export async function writeWhole(target: string, draft: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  try {
    const file = await open(draft, 'wx')
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, target)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
