/**
 * The hand-over file (`.minuta`): one workshop in one zip file that any archive tool opens. `manifest.json` says what it is,
 * `notes.update` is the shared document of the notes as one Yjs update, `responses.update` that of what the room answered, where
 * anybody did, `blobs/<sha256>` are images and files.
 *
 * A file comes from anybody: names are allow-listed, counts and sizes limited before anything is unpacked, blobs compared with
 * their names. The update itself is only bytes here; whoever applies it checks it like one from a relay.
 */
import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
import { digest } from 'lib0/hash/sha256'
import { z } from 'zod'
import { isBlobId, isWorkshopId, type BlobId, type WorkshopId } from '../../model/ids.ts'
import type { BlobInfo } from '../../model/workshop.ts'
import { limits } from '../../protocol/messages.ts'

export const handOverFormat = 'minuta-hand-over'
/** The newest layout of hand-over files that this build reads. */
const handOverVersion = 2
/** The layout without responses. Files that have none are written in it, so that every version of Minuta reads them. */
const versionWithoutResponses = 1

export const handOverLimits = {
  maxEntries: 10_000,
  maxManifestBytes: 64 * 1024,
  maxNotesBytes: 256 * 1024 * 1024,
  maxResponsesBytes: 64 * 1024 * 1024,
  maxBlobBytes: limits.maxBlobBytes,
  maxTotalBytes: 1024 * 1024 * 1024,
} as const

export type HandOver = {
  readonly workshop: WorkshopId
  readonly schemaVersion: number
  readonly title: string
  readonly update: Uint8Array
  /** What the room answered; null where nobody did, and in files from before there were responses. */
  readonly responses: Uint8Array | null
  readonly blobs: ReadonlyMap<BlobId, Uint8Array>
}

/** A hand-over file that is still to be made: its blobs by id, and under the names by which people know them. */
export type HandOverContent = Omit<HandOver, 'blobs'> & { readonly blobs: readonly Pick<BlobInfo, 'id' | 'name'>[] }

export type HandOverProblem = {
  readonly kind: 'not-a-hand-over-file' | 'from-newer-version' | 'too-large' | 'damaged'
  /** One sentence in English, without a full stop. */
  readonly reason: string
}

export type HandOverRead = { readonly ok: true; readonly file: HandOver } | { readonly ok: false; readonly problem: HandOverProblem }

/** The whole title stands in the notes. Every letter may be six in JSON, and the manifest has a limit. */
const maxTitleLength = 10_000

const manifestSchema = z.object({
  format: z.literal(handOverFormat),
  version: z.int().min(1),
  schemaVersion: z.int().min(0),
  workshop: z.string().refine(isWorkshopId),
  title: z.string().max(maxTitleLength),
})

const manifestName = 'manifest.json'
const notesName = 'notes.update'
const responsesName = 'responses.update'
const blobPrefix = 'blobs/'

/** The file's bytes. The same content gives the same bytes: entries carry no time. */
export function writeHandOverFile({ blobs, ...documents }: HandOver): Uint8Array {
  const entries: Zippable = Object.fromEntries(handOverDocuments(documents))
  // Images and documents are compressed already.
  for (const id of [...blobs.keys()].sort()) entries[handOverBlobName(id)] = [blobs.get(id) ?? new Uint8Array(), { level: 0 }]
  return zipSync(entries, { mtime: '1980-01-01T00:00:00' })
}

/** The entries before the blobs, by name, in their order. */
export function handOverDocuments({ workshop, schemaVersion, title, update, responses }: Omit<HandOver, 'blobs'>): readonly (readonly [name: string, bytes: Uint8Array])[] {
  const version = responses ? handOverVersion : versionWithoutResponses
  const manifest = { format: handOverFormat, version, schemaVersion, workshop, title: title.slice(0, maxTitleLength) }
  return [[manifestName, strToU8(`${JSON.stringify(manifest, null, 2)}\n`)], [notesName, update], ...(responses ? [[responsesName, responses] as const] : [])]
}

/** The entry of a blob. They stand by id behind the documents, stored. */
export function handOverBlobName(id: BlobId): string {
  return `${blobPrefix}${id}`
}

/** Reads a file that somebody handed over. */
export function readHandOverFile(bytes: Uint8Array): HandOverRead {
  let entries: Readonly<Record<string, Uint8Array>>
  const gate = new EntryGate()
  try {
    entries = unzipSync(bytes, { filter: ({ name, originalSize }) => gate.admits(name, originalSize) })
  } catch {
    return refuse('not-a-hand-over-file', 'this is not a Minuta hand-over file, or it is cut short')
  }
  // An archive of something else is no damaged hand-over file, whatever else is wrong with it.
  if (gate.problem && gate.hasManifest) return { ok: false, problem: gate.problem }
  const manifestBytes = entries[manifestName]
  if (!manifestBytes) return refuse('not-a-hand-over-file', `${manifestName} is missing: this is not a Minuta hand-over file`)
  const manifest = parseManifest(manifestBytes)
  if (!manifest.ok) return manifest
  const update = entries[notesName]
  if (!update) return refuse('damaged', `${notesName} is missing`)
  const blobs = new Map<BlobId, Uint8Array>()
  for (const [name, content] of Object.entries(entries)) {
    const id = name.slice(blobPrefix.length)
    if (!name.startsWith(blobPrefix) || !isBlobId(id)) continue
    if (blobIdOf(content) !== id) return refuse('damaged', noMatch(id))
    blobs.set(id, content)
  }
  const { workshop, schemaVersion, title } = manifest.value
  return { ok: true, file: { workshop, schemaVersion, title, update, responses: entries[responsesName] ?? null, blobs } }
}

/** A hand-over file where it lies. `read` rejects for an entry that cannot be unpacked. */
export type HandOverArchive = {
  readonly entries: readonly { readonly name: string; readonly byteLength: number }[]
  readonly read: (name: string) => Promise<Uint8Array>
}

/** What a hand-over file holds, without the bytes of its images and files. */
export type HandOverIndex = Omit<HandOver, 'blobs'> & { readonly blobs: readonly BlobId[] }

/** The same as `readHandOverFile`, of a file of any size: blobs are read one at a time, to be compared with their names by `sumOf`, and let go of. */
export async function readHandOverArchive({ entries, read }: HandOverArchive, sumOf: (bytes: Uint8Array) => string): Promise<{ readonly ok: true; readonly file: HandOverIndex } | { readonly ok: false; readonly problem: HandOverProblem }> {
  const gate = new EntryGate()
  for (const { name, byteLength } of entries) gate.admits(name, byteLength)
  if (gate.problem && gate.hasManifest) return { ok: false, problem: gate.problem }
  if (!gate.hasManifest) return refuse('not-a-hand-over-file', `${manifestName} is missing: this is not a Minuta hand-over file`)
  try {
    const manifest = parseManifest(await read(manifestName))
    if (!manifest.ok) return manifest
    const names = new Set(entries.map(({ name }) => name))
    if (!names.has(notesName)) return refuse('damaged', `${notesName} is missing`)
    const update = await read(notesName)
    const responses = names.has(responsesName) ? await read(responsesName) : null
    const blobs = [...names].filter((name) => name.startsWith(blobPrefix)).map((name) => name.slice(blobPrefix.length)).filter(isBlobId)
    for (const id of blobs) if (sumOf(await read(handOverBlobName(id))) !== id) return refuse('damaged', noMatch(id))
    const { workshop, schemaVersion, title } = manifest.value
    return { ok: true, file: { workshop, schemaVersion, title, update, responses, blobs } }
  } catch {
    return refuse('damaged', 'a part of the file cannot be unpacked')
  }
}

function noMatch(id: BlobId): string {
  return `the image or file ${id.slice(0, 12)}… does not match its checksum`
}

/** The id of a blob: the SHA-256 of its bytes. */
export function blobIdOf(bytes: Uint8Array): BlobId {
  return [...digest(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('') as BlobId
}

/** Decides entry by entry, before it is unpacked; the first that may not be there refuses the file. */
class EntryGate {
  problem: HandOverProblem | null = null
  hasManifest = false
  readonly #names = new Set<string>()
  #totalBytes = 0

  admits(name: string, byteLength: number): boolean {
    this.hasManifest ||= name === manifestName
    this.problem ??= this.#problemWith(name, byteLength)
    return this.problem === null
  }

  #problemWith(name: string, byteLength: number): HandOverProblem | null {
    const limit = maxBytesOf(name)
    if (limit === null) return { kind: 'damaged', reason: `the file has an entry that does not belong there: ${JSON.stringify(name.slice(0, 80))}` }
    if (this.#names.has(name)) return { kind: 'damaged', reason: `${name} stands in the file twice` }
    this.#names.add(name)
    this.#totalBytes += byteLength
    const isTooLarge = this.#names.size > handOverLimits.maxEntries || this.#totalBytes > handOverLimits.maxTotalBytes || byteLength > limit
    return isTooLarge ? { kind: 'too-large', reason: 'the file holds more than a workshop may' } : null
  }
}

/** How large an entry of this name may be; null when it may not be there. */
function maxBytesOf(name: string): number | null {
  if (name === manifestName) return handOverLimits.maxManifestBytes
  if (name === notesName) return handOverLimits.maxNotesBytes
  if (name === responsesName) return handOverLimits.maxResponsesBytes
  return name.startsWith(blobPrefix) && isBlobId(name.slice(blobPrefix.length)) ? handOverLimits.maxBlobBytes : null
}

function parseManifest(bytes: Uint8Array): { ok: true; value: z.output<typeof manifestSchema> } | { ok: false; problem: HandOverProblem } {
  let json: unknown
  try {
    json = JSON.parse(strFromU8(bytes))
  } catch {
    return refuse('damaged', `${manifestName} is not JSON`)
  }
  const version = z.object({ format: z.literal(handOverFormat), version: z.number() }).safeParse(json)
  if (version.success && version.data.version > handOverVersion) {
    return refuse('from-newer-version', 'this file was made by a newer Minuta; install the current version to open it')
  }
  const result = manifestSchema.safeParse(json)
  if (!result.success) return refuse('damaged', `${manifestName} does not describe a workshop`)
  return { ok: true, value: result.data }
}

function refuse(kind: HandOverProblem['kind'], reason: string): { readonly ok: false; readonly problem: HandOverProblem } {
  return { ok: false, problem: { kind, reason } }
}
