import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import * as Y from 'yjs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readWorkshopId } from '../../../shared/document/read-workshop.ts'
import { blobIdOf, handOverFormat, writeHandOverFile, type HandOver } from '../../../shared/document/hand-over/hand-over-file.ts'
import { documentFromRecord } from '../../../shared/document/record/record.ts'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { newId, type WorkshopId } from '../../../shared/model/ids.ts'
import { limits } from '../../../shared/protocol/messages.ts'
import { readImport } from '../../../shared/node/import/read-import.ts'
import { nestedMaps } from '../../helpers/hostile-updates.ts'
import { temporaryFolder } from '../../helpers/temporary-folder.ts'

const record = (change: object = {}, workshop: object = {}): unknown => ({ format: 'minuta-workshop-record', version: 1, workshop: { title: 'Kick-off', ...workshop }, ...change })
const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))

function handOver(change: Partial<HandOver> = {}): Uint8Array {
  const workshop = newId<WorkshopId>()
  const made = documentFromRecord(record(), () => workshop)
  if (!made.ok) throw new Error('bad record')
  const photo = Uint8Array.of(1, 2, 3)
  return writeHandOverFile({ workshop, schemaVersion: 1, title: 'Kick-off', update: made.update, responses: null, blobs: new Map([[blobIdOf(photo), photo]]), ...change })
}

const read = (bytes: Uint8Array) => readImport('workshop', { kind: 'bytes', name: 'anything', bytes })

test('IM52 a hand-over file is the workshop that it names, with its files, whatever it is called', async () => {
  const outcome = await read(handOver())
  if (outcome.kind !== 'read' || outcome.content.kind !== 'workshop') throw new Error(JSON.stringify(outcome))
  const { from, title, workshop, update, responses, blobs } = outcome.content
  expect({ from, title, responses, blobs: await Promise.all(blobs.map(async (id) => [...((await outcome.blobs?.read(id)) ?? [])])) }).toEqual({ from: 'hand-over', title: 'Kick-off', responses: null, blobs: [[1, 2, 3]] })
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  expect(readWorkshopId(doc)).toBe(workshop)
})

test('IM52 a record that names its workshop is that one; one that does not is a record for a new one', async () => {
  expect(await read(json(record({}, { id: 'workshop-of-a-record' })))).toMatchObject({ kind: 'read', content: { kind: 'workshop', from: 'record', workshop: 'workshop-of-a-record', title: 'Kick-off' } })
  expect(await read(json(record()))).toEqual({ kind: 'read', content: { kind: 'record', title: 'Kick-off', record: record() } })
})

const damagedNotes = (): Uint8Array => handOver({ update: Uint8Array.of(1, 1, 255, 255, 255) })

test.each<[string, () => Uint8Array, string]>([
  ['nothing', () => new Uint8Array(), 'empty'],
  ['words', () => strToU8('Minutes of Tuesday'), 'unknown-type'],
  ['other JSON', () => json({ hello: 1 }), 'unknown-type'],
  ['another zip', () => zipSync({ 'word/document.xml': strToU8('<w/>') }), 'unknown-type'],
  ['a hand-over file with a stray entry', () => zipSync({ ...unzipSync(handOver()), 'run.sh': strToU8('rm') }), 'damaged'],
  ['a zip that is cut short', () => handOver().subarray(0, 200), 'unknown-type'],
  ['a workshop that cannot be read', damagedNotes, 'damaged'],
  ['another workshop than it names', () => handOver({ workshop: newId<WorkshopId>() }), 'damaged'],
  ['a newer hand-over file', () => zipSync({ 'manifest.json': json({ format: handOverFormat, version: 99 }), 'notes.update': new Uint8Array() }), 'from-newer-version'],
  ['a newer record', () => json(record({ version: 2 })), 'from-newer-version'],
  ['a record with an unknown field', () => json(record({ programme: [{ nonsense: 1 }] })), 'bad-record'],
])('IM53 %s is refused with a reason', async (_what, make, kind) => {
  expect(await read(make())).toMatchObject({ kind: 'refused', refusal: { kind, detail: expect.stringMatching(/\S/u) as string } })
})

test('IM71 a record that does not fit names the first place, the reason and how many more there are, for whoever shows it in any language', async () => {
  expect(await read(json(record({ programme: [{ kind: 'party' }], people: 'Ana' })))).toMatchObject({ kind: 'refused', refusal: { kind: 'bad-record', record: { path: 'people', kind: 'not-list', value: '', more: 1 } } })
})

test('EN95 a whole workshop of more structs than are taken from elsewhere is told as too large, not as damaged', async () => {
  const doc = new Y.Doc()
  // One struct each: nothing of it can be merged with what stands beside it.
  doc.transact(() => {
    const values = doc.getMap<number>('values')
    for (let key = 0; key <= limits.maxStructsPerUpdate; key += 1) values.set(String(key), key)
  })
  const outcome = await read(handOver({ update: Y.encodeStateAsUpdate(doc) }))
  doc.destroy()
  expect(outcome).toMatchObject({ kind: 'refused', refusal: { kind: 'too-large', detail: 'the workshop in this file is larger than Minuta takes from elsewhere' } })
})

test('EN103 types that lie in each other without end are refused in a file as well', async () => {
  const outcome = await read(handOver({ update: nestedMaps(7, null, 10_000) }))
  expect(outcome).toMatchObject({ kind: 'refused', refusal: { kind: 'too-large' } })
  expect(await read(handOver({ responses: nestedMaps(7, null, 10_000) }))).toEqual(outcome)
})

let folder = temporaryFolder()
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

/** As the importer reads what lies on a disk; no more than `maxBytes` of one file are taken into memory. */
async function readFile(bytes: Uint8Array, maxBytes: number) {
  const file = path.join(folder.path, 'a file')
  fs.writeFileSync(file, bytes)
  return { file, outcome: await readImport('workshop', { kind: 'path', path: file }, undefined, null, maxBytes) }
}

test('IM80 a hand-over file that lies on a disk may be larger than what is taken into memory; a record, and bytes that lie nowhere, may not', async () => {
  const photographs = new Map([1, 2, 3].map((seed) => new Uint8Array(10_000).fill(seed)).map((photograph) => [blobIdOf(photograph), photograph]))
  const bytes = handOver({ blobs: photographs })
  const maxBytes = 5_000
  const { outcome } = await readFile(bytes, maxBytes)
  if (outcome.kind !== 'read' || outcome.content.kind !== 'workshop') throw new Error(JSON.stringify(outcome))
  expect(new Set(outcome.content.blobs)).toEqual(new Set(photographs.keys()))
  for (const [id, photograph] of photographs) expect(await outcome.blobs?.read(id)).toEqual(photograph)
  outcome.blobs?.close()
  expect(await readImport('workshop', { kind: 'bytes', name: 'day.minuta', bytes }, undefined, null, maxBytes)).toMatchObject({ kind: 'refused', refusal: { kind: 'too-large', bytes: bytes.length } })
  const { outcome: ofRecord } = await readFile(json(record({}, { body: 'x'.repeat(maxBytes) })), maxBytes)
  expect(ofRecord).toMatchObject({ kind: 'refused', refusal: { kind: 'too-large' } })
})

test('IM80 a file that is written into while it is open gives no other bytes than those that it was checked for', async () => {
  const photograph = new Uint8Array(10_000).fill(7)
  const id = blobIdOf(photograph)
  const bytes = handOver({ blobs: new Map([[id, photograph]]) })
  const { file, outcome } = await readFile(bytes, 1)
  if (outcome.kind !== 'read') throw new Error(JSON.stringify(outcome))
  const at = Buffer.from(bytes).indexOf(photograph)
  const handle = fs.openSync(file, 'r+')
  fs.writeSync(handle, Uint8Array.of(8), 0, 1, at + 5_000)
  fs.closeSync(handle)
  expect(await outcome.blobs?.read(id)).toBeNull()
  expect(await outcome.blobs?.read(blobIdOf(Uint8Array.of(1)))).toBeNull()
  outcome.blobs?.close()
})

test('IM80 an image that is not what its name says refuses the file, on a disk as in memory', async () => {
  const wrong = handOver({ blobs: new Map([[blobIdOf(Uint8Array.of(1)), Uint8Array.of(2)]]) })
  expect((await readFile(wrong, 1)).outcome).toMatchObject({ kind: 'refused', refusal: { kind: 'damaged' } })
  expect(await read(wrong)).toMatchObject({ kind: 'refused', refusal: { kind: 'damaged' } })
  const missing = await readImport('workshop', { kind: 'path', path: path.join(folder.path, 'no such file') })
  expect(missing).toMatchObject({ kind: 'refused', refusal: { kind: 'not-readable' } })
})

test('SY50 a pipe, a device and a folder are refused without waiting for what they would give', async () => {
  const pipe = path.join(folder.path, 'pipe.minuta')
  execFileSync('mkfifo', [pipe])
  for (const place of [pipe, '/dev/zero', folder.path]) {
    for (const kind of ['workshop', 'document'] as const) expect(await readImport(kind, { kind: 'path', path: place })).toMatchObject({ kind: 'refused', refusal: { kind: 'not-readable' } })
  }
})
