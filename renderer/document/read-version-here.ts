/** Reads a file that may be an export of a frozen version, without Node: the same reader as the importer of the app has. */
import { RefusedError, type ImportOutcome } from '../../shared/import/imported.ts'
import { unzipArchive } from '../../shared/import/unzip-archive.ts'
import type { DroppedFile } from '../../shared/ipc/desktop-api.ts'
import { readVersionFile } from '../../shared/verify/read-version-file.ts'
import type { VersionFile } from '../../shared/verify/read-words.ts'

/** Never rejects: whatever is in the file, the answer is a value. */
export async function readVersionHere(file: DroppedFile): Promise<ImportOutcome<VersionFile>> {
  try {
    return { kind: 'read', content: await readVersionFile(file, unzipArchive) }
  } catch (error) {
    return { kind: 'refused', refusal: error instanceof RefusedError ? error.refusal : { kind: 'damaged', detail: error instanceof Error ? error.message : String(error) } }
  }
}
