/** A record of about three hundred pages, the same every time: sections, people, a thousand outcomes, two hundred photographs. */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { zlibSync } from 'fflate'
import type { BlobId, ItemId, PersonId } from '../../shared/model/ids.ts'
import { emptyPerson, outcomeKinds, type Person, type ProgrammeItem, type RichNode, type Workshop } from '../../shared/model/workshop.ts'
import { bullets, h, image, numbers, outcome, p, table, tasks, td, text, th } from '../fixtures/rich.ts'
import { board, emptyWorkshop, withBoards } from '../fixtures/workshops.ts'
import { seededRandom, type Random } from '../helpers/random.ts'

export type RecordSize = { readonly sections: number; readonly outcomes: number; readonly images: number; readonly pixels: readonly [width: number, height: number] }

const largeRecord: RecordSize = { sections: 50, outcomes: 1000, images: 200, pixels: [640, 480] }

const words = [
  'harbour', 'region', 'council', 'training', 'programme', 'partner', 'proposal', 'market', 'cooperation', 'school', 'report', 'budget', 'young', 'coast', 'network', 'call', 'deadline', 'workshop',
  'réunion', 'économie', 'Ελλάδα', 'συνεργασία', 'تعاون', 'الاقتصاد', 'the', 'of', 'and', 'for', 'with', 'was', 'is', 'by', 'to', 'in',
] as const

export type LargeRecord = { readonly workshop: Workshop; readonly images: ReadonlyMap<string, Uint8Array> }

export function makeLargeRecord(size: RecordSize = largeRecord, seed = 300): LargeRecord {
  const random = seededRandom(seed)
  const images = new Map<string, Uint8Array>(
    Array.from({ length: size.images }, () => {
      const bytes = photograph(random, size.pixels)
      return [createHash('sha256').update(bytes).digest('hex'), bytes]
    }),
  )
  const blobs = [...images.keys()]
  const people = Array.from({ length: 60 }, (_, index): Person => ({
    ...emptyPerson, id: `p${index}` as PersonId, name: `${sentence(random, 2)} ${index}`, organisation: sentence(random, 3), region: random.pick(['Corsica', 'Patras', 'L’Oriental']), functions: [sentence(random, 4)],
  }))
  const items = Array.from({ length: size.sections }, (_, index): ProgrammeItem => ({
    id: `i${index}` as ItemId, kind: 'debate', title: sentence(random, 6), speakers: [`p${index % 60}` as PersonId], otherSpeakers: '', plannedStart: '', plannedEnd: '', actualStart: '', actualEnd: '', held: true, confidential: false,
  }))
  const perSection = { outcomes: size.outcomes / size.sections, images: size.images / size.sections }
  const boards = items.map((item, index) => board(`b${index}`, item.title, item.id, [
    ...Array.from({ length: 4 }, () => section(random)).flat(),
    ...range(perSection.outcomes * index, perSection.outcomes * (index + 1)).map((number) => anOutcome(random, number)),
    ...range(perSection.images * index, perSection.images * (index + 1)).map((number) => image(blobs[number] ?? '', sentence(random, 6), sentence(random, 5), 480)),
  ]))
  const base = emptyWorkshop('A year of meetings in one record')
  const withPeople = { ...base, people, items, details: { ...base.details, organisation: 'Assembly of Harbours', date: { year: 2026, month: 9, day: 19 } } }
  return { workshop: { ...withBoards(withPeople, boards), blobs: blobs.map((id) => ({ id: id as BlobId, mediaType: 'image/png', byteLength: images.get(id)?.length ?? 0, name: `${id.slice(0, 8)}.png` })) }, images }
}

function section(random: Random): readonly RichNode[] {
  const point = (): RichNode => p(sentence(random, 12))
  return [
    h(2, sentence(random, 5)),
    ...Array.from({ length: 4 }, () => p(sentence(random, 40), ' ', text(sentence(random, 4), 'bold'), ' ', sentence(random, 30))),
    random.pick([bullets([point()], [point()], [point(), bullets([point()])]), numbers(1, [point()], [point()]), tasks([true, point()], [false, point()])]),
    table([th('Region'), th('Partner'), th('Budget')], ...Array.from({ length: 5 }, () => [td(sentence(random, 2)), td(sentence(random, 6)), td(String(random.below(100_000)))])),
  ]
}

function anOutcome(random: Random, number: number): RichNode {
  const kind = outcomeKinds[random.below(outcomeKinds.length)] ?? 'decision'
  return outcome(`o${number}`, kind, sentence(random, 18), kind === 'action' ? { owner: `p${random.below(60)}`, due: '2026-11-30', status: 'open' } : {})
}

function sentence(random: Random, count: number): string {
  const chosen = Array.from({ length: count }, () => random.pick(words)).join(' ')
  return chosen.charAt(0).toUpperCase() + chosen.slice(1)
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.round(to) - Math.round(from) }, (_, index) => Math.round(from) + index)
}

/** A PNG as large as a photograph: noise, which no compression makes smaller. */
function photograph(random: Random, [width, height]: readonly [number, number]): Uint8Array {
  const rows = new Uint8Array(height * (width * 3 + 1))
  for (let at = 0; at < rows.length; at += 1) rows[at] = at % (width * 3 + 1) === 0 ? 0 : random.below(256)
  const header = new DataView(new ArrayBuffer(13))
  header.setUint32(0, width)
  header.setUint32(4, height)
  header.setUint32(8, 0x08020000)
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  return Buffer.concat([signature, chunk('IHDR', new Uint8Array(header.buffer)), chunk('IDAT', zlibSync(rows, { level: 0 })), chunk('IEND', new Uint8Array())])
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  bytes.set(Buffer.from(type, 'latin1'), 4)
  bytes.set(data, 8)
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)))
  return bytes
}
