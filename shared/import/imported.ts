/**
 * What reading a foreign file gives: plain data that is valid on a board, or the reason why the file is refused. Readers never
 * throw for what is in a file, never fetch and never write; whoever asked decides what becomes of the result.
 */
import type { RecordRefusal } from '../document/record/record-problem.ts'
import type { BlobId } from '../model/ids.ts'
import type { RichNode } from '../model/workshop.ts'

/** A picture that came inside the file. Image nodes of the blocks name it by `id`, the SHA-256 of its bytes. */
export type ImportedImage = {
  readonly id: BlobId
  readonly bytes: Uint8Array
  readonly mediaType: string
  readonly name: string
}

/** What a reader of the board should know about how the file became a board. `name` is the file's own word for it, '' where it has none. */
export type ImportNotice = {
  readonly kind:
    /** A picture on another computer: never fetched; a link to it stands in its place. */
    | 'remote-image'
    /** A picture that the file names and does not hold, or in a format that boards do not show: its description stands in its place. */
    | 'image-left-out'
    /** A picture of which the document shows a part: it is here whole. */
    | 'image-whole'
    /** A link with another protocol than http, https and mailto, or to a file beside this one: only its words. */
    | 'unsafe-link'
    /** A link to another place in the same file: only its words. */
    | 'internal-link'
    /** A note of a reviewer: left out of the text. */
    | 'comment-left-out'
    /** Words that a reviewer struck out and nobody confirmed: left out. */
    | 'deletion-left-out'
    /** A drawing, chart, formula or other object that a board cannot hold: its words, if it has any. */
    | 'object-left-out'
    /** Nested deeper than a board goes: the words, flat. */
    | 'flattened'
  readonly name: string
  readonly count: number
}

/** One document as board content. */
export type ImportedDocument = {
  /** The title that the file gives itself, else its name; one line, never empty. */
  readonly title: string
  /** Whether the first block is the title once more: a new board shows its title by itself. */
  readonly isTitleFirst: boolean
  /** Valid children of a board, in the order of the file. */
  readonly blocks: readonly RichNode[]
  readonly images: readonly ImportedImage[]
  readonly notices: readonly ImportNotice[]
}

const refusalKinds = [
  /** Protected by a password. */
  'encrypted',
  /** Not what its name says, cut short, or against the rules of its format. */
  'damaged',
  /** More than a board may hold, packed so that it would grow beyond all measure, or nested without end. */
  'too-large',
  /** No format that is known here; `detail` names the ending. */
  'unknown-type',
  /** Word's format of before 2007. */
  'old-word',
  /** Excel's format of before 2007. */
  'old-excel',
  /** Nothing in it that a board could hold. */
  'empty',
  /** Made by a newer Minuta. */
  'from-newer-version',
  /** A workshop record with something in it that no workshop can hold; `record` is where, and why. */
  'bad-record',
  /** The file could not be opened at all. */
  'not-readable',
  'timed-out',
  /** The process that read it ended. */
  'crashed',
] as const

export type RefusalKind = (typeof refusalKinds)[number]

/** Why a file is not imported. `detail` is for the log and the curious: one English line, never a stack. `bytes`: of the file, where that is too many. `record`: what is wrong with a bad one. */
export type ImportRefusal = { readonly kind: RefusalKind; readonly detail: string; readonly bytes?: number; readonly record?: RecordRefusal }

export type ImportOutcome<Content> =
  | { readonly kind: 'read'; readonly content: Content }
  | { readonly kind: 'refused'; readonly refusal: ImportRefusal }

/** Of a file of more `bytes` than `maxBytes`. */
export function fileTooLarge(bytes: number, maxBytes: number): RefusedError {
  return new RefusedError('too-large', `a file of ${bytes} bytes, of at most ${maxBytes}`, { bytes })
}

/** How readers leave a file that cannot be read; caught where the reading began and made a value. Never crosses a process. */
export class RefusedError extends Error {
  readonly refusal: ImportRefusal

  constructor(kind: RefusalKind, detail: string, more: Pick<ImportRefusal, 'bytes' | 'record'> = {}) {
    super(`${kind}: ${detail}`)
    this.name = 'RefusedError'
    this.refusal = { kind, detail, ...more }
  }
}
