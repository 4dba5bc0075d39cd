/**
 * The meeting pack: everything about one meeting in one zip, to send before the room empties and to keep. Members are made one after the
 * other and go to the file at once; what was read of them is their checksum.
 */
import { toHexString } from 'lib0/buffer'
import { digest } from 'lib0/hash/sha256'
import { strToU8 } from 'fflate'
import { labelsFor } from '../minutes/labels-for.ts'
import { tellsAll } from '../minutes/tells-all.ts'
import type { BlobId } from '../model/ids.ts'
import { fileName } from '../util/file-name.ts'
import { documentPieces, type DocumentFormat, type ExportTask } from './document-pieces.ts'
import { figuresOf } from './figures-of.ts'
import { readImage } from './image.ts'
import { packReadme } from './pack-readme.ts'
import { PdfError } from './pdf.ts'
import { registerEntries } from './register-files.ts'
import { joined, ZipWriter, type ZipEntry } from './zip-writer.ts'

const documents = ['pdf', 'docx', 'odt', 'html', 'md', 'json', 'ics'] as const satisfies readonly DocumentFormat[]
/** Compressed already: nothing to gain, and time to lose. */
const packed: ReadonlySet<string> = new Set(['pdf', 'docx', 'odt'])
/** Longer texts are mostly pictures, which are compressed as well. */
const maxPackedBytes = 16 * 1024 * 1024

/** What one member is and where it comes from; made when it is its turn. */
type Member = { readonly step: string; readonly make: () => Promise<readonly ZipEntry[]> }

/** The pieces of the zip. A PDF that cannot be made is named as missing and leaves the others alone. */
export async function* meetingPack(task: ExportTask): AsyncGenerator<Uint8Array> {
  const { minutes, source } = task
  const sha256 = source.sha256 ?? ((bytes: Uint8Array) => toHexString(digest(bytes)))
  const { labels } = labelsFor(minutes.language)
  const base = fileName(minutes.title, labels.documentType[minutes.profile])
  const members = membersOf(task, base)
  const zip = new ZipWriter()
  const sums: string[] = []
  const names: string[] = []
  for (const [done, { step, make }] of members.entries()) {
    source.onProgress?.({ done, total: members.length + 1, step })
    for (const entry of await make()) {
      names.push(entry.name)
      sums.push(`${sha256(entry.bytes)}  ${entry.name}`)
      yield* zip.entry(entry)
    }
  }
  source.onProgress?.({ done: members.length, total: members.length + 1, step: 'README.txt' })
  const readme = strToU8(packReadme(minutes, names, [...task.missing]))
  yield* zip.entry({ name: 'README.txt', bytes: readme })
  sums.push(`${sha256(readme)}  README.txt`)
  yield* zip.entry({ name: 'SHA256SUMS.txt', bytes: strToU8(`${sums.join('\n')}\n`) })
  yield* zip.end()
}

function membersOf(task: ExportTask, base: string): readonly Member[] {
  const { minutes, workshop, source } = task
  const { writeHandOver } = source
  return [
    ...documents.map((format): Member => ({ step: format, make: () => documentEntry(task, format, base) })),
    { step: 'registers', make: () => Promise.resolve(registerEntries(minutes, workshop).map((entry) => ({ ...entry, name: `registers/${entry.name}` }))) },
    ...imageMembers(task),
    // The workshop itself would tell what a public report, a letter or minutes without attribution leave out.
    ...(writeHandOver === undefined || !tellsAll(minutes) ? [] : [{ step: 'minuta', make: async () => [{ name: `${base}.minuta`, bytes: await writeHandOver(), isStored: true }] }]),
  ]
}

async function documentEntry(task: ExportTask, format: (typeof documents)[number], base: string): Promise<readonly ZipEntry[]> {
  const pieces: Uint8Array[] = []
  try {
    for await (const piece of documentPieces(task, format)) pieces.push(piece)
  } catch (error) {
    if (!(error instanceof PdfError)) throw error
    task.missing.add(`${base}.pdf`)
    return []
  }
  const bytes = joined(pieces)
  return [{ name: `${base}.${format}`, bytes, isStored: packed.has(format) || bytes.length > maxPackedBytes }]
}

/** The originals, named by the number under which the minutes show them. */
function imageMembers({ minutes, workshop, source }: ExportTask): readonly Member[] {
  const taken = new Set<string>()
  const seen = new Set<BlobId>()
  const originals = new Map(workshop.blobs.map(({ id, name }) => [id, name]))
  return figuresOf(minutes).flatMap(({ number, blob, name }): readonly Member[] => {
    if (seen.has(blob)) return []
    seen.add(blob)
    return [
      {
        step: 'images',
        make: async () => {
          const bytes = await source.readBlob(blob)
          if (bytes === null) return []
          // Whatever a peer put there: a file that is opened by a click is a picture, or it is not in the pack.
          const extension = readImage(bytes)?.type
          if (extension === undefined) return []
          const words = fileName((originals.get(blob) ?? name).replace(/\.[A-Za-z0-9]{1,5}$/, ''), '')
          const file = `images/${String(number).padStart(3, '0')}${words === '' ? '' : ` ${words}`}.${extension === 'jpeg' ? 'jpg' : extension}`
          if (taken.has(file.toLowerCase())) return []
          taken.add(file.toLowerCase())
          return [{ name: file, bytes, isStored: true }]
        },
      },
    ]
  })
}
