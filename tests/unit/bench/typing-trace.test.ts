import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { merged, rootName, typeText, typingTrace } from '../../bench/relay/typing-trace.ts'
import { WholeDocument } from '../../bench/relay/whole-document.ts'
import { temporaryFolder } from '../../helpers/temporary-folder.ts'

describe('the large document', () => {
  it('is the same bytes every time, one update per edit, with deletions', () => {
    const { snapshot, edits } = typeText(4_000)
    const again = typeText(4_000)
    expect(edits).toHaveLength(4_000)
    expect(Buffer.from(snapshot).equals(again.snapshot)).toBe(true)
    expect(Buffer.concat(edits).equals(Buffer.concat(again.edits))).toBe(true)
    const doc = new Y.Doc()
    Y.applyUpdate(doc, snapshot)
    const { length } = doc.getText(rootName)
    expect(length).toBeGreaterThan(1_000)
    expect(length).toBeLessThan(3_000)
  })

  it('comes back from the cache as it was made', () => {
    const folder = temporaryFolder()
    const made = typingTrace(folder.path, 500)
    const kept = typingTrace(folder.path, 500)
    expect(kept.snapshot).toEqual(made.snapshot)
    expect(merged(kept.readEdits())).toEqual(made.snapshot)
    expect(fs.readFileSync(kept.snapshotFile).equals(made.snapshot)).toBe(true)
    folder.remove()
  })
})

describe('whole document', () => {
  const { snapshot, edits } = typeText(1_000)
  const buffers = (updates: readonly Uint8Array[]): Buffer[] => updates.map((update) => Buffer.from(update))

  it('is recognised in one piece and in many, also a second time', () => {
    const whole = new WholeDocument(snapshot)
    for (const _ of [1, 2]) {
      expect(whole.isWhole(buffers([snapshot]))).toBe(true)
      expect(whole.isWhole(buffers(edits))).toBe(true)
    }
  })

  it('is not taken for whole while an edit is missing', () => {
    const whole = new WholeDocument(snapshot)
    expect(whole.isWhole([])).toBe(false)
    expect(whole.isWhole(buffers(edits.slice(0, -1)))).toBe(false)
    expect(whole.isWhole(buffers([merged(edits.slice(0, -1))]))).toBe(false)
    expect(whole.isWhole(buffers(edits))).toBe(true)
  })

  it('an answer without news is enough for who had everything, and for nobody else', () => {
    const whole = new WholeDocument(snapshot)
    const noNews = buffers([Y.diffUpdate(snapshot, whole.stateVector)])
    expect(whole.isWhole(noNews, true)).toBe(true)
    expect(whole.isWhole(noNews)).toBe(false)
  })
})
