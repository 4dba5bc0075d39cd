import * as fc from 'fast-check'
import { Node as ProseMirrorNode } from 'prosemirror-model'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { boardSchema } from '../../../shared/document/boards/board-schema.ts'
import { readOutcomes } from '../../../shared/document/read-outcomes.ts'
import { readWorkshop } from '../../../shared/document/read-workshop.ts'
import { linkingFragment, rootsOf } from '../../../shared/document/roots.ts'
import type { Board } from '../../../shared/model/workshop.ts'
import type { BoardId } from '../../../shared/model/ids.ts'
import { numberOutcomes } from '../../../shared/outcomes/numbering.ts'

const json = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant([1, 'x']), fc.constant({ a: 'b' }))
const shared = fc.constantFrom<() => unknown>(() => new Y.Map(), () => new Y.Array(), () => new Y.XmlFragment(), () => new Y.Text('x'), () => new Y.XmlElement('paragraph'))
/** Whatever a peer could put where a field is expected. */
const anything = fc.oneof(json.map((value) => (): unknown => value), shared)
const fieldName = fc.constantFrom('title', 'rank', 'deleted', 'content', 'item', 'kind', 'speakers', 'functions', 'duties', 'regions', 'year', 'id', 'schemaVersion', '__proto__', 'constructor')
const entry = fc.oneof(anything, fc.array(fc.tuple(fieldName, anything), { maxLength: 6 }).map((fields) => () => {
  const map = new Y.Map<unknown>()
  for (const [name, make] of fields) map.set(name, make())
  return map
}))
const key = fc.oneof(fc.constantFrom('a', 'b', '__proto__', 'rank:a', 'excluded:a', 'summary:a', 'hidden:a:1-2', 'f'.repeat(64)), fc.string())

describe('readWorkshop', () => {
  it('DO1 DO2: never throws and never writes, whatever stands in the document; what it gives is well formed (seed 21)', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('meta', 'programme', 'people', 'organisations', 'boards', 'blobs', 'minutesParts'), key, entry), { maxLength: 30 }), fc.array(anything, { maxLength: 5 }), (entries, claims) => {
      const doc = new Y.Doc()
      for (const [root, name, make] of entries) doc.getMap(root).set(name, make())
      doc.getArray('outcomeNumbers').push(claims.map((make) => make()))
      const before = Y.encodeStateAsUpdate(doc)
      const workshop = readWorkshop(doc)
      expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
      for (const { content } of workshop.boards) if (content.length > 0) ProseMirrorNode.fromJSON(boardSchema, { type: 'doc', content }).check()
      for (const list of [workshop.items, workshop.people, workshop.boards, workshop.outcomes]) expect(new Set(list.map(({ id }) => id)).size).toBe(list.length)
      expect(structuredClone(workshop)).toEqual(workshop)
    }), { seed: 21, numRuns: 400 })
  })

  it('is empty for a document that has not arrived, and asking changes nothing', () => {
    const doc = new Y.Doc()
    const workshop = readWorkshop(doc)
    expect(workshop).toMatchObject({ id: '', schemaVersion: 0, items: [], people: [], boards: [], outcomes: [], blobs: [] })
    expect(Y.encodeStateVector(doc)).toEqual(new Uint8Array([0]))
  })

  it('leaves out a deleted entry and shows a board whose item never arrived', () => {
    const doc = new Y.Doc()
    const { boards, people } = rootsOf(doc)
    people.set('gone', new Y.Map<unknown>([['name', 'Ana'], ['deleted', true]]))
    boards.set('orphan', new Y.Map<unknown>([['title', 'Notes'], ['item', 'not here'], ['content', new Y.XmlFragment()]]))
    expect(readWorkshop(doc).people).toEqual([])
    expect(readWorkshop(doc).boards).toEqual([{ id: 'orphan', title: 'Notes', item: null, content: [] }])
  })

  it('MP8: takes a colour that is none and a logo that is no blob for none', () => {
    const doc = new Y.Doc()
    const { meta } = rootsOf(doc)
    for (const [key, value] of [['letterheadColor', 'red;background:url(x)'], ['letterheadLogo', '../../etc/passwd'], ['letterheadFooter', 3]] as const) meta.set(key, value)
    expect(readWorkshop(doc).details.letterhead).toEqual({ logo: null, color: '', footer: '' })
    meta.set('letterheadColor', '#7a1f5c')
    meta.set('letterheadLogo', 'f'.repeat(64))
    expect(readWorkshop(doc).details.letterhead).toEqual({ logo: 'f'.repeat(64), color: '#7a1f5c', footer: '' })
  })

  it('reads linking text that another peer wrote', () => {
    const [a, b] = [new Y.Doc(), new Y.Doc()]
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('in between')])
    linkingFragment(a, 'item:1').insert(0, [paragraph])
    Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
    expect(readWorkshop(b).minutes.linking['item:1']?.[0]?.content?.[0]?.text).toBe('in between')
  })
})

describe('readOutcomes', () => {
  const node = (id: string, kind: string, text: string) => ({ type: 'outcome', attrs: { id, kind, owner: 'Ana' }, content: [{ type: 'text', text }] })
  const board: Board = {
    id: 'board' as BoardId, title: '', item: null,
    content: [
      node('a', 'decision', 'meet again'),
      { type: 'bulletList', content: [{ type: 'listItem', content: [node('b', 'action', 'send it')] }] },
      node('a', 'decision', 'pasted copy'),
      node('', 'decision', 'without id'),
    ],
  }

  it('goes from top to bottom, into lists, with number, words and the fields of its kind', () => {
    const outcomes = readOutcomes([board], numberOutcomes([{ kind: 'decision', number: 4, outcome: 'a' }, { kind: 'action', number: 2, outcome: 'b' }]))
    expect(outcomes.map(({ label, text }) => `${label} ${text}`)).toEqual(['D-4 meet again', 'A-2 send it', 'D-5 pasted copy', 'D-6 without id'])
    expect(outcomes[1]?.fields).toEqual({ owner: 'Ana', due: '', status: '', followsFrom: '', note: '', confidential: '' })
    expect(new Set(outcomes.map(({ id }) => id)).size).toBe(4)
  })
})
