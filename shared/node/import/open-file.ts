/** Opens a foreign file where it lies: the one way to it for every reader. */
import { open, stat, type FileHandle } from 'node:fs/promises'
import { RefusedError } from '../../import/imported.ts'

/**
 * To be read, and closed by the caller. Whatever is no ordinary file is not even opened: a pipe would be waited for, and a device never ends. Rejects
 * with the error of the file system, or a RefusedError.
 */
export async function openFile(file: string): Promise<FileHandle> {
  if (!(await stat(file)).isFile()) throw new RefusedError('not-readable', 'it is no file')
  return await open(file, 'r')
}
