/**
 * The seal of a frozen version: a short list of digests. Its own SHA-256 is the fingerprint that stands on paper. Every export carries
 * the seal and the entry of its own document, so that one file alone proves that its text belongs to a fingerprint: text → digest →
 * entry → seal → fingerprint. Nobody can change a letter and keep the fingerprint.
 */
import { z } from 'zod'
import { approvalWays } from '../model/versions.ts'
import { attributions } from '../model/workshop.ts'
import { profiles } from '../minutes/minutes.ts'
import { besideDigest, besideSchema } from './beside.ts'
import { canonicalJson } from './canonical-json.ts'
import { isFingerprint, sha256Of } from './fingerprint.ts'

// Pages forbid code that is made of text; without this, zod asks once whether it may, and the browser reports it.
z.config({ jitless: true })

const hash = z.string().refine(isFingerprint)
/** Of what a seal says in words: whom a letter is for, a note. */
export const maxSealedText = 10_000
const shortText = z.string().max(maxSealedText)

export const sealFormat = 'minuta-seal'

const sealSchema = z.strictObject({
  format: z.literal(sealFormat),
  version: z.literal(1),
  /** Id of the workshop. */
  workshop: shortText,
  /** ISO 8601 with offset. */
  frozenAt: shortText,
  frozenBy: shortText,
  note: shortText,
  /** YYYY-MM-DD, or ''. */
  commentsUntil: shortText,
  isCorrected: z.boolean(),
  /** Fingerprint of the version before; '' for the first. */
  follows: z.union([z.literal(''), hash]),
  /** Of the canonical JSON of the workshop record. */
  record: hash,
  /** Of the canonical JSON of every entry, sorted. */
  documents: z.array(hash).max(10_000),
})

/** What one document of a version is, and the digests that prove it. */
export const sealEntrySchema = z.strictObject({
  profile: z.enum(profiles),
  attribution: z.enum(attributions),
  language: shortText,
  /** Whom a letter is for. */
  organisation: shortText,
  /** Of the canonical JSON of the compiled minutes. */
  tree: hash,
  /** Of what the document says: `wordsDigest`. */
  text: hash,
  /** How many words are sealed; what stands behind them in a file was added later. */
  words: z.int().min(0),
  /** Of what it shows beside its words: `besideDigest`. Left out in versions from before that was sealed. */
  beside: hash.exactOptional(),
})

const key = z.string().max(1_000)
const count = z.int().min(0).max(2 ** 32 - 1)

/** An approval as a file carries it: whole, so that its signature can be checked without the workshop. */
const printedApprovalSchema = z.strictObject({
  name: shortText,
  organisation: shortText,
  capacity: shortText,
  how: z.enum(approvalWays),
  on: shortText,
  signature: z.strictObject({ format: count, number: count, at: count, key, signature: key, capability: key, vouched: key }).nullable(),
})

/** What a file says of itself. Nothing of it is believed before `proofProblem` is null. */
const proofSchema = z.strictObject({
  seal: sealSchema,
  entry: sealEntrySchema,
  /** Number and status when the file was made: they are not sealed, as they go on changing. */
  number: z.int().min(1).max(10_000),
  status: z.enum(['for-comments', 'approved', 'corrected']),
  /** Digest of everything that the file says, with what is not sealed. */
  printed: hash,
  /** Of the canonical JSON of the compiled minutes as printed, for files that hold them. */
  printedTree: hash,
  /** Left out where there is none, and in files from before there were signatures. */
  approvals: z.array(printedApprovalSchema).max(1_000).exactOptional(),
  /** What `entry.beside` seals, whole. */
  beside: besideSchema.exactOptional(),
})

export type Seal = z.output<typeof sealSchema>
export type SealEntry = z.output<typeof sealEntrySchema>
export type Proof = z.output<typeof proofSchema>
export type PrintedApproval = z.output<typeof printedApprovalSchema>
export { sealSchema }

/** What stands on paper. */
export function fingerprintOf(seal: Seal): string {
  return sha256Of(canonicalJson(seal))
}

export function entryDigest(entry: SealEntry): string {
  return sha256Of(canonicalJson(entry))
}

/** Whether the entry is one of those that the seal lists. */
export function isSealed({ seal, entry }: Pick<Proof, 'seal' | 'entry'>): boolean {
  return seal.documents.includes(entryDigest(entry))
}

/** Whether what a proof says of pictures, links and the like is what its entry seals. */
export function isBesideSealed({ entry, beside }: Pick<Proof, 'entry' | 'beside'>): boolean {
  return entry.beside === (beside && besideDigest(beside))
}

/** The proof in the text that a file carries; null when it is none. */
export function parseProof(text: string): Proof | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const result = proofSchema.safeParse(json)
  return result.success ? result.data : null
}

/** The text that a file carries: canonical JSON in plain ASCII, without what could end a comment or a tag in any format. */
export function proofText(proof: Proof): string {
  return canonicalJson(proof).replace(/[^\x20-\x7e]|[<>&'-]/g, (character) => `\\u${character.codePointAt(0)?.toString(16).padStart(4, '0') ?? ''}`)
}
