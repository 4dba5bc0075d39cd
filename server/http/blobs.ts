/**
 * Images and files beside the documents, over HTTP: `PUT`, `GET` and `HEAD /blob/<room>/<sha256>`, and which there are: `GET /blob/<room>/`. A blob's name is its content, so
 * what is stored is checked while it streams in, and nothing is ever overwritten by something else.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { isBlobId, isWorkshopId, type BlobId, type WorkshopId } from '../../shared/model/ids.ts'
import { mayGoUnencrypted, mayWrite } from '../../shared/model/roles.ts'
import { limits } from '../../shared/protocol/messages.ts'
import type { Access } from '../access/access.ts'
import { openAdmission, type Admission } from '../access/admission.ts'
import type { Log } from '../log.ts'
import { answer, answerExactly, refuseBody } from './answer.ts'

type Refusal = { readonly status: number; readonly text: string }
/** Whether the invite of whoever asked still holds: a transfer may take many minutes. Throws StorageError. */
type FindEnd = () => Refusal | null

const pathPattern = /\/blob\/([^/]+)\/([^/]*)$/

export class Blobs {
  readonly #folder: string
  readonly #access: Access
  readonly #log: Log

  /** `folder` is made when the first blob comes. */
  constructor(folder: string, access: Access, log: Log) {
    this.#folder = folder
    this.#access = access
    this.#log = log
  }

  /** Removes what a crash left of unfinished uploads. */
  async clean(): Promise<void> {
    await rm(this.#draftFolder, { recursive: true, force: true })
  }

  /** Answers a request whose path leads below `/blob/`. `isUnencrypted`: it came by a port that others can read. Never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse, path: string, isUnencrypted: boolean): Promise<void> {
    const [, room = '', name = ''] = pathPattern.exec(path) ?? []
    const blob = isBlobId(name) ? name : null
    const isList = name === '' && (request.method === 'GET' || request.method === 'HEAD')
    if (!isWorkshopId(room) || (blob === null && !isList)) {
      answer(response, 404, 'no such blob')
      return
    }
    try {
      const admitted = this.#admit(request, room, { isUnencrypted, isForWriters: isList || request.method === 'PUT' })
      if ('status' in admitted) {
        refuseBody(request, response, admitted.status, admitted.text)
        return
      }
      if (blob === null) {
        answerExactly(response, 200, (await this.#list(room)).map((name) => `${name}\n`).join(''))
        return
      }
      const findEnd = (): Refusal | null => (this.#access.doorkeeper.findEnd(admitted) === null ? null : { status: 401, text: 'this invite is over' })
      switch (request.method) {
        case 'GET':
        case 'HEAD':
          await this.#serve(response, join(this.#folderOf(room), blob), { isHead: request.method === 'HEAD', findEnd })
          break
        case 'PUT':
          await this.#receive(request, response, { room, blob, findEnd })
          break
        default:
          response.setHeader('Allow', 'GET, HEAD, PUT')
          answer(response, 405, 'GET, HEAD or PUT')
      }
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
      this.#log('blob-failed', { code })
      if (response.headersSent) response.destroy()
      else refuseBody(request, response, code === 'ENOSPC' || code === 'EDQUOT' ? 507 : 500, 'the blob could not be stored or read')
    }
  }

  /**
   * Everybody in the workshop may read what they know the name of; who may write its notes may add to them, and hears which there are; nobody
   * who may do that comes by a port that others can read. Throws StorageError.
   */
  #admit(
    request: IncomingMessage, workshop: WorkshopId, { isUnencrypted, isForWriters }: { readonly isUnencrypted: boolean; readonly isForWriters: boolean },
  ): Admission | Refusal {
    const entrance = this.#access.entranceOf(workshop)
    if (entrance.kind === 'closed') return { status: 404, text: 'no such blob' }
    const admission = entrance.kind === 'open' ? openAdmission(workshop) : this.#access.admissionOf(request.headers.authorization, workshop)
    if (admission === null) return { status: 401, text: 'connect to the workshop first' }
    if (isUnencrypted && !mayGoUnencrypted(admission.role)) return { status: 403, text: 'this invite is not for an unencrypted connection' }
    return isForWriters && !mayWrite(admission.role, 'notes') ? { status: 403, text: 'your invite is for reading' } : admission
  }

  get #draftFolder(): string {
    return join(this.#folder, 'drafts')
  }

  /** Rooms differ by case where file systems may not, so the folder is a hash of the name. */
  #folderOf(room: string): string {
    return join(this.#folder, createHash('sha256').update(room).digest('hex').slice(0, 32))
  }

  async #list(room: string): Promise<readonly string[]> {
    const names = await readdir(this.#folderOf(room)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    })
    return names.filter((name) => isBlobId(name))
  }

  async #serve(response: ServerResponse, file: string, { isHead, findEnd }: { readonly isHead: boolean; readonly findEnd: FindEnd }): Promise<void> {
    const size = await stat(file).then((found) => found.size, (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    if (size === undefined) {
      answer(response, 404, 'no such blob')
      return
    }
    response.writeHead(200, {
      'Content-Type': 'application/octet-stream',
      'Content-Length': size,
      'Content-Disposition': 'attachment',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, max-age=31536000, immutable',
    })
    if (isHead) response.end()
    else await pipeline(createReadStream(file), (chunks: AsyncIterable<Buffer>) => untilEnd(chunks, findEnd), response)
  }

  async #receive(
    request: IncomingMessage, response: ServerResponse, { room, blob, findEnd }: { readonly room: string; readonly blob: BlobId; readonly findEnd: FindEnd },
  ): Promise<void> {
    if (Number(request.headers['content-length'] ?? 0) > limits.maxBlobBytes) {
      refuseBody(request, response, 413, `at most ${limits.maxBlobBytes} bytes`)
      return
    }
    await mkdir(this.#draftFolder, { recursive: true })
    const draft = join(this.#draftFolder, randomUUID())
    try {
      const problem = await writeChecked(request, draft, { blob, findEnd })
      if (problem !== null) {
        refuseBody(request, response, problem.status, problem.text)
        return
      }
      const folder = this.#folderOf(room)
      await mkdir(folder, { recursive: true })
      await rename(draft, join(folder, blob))
      await syncFolder(folder)
      answer(response, 201, 'stored')
    } finally {
      await rm(draft, { force: true })
    }
  }
}

/** Passes on what is read; throws once the invite is over. */
async function* untilEnd(chunks: AsyncIterable<Buffer>, findEnd: FindEnd): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    if (findEnd() !== null) throw Object.assign(new Error('the invite is over'), { code: 'invite-over' })
    yield chunk
  }
}

/** Writes the body to `draft` and makes it durable; returns what is wrong with it, if anything. */
async function writeChecked(request: IncomingMessage, draft: string, { blob, findEnd }: { readonly blob: BlobId; readonly findEnd: FindEnd }): Promise<Refusal | null> {
  const file = await open(draft, 'wx')
  try {
    const hash = createHash('sha256')
    let byteLength = 0
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
      byteLength += chunk.length
      if (byteLength > limits.maxBlobBytes) return { status: 413, text: `at most ${limits.maxBlobBytes} bytes` }
      const end = findEnd()
      if (end !== null) return end
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    if (hash.digest('hex') !== blob) return { status: 422, text: 'the content does not have this SHA-256' }
    await file.sync()
    return findEnd()
  } finally {
    await file.close()
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
