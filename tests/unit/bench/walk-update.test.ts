import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { walkUpdate } from '../../bench/relay/wire/walk-update.ts'
import { seededRandom } from '../../helpers/random.ts'

type Run = { readonly client: number; readonly clock: number; readonly length: number }

/** Runs that follow each other as one. */
function joined(runs: readonly Run[]): Run[] {
  const result: Run[] = []
  for (const run of runs.toSorted((a, b) => a.client - b.client || a.clock - b.clock)) {
    const last = result.at(-1)
    if (last !== undefined && last.client === run.client && last.clock + last.length === run.clock) result[result.length - 1] = { ...last, length: last.length + run.length }
    else result.push(run)
  }
  return result
}

function walked(update: Uint8Array): Run[] {
  // In the middle of other bytes, as in a frame.
  const frame = Uint8Array.from([9, 9, ...update, 9])
  const runs: Run[] = []
  walkUpdate(frame, 2, (client, clock, length) => {
    runs.push({ client, clock, length })
  })
  return joined(runs)
}

function decoded(update: Uint8Array): Run[] {
  return joined(Y.decodeUpdate(update).structs.filter((struct) => !(struct instanceof Y.Skip)).map(({ id, length }) => ({ client: id.client, clock: id.clock, length })))
}

/** Updates of three people who write, mark, delete and embed in one rich text. */
function editing(seed: number): Uint8Array[] {
  const random = seededRandom(seed)
  const updates: Uint8Array[] = []
  const docs = [1, 300, 0x7fff_fff0].map((client) => {
    const doc = new Y.Doc()
    doc.clientID = client
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'remote') updates.push(update)
    })
    return doc
  }) as [Y.Doc, Y.Doc, Y.Doc]
  for (let edit = 0; edit < 120; edit += 1) {
    const doc = random.pick(docs)
    const text = doc.getText('rich')
    const at = random.below(text.length + 1)
    switch (random.below(6)) {
      case 0:
        text.delete(Math.min(at, text.length), Math.min(3, text.length - Math.min(at, text.length)))
        break
      case 1:
        text.insertEmbed(at, { picture: 'a' })
        break
      case 2:
        text.format(0, Math.min(at, text.length), { bold: true })
        break
      case 3:
        doc.getXmlFragment('xml').insert(0, [new Y.XmlElement('paragraph'), new Y.XmlText('é')])
        break
      default:
        text.insert(at, random.pick(['wind', 'é', '中文', '🌊🌊', ' ']))
    }
    if (random.chance(0.3)) for (const other of docs) for (const update of updates) Y.applyUpdate(other, update, 'remote')
  }
  return updates
}

describe('walk over the structs of an update', () => {
  const updates = editing(7)

  it('seed 7: finds in single updates what Yjs decodes', () => {
    for (const update of updates) expect(walked(update)).toEqual(decoded(update))
  })

  it('seed 7: finds in merged updates what Yjs decodes, collected content and holes included', () => {
    const doc = new Y.Doc()
    for (const update of updates) Y.applyUpdate(doc, update)
    const whole = Y.encodeStateAsUpdate(doc)
    expect(walked(whole)).toEqual(decoded(whole))
    expect(Y.decodeUpdate(whole).structs.some((struct) => struct instanceof Y.GC || struct instanceof Y.Item)).toBe(true)
    const withHoles = Y.mergeUpdates(updates.filter((_, index) => index % 5 !== 2))
    expect(Y.decodeUpdate(withHoles).structs.some((struct) => struct instanceof Y.Skip)).toBe(true)
    expect(walked(withHoles)).toEqual(decoded(withHoles))
  })

  it('refuses what the bench never writes instead of walking past it', () => {
    const doc = new Y.Doc()
    doc.getMap('map').set('key', 1)
    expect(() => walked(Y.encodeStateAsUpdate(doc))).toThrow('content 8')
  })
})
