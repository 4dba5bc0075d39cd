import { writeHandOverFile } from '../../shared/document/hand-over/hand-over-file.ts'
import { documentFromRecord } from '../../shared/document/record/record.ts'
import { newId, type WorkshopId } from '../../shared/model/ids.ts'

/** The bytes of a hand-over file with a workshop of nothing but a title; another workshop each time. */
export function workshopFile(title: string): Uint8Array {
  const workshop = newId<WorkshopId>()
  const made = documentFromRecord({ format: 'minuta-workshop-record', version: 1, workshop: { title } }, () => workshop)
  if (!made.ok) throw new Error('the record does not fit')
  return writeHandOverFile({ workshop, schemaVersion: 1, title, update: made.update, responses: null, blobs: new Map() })
}
