/** A file on its way to the disk: from its beginning to its end, but for what is known only when the rest has been written. */
import { joinedBytes } from '../util/joined-bytes.ts'

/** Bytes behind those before; or, with `at`, in the place of as many that were written there. */
export type FilePiece = Uint8Array | { readonly at: number; readonly bytes: Uint8Array }

/** The file at once. */
export async function assembled(pieces: AsyncIterable<FilePiece>): Promise<Uint8Array> {
  const behind: Uint8Array[] = []
  const over: Exclude<FilePiece, Uint8Array>[] = []
  for await (const piece of pieces) {
    if (piece instanceof Uint8Array) behind.push(piece)
    else over.push(piece)
  }
  const file = joinedBytes(behind)
  for (const { at, bytes } of over) file.set(bytes, at)
  return file
}
