/**
 * The shared document of a workshop ("notes"): one Y.Doc, whose root types are named here and nowhere else.
 *
 * Every list of things is a Y.Map from id to a Y.Map of fields, ordered by a `rank` (fractional index, ties broken by id):
 * two people who add, move or rename at the same time never overwrite each other. Nothing is removed from the maps:
 * deleting sets `deleted`, so that it can be undone on any machine.
 */
import * as Y from 'yjs'

/** The newest document layout this build can read and write. A document with a higher one is opened read-only. */
export const supportedSchemaVersion = 1

export type EntryMap = Y.Map<unknown>

export type Roots = {
  /** Scalars: `id`, `schemaVersion` and every field of WorkshopDetails (`date` as three keys, `regions` as a Y.Array). */
  readonly meta: Y.Map<unknown>
  readonly programme: Y.Map<EntryMap>
  readonly people: Y.Map<EntryMap>
  readonly organisations: Y.Map<EntryMap>
  /** Fields `title`, `item`, `rank`, `deleted` and `content`, a Y.XmlFragment in the board schema. */
  readonly boards: Y.Map<EntryMap>
  /** Append-only claims `{ kind, number, outcome }`; see `outcomes/numbering.ts`. */
  readonly outcomeNumbers: Y.Array<unknown>
  /** Blob id → `{ mediaType, byteLength, name }`, plain values. */
  readonly blobs: Y.Map<unknown>
  /** Part id → fields `rank`, `excluded` and `linking`, a Y.XmlFragment in the board schema. */
  readonly minutesParts: Y.Map<EntryMap>
}

/** The root types of `doc`. Asking for them never changes the document. */
export function rootsOf(doc: Y.Doc): Roots {
  return {
    meta: doc.getMap('meta'),
    programme: doc.getMap('programme'),
    people: doc.getMap('people'),
    organisations: doc.getMap('organisations'),
    boards: doc.getMap('boards'),
    outcomeNumbers: doc.getArray('outcomeNumbers'),
    blobs: doc.getMap('blobs'),
    minutesParts: doc.getMap('minutesParts'),
  }
}
