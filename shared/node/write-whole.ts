/** Writes a document so that the name the user chose never holds half of one. */
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import type { FilePiece } from '../render/file-piece.ts'

/** Writes `content` to `draft`, syncs, renames it to `target`. Throws the error of the file system, or of the content while it is made, and leaves nothing behind. */
export async function writeWhole(target: string, draft: string, content: Uint8Array | AsyncIterable<FilePiece>): Promise<void> {
  try {
    const file = await open(draft, 'wx')
    try {
      if (content instanceof Uint8Array) await writeAt(file, content, 0)
      else await writePieces(file, content)
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

async function writePieces(file: FileHandle, pieces: AsyncIterable<FilePiece>): Promise<void> {
  let end = 0
  for await (const piece of pieces) {
    if (piece instanceof Uint8Array) {
      await writeAt(file, piece, end)
      end += piece.length
    } else await writeAt(file, piece.bytes, piece.at)
  }
}

/** All of `bytes`: the system may take less of them at once. */
async function writeAt(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  let written = 0
  while (written < bytes.length) written += (await file.write(bytes, written, bytes.length - written, at + written)).bytesWritten
}
