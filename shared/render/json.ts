/** Minutes → JSON for programs: the compiled tree and the workshop that it was compiled from, in one versioned object. */
import type { Minutes } from '../minutes/minutes.ts'
import type { WorkshopRecordInput } from '../document/record-schema.ts'
import type { Workshop } from '../model/workshop.ts'

export const jsonFormat = 'minuta-minutes'
/** Raised when a reader of the last version would misread what is written now. */
export const jsonVersion = 1

/** A frozen version: the same keys, with the record in the place of the workshop, where the document may show all of it. */
export function renderFrozenJson(minutes: Minutes, record: WorkshopRecordInput): string {
  return `${JSON.stringify({ format: jsonFormat, version: jsonVersion, minutes, ...(minutes.profile === 'full' ? { record } : {}) }, null, 2)}\n`
}

/** Indented JSON with a line end; images stay outside and are named by their SHA-256. */
export function renderJson(minutes: Minutes, workshop: Workshop): string {
  return `${JSON.stringify({ format: jsonFormat, version: jsonVersion, minutes, workshop }, null, 2)}\n`
}
