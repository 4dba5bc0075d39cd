/** Writes a document so that the name the user chose never holds half of one. */
import { open, rename, rm } from 'node:fs/promises'

/** Writes `bytes` to `draft`, syncs, renames it to `target`. Throws the error of the file system and leaves nothing behind. */
export async function writeWhole(target: string, draft: string, bytes: Uint8Array): Promise<void> {
  try {
    const file = await open(draft, 'wx')
    try {
      await file.writeFile(bytes)
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
