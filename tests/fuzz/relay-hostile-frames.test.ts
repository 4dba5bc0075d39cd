/**
 * A stranger sends thousands of frames that are almost right, through real sockets, into a room where people work. The relay must
 * go on, close with a named code, and keep nothing that harms the others. `MINUTA_FUZZ=long` or `MINUTA_FRAMES` lengthen it,
 * `MINUTA_SEED` varies it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { closeCode, messageType, syncType } from '../../shared/protocol/messages.ts'
import { encodeAwareness, encodeStep1, encodeSync } from '../../shared/protocol/sync-frames.ts'
import { editAtRandom, mutate } from '../helpers/hostile-updates.ts'
import { seededRandom, type Random } from '../helpers/random.ts'
import { RawPeer } from '../helpers/raw-peer.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { stockClient } from '../helpers/stock-client.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { when } from '../helpers/when.ts'

const frameCount = Number(process.env['MINUTA_FRAMES'] ?? (process.env['MINUTA_FUZZ'] === 'long' ? 100_000 : 3_000))
const seed = Number(process.env['MINUTA_SEED'] ?? 20_261_123)
const room = 'hostile-room'

/** What an honest peer could have sent. */
function honestFrame(doc: Y.Doc, random: Random): Uint8Array {
  let update: Uint8Array = new Uint8Array([0, 0])
  doc.once('update', (bytes) => {
    update = bytes
  })
  editAtRandom(doc, random)
  switch (random.below(6)) {
    case 0:
      return encodeStep1(Y.decodeStateVector(Y.encodeStateVector(doc)))
    case 1:
      return encodeSync(syncType.step2, Y.encodeStateAsUpdate(doc))
    case 2:
      return encodeAwareness([{ client: random.below(1_000), clock: random.below(10), state: JSON.stringify({ user: { name: 'x' } }) }])
    case 3:
      return Uint8Array.from([random.pick([messageType.queryAwareness, messageType.stored, 99, 2]), random.below(256)])
    default:
      return encodeSync(syncType.update, update)
  }
}

/** Mutates the payload inside an intact envelope, or the frame as a whole. */
function hostileFrame(doc: Y.Doc, random: Random): Uint8Array {
  const frame = honestFrame(doc, random)
  if (random.chance(0.3)) return mutate(frame, random)
  return encodeSync(random.pick([syncType.update, syncType.step2, syncType.step1]), mutate(Y.encodeStateAsUpdate(doc), random))
}

describe('hostile frames', () => {
  const folder = temporaryFolder()
  let relay: RelayProcess

  beforeAll(async () => {
    relay = await RelayProcess.start(folder.path)
  })

  afterAll(async () => {
    await relay.stop()
    folder.remove()
  })

  it(`RL12: ${frameCount} of them harm nobody (seed ${seed})`, async () => {
    const random = seededRandom(seed)
    const [ana, ben] = [stockClient(relay.url, room), stockClient(relay.url, room)]
    await when('honest people are in', () => ana.provider.synced && ben.provider.synced)
    const words = ana.doc.getArray<number>('honest')
    const pid = relay.pid
    const codes = new Map<number, number>()
    let sent = 0
    while (sent < frameCount) {
      words.push([sent])
      const peer = await RawPeer.connect(relay.url, room)
      const doc = new Y.Doc()
      // Few ids, so that mutated updates hit what earlier ones left.
      doc.clientID = 1 + random.below(50)
      while (peer.isOpen && sent < frameCount) {
        sent += 1
        peer.send(random.chance(0.2) ? honestFrame(doc, random) : hostileFrame(doc, random))
        const code = await peer.settled()
        if (code !== null) codes.set(code, (codes.get(code) ?? 0) + 1)
      }
      peer.destroy()
    }
    expect(relay.pid).toBe(pid)
    const allowed = new Set<number>([closeCode.malformedFrame, closeCode.limitExceeded, closeCode.incompleteCopy])
    expect([...codes.keys()].filter((code) => !allowed.has(code))).toEqual([])
    expect(codes.get(closeCode.malformedFrame)).toBeGreaterThan(frameCount / 20)
    await when('Ben has every honest word', () => ben.doc.getArray('honest').length === words.length)
    expect(ana.provider.wsconnected && ben.provider.wsconnected).toBe(true)
    const late = stockClient(relay.url, room)
    await when('late comer is in', () => late.provider.synced)
    expect(late.doc.getArray('honest').toArray()).toEqual(words.toArray())
    expect(Y.encodeStateVector(late.doc)).toEqual(Y.encodeStateVector(ana.doc))
    expect(late.doc.store.pendingStructs ?? late.doc.store.pendingDs).toBeNull()
    expect(relay.log.filter((line) => !line.startsWith('{'))).toEqual([])
    for (const client of [ana, ben, late]) client.destroy()
  }, 60_000 + frameCount * 60)
})
