/**
 * Minutes → JSON for programs: the compiled tree and the workshop that it was compiled from, in one versioned object. Minutes that
 * leave something out or do not tell who spoke come without the workshop, which would tell it all: `workshop` is null.
 */
import type { Minutes } from '../minutes/minutes.ts'
import type { WorkshopRecordInput } from '../document/record/record-schema.ts'
import { tellsAll } from '../minutes/tells-all.ts'
import type { Workshop } from '../model/workshop.ts'
import { parseProof } from '../versions/seal.ts'

export const jsonFormat = 'minuta-minutes'
/** Raised when a reader of the last version would misread what is written now. */
const jsonVersion = 1

/**
 * A frozen version: the same keys, with the record in the place of the workshop, where the document may show all of it, and the approvals with
 * their signatures, as the proof holds them.
 */
export function renderFrozenJson(minutes: Minutes, record: WorkshopRecordInput): string {
  const approvals = parseProof(minutes.proof?.text ?? '')?.approvals
  return `${JSON.stringify({ format: jsonFormat, version: jsonVersion, minutes, ...(tellsAll(minutes) ? { record } : {}), ...(approvals && { approvals }) }, null, 2)}\n`
}

/** Indented JSON with a line end; images stay outside and are named by their SHA-256. */
export function renderJson(minutes: Minutes, workshop: Workshop): string {
  return `${JSON.stringify({ format: jsonFormat, version: jsonVersion, minutes, workshop: tellsAll(minutes) ? workshop : null }, null, 2)}\n`
}
