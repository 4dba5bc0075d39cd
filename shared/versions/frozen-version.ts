/**
 * A frozen version as a blob: the seal, the workshop record, and every document as it was compiled. A newer Minuta with other labels
 * prints from it what was printed then. It is read only when every digest in it is right; an altered one is refused as a whole.
 */
import { gunzipSync, gzipSync, strFromU8, strToU8 } from 'fflate'
import type { WorkshopRecordInput } from '../document/record/record-schema.ts'
import type { Minutes } from '../minutes/minutes.ts'
import { besideDigest, besideOf, besideSchema, type Beside } from './beside.ts'
import { canonicalJson } from './canonical-json.ts'
import { sha256Of } from './fingerprint.ts'
import { minutesSchema } from './minutes-schema.ts'
import { minutesWords, wordsDigest } from './minutes-words.ts'
import { entryDigest, fingerprintOf, isSealed, sealEntrySchema, sealFormat, sealSchema, type Seal, type SealEntry } from './seal.ts'

const frozenFormat = 'minuta-frozen-version'
/** Raised when a reader of the last layout would misread a new one. */
/** The second holds what stands beside the words, the third where numbers and cells stand among them. */
const frozenLayout = 3

/** Far above the record of any meeting; what claims more is not unpacked. */
const maxUnpackedBytes = 512 * 1024 * 1024

export type FrozenDocument = {
  readonly entry: SealEntry
  readonly minutes: Minutes
  /** What `entry.beside` seals, with the labels of the day on which it was frozen; left out in versions from before. */
  readonly beside?: Beside
}

export type FrozenContent = {
  readonly seal: Seal
  readonly fingerprint: string
  readonly record: WorkshopRecordInput
  readonly documents: readonly FrozenDocument[]
}

/** What is frozen beside the documents themselves. */
export type SealFacts = Pick<Seal, 'workshop' | 'frozenAt' | 'frozenBy' | 'note' | 'commentsUntil' | 'isCorrected' | 'follows'>

/** Seals `documents`. Each must be compiled without a status: that is printed on top. */
export function sealVersion(facts: SealFacts, record: WorkshopRecordInput, documents: readonly Minutes[]): FrozenContent {
  // By way of its own text, so that what is kept is what will be read.
  const kept = JSON.parse(canonicalJson(record)) as WorkshopRecordInput
  const entries = documents.map((minutes): FrozenDocument => {
    const beside = besideOf(minutes)
    return { minutes, beside, entry: { ...sealEntry(minutes), beside: besideDigest(beside) } }
  })
  const seal: Seal = {
    format: sealFormat, version: 1, ...facts,
    record: sha256Of(canonicalJson(kept)),
    documents: entries.map(({ entry }) => entryDigest(entry)).sort((a, b) => (a < b ? -1 : 1)),
  }
  return { seal, fingerprint: fingerprintOf(seal), record: kept, documents: entries }
}

/** Without what stands beside the words. */
function sealEntry(minutes: Minutes): SealEntry {
  const { profile, attribution, language, organisation } = minutes
  const words = minutesWords(minutes)
  return { profile, attribution, language, organisation, tree: sha256Of(canonicalJson(minutes)), text: wordsDigest(words), words: words.words.length }
}

/** The blob. The same version gives the same bytes. */
export function encodeFrozen({ seal, record, documents }: FrozenContent): Uint8Array {
  // As before where there is none of it: the same version gives the same bytes.
  const layout = documents.some(({ beside }) => beside?.places !== undefined) ? frozenLayout : documents.some(({ beside }) => beside !== undefined) ? 2 : 1
  const content = { format: frozenFormat, layout, seal, record, documents }
  return gzipSync(strToU8(canonicalJson(content)), { level: 6, mtime: 0 })
}

export type FrozenRead =
  | { readonly ok: true; readonly content: FrozenContent }
  /** `altered`: a digest does not fit; `damaged`: it cannot be read at all. */
  | { readonly ok: false; readonly problem: 'altered' | 'damaged' | 'from-newer-version' }

/** Reads a blob and checks every digest in it; `fingerprint` is that of the version it is said to be. Never throws. */
export function decodeFrozen(bytes: Uint8Array, fingerprint: string): FrozenRead {
  try {
    return readFrozen(bytes, fingerprint)
  } catch {
    // Bytes of a stranger: whatever the unpacker, JSON or the depth of the nesting had against them.
    return { ok: false, problem: 'damaged' }
  }
}

function readFrozen(bytes: Uint8Array, fingerprint: string): FrozenRead {
  // The last four bytes of a gzip file say how long its content is.
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(bytes.byteLength - 4, true)
  if (length > maxUnpackedBytes) return { ok: false, problem: 'damaged' }
  const json = JSON.parse(strFromU8(gunzipSync(bytes, { out: new Uint8Array(length) }))) as Readonly<Record<string, unknown>> | null
  if (json === null || json['format'] !== frozenFormat) return { ok: false, problem: 'damaged' }
  if (typeof json['layout'] === 'number' && json['layout'] > frozenLayout) return { ok: false, problem: 'from-newer-version' }
  const seal = sealSchema.safeParse(json['seal'])
  const documents: unknown = json['documents']
  const record: unknown = json['record']
  if (!seal.success || !Array.isArray(documents) || typeof record !== 'object' || record === null) return { ok: false, problem: 'damaged' }
  const isWhole = fingerprintOf(seal.data) === fingerprint && seal.data.record === sha256Of(canonicalJson(record)) && documents.length === seal.data.documents.length
  if (!isWhole) return { ok: false, problem: 'altered' }
  const read: FrozenDocument[] = []
  for (const document of documents as readonly { readonly entry?: unknown; readonly minutes?: unknown; readonly beside?: unknown }[]) {
    const entry = sealEntrySchema.safeParse(document.entry)
    if (!entry.success || !isSealed({ seal: seal.data, entry: entry.data }) || sha256Of(canonicalJson(document.minutes)) !== entry.data.tree) return { ok: false, problem: 'altered' }
    const minutes = minutesSchema.safeParse(document.minutes)
    // What was sealed is what is here; only this build cannot read it.
    if (!minutes.success) return { ok: false, problem: 'from-newer-version' }
    const { beside: sealedBeside, ...sealed } = entry.data
    if (canonicalJson(sealEntry(minutes.data)) !== canonicalJson(sealed)) return { ok: false, problem: 'altered' }
    const beside = sealedBeside === undefined ? undefined : besideSchema.parse(document.beside)
    if (beside !== undefined && besideDigest(beside) !== sealedBeside) return { ok: false, problem: 'altered' }
    read.push({ entry: entry.data, minutes: minutes.data, ...(beside !== undefined && { beside }) })
  }
  return { ok: true, content: { seal: seal.data, fingerprint, record: record as WorkshopRecordInput, documents: read } }
}

/** The document of this kind; null when it was not frozen. */
export function findDocument(content: FrozenContent, wanted: { readonly profile: string; readonly language: string; readonly organisation?: string }): FrozenDocument | null {
  return content.documents.find(({ entry }) =>
    entry.profile === wanted.profile && entry.language === wanted.language && (entry.profile !== 'letter' || entry.organisation === (wanted.organisation ?? ''))) ?? null
}
