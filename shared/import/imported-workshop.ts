/** A workshop as it came in a file: what the engine needs to make it part of the library. */
import type { BlobId, WorkshopId } from '../model/ids.ts'

export type ImportedWorkshop =
  /** A record that does not say which workshop it is: a new one is made of it, each time. */
  | { readonly kind: 'record'; readonly title: string; readonly record: unknown }
  /**
   * A workshop that says which one it is. `from`: only a hand-over file holds the document itself; of a record one was made, and nothing can
   * be said of what it has in common with a document that is here.
   */
  | {
    readonly kind: 'workshop'
    readonly from: 'hand-over' | 'record'
    readonly title: string
    readonly workshop: WorkshopId
    readonly update: Uint8Array
    /** What the room answered; null where nobody did. */
    readonly responses: Uint8Array | null
    /** Images and files that are in the file; their bytes are fetched one at a time. */
    readonly blobs: readonly BlobId[]
  }
