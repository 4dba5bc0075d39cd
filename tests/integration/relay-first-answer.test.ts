/** A room of which one update holds everything, a snapshot or the only one: answered first, read afterwards. */
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { startRelay, type Relay } from '../../server/server.ts'
import { nodeSqlitePlatform } from '../../shared/node/sqlite-platform.ts'
import { closeCode, subprotocol, syncType } from '../../shared/protocol/messages.ts'
import { encodeStep1, encodeSync, readPeerFrame } from '../../shared/protocol/sync-frames.ts'
import { SqliteRoomStore } from '../../shared/storage/sqlite-room-store.ts'
import { RawPeer } from '../helpers/raw-peer.ts'
import { releasesOfEach } from '../helpers/releases.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { when } from '../helpers/when.ts'

const room = 'first-answer-room'

describe('the first answer after a restart', () => {
  const releases = releasesOfEach()

  /** A relay that finds `snapshot` and nothing else of the room; as an update that nobody made a snapshot of yet when that is said. */
  const relayWith = async (snapshot: Uint8Array, isUpdate = false): Promise<{ relay: Relay; stopped: () => Promise<number | undefined> }> => {
    const folder = temporaryFolder()
    const file = path.join(folder.path, 'relay.sqlite')
    const store = new SqliteRoomStore(nodeSqlitePlatform, { path: file })
    store.append([{ room, update: snapshot }])
    if (!isUpdate) store.compact(room, snapshot, 1)
    store.close()
    const relay = await startRelay({ port: 0, host: '127.0.0.1', dataFolder: folder.path, access: 'open' }, () => {})
    let stopping: Promise<void> | undefined
    const stop = (): Promise<void> => (stopping ??= relay.close())
    releases.push(() => folder.remove(), stop)
    /** The number of updates that a stopped relay leaves. */
    const stopped = async (): Promise<number | undefined> => {
      await stop()
      const reader = new SqliteRoomStore(nodeSqlitePlatform, { path: file })
      const head = reader.position(room)?.head
      reader.close()
      return head
    }
    return { relay, stopped }
  }

  const join = async (relay: Relay, protocols: string[] = []): Promise<RawPeer> => {
    const peer = await RawPeer.connect(relay.url, room, protocols)
    releases.push(() => peer.destroy())
    return peer
  }

  const typed = (): Y.Doc => {
    const doc = new Y.Doc()
    doc.clientID = 7
    doc.getText('text').insert(0, 'what was said')
    return doc
  }

  const syncFrames = (peer: RawPeer): string[] => peer.frames.filter(([type]) => type === 0).map((frame) => Buffer.from(frame).toString('base64'))
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

  it.each([['snapshot', false], ['only update', true]])('RL29: whoever has nothing gets the %s as it is, and is then asked for what they have', async (_, isUpdate) => {
    const doc = typed()
    const snapshot = Y.encodeStateAsUpdate(doc)
    const { relay } = await relayWith(snapshot, isUpdate)
    const peer = await join(relay)
    peer.send(encodeStep1(new Map()))
    await when('asked', () => syncFrames(peer).length === 2)
    expect(syncFrames(peer).toSorted()).toEqual([encodeSync(syncType.step2, snapshot), encodeStep1(new Map([[7, 13]]))].map(base64).toSorted())
  })

  it('RL29: who says nothing is asked all the same, and who has a part gets the rest', async () => {
    const doc = typed()
    const { relay } = await relayWith(Y.encodeStateAsUpdate(doc))
    const silent = await join(relay)
    await when('asked', () => syncFrames(silent).includes(base64(encodeStep1(new Map([[7, 13]])))))
    const partial = await join(relay)
    partial.send(encodeStep1(new Map([[7, 5]])))
    await when('answered', () => partial.frames.some((frame) => frame[0] === 0 && frame[1] === syncType.step2))
    const answer = partial.frames.find((frame) => frame[0] === 0 && frame[1] === syncType.step2) ?? new Uint8Array()
    expect(readPeerFrame(answer)).toEqual({ type: 'step2', update: Y.encodeStateAsUpdate(doc, Y.encodeStateVector(new Map([[7, 5]]))) })
  })

  it.each([['snapshot', false], ['only update', true]])('RL29: what is written before the first answer is checked against the %s, stored behind it and passed on', async (_, isUpdate) => {
    const doc = typed()
    const { relay } = await relayWith(Y.encodeStateAsUpdate(doc), isUpdate)
    const reader = await join(relay)
    reader.send(encodeStep1(new Map()))
    const updates: Uint8Array[] = []
    doc.on('update', (update) => {
      updates.push(update)
    })
    doc.getText('text').insert(13, ', and by whom')
    const [update = new Uint8Array()] = updates
    const writer = await join(relay, [subprotocol])
    writer.send(encodeSync(syncType.update, update))
    await when('passed on', () => syncFrames(reader).includes(base64(encodeSync(syncType.update, update))))
    const late = await join(relay)
    late.send(encodeStep1(new Map()))
    await when('answered', () => late.frames.some((frame) => frame[0] === 0 && frame[1] === syncType.step2))
    const loaded = new Y.Doc()
    for (const frame of late.frames) {
      const read = frame[0] === 0 ? readPeerFrame(frame) : null
      if (read?.type === 'step2') Y.applyUpdate(loaded, read.update)
    }
    expect(loaded.getText('text').toJSON()).toBe('what was said, and by whom')
  })

  it.each([['snapshot', false], ['only update', true]])('RL17: a %s that is whole and yet no update closes the room, and nothing is stored behind it', async (_, isUpdate) => {
    const { relay, stopped } = await relayWith(Uint8Array.from([9, 9, 9]), isUpdate)
    const [one, two] = [await join(relay), await join(relay)]
    one.send(encodeSync(syncType.update, Y.encodeStateAsUpdate(typed())))
    two.send(encodeStep1(new Map([[7, 1]])))
    expect(await one.closed).toBe(closeCode.roomDamaged)
    expect(await two.closed).toBe(closeCode.roomDamaged)
    expect(await stopped()).toBe(1)
  })
})
