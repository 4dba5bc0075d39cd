/** Writes a document so that the name the user chose never holds half of one. */
import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'

/** Writes `bytes` beside `target`, syncs, renames. Throws the error of the file system and leaves nothing behind. */
export async function writeWhole(target: string, bytes: Uint8Array): Promise<void> {
  const draft = path.join(path.dirname(target), `.${path.basename(target).slice(0, 100)}.${randomUUID()}.part`)
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
