/**
 * What the main process and the importer process say to each other. One importer process reads one file and ends; that
 * of a workshop waits until it was asked what the file would change and its images have been fetched from it. A cancelled import is a killed process. A foreign file is opened nowhere
 * else: not in the window, not in the engine.
 */
import type { DocumentBytes, FileComparison } from '../document/hand-over/file-changes.ts'
import type { ImportedDocument, ImportRefusal } from '../import/imported.ts'
import type { ImportedProgramme } from '../import/imported-programme.ts'
import type { ImportedWorkshop } from '../import/imported-workshop.ts'
import type { BlobId } from '../model/ids.ts'
import type { VersionFile } from '../verify/read-words.ts'
import type { ListChoice, ParticipantList } from '../import/list-table.ts'

/** What each kind of import gives. */
export type ImportContents = {
  /** DOCX, ODT, Markdown, HTML and plain text as content of a board. */
  document: ImportedDocument
  /** CSV, TSV, XLSX and ODS as rows of texts. */
  list: ParticipantList
  /** A calendar file as lines of a programme. */
  programme: ImportedProgramme
  /** What a file says that may be an export of a frozen version; the window judges it. */
  version: VersionFile
  /** A hand-over file or a workshop record as a workshop. */
  workshop: ImportedWorkshop
}
export type ImportKind = keyof ImportContents

/** A file on this computer, or bytes that the user dropped into the window. */
export type ImportSource =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array }

/** Shell → importer: `read` once, as soon as the process is up; then, of a workshop, `compare` with what is here and `blob` for each image or file that is wanted, one at a time. */
export type ShellToImporter =
  | {
    readonly type: 'read'
    readonly kind: ImportKind
    readonly source: ImportSource
    /** For lists: what whoever imports knows better; without it everything is found out. */
    readonly choice?: ListChoice | null
  }
  | { readonly type: 'blob'; readonly id: BlobId }
  | { readonly type: 'compare'; readonly here: DocumentBytes }

/** Importer → shell: any number of `progress`, then exactly one `read` or `refused`; then one `blob` or `compared` for each that was asked for. */
export type ImporterToShell =
  /** `step` names what is being done, in no language: the renderer has the words. */
  | { readonly type: 'progress'; readonly done: number; readonly total: number; readonly step: string }
  | { readonly type: 'read'; readonly content: ImportContents[ImportKind] }
  | { readonly type: 'refused'; readonly refusal: ImportRefusal }
  /** `bytes` is null where the file no longer holds it. */
  | { readonly type: 'blob'; readonly id: BlobId; readonly bytes: Uint8Array | null }
  | { readonly type: 'compared'; readonly comparison: FileComparison }
