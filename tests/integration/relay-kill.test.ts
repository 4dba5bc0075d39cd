/**
 * The relay is killed in mid-sentence, again and again. Before every restart its database is opened as it was left: each token that
 * was acknowledged must be in it once. `MINUTA_FUZZ=long` or `MINUTA_KILLS` lengthen it, `MINUTA_SEED` varies it.
 */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { nodeSqlitePlatform } from '../../shared/node/sqlite-platform.ts'
import { integrate } from '../../shared/storage/integrate.ts'
import { SqliteRoomStore } from '../../shared/storage/sqlite-room-store.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { seededRandom } from '../helpers/random.ts'
import { AckedClient, stockClient } from '../helpers/stock-client.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { countTokens, token } from '../helpers/tokens.ts'
import { when } from '../helpers/when.ts'

const killCount = Number(process.env['MINUTA_KILLS'] ?? (process.env['MINUTA_FUZZ'] === 'long' ? 500 : 22))
const seed = Number(process.env['MINUTA_SEED'] ?? 7)
const room = 'killed-room'
const typistCount = 3
/** Per typist; 100 tokens a second together. */
const keystrokeIntervalMs = 30

describe('kill -9 of the relay', () => {
  const folder = temporaryFolder()
  let relay: RelayProcess

  beforeAll(async () => {
    relay = await RelayProcess.start(folder.path)
  })

  afterAll(async () => {
    await relay.stop()
    folder.remove()
  })

  /** The text in the database that the killed relay left behind. */
  const textOnDisk = (): string => {
    const store = new SqliteRoomStore(nodeSqlitePlatform, { path: join(folder.path, 'relay.sqlite') })
    try {
      const stored = store.load(room)
      const doc = new Y.Doc()
      if (stored !== null) integrate(doc, stored.snapshot === null ? stored.updates : [stored.snapshot, ...stored.updates])
      return doc.getText('text').toJSON()
    } finally {
      store.close()
    }
  }

  it(`RL13: ${killCount} kills lose and double no acknowledged token (seed ${seed})`, async () => {
    const random = seededRandom(seed)
    const clients = Array.from({ length: typistCount }, () => new AckedClient(relay.url, room))
    let typed = 0
    const typing = clients.map((client, author) => setInterval(() => {
      typed += 1
      const word = token(author, typed)
      client.note(word, () => {
        client.text.insert(client.text.length, word)
      })
    }, keystrokeIntervalMs))
    const ackedCount = (): number => clients.reduce((sum, client) => sum + client.acked.size, 0)
    try {
      for (let kill = 0; kill < killCount; kill += 1) {
        const before = ackedCount()
        const wanted = 5 + random.below(60)
        await when(`kill ${kill}: ${wanted} more tokens acked`, () => ackedCount() >= before + wanted, 60_000)
        await relay.kill()
        const acked = clients.flatMap((client) => [...client.acked])
        const onDisk = countTokens(textOnDisk())
        expect(acked.filter((word) => onDisk.get(word) !== 1)).toEqual([])
        await relay.restart()
      }
    } finally {
      for (const timer of typing) clearInterval(timer)
    }
    await when('everything is acked', () => ackedCount() === typed, 30_000, () => `${ackedCount()} of ${typed}`)
    const late = stockClient(relay.url, room)
    const texts = (): string[] => [...clients, late].map(({ text }) => text.toJSON())
    await when('all copies are equal', () => new Set(texts()).size === 1)
    const counts = countTokens(late.text.toJSON())
    expect(counts.size).toBe(typed)
    expect([...counts.values()].every((count) => count === 1)).toBe(true)
    expect(new Set(clients.flatMap(({ hellos }) => hellos.map(({ lineage }) => lineage))).size).toBe(1)
    for (const client of [...clients, late]) client.destroy()
  }, 60_000 + killCount * 5_000)
})
