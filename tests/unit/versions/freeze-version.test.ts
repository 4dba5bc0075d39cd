import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { WorkshopSource } from '../../../renderer/document/source.ts'
import { freezeVersion } from '../../../renderer/versions/freeze-version.ts'
import { readVersions } from '../../../shared/document/versions.ts'
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
    source, doc, new Y.Doc(), 'test', { languages: ['en'], attribution: 'person', note, commentsUntil: '', frozenBy: 'Ana' },
    { signal: new AbortController().signal, onDocument: () => undefined },
  )
  expect(await freeze('x'.repeat(maxSealedText + 1))).toEqual({ ok: false, problem: 'unreadable' })
  expect([stored.length, readVersions(doc)]).toEqual([0, []])
  expect(await freeze('x')).toMatchObject({ ok: true, version: { number: 1, settles: [] } })
  expect(stored).toHaveLength(1)
})
