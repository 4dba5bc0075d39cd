import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { WayBack } from '../../../main/engine/files/way-back.ts'
import { setDetails } from '../../../shared/document/commands/details-commands.ts'
import { readWorkshop } from '../../../shared/document/read-workshop.ts'

const act = { name: 'act' }
const documents = { here: new Y.Doc(), stick: new Y.Doc(), third: new Y.Doc() }

beforeEach(() => {
  for (const name of ['here', 'stick', 'third'] as const) documents[name] = new Y.Doc()
})
afterEach(() => {
  for (const doc of Object.values(documents)) doc.destroy()
})

function session(doc: Y.Doc) {
  const receive = (update: Uint8Array, origin: unknown): boolean => {
    Y.applyUpdate(doc, update, origin)
    return true
  }
  return { doc, document: 'notes' as const, receive }
}

function meet(a: Y.Doc, b: Y.Doc): void {
  for (const [to, from] of [[a, b], [b, a]] as const) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), 'network')
}

describe('the way back from what came out of a file', () => {
  it.each([[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]])('EN199: leaves no field empty that somebody else changed at the same time (clients %i, %i, %i)', (here, stick, third) => {
    const { here: doc, stick: other, third: late } = documents
    setDetails(doc, act, { title: 'Before' })
    for (const to of [other, late]) Y.applyUpdate(to, Y.encodeStateAsUpdate(doc))
    doc.clientID = here
    other.clientID = stick
    late.clientID = third
    setDetails(doc, act, { title: 'Here' })
    setDetails(other, act, { title: 'Stick' })
    setDetails(late, act, { title: 'Late' })
    const way = new WayBack(session(doc), Y.encodeStateAsUpdate(other))
    meet(doc, late)
    const both = readWorkshop(doc).details.title
    for (let round = 0; round < 2; round += 1) {
      way.goBack()
      meet(doc, late)
      const left = readWorkshop(late).details.title
      expect(left).toBe(both === 'Late' ? 'Late' : 'Here')
      expect(readWorkshop(doc).details.title).toBe(left)
      way.goForth()
      meet(doc, late)
      expect(readWorkshop(late).details.title).toBe(both)
    }
    way.dispose()
  })
})
