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
  /** `id`, `schemaVersion` and every field of WorkshopDetails: texts as they are, `date` as `year`, `month`, `day`, lists as Y.Array. */
  readonly meta: Y.Map<unknown>
  readonly programme: Y.Map<EntryMap>
  readonly people: Y.Map<EntryMap>
  readonly organisations: Y.Map<EntryMap>
  /** Matters arising from earlier meetings. */
  readonly matters: Y.Map<EntryMap>
  /** Fields `title`, `item`, `rank`, `deleted` and `content`, a Y.XmlFragment in the board schema. A board of a deleted item is hidden with it. */
  readonly boards: Y.Map<EntryMap>
  /** Append-only claims `{ kind, number, outcome }`; see `outcomes/numbering.ts`. */
  readonly outcomeNumbers: Y.Array<unknown>
  /** Blob id → `{ mediaType, byteLength, name }`, plain values. */
  readonly blobs: Y.Map<unknown>
  /**
   * `rank:<part>`, `excluded:<part>`, `summary:<part>` and `hidden:<board>:<block>`: flat, because parts are named by the compiler and not created by anybody. Two people
   * who first touch the same part would each make an entry for it, and one entry with everything in it would be lost.
   */
  readonly minutesParts: Y.Map<unknown>
  /** `<language> <unit> <digest of the source>` → `{ source, words }`; see `translations.ts`. */
  readonly translations: Y.Map<unknown>
  /** What everybody may know of invites; see `invites.ts`. Their secrets never come into a document. */
  readonly invites: Y.Map<unknown>
  /** Append-only: what was frozen, plain values; see `versions.ts`. What was frozen itself is a blob. */
  readonly versions: Y.Array<unknown>
  /** Flat: `approval:<id>` is a plain value that never changes, `withdrawn:<id>` takes it back. */
  readonly approvals: Y.Map<unknown>
  /** Corrections that somebody asked for, and what was decided. */
  readonly corrections: Y.Map<EntryMap>
}

/** The root types of `doc`. Asking for them never changes the document. */
export function rootsOf(doc: Y.Doc): Roots {
  return {
    meta: doc.getMap('meta'),
    programme: doc.getMap('programme'),
    people: doc.getMap('people'),
    organisations: doc.getMap('organisations'),
    matters: doc.getMap('matters'),
    boards: doc.getMap('boards'),
    outcomeNumbers: doc.getArray('outcomeNumbers'),
    blobs: doc.getMap('blobs'),
    minutesParts: doc.getMap('minutesParts'),
    translations: doc.getMap('translations'),
    invites: doc.getMap('invites'),
    versions: doc.getArray('versions'),
    approvals: doc.getMap('approvals'),
    corrections: doc.getMap('corrections'),
  }
}

/** The lists of things that people add, move and delete. */
export function entryRootsOf(doc: Y.Doc): readonly Y.Map<EntryMap>[] {
  const { programme, people, organisations, matters, boards, corrections } = rootsOf(doc)
  return [programme, people, organisations, matters, boards, corrections]
}

const linkingPrefix = 'linking:'

/**
 * The linking text that the rapporteur writes for a part of the minutes, in the board schema. It is a root type of its own, so
 * that two people who begin to write it at the same time write into the same text. Asking for it never changes the document.
 */
export function linkingFragment(doc: Y.Doc, part: string): Y.XmlFragment {
  return doc.getXmlFragment(`${linkingPrefix}${part}`)
}

/** Every part id that has, or had, linking text. */
export function partsWithLinking(doc: Y.Doc): string[] {
  return partsNamed(doc, linkingPrefix)
}

const summaryPrefix = 'summary:'

/** The summary that the rapporteur writes in the place of what the boards of a part say; a root type of its own, as the linking text. */
export function summaryFragment(doc: Y.Doc, part: string): Y.XmlFragment {
  return doc.getXmlFragment(`${summaryPrefix}${part}`)
}

/** Every part id that has, or had, a summary. */
export function partsWithSummary(doc: Y.Doc): string[] {
  return partsNamed(doc, summaryPrefix)
}

function partsNamed(doc: Y.Doc, prefix: string): string[] {
  return [...doc.share.keys()].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length))
}
