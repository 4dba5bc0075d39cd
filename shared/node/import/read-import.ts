/** From the bytes of a foreign file to content, or to the reason why not: the one door of the importer process and the command line. */
import path from 'node:path'
import { fileTooLarge, RefusedError, type ImportOutcome } from '../../import/imported.ts'
import { importLimits } from '../../import/limits.ts'
import type { ListChoice } from '../../import/list-table.ts'
import { readList } from '../../import/read-list.ts'
import { readProgramme } from '../../import/read-programme.ts'
import type { ImportContents, ImportKind, ImportSource } from '../../ipc/importer-messages.ts'
import { readVersionFile } from '../../verify/read-version-file.ts'
import { openArchive } from './open-archive.ts'
import { openFile } from './open-file.ts'
import { openWorkshopFile, type BlobReader } from './open-workshop-file.ts'
import { readDocument } from './read-document.ts'

/** A file as it was given: `name` is only a name, never a path. */
export type GivenFile = { readonly name: string; readonly bytes: Uint8Array }

/** Told what is being done: 'open', 'read'. */
export type StepListener = (step: string) => void

type Reader<K extends ImportKind> = (file: GivenFile, choice: ListChoice | null) => ImportContents[K] | Promise<ImportContents[K]>

/** A workshop is not read whole: it may be larger than what is taken into memory at once. */
const readers: { readonly [K in Exclude<ImportKind, 'workshop'>]: Reader<K> } = {
  document: readDocument,
  list: ({ bytes }, choice) => readList(bytes, choice ?? undefined),
  programme: ({ bytes }) => readProgramme(bytes, Intl.DateTimeFormat().resolvedOptions().timeZone),
  version: (file) => readVersionFile(file, openArchive),
}

/** `blobs`: of a workshop that has images or files, to be closed by whoever asked. */
export type ReadImport<K extends ImportKind> = ImportOutcome<ImportContents[K]> & { readonly blobs?: BlobReader }

/**
 * Reads what `source` holds as `kind`. Never rejects: whatever is in the file, the answer is a value. `maxBytes`: what is taken into memory of
 * one file; a hand-over file that lies on a disk may be longer.
 */
export async function readImport<K extends ImportKind>(
  kind: K, source: ImportSource, onStep: StepListener = () => undefined, choice: ListChoice | null = null, maxBytes: number = importLimits.maxFileBytes,
): Promise<ReadImport<K>> {
  try {
    onStep('open')
    if (kind === 'workshop') {
      if (source.kind === 'bytes') checkSize(source.bytes.byteLength, maxBytes)
      onStep('read')
      const { content, blobs } = await openWorkshopFile(source, async () => (await openSource(source, maxBytes)).bytes)
      return { kind: 'read', content: content as ImportContents[K], ...(blobs === null ? {} : { blobs }) }
    }
    const file = await openSource(source, maxBytes)
    onStep('read')
    const whole: Exclude<ImportKind, 'workshop'> = kind
    const reader = readers[whole] as Reader<K>
    return { kind: 'read', content: await reader(file, choice) }
  } catch (error) {
    return { kind: 'refused', refusal: error instanceof RefusedError ? error.refusal : { kind: 'damaged', detail: oneLine(error) } }
  }
}

async function openSource(source: ImportSource, maxBytes: number): Promise<GivenFile> {
  if (source.kind === 'path') return { name: path.basename(source.path), bytes: await readWhole(source.path, maxBytes) }
  checkSize(source.bytes.byteLength, maxBytes)
  return { name: path.basename(source.name), bytes: source.bytes }
}

async function readWhole(file: string, maxBytes: number): Promise<Uint8Array> {
  try {
    const handle = await openFile(file)
    try {
      const { size } = await handle.stat()
      checkSize(size, maxBytes)
      return await handle.readFile()
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw error instanceof RefusedError ? error : new RefusedError('not-readable', oneLine(error))
  }
}

function checkSize(bytes: number, maxBytes: number): void {
  if (bytes > maxBytes) throw fileTooLarge(bytes, maxBytes)
}

function oneLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').slice(0, 300)
}
