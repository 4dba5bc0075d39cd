/**
 * What the main process and the exporter process say to each other. One exporter process renders one document and ends; a
 * cancelled export is a killed process. The exporter writes to `draft`, beside `target`, and renames it, so that a crash or
 * a cancel never leaves half a document under the name the user chose; whoever started the exporter then removes the draft.
 */
import type { Notice } from '../minutes/minutes.ts'
import type { ExportRequest, WriteFailure } from './desktop-api.ts'

/** Shell → exporter: sent once, as soon as the process is up. */
export type ShellToExporter = {
  readonly type: 'render'
  readonly request: ExportRequest
  /** Folder of content-addressed files: the bytes of blob `id` are in the file of that name; an absent file is a missing blob. */
  readonly blobDirectory: string
  /** Absolute path of the document to write. */
  readonly target: string
  /** Absolute path of a file in the same folder that does not exist yet. */
  readonly draft: string
}

/** Exporter → shell: any number of `progress`, then exactly one `saved` or `failed`. */
export type ExporterToShell =
  /** `step` names what is being done, in no language: the renderer has the words. */
  | { readonly type: 'progress'; readonly done: number; readonly total: number; readonly step: string }
  /** `missing`: names of blobs that are shown as missing in the document; `notices`: what is in it otherwise than captured; `isEmpty`: nothing is in it. */
  | { readonly type: 'saved'; readonly missing: readonly string[]; readonly notices: readonly Notice[]; readonly isEmpty: boolean }
  | { readonly type: 'failed'; readonly reason: WriteFailure | 'bad-content'; readonly detail: string }
