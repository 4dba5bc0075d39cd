/** What a JSON export says. Here everything counts, not the words alone: the whole tree and the record are compared by their digests. */
import type { WorkshopRecordInput } from '../../../shared/document/record-schema.ts'
import { jsonFormat } from '../../../shared/render/json.ts'
import { canonicalJson } from '../../../shared/versions/canonical-json.ts'
import { sha256Of } from '../../../shared/versions/fingerprint.ts'
import { minutesSchema } from '../../../shared/versions/minutes-schema.ts'
import { minutesWords } from '../../../shared/versions/minutes-words.ts'
import { sealedTree } from '../../../shared/versions/print-version.ts'
import type { Minutes } from '../../../shared/minutes/minutes.ts'
import type { ReadDocument } from './read-words.ts'

export type ReadJson = ReadDocument & {
  /** Digest of the tree without what was added when it was printed. */
  readonly tree: string
  /** Digest of the tree as it was printed. */
  readonly printedTree: string
  /** Digest of the record; null when the file has none. */
  readonly record: string | null
  /** Digest of the approvals beside the minutes, which must be those of the proof. */
  readonly approvals: string
}

/** Null when the text is no JSON export of Minuta. */
export function readJsonExport(text: string): ReadJson | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof json !== 'object' || json === null || !('format' in json) || json.format !== jsonFormat || !('minutes' in json)) return null
  const { minutes, record, approvals } = json as { readonly minutes: (Minutes & object) | null; readonly record?: WorkshopRecordInput; readonly approvals?: unknown }
  if (typeof minutes !== 'object' || minutes === null) return null
  const proof: unknown = minutes.proof
  const { proof: _, ...printed } = minutes
  const tree = minutesSchema.safeParse(printed)
  if (!tree.success) return null
  return {
    ...minutesWords(tree.data),
    status: tree.data.statusLine,
    proof: typeof proof === 'object' && proof !== null && 'text' in proof && typeof proof.text === 'string' ? proof.text : '',
    printedTree: sha256Of(canonicalJson(tree.data)),
    tree: sha256Of(canonicalJson(sealedTree(tree.data))),
    record: record === undefined ? null : sha256Of(canonicalJson(record)),
    approvals: approvalsDigest(approvals),
  }
}

/** Digest of a list of approvals; of an empty one where there is none. */
export function approvalsDigest(approvals: unknown): string {
  return sha256Of(canonicalJson(approvals ?? []))
}
