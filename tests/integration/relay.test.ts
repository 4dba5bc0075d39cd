import Database from 'better-sqlite3'
import { join } from 'node:path'
import * as Y from 'yjs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { subprotocol, syncType } from '../../shared/protocol/messages.ts'
import { encodeMinutaFrame } from '../../shared/protocol/minuta-frames.ts'
import { encodeSync } from '../../shared/protocol/sync-frames.ts'
import { RawPeer } from '../helpers/raw-peer.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { AckedClient, stockClient } from '../helpers/stock-client.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { when } from '../helpers/when.ts'

describe('relay with stock y-websocket clients', () => {
  const releases: (() => void)[] = []
  const folder = temporaryFolder()
  let relay: RelayProcess

  beforeAll(async () => {
    relay = await RelayProcess.start(folder.path)
  })

  afterEach(() => {
    for (const release of releases.splice(0)) release()
  })

  afterAll(async () => {
    await relay.stop()
    folder.remove()
  })

  const enter = (room: string, clientID?: number) => {
    const doc = new Y.Doc()
    doc.clientID = clientID ?? doc.clientID
    const client = stockClient(relay.url, room, doc)
    releases.push(() => {
      client.destroy()
    })
    return client
  }

  const joinAcked = (room: string) => {
    const client = new AckedClient(relay.url, room)
    releases.push(() => {
      client.destroy()
    })
    return client
  }

  it('RL1: two stock clients converge, both ways, with presence', async () => {
    const [ana, ben] = [enter('workshop-1'), enter('workshop-1')]
    await when('both synced', () => ana.provider.synced && ben.provider.synced)
    ana.text.insert(0, 'from Ana ')
    await when('Ben reads Ana', () => ben.text.toJSON() === 'from Ana ')
    ben.text.insert(ben.text.length, 'from Ben')
    await when('Ana reads Ben', () => ana.text.toJSON() === 'from Ana from Ben')
    ana.provider.awareness.setLocalState({ user: { name: 'Ana' } })
    await when('Ben sees Ana', () => ben.provider.awareness.getStates().has(ana.doc.clientID))
    ana.provider.disconnect()
    await when('Ana is gone', () => !ben.provider.awareness.getStates().has(ana.doc.clientID))
    ana.provider.connect()
    await when('Ana is back', () => ben.provider.awareness.getStates().has(ana.doc.clientID))
    expect(ben.provider.awareness.getStates().get(ana.doc.clientID)).toEqual({ user: { name: 'Ana' } })
  })

  it('RL73: clients whose ids have 53 bits, as newer versions of Yjs make them, write and are seen', async () => {
    const [ana, ben] = [enter('workshop-53', Number.MAX_SAFE_INTEGER), enter('workshop-53', 2 ** 45 + 1)]
    await when('both synced', () => ana.provider.synced && ben.provider.synced)
    ana.text.insert(0, 'from Ana ')
    await when('Ben reads Ana', () => ben.text.toJSON() === 'from Ana ')
    ben.text.insert(5, 'dear ')
    ben.text.delete(0, 1)
    await when('Ana reads Ben', () => ana.text.toJSON() === 'rom dear Ana ')
    const late = enter('workshop-53')
    await when('who comes late reads both', () => late.text.toJSON() === 'rom dear Ana ')
    ana.provider.awareness.setLocalState({ user: { name: 'Ana' } })
    await when('and sees Ana', () => late.provider.awareness.getStates().get(ana.doc.clientID)?.['user'] !== undefined)
    expect(late.provider.awareness.getStates().get(ana.doc.clientID)).toEqual({ user: { name: 'Ana' } })
  })

  it('RL1: presence is back at once when the relay itself was away', async () => {
    const [ana, ben] = [enter('workshop-7'), enter('workshop-7')]
    for (const { provider } of [ana, ben]) provider.awareness.setLocalStateField('user', { name: 'someone' })
    const seesOther = (): boolean => ana.provider.awareness.getStates().has(ben.doc.clientID) && ben.provider.awareness.getStates().has(ana.doc.clientID)
    await when('they see each other', seesOther)
    await relay.kill()
    await when('they see each other leave', () => ana.provider.awareness.getStates().size === 1 && ben.provider.awareness.getStates().size === 1)
    await relay.restart()
    await when('they see each other again', seesOther, 5_000)
    expect(seesOther()).toBe(true)
  })

  it('RL2: a restarted relay serves everything to somebody who has nothing', async () => {
    const ana = enter('workshop-2')
    await when('synced', () => ana.provider.synced)
    for (let index = 0; index < 700; index += 1) ana.text.insert(ana.text.length, `${index} `)
    const ben = enter('workshop-2')
    await when('Ben has it', () => ben.text.toJSON() === ana.text.toJSON())
    const words = ana.text.toJSON()
    ana.destroy()
    ben.destroy()
    expect(await relay.stop()).toBe(0)
    await relay.restart()
    const cleo = enter('workshop-2')
    await when('Cleo has it', () => cleo.text.toJSON() === words)
  })

  it('RL6: a long log becomes a snapshot while people work, and a damaged snapshot costs nothing', async () => {
    const own = temporaryFolder()
    const other = await RelayProcess.start(own.path)
    const path = join(own.path, 'relay.sqlite')
    const ana = stockClient(other.url, 'workshop-8')
    const ben = stockClient(other.url, 'workshop-8')
    await when('both synced', () => ana.provider.synced && ben.provider.synced)
    for (let index = 1; index <= 4_300; index += 1) {
      ana.text.insert(ana.text.length, `${index} `)
      if (index === 2_200) await when('a snapshot is made', () => other.log.some((line) => line.includes('"compacted"')), 10_000)
      if (index % 100 === 0) await when(`Ben has ${index}`, () => ben.text.toJSON() === ana.text.toJSON())
    }
    // A room rests after a snapshot, for longer where making it was slow.
    await when('two snapshots are made', () => other.log.filter((line) => line.includes('"compacted"')).length === 2, 60_000)
    await other.kill()
    const words = ana.text.toJSON()
    for (const client of [ana, ben]) client.destroy()
    const database = new Database(path)
    expect(database.prepare('SELECT through FROM snapshots ORDER BY through').pluck().all()).toHaveLength(2)
    database.exec('UPDATE snapshots SET payload = zeroblob(length(payload)) WHERE through = (SELECT max(through) FROM snapshots)')
    database.close()
    await other.restart()
    const late = stockClient(other.url, 'workshop-8')
    await when('Cleo is in', () => late.provider.synced)
    expect(late.text.toJSON()).toBe(words)
    expect(other.log.some((line) => line.includes('room-recovered'))).toBe(true)
    late.destroy()
    await other.stop()
    own.remove()
  }, 120_000)

  it('RL3: rooms do not see each other', async () => {
    const [ana, ben] = [enter('workshop-3'), enter('workshop-4')]
    await when('both synced', () => ana.provider.synced && ben.provider.synced)
    ana.text.insert(0, 'only here')
    const cleo = enter('workshop-3')
    await when('Cleo has it', () => cleo.text.toJSON() === 'only here')
    expect(ben.text.toJSON()).toBe('')
  })

  it('RL4: minuta.1 peers get hello, acks, heads and device counts', async () => {
    const [ana, ben] = [joinAcked('workshop-5'), joinAcked('workshop-5')]
    await when('both synced', () => ana.provider.synced && ben.provider.synced)
    expect(ana.hellos).toHaveLength(1)
    expect(ben.hellos).toEqual(ana.hellos)
    ana.note('hello', () => {
      ana.text.insert(0, 'hello')
    })
    await when('acked', () => ana.acked.has('hello'))
    await when('Ben has it, and knows up to where', () => ben.text.toJSON() === 'hello' && ben.head === 1)
    expect(ana.devices).toBe(0)
    ben.say({ type: 'stored', seq: ben.head })
    await when('on one other device', () => ana.devices === 1)
    ben.provider.disconnect()
    await when('that device is away', () => ana.devices === 0)
  })

  it('RL4: a device never counts for itself, however many of its connections are still open', async () => {
    const [ana, left, ben] = [joinAcked('workshop-7'), joinAcked('workshop-7'), joinAcked('workshop-7')]
    await when('all synced', () => [ana, left, ben].every(({ provider }) => provider.synced))
    for (const peer of [ana, left]) peer.say({ type: 'device', device: 5, kind: 'app' })
    ben.say({ type: 'device', device: 6, kind: 'app' })
    ana.text.insert(0, 'hello')
    await when('all have it', () => [ana, left, ben].every(({ head }) => head === 1))
    for (const peer of [left, ben]) peer.say({ type: 'stored', seq: 1 })
    await when('on one other device', () => ana.devices === 1)
    ben.provider.disconnect()
    await when('on none', () => ana.devices === 0)
    expect(left.provider.wsconnected).toBe(true)
  })

  it('ST17: a peer over a slow line, who answers with nothing new when the counts were told, is told on how many devices it all is, though nobody writes', async () => {
    const [ana, ben] = [joinAcked('workshop-9'), joinAcked('workshop-9')]
    await when('both synced', () => ana.provider.synced && ben.provider.synced)
    ana.text.insert(0, 'hello')
    await when('both have it', () => [ana, ben].every(({ head }) => head === 1))
    for (const peer of [ana, ben]) peer.say({ type: 'stored', seq: 1 })
    const late = await RawPeer.connect(relay.url, 'workshop-9', [subprotocol])
    releases.push(() => {
      late.destroy()
    })
    late.send(encodeMinutaFrame({ type: 'device', device: 9, kind: 'app' }))
    late.send(encodeSync(syncType.step1, Y.encodeStateVector(ana.doc)))
    late.send(encodeMinutaFrame({ type: 'stored', seq: 1 }))
    await when('the others were told', () => ana.devices === 2)
    late.send(encodeSync(syncType.step2, Y.encodeStateAsUpdate(ana.doc, Y.encodeStateVector(ana.doc))))
    const devices = encodeMinutaFrame({ type: 'devices', count: 2 })
    await when('so is who comes late', () => late.frames.some((frame) => Buffer.compare(frame, devices) === 0))
    expect(ana.head).toBe(1)
  })

  it('RL5: joining and leaving with nothing new stores nothing', async () => {
    const ana = joinAcked('workshop-6')
    await when('synced', () => ana.provider.synced)
    ana.text.insert(0, 'some words')
    ana.text.delete(2, 3)
    await when('stored', () => ana.head === 2)
    for (let round = 0; round < 5; round += 1) {
      ana.provider.disconnect()
      ana.provider.connect()
      await when('synced again', () => ana.provider.synced && ana.hellos.length === round + 2)
      expect(ana.hellos.at(-1)).toEqual({ lineage: ana.hellos[0]?.lineage, seq: 2 })
    }
  })
})
