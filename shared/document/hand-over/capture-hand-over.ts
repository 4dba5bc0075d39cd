/** A workshop as it stands in its two documents, for a hand-over file. */
import * as Y from 'yjs'
import type { HandOverContent } from './hand-over-file.ts'
import { readDetails } from '../read-details.ts'
import { readBlobs, readSchemaVersion, readWorkshopId } from '../read-workshop.ts'

/** What `notes` and `responses` hold now; the bytes of the blobs are for whoever writes the file. */
export function captureHandOver(notes: Y.Doc, responses: Y.Doc): HandOverContent {
  return {
    workshop: readWorkshopId(notes), schemaVersion: readSchemaVersion(notes), title: readDetails(notes).title,
    update: Y.encodeStateAsUpdate(notes),
    responses: Y.decodeStateVector(Y.encodeStateVector(responses)).size === 0 ? null : Y.encodeStateAsUpdate(responses),
    blobs: readBlobs(notes).map(({ id, name }) => ({ id, name })),
  }
}
