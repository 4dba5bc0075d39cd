import { gunzipSync, strFromU8 } from 'fflate'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { WorkshopSource } from '../../../renderer/document/source.ts'
import { freezeVersion } from '../../../renderer/versions/freeze-version.ts'
import { addCorrection, updateCorrection } from '../../../shared/document/versions/corrections.ts'
import { addVersion, readVersions } from '../../../shared/document/versions/versions.ts'
import type { BlobId } from '../../../shared/model/ids.ts'
import { maxSealedText } from '../../../shared/versions/seal.ts'

test('VF43 what could not be read again is neither stored nor named', async () => {
  const stored: Uint8Array[] = []
  const putBlob = (_name: string, bytes: Uint8Array): Promise<string> => {
    stored.push(bytes)
    return Promise.resolve('b'.repeat(64))
  }
  const source = { call: putBlob } as unknown as WorkshopSource
  const doc = new Y.Doc()
  const freeze = (note: string) => freezeVersion(
    source, doc, new Y.Doc(), 'test', { languages: ['en'], attribution: 'person', note, commentsUntil: '', frozenBy: 'Ana', isCompared: true },
    { signal: new AbortController().signal, onDocument: () => undefined },
  )
  expect(await freeze('x'.repeat(maxSealedText + 1))).toEqual({ ok: false, problem: 'unreadable' })
  expect([stored.length, readVersions(doc)]).toEqual([0, []])
  expect(await freeze('x')).toMatchObject({ ok: true, version: { number: 1, settles: [] } })
  expect(stored).toHaveLength(1)
})

test('VF47 a version whose predecessor is lost is frozen when it is asked for without a comparison, with what was asked to be corrected', async () => {
  const doc = new Y.Doc()
  const responses = new Y.Doc()
  let stored = ''
  const source = {
    call: (name: string, bytes: Uint8Array) => {
      if (name === 'readBlob') return Promise.resolve(null)
      stored = strFromU8(gunzipSync(bytes))
      return Promise.resolve('b'.repeat(64))
    },
  } as unknown as WorkshopSource
  const lost = 'a1'.repeat(32)
  addVersion(doc, null, { fingerprint: lost, blob: 'c'.repeat(64) as BlobId, frozenAt: '2026-09-19T17:42+02:00', frozenBy: '', note: '', commentsUntil: '', isCorrected: false, outcomes: [] }, 10)
  const id = addCorrection(doc, null, { version: lost, place: '3', request: 'Say 12', by: 'Guy' })
  updateCorrection(doc, null, id, { decision: 'accepted', decidedOn: '2026-09-20' })
  const freeze = (isCompared: boolean) => freezeVersion(
    source, doc, responses, 'test', { languages: ['en'], attribution: 'person', note: '', commentsUntil: '', frozenBy: 'Ana', isCompared },
    { signal: new AbortController().signal, onDocument: () => undefined },
  )
  expect(await freeze(true)).toEqual({ ok: false, problem: 'notHere' })
  expect(await freeze(false)).toMatchObject({ ok: true, version: { number: 2, follows: 1, isCorrected: true, settles: [id] } })
  for (const words of [`"follows":"${lost}"`, 'Say 12']) expect(stored).toContain(words)
  expect(stored).not.toContain('since version')
})
