import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Keystrokes, type KeystrokeOptions } from '../../bench/relay/wire/keystrokes.ts'

/** The updates of a Yjs client that inserts the same texts at the same places. */
function updatesOfYjs(keystrokes: Keystrokes, count: number, { lineLength = 0, charactersPerUpdate = 1 }: KeystrokeOptions): { readonly byHand: Uint8Array[]; readonly byYjs: Uint8Array[] } {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, keystrokes.opening)
  doc.clientID = keystrokes.client
  const paragraph = doc.getXmlFragment('default').get(0)
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined
  if (!(text instanceof Y.XmlText)) throw new Error('the opening has no text')
  const byYjs: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => {
    byYjs.push(update)
  })
  const byHand: Uint8Array[] = []
  let caret = 1
  for (let index = 0; index < count; index += 1) {
    if (lineLength > 0 && (index * charactersPerUpdate) % lineLength === 0) caret = 1
    text.insert(caret, keystrokes.nextText())
    caret += charactersPerUpdate
    byHand.push(keystrokes.next())
  }
  doc.destroy()
  return { byHand, byYjs }
}

describe('keystrokes written by hand', () => {
  it.each<[string, KeystrokeOptions]>([
    ['at the end of a text', {}],
    ['in lines of 7', { lineLength: 7 }],
    ['several characters at a time', { charactersPerUpdate: 5 }],
    ['a line at a time', { lineLength: 60, charactersPerUpdate: 60 }],
  ])('are byte for byte what Yjs emits: %s', (_name, options) => {
    const { byHand, byYjs } = updatesOfYjs(new Keystrokes(3, options), 300, options)
    expect(byHand.map((update) => [...update])).toEqual(byYjs.map((update) => [...update]))
  })

  it('add up to the same document by characters and by lines', () => {
    const sizeOf = (options: KeystrokeOptions, count: number): number => {
      const keystrokes = new Keystrokes(0, options)
      const doc = new Y.Doc()
      for (const update of [keystrokes.opening, ...Array.from({ length: count }, () => keystrokes.next())]) Y.applyUpdate(doc, update)
      return Y.encodeStateAsUpdate(doc).length
    }
    expect(sizeOf({ lineLength: 60 }, 600)).toBe(sizeOf({ lineLength: 60, charactersPerUpdate: 60 }, 10))
  })
})
