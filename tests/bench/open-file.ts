/** Memory of opening a large hand-over file: the importer process as the app runs it, and every image fetched from it one by one. */
import { fork } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { blobIdOf } from '../../shared/document/hand-over/hand-over-file.ts'
import { documentFromRecord } from '../../shared/document/record/record.ts'
import type { ImporterToShell, ShellToImporter } from '../../shared/ipc/importer-messages.ts'
import { newId, type BlobId, type WorkshopId } from '../../shared/model/ids.ts'
import { onMessageOver, sendOver } from '../../shared/node/child-channel.ts'
import { openSha256 } from '../../shared/node/open-sha256.ts'
import { handOverPieces } from '../../shared/render/pack/hand-over-pieces.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import type { Figures } from './main.ts'

const photographs = 50
const photographBytes = 4 * 1024 * 1024
const megabyte = 1024 * 1024

/** `seed` makes the bytes of a photograph, which do not pack. */
function photograph(seed: number): Uint8Array {
  const words = new Uint32Array(photographBytes / 4)
  let state = seed + 1
  for (let index = 0; index < words.length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    words[index] = state
  }
  return new Uint8Array(words.buffer)
}

/** A workshop of `photographs` photographs; returns how long it is, in bytes. */
async function writeLargeHandOver(file: string): Promise<number> {
  const workshop = newId<WorkshopId>()
  const made = documentFromRecord({ format: 'minuta-workshop-record', version: 1, workshop: { title: 'Two hundred megabytes' } }, () => workshop)
  if (!made.ok) throw new Error('the record does not fit')
  const seeds = new Map<BlobId, number>(Array.from({ length: photographs }, (_, seed) => [blobIdOf(photograph(seed)), seed]))
  const blobs = [...seeds.keys()].map((id) => ({ id, name: id }))
  const content = { workshop, schemaVersion: 1, title: 'Two hundred megabytes', update: made.update, responses: null, blobs }
  const source = { openSha256, readBlob: (id: BlobId) => Promise.resolve(photograph(seeds.get(id) ?? 0)) }
  const descriptor = fs.openSync(file, 'w')
  for await (const piece of handOverPieces(content, source, (name) => { throw new Error(`missing: ${name}`) })) fs.writeSync(descriptor, piece)
  fs.closeSync(descriptor)
  return fs.statSync(file).size
}

/** The most that a process has had in memory, in MB; of Linux. */
function peakOf(pid: number | undefined): number {
  const [, kilobytes = '0'] = /VmHWM:\s+(\d+)/u.exec(fs.readFileSync(`/proc/${String(pid)}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1024)
}

export async function openFile(): Promise<Figures> {
  const folder = temporaryFolder()
  try {
    const file = path.join(folder.path, 'large.minuta')
    const fileMb = Math.round((await writeLargeHandOver(file)) / megabyte)
    const child = fork(path.join(import.meta.dirname, '../../main/importer/importer.ts'))
    const startedAt = performance.now()
    let read = 0
    let emptyMb = 0
    let peakMb = 0
    await new Promise<void>((resolve, reject) => {
      let wanted: readonly BlobId[] = []
      const askNext = (): void => {
        const id = wanted[read]
        if (id) sendOver(child, { type: 'blob', id } satisfies ShellToImporter)
        else resolve()
      }
      child.once('error', reject)
      onMessageOver(child, (told) => {
        const message = told as ImporterToShell
        switch (message.type) {
          case 'progress':
            emptyMb ||= peakOf(child.pid)
            return
          case 'read':
            if ('blobs' in message.content) wanted = message.content.blobs
            return askNext()
          case 'blob':
            if (message.bytes?.length !== photographBytes) return reject(new Error(`no image ${message.id}`))
            read += 1
            return askNext()
          case 'refused':
            return reject(new Error(JSON.stringify(message.refusal)))
          case 'compared':
            return reject(new Error('nobody asked for a comparison'))
        }
      })
      sendOver(child, { type: 'read', kind: 'workshop', source: { kind: 'path', path: file } } satisfies ShellToImporter)
    })
    peakMb = peakOf(child.pid)
    child.kill()
    return { fileMb, images: read, emptyMb, peakMb, seconds: Math.round((performance.now() - startedAt) / 100) / 10 }
  } finally {
    folder.remove()
  }
}
