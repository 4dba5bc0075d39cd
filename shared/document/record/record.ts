/** From a workshop record to a shared document. The way back is `record-export.ts`. */
import * as Y from 'yjs'
import { newId, type BlobId, type BoardId, type ItemId, type WorkshopId } from '../../model/ids.ts'
import { insertBoard } from '../commands/board-commands.ts'
import { blockOrigins, writeContent } from '../boards/board-content.ts'
import { insertEntry, writeFields } from '../commands/change.ts'
import { writeDetails } from '../commands/details-commands.ts'
import { initialRanks } from '../ranks.ts'
import { parseRecord, prepareRecord, type PreparedBoard, type PreparedRecord } from './record-check.ts'
import type { RecordProblem } from './record-problem.ts'
import type { WorkshopRecord } from './record-schema.ts'
import { boardFragment } from '../read-workshop.ts'
import { linkingFragment, rootsOf, summaryFragment, supportedSchemaVersion } from '../roots.ts'
import { hiddenKey } from '../boards/shortening.ts'
import { setTranslation } from '../translations.ts'

export type RecordImport =
  | { readonly ok: true; readonly update: Uint8Array; readonly workshop: WorkshopId }
  | { readonly ok: false; readonly problems: readonly RecordProblem[] }

/**
 * A new document, as one update, from a record. To be called once, by the peer that creates the workshop: applying two such
 * updates to one document would double its content. `makeId` is asked when the record does not say which workshop it is.
 */
export function documentFromRecord(input: unknown, makeId: () => WorkshopId = newId): RecordImport {
  const parsed = parseRecord(input)
  if (!parsed.ok) return parsed
  const { record } = parsed
  const problems: RecordProblem[] = []
  const prepared = prepareRecord(record, problems, makeId)
  if (problems.length > 0) return { ok: false, problems }
  const doc = new Y.Doc()
  try {
    doc.transact(() => fill(doc, record, prepared))
    return { ok: true, update: Y.encodeStateAsUpdate(doc), workshop: prepared.workshop }
  } finally {
    doc.destroy()
  }
}

function fill(doc: Y.Doc, record: WorkshopRecord, prepared: PreparedRecord): void {
  const roots = rootsOf(doc)
  const { id: _, letterhead, ...details } = record.workshop
  writeDetails(roots.meta, { ...details, letterhead: { ...letterhead, logo: letterhead.logo as BlobId | null } })
  writeFields(roots.meta, { id: prepared.workshop, schemaVersion: supportedSchemaVersion })
  for (const { id, fields } of prepared.people) insertEntry(roots.people, id, fields)
  for (const { id, fields } of prepared.organisations) insertEntry(roots.organisations, id, fields)
  for (const { id, fields } of prepared.matters) insertEntry(roots.matters, id, fields)
  const writeBoard = ({ id, title, group, annex, content }: PreparedBoard, item: ItemId | null): void => {
    const fragment = insertBoard(doc, id, { title, item, annex, ...group })
    if (content) writeContent(fragment, content)
  }
  for (const { id, fields, boards } of prepared.items) {
    insertEntry(roots.programme, id, fields)
    for (const board of boards) writeBoard(board, id as ItemId)
  }
  for (const board of prepared.looseBoards) writeBoard(board, null)
  roots.outcomeNumbers.push([...prepared.claims])
  for (const { id, ...blob } of record.blobs) roots.blobs.set(id, blob)
  const ranks = initialRanks(record.minutes.order.length)
  record.minutes.order.forEach((part, index) => roots.minutesParts.set(`rank:${part}`, ranks[index]))
  for (const part of record.minutes.excluded) roots.minutesParts.set(`excluded:${part}`, true)
  for (const [part, content] of prepared.linking) if (content) writeContent(linkingFragment(doc, part), content)
  for (const translation of record.translations) setTranslation(doc, null, translation)
  fillShortening(doc, record, prepared)
}

/** A digest that a record does not give stands for something that the board never said: whoever looks will be told that it changed. */
const unknownBasis = '0'

function fillShortening(doc: Y.Doc, { minutes }: WorkshopRecord, { summaries }: PreparedRecord): void {
  const { minutesParts } = rootsOf(doc)
  for (const [part, content] of summaries) if (content) writeContent(summaryFragment(doc, part), content)
  for (const [part, { isUsed, basis }] of Object.entries(minutes.summaries)) {
    if (isUsed) minutesParts.set(`summary:${part}`, basis || unknownBasis)
  }
  for (const { board, block, basis } of minutes.hidden) {
    const fragment = boardFragment(doc, board as BoardId)
    const origin = fragment && blockOrigins(fragment)[block]
    const key = origin ? hiddenKey(board, origin) : null
    if (key !== null) minutesParts.set(key, basis || unknownBasis)
  }
}
