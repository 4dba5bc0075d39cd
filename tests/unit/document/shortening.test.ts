import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { contentDigest } from '../../../shared/document/boards/content-digest.ts'
import { boardFragment, readWorkshop } from '../../../shared/document/read-workshop.ts'
import { recordFromWorkshop } from '../../../shared/document/record/record-export.ts'
import { documentFromRecord } from '../../../shared/document/record/record.ts'
import { rootsOf, summaryFragment } from '../../../shared/document/roots.ts'
import { setBlockHidden, setSummaryUsed } from '../../../shared/document/commands/shorten-commands.ts'
import type { BoardId } from '../../../shared/model/ids.ts'

const board = 'notes' as BoardId

function workshopOf(content: readonly string[]): Y.Doc {
  const made = documentFromRecord({
    format: 'minuta-workshop-record', version: 1, workshop: { title: 'W' },
    programme: [{ id: 'talk', kind: 'debate', title: 'Debate', boards: [{ id: board, content }] }],
  })
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  const doc = new Y.Doc()
  Y.applyUpdate(doc, made.update)
  return doc
}

/** Types at the start of the block at `index`, or puts a new paragraph there. */
function write(doc: Y.Doc, index: number, words: string, isNew = false): void {
  const fragment = boardFragment(doc, board)
  if (!fragment) throw new Error('no board')
  if (isNew) {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(words)])
    fragment.insert(index, [paragraph])
  } else {
    const block = fragment.get(index)
    const text: unknown = block instanceof Y.XmlElement ? block.get(0) : null
    if (!(text instanceof Y.XmlText)) throw new Error(`no text in block ${index}`)
    text.insert(0, words)
  }
}

const hiddenIn = (doc: Y.Doc): readonly number[] => readWorkshop(doc).minutes.hidden.map(({ block }) => block)

describe('a passage that is not printed (MP2)', () => {
  it('stays the same passage while others write above it and in it, on every machine', () => {
    const [mine, theirs] = [workshopOf(['one', 'two', 'three']), new Y.Doc()]
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine))
    expect(setBlockHidden(mine, 'test', board, 1, true)).toBe(true)
    write(theirs, 0, 'zero', true)
    write(theirs, 2, 'very ')
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs))
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine))
    for (const doc of [mine, theirs]) expect(hiddenIn(doc)).toEqual([2])
    expect(readWorkshop(mine).boards[0]?.content[2]?.content?.[0]?.text).toBe('very two')
  })

  it('changes no board, is one transaction, and comes back', () => {
    const doc = workshopOf(['one', 'two'])
    const before = readWorkshop(doc).boards
    const undo = new Y.UndoManager([rootsOf(doc).minutesParts], { trackedOrigins: new Set(['test']) })
    setBlockHidden(doc, 'test', board, 0, true)
    expect(readWorkshop(doc).boards).toEqual(before)
    expect(hiddenIn(doc)).toEqual([0])
    undo.undo()
    expect(hiddenIn(doc)).toEqual([])
    setBlockHidden(doc, 'test', board, 0, true)
    setBlockHidden(doc, 'test', board, 0, false)
    expect(hiddenIn(doc)).toEqual([])
    undo.destroy()
  })

  it('says false for a block or a board that is not there, and writes nothing', () => {
    const doc = workshopOf(['one'])
    const before = Y.encodeStateAsUpdate(doc)
    expect(setBlockHidden(doc, 'test', board, 5, true)).toBe(false)
    expect(setBlockHidden(doc, 'test', 'elsewhere' as BoardId, 0, true)).toBe(false)
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })

  it('travels in the record, with what it said', () => {
    const doc = workshopOf(['one', 'two', 'three'])
    setBlockHidden(doc, 'test', board, 2, true)
    setSummaryUsed(doc, 'test', 'item:talk', contentDigest([]))
    const { minutes } = readWorkshop(doc)
    const again = documentFromRecord(JSON.parse(JSON.stringify(recordFromWorkshop(readWorkshop(doc)))))
    if (!again.ok) throw new Error(JSON.stringify(again.problems))
    const copy = new Y.Doc()
    Y.applyUpdate(copy, again.update)
    expect(readWorkshop(copy).minutes).toEqual(minutes)
    expect(minutes.hidden).toEqual([{ board, block: 2, basis: expect.stringMatching(/^[0-9a-f]{32}$/) }])
  })

  it('a record that hides a passage of a board that it does not have is refused', () => {
    const made = documentFromRecord({ format: 'minuta-workshop-record', version: 1, workshop: { title: 'W' }, minutes: { hidden: [{ board: 'nowhere', block: 0 }] } })
    expect(made).toEqual({ ok: false, problems: [{ path: 'minutes.hidden[0].board', kind: 'unknown-board', value: 'nowhere' }] })
  })
})

describe('a summary (MP1)', () => {
  it('is one text for two rapporteurs who begin it at the same time, and is kept when it is no longer used', () => {
    const [mine, theirs] = [workshopOf(['one']), new Y.Doc()]
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine))
    for (const [doc, words] of [[mine, 'in short'], [theirs, 'briefly']] as const) {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(words)])
      summaryFragment(doc, 'item:talk').insert(0, [paragraph])
      setSummaryUsed(doc, 'test', 'item:talk', 'ab')
    }
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs))
    setSummaryUsed(mine, 'test', 'item:talk', null)
    const summary = readWorkshop(mine).minutes.summaries['item:talk']
    expect(summary).toMatchObject({ isUsed: false, basis: '' })
    expect(summary?.content.map((node) => node.content?.[0]?.text).sort()).toEqual(['briefly', 'in short'])
  })
})
