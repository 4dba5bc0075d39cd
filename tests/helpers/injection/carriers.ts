/** Where a payload hides that is no text of a board: names and bytes of pictures, the letterhead, the names from which file names are made. */
import { strToU8 } from 'fflate'
import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import * as Y from 'yjs'
import { documentFromRecord } from '../../../shared/document/record/record.ts'
import type { BlobId } from '../../../shared/model/ids.ts'
import type { Payload } from './payloads.ts'

/** A workshop with what its blobs hold. */
export type Carriers = { readonly doc: Y.Doc; readonly blobs: ReadonlyMap<string, Uint8Array> }

/** One payload as title, body and logo (the `number`-th), all of them as pictures, what is said of pictures, and names. */
export function carriersOf(payloads: readonly Payload[], number: number): Carriers {
  const blobs = new Map<string, Uint8Array>()
  const keep = (bytes: Uint8Array): string => {
    const id = createHash('sha256').update(bytes).digest('hex')
    blobs.set(id, bytes)
    return id
  }
  const chosen = payloads[number % payloads.length]?.text ?? ''
  // Half of the drawings say that they are pixels, and one file is both.
  const pictures = payloads.flatMap(({ text }, index) => [
    { id: keep(drawing(text)), text, mediaType: index % 2 === 0 ? 'image/png' : 'image/svg+xml' },
    { id: keep(pixels(text)), text, mediaType: text.slice(0, 255) },
  ])
  const logo = number % 2 === 0 ? keep(drawing(chosen)) : keep(pixels(chosen))
  const made = documentFromRecord(JSON.parse(JSON.stringify({
    format: 'minuta-workshop-record',
    version: 1,
    workshop: { title: chosen === '' ? 'T' : chosen, body: chosen, organisation: chosen, letterhead: { logo, color: '#7a1f5c', footer: payloads.map(({ text }) => text).join('\n').slice(0, 5000) } },
    organisations: payloads.map(({ text }) => ({ name: text, role: text })),
    people: payloads.map(({ text }, index) => ({ id: `p${index}`, name: text, organisation: text })),
    boards: [{
      title: chosen,
      content: [
        ...pictures.map(({ id, text }) => ({ type: 'image', attrs: { blob: id, alt: text, caption: text, transcription: text, sheet: text, takenAt: text, shows: text } })),
        ...payloads.map(({ text }) => ({ type: 'outcome', attrs: { kind: 'action' }, content: [{ type: 'text', text }] })),
      ],
    }],
    blobs: [...new Map(pictures.map((picture) => [picture.id, picture])).values()].map(({ id, text, mediaType }) => ({ id, mediaType, byteLength: blobs.get(id)?.length ?? 0, name: `${text.slice(0, 200)}.png` })),
  })))
  if (!made.ok) throw new Error(`the record was refused: ${made.problems.map(({ path, kind }) => `${path} ${kind}`).slice(0, 3).join('; ')}`)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, made.update)
  return { doc, blobs }
}

/** Bytes of `blobs` as an exporter asks for them. */
export function readBlobOf(blobs: ReadonlyMap<string, Uint8Array>): (id: BlobId) => Promise<Uint8Array | null> {
  return (id) => Promise.resolve(blobs.get(id) ?? null)
}

/** A drawing that runs whatever the payload is, in a program that opens it by itself. */
export function drawing(text: string): Uint8Array {
  const quoted = text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll(/(?![\t\n\r])\p{Cc}/gu, '')
  return strToU8(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="(window.__hit=window.__hit||[]).push('svg')" class="${quoted}"><a href="${quoted}"><rect width="9" height="9"/></a>${text}</svg>`)
}

/** One pixel of PNG that says the payload in its comment and behind its end: a page to whoever looks for one. */
export function pixels(text: string): Uint8Array {
  const chunk = (name: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  return new Uint8Array(Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', Buffer.from('00000001000000010806000000', 'hex')), chunk('tEXt', Buffer.from(`Comment\0${text}`)),
    chunk('IDAT', deflateSync(Buffer.from([0, 255, 0, 0, 255]))), chunk('IEND', Buffer.alloc(0)), Buffer.from(text),
  ]))
}
