import Database from 'better-sqlite3'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { nodeSqlitePlatform } from '../../shared/node/sqlite-platform.ts'
import { startRelay, type Relay } from '../../server/server.ts'
import { closeCode, limits, messageType, subprotocol, syncType } from '../../shared/protocol/messages.ts'
import { encodeMinutaFrame } from '../../shared/protocol/minuta-frames.ts'
import { encodeAwareness, encodeSync, readPeerFrame } from '../../shared/protocol/sync-frames.ts'
import { SqliteRoomStore } from '../../shared/storage/sqlite-room-store.ts'
import type { SqlitePlatform } from '../../shared/storage/sqlite-driver.ts'
import { invite, newWorkshop, ProvenPeer } from '../helpers/access.ts'
import { manyClients, nestedMaps } from '../helpers/hostile-updates.ts'
import { programs } from '../helpers/programs.ts'
import { RawPeer } from '../helpers/raw-peer.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { folderFor, releasesOfEach } from '../helpers/releases.ts'
import { AckedClient, stockClient } from '../helpers/stock-client.ts'
import { when } from '../helpers/when.ts'

const room = 'refusing-room'

describe('what the relay refuses', () => {
  const log: string[] = []
  // Behind the releases, which write into it: what is registered first comes last.
  afterEach(() => {
    log.length = 0
  })
  const releases = releasesOfEach()

  const relayOn = async (dataFolder: string, store?: SqliteRoomStore): Promise<Relay> => {
    const relay = await startRelay({ port: 0, host: '127.0.0.1', dataFolder, access: 'open' }, (event) => {
      log.push(event)
    }, store)
    releases.push(async () => {
      await relay.close()
    })
    return relay
  }
  const folder = (): string => folderFor(releases)
  const join1 = (relay: Relay) => {
    const client = stockClient(relay.url, room)
    releases.push(() => {
      client.destroy()
    })
    return client
  }

  const update = encodeSync(syncType.update, Uint8Array.from([0, 0]))
  it.each([
    ['a text frame', 'hello', closeCode.malformedFrame],
    ['an empty frame', new Uint8Array(), closeCode.malformedFrame],
    ['an unknown message type', Uint8Array.from([77, 1, 2]), closeCode.malformedFrame],
    ['two messages in one frame', Uint8Array.from([...update, ...update]), closeCode.malformedFrame],
    ['an update that is cut off', encodeSync(syncType.update, Uint8Array.from([1, 1, 7])), closeCode.malformedFrame],
    ['a run that would erase what somebody types', encodeSync(syncType.update, Uint8Array.from([1, 1, 7, 0, 0, 0x80, 0x80, 0x80, 0x80, 4, 0])), closeCode.limitExceeded],
    ['awareness of 100 kB', encodeAwareness([{ client: 1, clock: 1, state: JSON.stringify('x'.repeat(100_000)) }]), closeCode.limitExceeded],
    ['a hundred thousand people in one awareness update', encodeAwareness(Array.from({ length: 10_000 }, (_, client) => ({ client, clock: 1, state: '{}' }))), closeCode.limitExceeded],
    ['a frame over the limit', new Uint8Array(limits.maxFrameBytes + 1), closeCode.frameTooLarge],
    ['a claim to have stored what does not exist', encodeMinutaFrame({ type: 'stored', seq: 999 }), closeCode.malformedFrame],
    ['a whole answer with holes', encodeSync(syncType.step2, Uint8Array.from([0, 1, 5, 1, 0, 3])), closeCode.incompleteCopy],
  ])('RL14: %s ends that connection with its code, and the room goes on', async (_, frame, code) => {
    const relay = await relayOn(folder())
    const [ana, ben] = [join1(relay), join1(relay)]
    await when('both in', () => ana.provider.synced && ben.provider.synced)
    const stranger = await RawPeer.connect(relay.url, room)
    stranger.send(frame)
    expect(await stranger.closed).toBe(code)
    ana.text.insert(0, 'still here')
    await when('the room goes on', () => ben.text.toJSON() === 'still here')
    expect(ana.provider.wsconnected && ben.provider.wsconnected).toBe(true)
  })

  it.each(['a'.repeat(65), 'with%20space', '..%2f..%2fetc', 'wörkshop-1', ''])('RL14: room name "%s" is no workshop', async (name) => {
    const relay = await relayOn(folder())
    const stranger = await RawPeer.connect(relay.url, name)
    expect(await stranger.closed).toBe(closeCode.noSuchRoom)
  })

  it('RL100: a relay that asks nobody takes rooms by short names, which no workshop has, and keeps them; one that asks does not', async () => {
    const dataFolder = folder()
    const relay = await relayOn(dataFolder)
    const client = stockClient(relay.url, 'demo')
    releases.push(() => {
      client.destroy()
    })
    await when('in the room', () => client.provider.synced)
    client.text.insert(0, 'by any name')
    const other = stockClient(relay.url, 'demo')
    releases.push(() => {
      other.destroy()
    })
    await when('the other has it', () => other.text.toJSON() === 'by any name')
    await relay.close()

    const again = stockClient((await relayOn(dataFolder)).url, 'demo')
    releases.push(() => {
      again.destroy()
    })
    await when('it is kept', () => again.text.toJSON() === 'by any name')
    const asking = await startRelay({ port: 0, host: '127.0.0.1', dataFolder: folder(), access: 'invite' }, () => undefined)
    releases.push(() => asking.close())
    expect(await (await RawPeer.connect(asking.url, 'demo')).closed).toBe(closeCode.noSuchRoom)
  })

  it('RL15: an edit that arrives before what it builds on is asked for, not stored, and then acked with the rest', async () => {
    const relay = await relayOn(folder())
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (bytes) => {
      updates.push(bytes)
    })
    doc.getText('text').insert(0, 'offline ')
    doc.getText('text').insert(8, 'online')
    const peer = await RawPeer.connect(relay.url, room, [subprotocol])
    await peer.settled()
    const greeting = peer.frames.length
    const acks = () => peer.frames.filter(([type]) => type === messageType.ack)
    peer.send(encodeSync(syncType.update, updates[1] ?? new Uint8Array()))
    await peer.settled()
    expect(peer.frames.length).toBe(greeting)
    // What fits is stored and passed on; an ack counts everything before it, so there is none.
    const fitting = new Y.Doc()
    fitting.getMap('map').set('key', 'fits')
    peer.send(encodeSync(syncType.update, Y.encodeStateAsUpdate(fitting)))
    const onlooker = join1(relay)
    await when('what fits is passed on', () => onlooker.doc.getMap('map').get('key') === 'fits')
    expect(acks()).toEqual([])
    peer.send(encodeSync(syncType.step2, Y.encodeStateAsUpdate(doc)))
    await when('acked', () => acks().length > 0)
    expect(acks()).toEqual([encodeMinutaFrame({ type: 'ack', count: 3, seq: 2 })])
    doc.getText('text').insert(0, 'a')
    doc.getText('text').insert(0, 'b')
    const known = peer.frames.length
    peer.send(encodeSync(syncType.update, updates[3] ?? new Uint8Array()))
    await when('asked for all', () => peer.frames.slice(known).some((frame) => frame[0] === 0 && readPeerFrame(frame).type === 'step1'))
    const late = join1(relay)
    await when('the hole was not passed on', () => late.text.toJSON() === 'offline online')
    peer.destroy()
  })

  it('RL16: with a full disk nothing is acked, the writer is told, and the room stays readable', async () => {
    const path = join(folder(), 'relay.sqlite')
    const limited: SqlitePlatform = {
      ...nodeSqlitePlatform,
      open: (file, options) => {
        const driver = nodeSqlitePlatform.open(file, options)
        if (!options.isReadonly) driver.exec('PRAGMA max_page_count = 60')
        return driver
      },
    }
    const relay = await relayOn(folder(), new SqliteRoomStore(limited, { path }))
    const reader = join1(relay)
    const writer = new AckedClient(relay.url, room)
    releases.push(() => {
      writer.destroy()
    })
    const reasons: number[] = []
    writer.provider.on('connection-close', (event) => {
      if (event !== null) reasons.push(event.code)
    })
    await when('both in', () => reader.provider.synced && writer.provider.synced)
    writer.note('small', () => {
      writer.text.insert(0, 'small')
    })
    await when('the small one is stored', () => writer.acked.has('small') && reader.text.toJSON() === 'small')
    writer.note('large', () => {
      writer.text.insert(0, 'x'.repeat(1_000_000))
    })
    await when('told so', () => reasons.includes(closeCode.notStored))
    expect(writer.acked.has('large')).toBe(false)
    expect(reader.provider.wsconnected).toBe(true)
    expect(reader.text.toJSON()).toBe('small')
    const late = join1(relay)
    await when('still readable', () => late.text.toJSON() === 'small')
    expect(log).toContain('not-stored')
  })

  it('RL16: health says that the disk is full; when there is space again, what waited is stored without anybody doing anything', async () => {
    const path = join(folder(), 'relay.sqlite')
    const limitTo = (pages: number): void => {
      for (const driver of drivers) driver.exec(`PRAGMA max_page_count = ${pages}`)
    }
    const drivers: ReturnType<SqlitePlatform['open']>[] = []
    const limited: SqlitePlatform = {
      ...nodeSqlitePlatform,
      open: (file, options) => {
        const driver = nodeSqlitePlatform.open(file, options)
        if (!options.isReadonly) drivers.push(driver)
        return driver
      },
    }
    const store = new SqliteRoomStore(limited, { path })
    limitTo(60)
    const relay = await relayOn(folder(), store)
    const health = async (): Promise<number> => (await fetch(`${relay.url.replace(/^ws/, 'http')}/healthz`)).status
    const [reader, writer] = [join1(relay), join1(relay)]
    await when('both in', () => reader.provider.synced && writer.provider.synced)
    expect(await health()).toBe(200)
    const codes: (number | undefined)[] = []
    writer.provider.on('connection-close', (event) => {
      codes.push(event?.code)
    })
    writer.text.insert(0, 'x'.repeat(1_000_000))
    await when('told so', () => codes.includes(closeCode.notStored))
    expect(await health()).toBe(503)
    limitTo(1_000_000)
    await when('the reader has it', () => reader.text.length === 1_000_000)
    let status = 0
    const asking = setInterval(() => void health().then((found) => {
      status = found
    }), 200)
    await when('health is back', () => status === 200)
    clearInterval(asking)
    expect(reader.provider.wsconnected).toBe(true)
  })

  it('RL17: a damaged room says so and is not written over; others go on', async () => {
    const dataFolder = folder()
    const store = new SqliteRoomStore(nodeSqlitePlatform, { path: join(dataFolder, 'relay.sqlite') })
    for (const name of [room, 'another-room']) {
      const doc = new Y.Doc()
      doc.getText('text').insert(0, name)
      store.append([{ room: name, update: Y.encodeStateAsUpdate(doc) }])
    }
    store.close()
    const database = new Database(join(dataFolder, 'relay.sqlite'))
    database.exec(`UPDATE updates SET payload = x'0000' WHERE room = 1`)
    database.close()
    const relay = await relayOn(dataFolder)
    const damaged = await RawPeer.connect(relay.url, room)
    damaged.send(encodeSync(syncType.step2, Uint8Array.from([0, 0])))
    expect(await damaged.closed).toBe(closeCode.roomDamaged)
    const other = stockClient(relay.url, 'another-room')
    await when('others go on', () => other.text.toJSON() === 'another-room')
    other.destroy()
    await relay.close()
    const after = new Database(join(dataFolder, 'relay.sqlite'), { readonly: true })
    expect(after.prepare('SELECT hex(payload) FROM updates WHERE room = 1').pluck().all()).toEqual(['0000'])
    after.close()
  })

  it('RL39: a room takes no more clients than whoever comes back can name', async () => {
    const relay = await relayOn(folder())
    const ana = join1(relay)
    await when('Ana is in', () => ana.provider.synced)
    ana.text.insert(0, 'still here')
    const filler = await RawPeer.connect(relay.url, room)
    filler.send(encodeSync(syncType.update, manyClients(1_000, limits.maxClientsOfRoom - 2)))
    expect(await filler.settled()).toBeNull()
    filler.send(encodeSync(syncType.update, manyClients(100_000, 100)))
    expect(await filler.closed).toBe(closeCode.limitExceeded)
    await when('Ana has what was taken', () => Y.decodeStateVector(Y.encodeStateVector(ana.doc)).size === limits.maxClientsOfRoom - 1)
    ana.provider.disconnect()
    ana.provider.connect()
    await when('Ana is back', () => ana.provider.synced)
    ana.text.insert(0, 'and ')
    const ben = join1(relay)
    await when('what Ana writes is passed on', () => ben.text.toJSON() === 'and still here')
  })

  it('RL42: types that would be nested too deep end that connection, also over several updates and a restart', async () => {
    const dataFolder = folder()
    const first = await startRelay({ port: 0, host: '127.0.0.1', dataFolder, access: 'open' }, () => undefined)
    const write = async (relay: Relay, ...updates: readonly Uint8Array[]): Promise<number | null> => {
      const writer = await RawPeer.connect(relay.url, room)
      releases.push(() => writer.destroy())
      for (const update of updates) writer.send(encodeSync(syncType.update, update))
      return await writer.settled()
    }
    expect(await write(first, nestedMaps(7, null, 10_000))).toBe(closeCode.limitExceeded)
    expect(await write(first, nestedMaps(7, null, 300))).toBeNull()
    expect(await write(first, nestedMaps(7, 299, 150), nestedMaps(7, 449, 150))).toBe(closeCode.limitExceeded)
    await first.close()
    const relay = await relayOn(dataFolder)
    expect(await write(relay, nestedMaps(7, 449, 150))).toBe(closeCode.limitExceeded)
    const ana = join1(relay)
    await when('Ana is in', () => ana.provider.synced)
    ana.doc.getMap('root').delete('inside')
    ana.text.insert(0, 'still here')
    const ben = join1(relay)
    await when('the room goes on', () => ben.text.toJSON() === 'still here' && ben.doc.getMap('root').size === 0)
  })

  it('RL37: an error that nobody expected in what one peer sent ends that connection and is logged without its words; the relay goes on', async () => {
    const dataFolder = folder()
    const events: string[] = []
    // Revocations are read in the turn in which somebody's proof comes; the workshop's own key has none.
    const store = new SqliteRoomStore(nodeSqlitePlatform, { path: join(dataFolder, 'relay.sqlite') })
    store.getValue = () => {
      throw new RangeError('words of somebody')
    }
    const relay = await startRelay({ port: 0, host: '127.0.0.1', dataFolder, access: 'invite' }, (event, fields) => {
      events.push(JSON.stringify({ event, ...fields }))
    }, store)
    releases.push(() => relay.close())
    const { workshop, owner } = newWorkshop()
    const ana = await ProvenPeer.connect(relay.url, workshop, owner)
    const ben = await ProvenPeer.connect(relay.url, workshop, invite(owner, 'viewer'))
    expect(await ben.closed).toBe(closeCode.malformedFrame)
    expect(events.filter((line) => line.includes('frame-failed'))).toEqual([expect.stringContaining('RangeError')])
    expect(events.join('\n')).not.toContain('words of somebody')
    expect(await ana.settled()).toBeNull()
    ana.destroy()
  })

  it('RL18: whoever joins while the last one leaves reads everything that was acked', async () => {
    const relay = await relayOn(folder())
    for (let round = 1; round <= 40; round += 1) {
      const writer = new AckedClient(relay.url, room)
      await when('writer in', () => writer.provider.synced)
      expect(writer.text.length).toBe(round - 1)
      writer.note('x', () => {
        writer.text.insert(0, 'x')
      })
      await when('acked', () => writer.acked.has('x'))
      writer.destroy()
      const reader = stockClient(relay.url, room)
      await when('reader in', () => reader.provider.synced)
      expect(reader.text.length).toBe(round)
      reader.destroy()
    }
  })

  it('RL19: stopping says 1001 to everybody and has stored everything', async () => {
    const made = folder()
    const relay = await RelayProcess.start(made)
    const ana = stockClient(relay.url, room)
    const codes: (number | undefined)[] = []
    ana.provider.on('connection-close', (event) => {
      codes.push(event?.code)
    })
    const ben = stockClient(relay.url, room)
    await when('in', () => ana.provider.synced && ben.provider.synced)
    for (let index = 0; index < 200; index += 1) ana.text.insert(0, 'y')
    await when('Ben has all', () => ben.text.length === 200)
    expect(await relay.stop()).toBe(0)
    // Later ones are those of trying again.
    expect(codes[0]).toBe(closeCode.goingAway)
    ana.destroy()
    ben.destroy()
    const store = new SqliteRoomStore(nodeSqlitePlatform, { path: join(made, 'relay.sqlite') })
    const stored = store.load(room)
    store.close()
    // How much of it is a snapshot depends on how busy the machine is (tests/unit/server/compactor.test.ts).
    const kept = new Y.Doc()
    for (const update of [stored?.snapshot ?? [], stored?.updates ?? []].flat()) Y.applyUpdate(kept, update)
    expect([stored?.head, kept.getText('text').length]).toEqual([200, 200])
  })

  it('RL20: a peer that has gone silent is noticed within ten seconds', async () => {
    const relay = await relayOn(folder())
    const ana = join1(relay)
    await when('in', () => ana.provider.synced)
    const silent = await RawPeer.connect(relay.url, room)
    silent.send(encodeAwareness([{ client: 42, clock: 1, state: '{"user":{"name":"Silent"}}' }]))
    await when('Ana sees them', () => ana.provider.awareness.getStates().has(42))
    const start = performance.now()
    silent.freeze()
    await when('Ana sees them leave', () => !ana.provider.awareness.getStates().has(42), 11_000)
    expect(performance.now() - start).toBeLessThan(10_000)
    silent.destroy()
  })

  it('RL45: a ping comes along with a long answer, also to a peer that is never silent: its pong ends the patience that the answer was given', async () => {
    const dataFolder = folder()
    const store = new SqliteRoomStore(nodeSqlitePlatform, { path: join(dataFolder, 'relay.sqlite') })
    const doc = new Y.Doc()
    doc.getArray<Uint8Array>('pieces').push([new Uint8Array(1_000_000)])
    store.append([{ room, update: Y.encodeStateAsUpdate(doc) }])
    store.close()
    const relay = await relayOn(dataFolder)
    const peer = await RawPeer.connect(relay.url, room)
    await peer.settled()
    peer.send(encodeSync(syncType.step1, Uint8Array.from([0])))
    await when('the answer', () => peer.frames.some((frame) => frame[0] === 0 && frame[1] === syncType.step2))
    await peer.settled()
    expect(peer.pings).toBe(1)
    peer.destroy()
  })

  it('RL22: a peer that does not read is cut off before it fills the memory, and the others notice nothing', async () => {
    const relay = await relayOn(folder())
    const [ana, ben] = [join1(relay), join1(relay)]
    await when('in', () => ana.provider.synced && ben.provider.synced)
    const slow = await RawPeer.connect(relay.url, room)
    slow.send(encodeSync(syncType.step1, Uint8Array.from([0])))
    const show = (clock: number): void => slow.send(encodeAwareness([{ client: 42, clock, state: '{"user":{"name":"Slow"}}' }]))
    show(1)
    await when('Ana sees them', () => ana.provider.awareness.getStates().has(42))
    slow.freeze()
    const pieces = ana.doc.getArray<Uint8Array>('pieces')
    for (let piece = 1; piece <= 28; piece += 1) {
      // Whoever says nothing either is taken for dead after a while, which is another rule.
      show(1 + piece)
      pieces.push([new Uint8Array(1_000_000)])
      await when(`Ben has piece ${piece}`, () => ben.doc.getArray('pieces').length === piece)
    }
    await when('the slow one is cut off', () => log.includes('peer-too-slow'))
    await when('the slow one is gone', () => !ben.provider.awareness.getStates().has(42))
    expect(ana.provider.wsconnected && ben.provider.wsconnected).toBe(true)
    slow.destroy()
  })

  it('RL22: a peer that is still reading a large workshop is not cut off for what is typed meanwhile', async () => {
    const dataFolder = folder()
    const store = new SqliteRoomStore(nodeSqlitePlatform, { path: join(dataFolder, 'relay.sqlite') })
    const doc = new Y.Doc()
    for (let piece = 0; piece < 3; piece += 1) doc.getArray<Uint8Array>('pieces').push([new Uint8Array(10_000_000)])
    store.append([{ room, update: Y.encodeStateAsUpdate(doc) }])
    store.close()
    const relay = await relayOn(dataFolder)
    const slow = await RawPeer.connect(relay.url, room)
    await slow.settled()
    slow.freeze()
    slow.send(encodeSync(syncType.step1, Uint8Array.from([0])))
    const writer = await RawPeer.connect(relay.url, room)
    const text = new Y.Doc().getText('text')
    text.doc?.on('update', (update) => {
      writer.send(encodeSync(syncType.update, update))
    })
    for (let index = 0; index < 20; index += 1) {
      text.insert(0, 'x')
      await writer.settled()
    }
    slow.thaw()
    await when('everything came', () => slow.frames.filter((frame) => frame[0] === 0 && frame[1] === syncType.update).length >= 20, 10_000)
    expect(slow.frames.find((frame) => frame[0] === 0 && frame[1] === syncType.step2)?.length).toBeGreaterThan(30_000_000)
    expect(log).not.toContain('peer-too-slow')
    for (const peer of [slow, writer]) peer.destroy()
  })

  it('RL101: an update that is longer than what may wait for a peer cuts off nobody who reads it, whatever follows at once', async () => {
    const relay = await relayOn(folder())
    const [writer, reader] = [await RawPeer.connect(relay.url, room, [subprotocol]), await RawPeer.connect(relay.url, room, [subprotocol])]
    for (const peer of [writer, reader]) peer.send(encodeSync(syncType.step1, Uint8Array.from([0])))
    for (const peer of [writer, reader]) await peer.settled()
    const doc = new Y.Doc()
    doc.on('update', (update) => {
      writer.send(encodeSync(syncType.update, update))
    })
    doc.getArray('pieces').push([new Uint8Array(12_000_000)])
    for (let index = 0; index < 50; index += 1) doc.getText('text').insert(0, 'x')
    await when('all of it came', () => reader.frames.filter((frame) => frame[0] === 0 && frame[1] === syncType.update).length === 51)
    expect(log).not.toContain('peer-too-slow')
    for (const peer of [writer, reader]) peer.destroy()
  })

  it('RL44: a log that nobody reads, or that has no room, is no end of the relay', async () => {
    const child = spawn(process.execPath, [programs.relay, '--data', folder(), '--port', '0', '--access', 'open'], { stdio: ['ignore', 'pipe', 'pipe'] })
    releases.push(() => {
      child.kill('SIGKILL')
    })
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    const { url } = JSON.parse(line.toString()) as { url: string }
    child.stdout.destroy()
    child.stderr.destroy()
    for (let count = 0; count < 3; count += 1) {
      const stranger = await RawPeer.connect(url, room)
      stranger.send('logged as refused')
      expect(await stranger.closed).toBe(closeCode.malformedFrame)
    }
    expect((await fetch(`${url.replace('ws', 'http')}/healthz`)).status).toBe(200)
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    expect(await exited).toEqual([0, null])
  })

  it('RL21: bad usage is one line and exit code 2; a data folder in use is one line and 1', async () => {
    const made = folder()
    const run = async (...args: string[]): Promise<{ code: number; stderr: string }> => {
      try {
        await promisify(execFile)(process.execPath, [programs.relay, ...args], { timeout: 20_000 })
        return { code: 0, stderr: '' }
      } catch (error) {
        const { code, stderr } = error as { code: number; stderr: string }
        return { code, stderr }
      }
    }
    for (const args of [[], ['--port', '4455'], ['--data', made, '--port', '70000'], ['--data', made, '--access', 'secret'], ['--data', made, '--nonsense']]) {
      const { code, stderr } = await run(...args)
      expect({ args, code, lines: stderr.split('\n').length }).toEqual({ args, code: 2, lines: 2 })
    }
    expect((await run('--help')).code).toBe(0)
    const relay = await relayOn(made)
    const taken = await run('--data', folder(), '--port', String(relay.port))
    expect([taken.code, taken.stderr.split('\n').length]).toEqual([1, 2])
    const inUse = await run('--data', made, '--port', '0')
    expect([inUse.code, inUse.stderr.split('\n').length]).toEqual([1, 2])
  })

  it('RL74: a Node whose interface for native modules is too old is told so in one line, and not by a segmentation fault', async () => {
    const older = `data:text/javascript,Object.defineProperty(process, 'versions', { value: { ...process.versions, napi: '9' } })`
    const made = join(folder(), 'relay-data')
    const started = promisify(execFile)(process.execPath, ['--import', older, programs.relay, '--data', made, '--port', '0'], { timeout: 20_000 })
    await expect(started).rejects.toMatchObject({ code: 1, stderr: `minuta relay: needs Node 22.14 or newer; this is ${process.version}\n` })
    expect(existsSync(made)).toBe(false)
  })
})
