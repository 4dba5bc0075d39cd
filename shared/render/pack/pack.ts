/**
 * The meeting pack: everything about one meeting in one zip, to send before the room empties and to keep. Members are made one after the
 * other and go to the file piece by piece, none of them whole in memory but a PDF; what passes by is their checksum.
 */
import { strToU8 } from 'fflate'
import { labelsFor } from '../../minutes/labels-for.ts'
import { tellsAll } from '../../minutes/tells-all.ts'
import type { BlobId } from '../../model/ids.ts'
import { fileName } from '../../util/file-name.ts'
import { documentPieces, type DocumentFormat, type ExportTask, type Sha256 } from '../document-pieces.ts'
import type { FilePiece } from '../file-piece.ts'
import { figuresOf } from '../pictures/figures-of.ts'
import { readImage } from '../pictures/image.ts'
import { packReadme } from './pack-readme.ts'
import { PdfError } from '../pdf/pdf.ts'
import { registerEntries } from '../registers/register-files.ts'
import { ZipWriter, type ZipStream } from '../zip-writer.ts'

const documents = ['pdf', 'docx', 'odt', 'html', 'md', 'json', 'ics'] as const satisfies readonly DocumentFormat[]
/** Compressed already: nothing to gain, and time to lose. */
const packed: ReadonlySet<string> = new Set(['pdf', 'docx', 'odt'])
/** Longer texts are mostly pictures, which are compressed as well. */
const maxPackedBytes = 16 * 1024 * 1024

/** Files of one kind; made when it is their turn. */
type Member = { readonly step: string; readonly make: () => AsyncIterable<ZipStream> }

/** The pieces of the zip. A PDF that cannot be made is named as missing and leaves the others alone. */
export async function* meetingPack(task: ExportTask): AsyncGenerator<FilePiece> {
  const { minutes, source } = task
  const { labels } = labelsFor(minutes.language)
  const base = fileName(minutes.title, labels.documentType[minutes.profile])
  const members = membersOf(task, base)
  const zip = new ZipWriter()
  const sums: string[] = []
  const names: string[] = []
  const write = async function* ({ name, pieces, maxPackedBytes }: ZipStream): AsyncGenerator<FilePiece> {
    const sum = source.openSha256()
    yield* zip.stream({ name, pieces: passedBy(pieces, sum), maxPackedBytes })
    sums.push(`${sum.digest()}  ${name}`)
    names.push(name)
  }
  for (const [done, { step, make }] of members.entries()) {
    source.onProgress?.({ done, total: members.length + 1, step })
    for await (const member of make()) {
      try {
        yield* write(member)
      } catch (error) {
        if (!(error instanceof PdfError)) throw error
        task.missing.add(member.name)
      }
    }
  }
  source.onProgress?.({ done: members.length, total: members.length + 1, step: 'README.txt' })
  yield* write(whole('README.txt', strToU8(packReadme(minutes, names, [...task.missing]))))
  yield* zip.entry({ name: 'SHA256SUMS.txt', bytes: strToU8(`${sums.join('\n')}\n`) })
  yield* zip.end()
}

function membersOf(task: ExportTask, base: string): readonly Member[] {
  const { minutes, workshop, source } = task
  const { handOver } = source
  const member = (step: string, file: ZipStream): Member => ({ step, make: () => eachOf([file]) })
  return [
    ...documents.map((format) => member(format, { name: `${base}.${format}`, pieces: documentPieces(task, format), maxPackedBytes: packed.has(format) ? 0 : maxPackedBytes })),
    {
      step: 'registers',
      async *make() {
        for (const { name, bytes } of registerEntries(minutes, workshop)) yield whole(`registers/${name}`, bytes)
      },
    },
    ...imageMembers(task),
    // The workshop itself would tell what a public report, a letter or minutes without attribution leave out.
    ...(handOver === undefined || !tellsAll(minutes) ? [] : [member('minuta', { name: `${base}.minuta`, pieces: handOver((name) => task.missing.add(name)), maxPackedBytes: 0 })]),
  ]
}

async function* eachOf<T>(things: readonly T[]): AsyncGenerator<T> {
  yield* things
}

/** A file that is there already. */
function whole(name: string, bytes: Uint8Array): ZipStream {
  return { name, pieces: eachOf([bytes]), maxPackedBytes }
}

async function* passedBy(pieces: AsyncIterable<Uint8Array>, sum: Sha256): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    sum.update(piece)
    yield piece
  }
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
        async *make() {
          const bytes = await source.readBlob(blob)
          if (bytes === null) return
          // Whatever a peer put there: a file that is opened by a click is a picture, or it is not in the pack.
          const extension = readImage(bytes)?.type
          if (extension === undefined) return
          const words = fileName((originals.get(blob) ?? name).replace(/\.[A-Za-z0-9]{1,5}$/, ''), '')
          const file = `images/${String(number).padStart(3, '0')}${words === '' ? '' : ` ${words}`}.${extension === 'jpeg' ? 'jpg' : extension}`
          if (taken.has(file.toLowerCase())) return
          taken.add(file.toLowerCase())
          yield { name: file, pieces: eachOf([bytes]), maxPackedBytes: 0 }
        },
      },
    ]
  })
}
