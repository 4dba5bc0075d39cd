import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { readWorkshop } from '../../../shared/document/read-workshop.ts'
import { documentFromRecord } from '../../../shared/document/record/record.ts'
import { recordFromWorkshop } from '../../../shared/document/record/record-export.ts'
import { rootsOf } from '../../../shared/document/roots.ts'
import { readTranslations, setTranslation } from '../../../shared/document/translations.ts'

const title = { language: 'fr', unit: 'details:title', source: 'Ports', words: 'Les ports' }

describe('ML8: translations are shared data', () => {
  test('one transaction with the origin of the caller; the same words twice write nothing', () => {
    const doc = new Y.Doc()
    const origins: unknown[] = []
    doc.on('update', (_: Uint8Array, origin: unknown) => origins.push(origin))
    expect(setTranslation(doc, 'me', title)).toBe(true)
    expect(setTranslation(doc, 'me', title)).toBe(false)
    expect(origins).toEqual(['me'])
    expect(readTranslations(doc)).toEqual([title])
  })

  test('two people who translate the same text end with one translation, two texts with two, on both sides', () => {
    const [first, second] = [new Y.Doc(), new Y.Doc()]
    setTranslation(first, null, title)
    setTranslation(second, null, { ...title, words: 'Ports de mer' })
    setTranslation(second, null, { ...title, source: 'Ice', words: 'La glace' })
    Y.applyUpdate(first, Y.encodeStateAsUpdate(second))
    Y.applyUpdate(second, Y.encodeStateAsUpdate(first))
    expect(readTranslations(first)).toEqual(readTranslations(second))
    expect(readTranslations(first)).toHaveLength(2)
  })

  test('taking back what nobody wrote for these words is written down, once', () => {
    const doc = new Y.Doc()
    expect([setTranslation(doc, null, { ...title, words: '' }), setTranslation(doc, null, { ...title, words: '' })]).toEqual([true, false])
    expect(readTranslations(doc)).toEqual([{ ...title, words: '' }])
  })

  test('undo takes a translation back', () => {
    const doc = new Y.Doc()
    const undo = new Y.UndoManager([rootsOf(doc).translations], { trackedOrigins: new Set(['me']) })
    setTranslation(doc, 'me', title)
    undo.undo()
    expect(readTranslations(doc)).toEqual([])
    undo.destroy()
  })

  test('what a peer writes that is no translation is left out, and nothing throws', () => {
    const doc = new Y.Doc()
    const { translations } = rootsOf(doc)
    for (const [key, value] of [
      ['', {}], ['fr', { source: 'a', words: 'b' }], ['fr details:title', { source: 'a', words: 'b' }], ['FR details:title 1', { source: 'a', words: 'b' }],
      ['fr details:title 2', null], ['fr details:title 3', 'text'], ['fr details:title 4', { words: 'b' }], ['fr details:title 5', { source: 5, words: 'b' }],
      ['fr details:title 6', new Y.Map()], ['fr a b c', { source: 'a', words: 'b' }],
    ] as const) translations.set(key, value)
    expect(readTranslations(doc)).toEqual([])
  })

  test('a language or unit that can be none is refused', () => {
    const doc = new Y.Doc()
    for (const wrong of [{ language: 'fr FR' }, { language: '' }, { unit: 'a b' }, { unit: '' }, { source: '' }]) expect(setTranslation(doc, null, { ...title, ...wrong })).toBe(false)
    expect(readTranslations(doc)).toEqual([])
  })

  test('they survive workshop → record → workshop', () => {
    const doc = new Y.Doc()
    const imported = documentFromRecord({ format: 'minuta-workshop-record', version: 1, workshop: { title: 'Ports' }, translations: [title] })
    if (!imported.ok) throw new Error(JSON.stringify(imported.problems))
    Y.applyUpdate(doc, imported.update)
    expect(readWorkshop(doc).translations).toEqual([title])
    const again = documentFromRecord(recordFromWorkshop(readWorkshop(doc)))
    if (!again.ok) throw new Error(JSON.stringify(again.problems))
    const copy = new Y.Doc()
    Y.applyUpdate(copy, again.update)
    expect(readWorkshop(copy).translations).toEqual([title])
  })

  test('a record from before there were translations has none', () => {
    const imported = documentFromRecord({ format: 'minuta-workshop-record', version: 1, workshop: { title: 'Ports' } })
    expect(imported.ok).toBe(true)
  })
})
