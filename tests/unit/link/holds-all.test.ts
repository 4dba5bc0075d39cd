import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { holdsAllOf, isAllIn } from '../../../shared/link/holds-all.ts'

/** A document with one block that holds `words`, by client 1. */
function documentWith(words: string): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = 1
  const block = new Y.XmlElement('paragraph')
  block.insert(0, [new Y.XmlText(words)])
  doc.getXmlFragment('board').insert(0, [block])
  return doc
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

describe('whether one side has everything of the other', () => {
  test('EN68: a copy has, and has not once the other one wrote or deleted something', () => {
    const doc = documentWith('One')
    const copy = copyOf(doc)
    expect(holdsAllOf([Y.encodeStateAsUpdate(doc)], copy)).toBe(true)
    expect(isAllIn(Y.encodeStateAsUpdate(doc), copy)).toBe(true)
    copy.getText('more').insert(0, 'x')
    expect(holdsAllOf([Y.encodeStateAsUpdate(doc)], copy)).toBe(false)
    expect(isAllIn(Y.encodeStateAsUpdate(copy), doc)).toBe(false)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy))
    copy.getXmlFragment('board').delete(0, 1)
    expect(holdsAllOf([Y.encodeStateAsUpdate(doc)], copy)).toBe(false)
    expect(isAllIn(Y.encodeStateAsUpdate(copy), doc)).toBe(false)
  })

  test('EN68: words that went down with their block are deleted whether an update names them or not', () => {
    const doc = documentWith('One')
    const other = copyOf(doc)
    const deletion: Uint8Array[] = []
    other.on('update', (update: Uint8Array) => deletion.push(update))
    other.getXmlFragment('board').delete(0, 1)
    const text = (doc.getXmlFragment('board').get(0) as Y.XmlElement).get(0) as Y.XmlText
    text.insert(3, ' and two')
    // As a relay keeps it that copies bytes: the words, and a deletion that knows nothing of them.
    const kept = Y.mergeUpdates([Y.encodeStateAsUpdate(doc), ...deletion])
    const reader = new Y.Doc()
    Y.applyUpdate(reader, kept)
    expect(holdsAllOf([kept], reader)).toBe(true)
    expect(isAllIn(kept, reader)).toBe(true)
  })
})
