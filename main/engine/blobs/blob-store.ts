/**
 * Images and files beside the documents: one file per blob, named by the SHA-256 of its bytes, so that a name can never mean two
 * contents. A file appears under its name only when it is whole and on the disk.
 */
import { createHash, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { isBlobId, type BlobId } from '../../../shared/model/ids.ts'
import { orTidyUp } from '../../../shared/util/or-tidy-up.ts'

export class BlobStore {
  readonly #directory: string

  constructor(directory: string) {
    this.#directory = directory
    fs.mkdirSync(directory, { recursive: true })
    for (const name of fs.readdirSync(directory)) if (name.endsWith('.part')) removeIfPossible(path.join(directory, name))
  }

  /** Stores `bytes`, durably, and returns their id. Throws the error of the file system; then nothing of them takes space. */
  put(bytes: Uint8Array): BlobId {
    const id = blobIdOf(bytes)
    if (this.has(id)) return id
    const draft = path.join(this.#directory, `${randomUUID()}.part`)
    // It may have been taken away while the engine runs (EN160).
    fs.mkdirSync(this.#directory, { recursive: true })
    orTidyUp(() => {
      writeDurably(draft, bytes)
      fs.renameSync(draft, this.#pathOf(id))
      // What did not fit must not keep the words of a workshop from fitting.
    }, () => fs.rmSync(draft, { force: true }))
    this.#syncDirectory()
    return id
  }

  has(id: BlobId): boolean {
    return fs.existsSync(this.#pathOf(id))
  }

  /** Null when the blob is not on this computer. */
  get(id: BlobId): Buffer | null {
    return this.has(id) ? fs.readFileSync(this.#pathOf(id)) : null
  }

  #pathOf(id: BlobId): string {
    if (!isBlobId(id)) throw new Error(`not a blob id: ${String(id)}`)
    return path.join(this.#directory, id)
  }

  /** The name must survive a power cut as well as the bytes. Windows cannot open a folder and needs no such call. */
  #syncDirectory(): void {
    if (process.platform === 'win32') return
    const directory = fs.openSync(this.#directory, 'r')
    try {
      fs.fsyncSync(directory)
    } finally {
      fs.closeSync(directory)
    }
  }
}

function writeDurably(path: string, bytes: Uint8Array): void {
  const file = fs.openSync(path, 'wx', 0o600)
  try {
    fs.writeFileSync(file, bytes)
    fs.fsyncSync(file)
  } finally {
    fs.closeSync(file)
  }
}

/** For what a process left behind that ended while it wrote: it is in nobody's way. Another program may hold it, a virus scanner above all. */
function removeIfPossible(file: string): void {
  try {
    fs.rmSync(file)
  } catch {
    // The next start tries again.
  }
}

export function blobIdOf(bytes: Uint8Array): BlobId {
  return createHash('sha256').update(bytes).digest('hex') as BlobId
}
