import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { captureHandOver } from '../../../shared/document/hand-over/capture-hand-over.ts'
import { openHandOver } from '../../../shared/document/hand-over/open-hand-over.ts'
import { readWorkshop } from '../../../shared/document/read-workshop.ts'
import { documentFromRecord } from '../../../shared/document/record/record.ts'
import { blobIdOf, handOverLimits, readHandOverArchive, readHandOverFile, writeHandOverFile, type HandOver } from '../../../shared/document/hand-over/hand-over-file.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'

const image = new Uint8Array([1, 2, 3])
const file: HandOver = {
  workshop: 'workshop-1' as WorkshopId, schemaVersion: 1, title: 'L’Oriental', update: new Uint8Array([0, 0]), responses: new Uint8Array([0, 0]),
  blobs: new Map([[blobIdOf(image), image]]),
}
const manifest = { format: 'minuta-hand-over', version: 1, schemaVersion: 1, workshop: 'workshop-1', title: '' }

function zipped(change: Zippable): Uint8Array {
  return zipSync({ 'manifest.json': strToU8(JSON.stringify(manifest)), 'notes.update': new Uint8Array([0, 0]), ...change })
}

function problemOf(bytes: Uint8Array): string {
  const read = readHandOverFile(bytes)
  return read.ok ? 'none' : read.problem.kind
}

describe('a hand-over file', () => {
  it('DO56: is opened whatever stands in the title of its workshop, and however long that is', () => {
    const made = documentFromRecord({ format: 'minuta-workshop-record', version: 1, workshop: { title: '\u0001\u{1F642}'.repeat(10_000) } })
    if (!made.ok) throw new Error(JSON.stringify(made.problems))
    const notes = new Y.Doc()
    Y.applyUpdate(notes, made.update)
    const opened = openHandOver(writeHandOverFile({ ...captureHandOver(notes, new Y.Doc()), blobs: new Map() }))
    expect(opened).toMatchObject({ ok: true })
    expect(opened.ok && readWorkshop(opened.opened.doc).details).toEqual(readWorkshop(notes).details)
  })

  it('DO18: gives back what was written, and the same content gives the same bytes', () => {
    expect(readHandOverFile(writeHandOverFile(file))).toEqual({ ok: true, file })
    expect(writeHandOverFile(file)).toEqual(writeHandOverFile(file))
    expect(Object.keys(unzipSync(writeHandOverFile(file)))).toEqual(['manifest.json', 'notes.update', 'responses.update', `blobs/${blobIdOf(image)}`])
  })

  it('RS12: without responses is one that every version reads; one from before there were responses has none', () => {
    const old = zipped({})
    expect(readHandOverFile(old)).toMatchObject({ ok: true, file: { responses: null } })
    const entries = unzipSync(writeHandOverFile({ ...file, responses: null }))
    expect(Object.keys(entries)).not.toContain('responses.update')
    expect(JSON.parse(new TextDecoder().decode(entries['manifest.json']))).toMatchObject({ version: 1 })
    expect(JSON.parse(new TextDecoder().decode(unzipSync(writeHandOverFile(file))['manifest.json']))).toMatchObject({ version: 2 })
  })

  it('DO19: that names an entry twice is refused: two programs would read two workshops', async () => {
    const parts = unzipSync(writeHandOverFile(file))
    const entries = Object.entries(parts).map(([name, bytes]) => ({ name, byteLength: bytes.length }))
    const read = (name: string): Promise<Uint8Array> => Promise.resolve(parts[name] ?? new Uint8Array())
    expect(await readHandOverArchive({ entries, read }, blobIdOf)).toMatchObject({ ok: true })
    for (const entry of entries) {
      expect(await readHandOverArchive({ entries: [...entries, entry], read }, blobIdOf)).toEqual({ ok: false, problem: { kind: 'damaged', reason: `${entry.name} stands in the file twice` } })
    }
  })

  it('names blobs by their SHA-256', () => {
    expect(blobIdOf(strToU8('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  it('of a newer version is refused with a sentence', () => {
    const bytes = zipped({ 'manifest.json': strToU8(JSON.stringify({ ...manifest, version: 3, more: true })) })
    expect(readHandOverFile(bytes)).toMatchObject({ ok: false, problem: { kind: 'from-newer-version', reason: expect.stringContaining('newer Minuta') as string } })
  })

  it.each([
    ['is no zip', strToU8('{}'), 'not-a-hand-over-file'],
    ['is empty', new Uint8Array(), 'not-a-hand-over-file'],
    ['is cut short', writeHandOverFile(file).slice(0, -30), 'not-a-hand-over-file'],
    ['is another zip', zipSync({ 'word/document.xml': strToU8('x') }), 'not-a-hand-over-file'],
    ['climbs out of its folder', zipped({ '../../evil': strToU8('x') }), 'damaged'],
    ['hides a path in a blob name', zipped({ 'blobs/../x': strToU8('x') }), 'damaged'],
    ['has a blob that is not what its name says', zipped({ [`blobs/${'a'.repeat(64)}`]: strToU8('x') }), 'damaged'],
    ['has no notes', zipSync({ 'manifest.json': strToU8(JSON.stringify(manifest)) }), 'damaged'],
    ['has a manifest that is no JSON', zipped({ 'manifest.json': strToU8('{') }), 'damaged'],
    ['names no possible workshop', zipped({ 'manifest.json': strToU8(JSON.stringify({ ...manifest, workshop: '../x' })) }), 'damaged'],
    ['has a manifest that unpacks to more than it may', zipped({ 'manifest.json': new Uint8Array(handOverLimits.maxManifestBytes + 1) }), 'too-large'],
  ])('DO19: is refused when it %s', (_what, bytes, kind) => {
    expect(problemOf(bytes)).toBe(kind)
  })

  it('is refused when it has more entries than it may, before any is unpacked', () => {
    const entries = Object.fromEntries(Array.from({ length: handOverLimits.maxEntries }, (_, index) => [`blobs/${index.toString(16).padStart(64, '0')}`, new Uint8Array()]))
    expect(problemOf(zipped(entries))).toBe('too-large')
  })

  it('DO19: is a value, never an exception, whatever happened to its bytes (seed 51)', () => {
    const whole = writeHandOverFile(file)
    fc.assert(fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const bytes = whole.slice()
      bytes[at] = (bytes[at] ?? 0) ^ flip
      const read = readHandOverFile(bytes)
      return read.ok || read.problem.reason.length > 0
    }), { seed: 51, numRuns: 1000 })
    expect(problemOf(whole)).toBe('none')
  })
})
