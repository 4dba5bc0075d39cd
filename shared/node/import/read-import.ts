/** From the bytes of a foreign file to content, or to the reason why not: the one door of the importer process and the command line. */
import { open } from 'node:fs/promises'
import path from 'node:path'
import { fileTooLarge, RefusedError, type ImportOutcome } from '../../import/imported.ts'
import { importLimits } from '../../import/limits.ts'
import type { ListChoice } from '../../import/list-table.ts'
import { readList } from '../../import/read-list.ts'
import { readProgramme } from '../../import/read-programme.ts'
import { readWorkshopFile } from '../../import/read-workshop-file.ts'
import type { ImportContents, ImportKind, ImportSource } from '../../ipc/importer-messages.ts'
import { readDocument } from './read-document.ts'
import { readVersionFile } from './read-version-file.ts'

/** A file as it was given: `name` is only a name, never a path. */
export type GivenFile = { readonly name: string; readonly bytes: Uint8Array }

/** Told what is being done: 'open', 'read'. */
export type StepListener = (step: string) => void

type Reader<K extends ImportKind> = (file: GivenFile, choice: ListChoice | null) => ImportContents[K] | Promise<ImportContents[K]>

const readers: { readonly [K in ImportKind]: Reader<K> } = {
  document: readDocument,
  list: ({ bytes }, choice) => readList(bytes, choice ?? undefined),
  programme: ({ bytes }) => readProgramme(bytes, Intl.DateTimeFormat().resolvedOptions().timeZone),
  workshop: ({ bytes }) => readWorkshopFile(bytes),
  version: readVersionFile,
}

/** Reads what `source` holds as `kind`. Never rejects: whatever is in the file, the answer is a value. */
export async function readImport<K extends ImportKind>(
  kind: K, source: ImportSource, onStep: StepListener = () => undefined, choice: ListChoice | null = null,
): Promise<ImportOutcome<ImportContents[K]>> {
  try {
    onStep('open')
    const file = await openSource(source)
    onStep('read')
    const reader: Reader<K> = readers[kind]
    return { kind: 'read', content: await reader(file, choice) }
  } catch (error) {
    return { kind: 'refused', refusal: error instanceof RefusedError ? error.refusal : { kind: 'damaged', detail: oneLine(error) } }
  }
}

async function openSource(source: ImportSource): Promise<GivenFile> {
  if (source.kind === 'path') return { name: path.basename(source.path), bytes: await readWhole(source.path) }
  if (source.bytes.byteLength > importLimits.maxFileBytes) throw fileTooLarge(source.bytes.byteLength, importLimits.maxFileBytes)
  return { name: path.basename(source.name), bytes: source.bytes }
}

async function readWhole(file: string): Promise<Uint8Array> {
  try {
    const handle = await open(file, 'r')
    try {
      const { size } = await handle.stat()
      if (size > importLimits.maxFileBytes) throw fileTooLarge(size, importLimits.maxFileBytes)
      return await handle.readFile()
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw error instanceof RefusedError ? error : new RefusedError('not-readable', oneLine(error))
  }
}

function oneLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').slice(0, 300)
}
