import fs from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { BlobStore } from '../../../main/engine/blobs/blob-store.ts'
import { blobAddress } from '../../../main/engine/blobs/blob-transfer.ts'
import type { BlobId, WorkshopId } from '../../../shared/model/ids.ts'
import { temporaryFolder } from '../../helpers/temporary-folder.ts'

test('EN19 a blob is kept under the hash of its bytes, once, and unfinished files are cleared away', () => {
  const folder = temporaryFolder()
  try {
    const directory = path.join(folder.path, 'blobs')
    const store = new BlobStore(directory)
    const bytes = new TextEncoder().encode('wall')
    const id = store.put(bytes)
    expect(id).toMatch(/^[0-9a-f]{64}$/)
    expect(store.put(bytes)).toBe(id)
    expect(fs.readdirSync(directory)).toEqual([id])
    expect(store.get(id)?.equals(bytes)).toBe(true)
    expect(store.get('0'.repeat(64) as BlobId)).toBe(null)
    expect(() => store.has('../../etc/passwd' as BlobId)).toThrow('not a blob id')
    fs.writeFileSync(path.join(directory, 'half.part'), 'ha')
    expect(new BlobStore(directory).has(id)).toBe(true)
    expect(fs.readdirSync(directory)).toEqual([id])
  } finally {
    folder.remove()
  }
})

test('EN109 what is left of an image, and cannot be removed, keeps nobody from the others', () => {
  const folder = temporaryFolder()
  onTestFinished(() => folder.remove())
  const id = new BlobStore(folder.path).put(new TextEncoder().encode('wall'))
  fs.mkdirSync(path.join(folder.path, 'held.part'))
  expect(new BlobStore(folder.path).has(id)).toBe(true)
})

test.each(['writeFileSync', 'fsyncSync', 'renameSync'] as const)('EN84 an image that does not fit (%s) takes nothing of the space that is left', (step) => {
  const folder = temporaryFolder()
  onTestFinished(() => folder.remove())
  const store = new BlobStore(folder.path)
  const bytes = new TextEncoder().encode('wall')
  const refusal = vi.spyOn(fs, step).mockImplementation(() => {
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  })
  try {
    expect(() => store.put(bytes)).toThrow('no space left')
  } finally {
    refusal.mockRestore()
  }
  expect(fs.readdirSync(folder.path)).toEqual([])
  expect(store.has(store.put(bytes))).toBe(true)
})

test('EN96 an image that does not fit says so, also when what there is of it cannot be removed', () => {
  const folder = temporaryFolder()
  onTestFinished(() => folder.remove())
  const store = new BlobStore(folder.path)
  for (const [step, reason] of [['renameSync', 'no space left'], ['rmSync', 'held by others']] as const) {
    const refusal = vi.spyOn(fs, step).mockImplementationOnce(() => {
      throw new Error(reason)
    })
    onTestFinished(() => refusal.mockRestore())
  }
  expect(() => store.put(new TextEncoder().encode('wall'))).toThrow('no space left')
})

test('a blob’s address is the relay’s, over http, whatever its path', () => {
  const id = 'ab'.repeat(32) as BlobId
  expect(blobAddress('ws://10.0.0.1:4455', 'workshop' as WorkshopId, id)).toBe(`http://10.0.0.1:4455/blob/workshop/${id}`)
  expect(blobAddress('wss://example.org/relay/', 'workshop' as WorkshopId, id)).toBe(`https://example.org/relay/blob/workshop/${id}`)
})
