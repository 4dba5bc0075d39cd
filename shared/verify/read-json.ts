/** What a JSON export says. Here everything counts, not the words alone: the whole tree and the record are compared by their digests. */
import { z } from 'zod'
import type { WorkshopRecordInput } from '../document/record/record-schema.ts'
import { jsonFormat } from '../render/json.ts'
import { canonicalJson } from '../versions/canonical-json.ts'
import { sha256Of } from '../versions/fingerprint.ts'
import { minutesSchema } from '../versions/minutes-schema.ts'
import { minutesWords } from '../versions/minutes-words.ts'
import { sealedTree } from '../versions/print-version.ts'
import type { ReadJson } from './read-words.ts'

const carriedProof = z.object({ text: z.string(), fingerprint: z.string(), version: z.number() })

/** Null when the text is no JSON export of Minuta. */
export function readJsonExport(text: string): ReadJson | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof json !== 'object' || json === null || !('format' in json) || json.format !== jsonFormat || !('minutes' in json)) return null
  const { minutes, record, approvals } = json as { readonly minutes: object | null; readonly record?: WorkshopRecordInput; readonly approvals?: unknown }
  if (typeof minutes !== 'object' || minutes === null) return null
  const { proof, ...printed } = minutes as { readonly proof?: unknown }
  const carried = carriedProof.safeParse(proof)
  const tree = minutesSchema.safeParse(printed)
  if (!tree.success) return null
  return {
    ...minutesWords(tree.data),
    status: tree.data.statusLine,
    proof: carried.success ? carried.data.text : '',
    named: { version: carried.success ? String(carried.data.version) : '', fingerprint: carried.success ? carried.data.fingerprint : '' },
    printedTree: sha256Of(canonicalJson(tree.data)),
    tree: sha256Of(canonicalJson(sealedTree(tree.data))),
    record: record === undefined ? null : sha256Of(canonicalJson(record)),
    approvals: approvalsDigest(approvals),
    beside: null,
  }
}

/** Digest of a list of approvals; of an empty one where there is none. */
export function approvalsDigest(approvals: unknown): string {
  return sha256Of(canonicalJson(approvals ?? []))
}
