/**
 * Bytes of a database file are damaged at random. Whatever the store then returns must be what was stored; everything else must be a
 * refusal with a kind. `MINUTA_FUZZ=long` lengthens it, `MINUTA_SEED` varies it.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { nodeSqlitePlatform } from '../../shared/node/sqlite-platform.ts'
import { StorageError, type StoredRoom } from '../../shared/storage/room-store.ts'
import { SqliteRoomStore } from '../../shared/storage/sqlite-room-store.ts'
import { seededRandom, type Random } from '../helpers/random.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const rounds = process.env['MINUTA_FUZZ'] === 'long' ? 5_000 : 400
const seed = Number(process.env['MINUTA_SEED'] ?? 4)
const names = ['room-one', 'room-two', 'room-three']
const folder = temporaryFolder()

afterAll(() => {
  folder.remove()
})

/** A snapshot stands for the updates before it: here literally, so that every way of loading a room can be compared. */
function contentOf({ snapshot, updates, head, lineage }: StoredRoom): string {
  return `${lineage} ${head} ${Buffer.concat([snapshot ?? new Uint8Array(), ...updates]).toString('base64')}`
}

function makeDatabase(path: string): ReadonlyMap<string, string> {
  const random = seededRandom(1)
  const store = new SqliteRoomStore(nodeSqlitePlatform, { path })
  for (const name of names) {
    let all = Buffer.alloc(0)
    for (let seq = 1; seq <= 60; seq += 1) {
      const update = Uint8Array.from({ length: 1 + random.below(200) }, () => random.below(256))
      all = Buffer.concat([all, update])
      store.append([{ room: name, update }])
      if (seq % 13 === 0 && name !== 'room-three') store.compact(name, all, seq)
    }
  }
  const contents = new Map(names.map((name) => {
    const stored = store.load(name)
    return [name, stored === null ? '' : contentOf(stored)]
  }))
  store.close()
  return contents
}

function damage(bytes: Buffer, random: Random): void {
  const at = random.below(bytes.length)
  switch (random.below(4)) {
    case 0:
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
      break
    case 1:
      for (let count = 0; count < 4; count += 1) bytes[random.below(bytes.length)] = random.below(256)
      break
    case 2:
      bytes.fill(0, at - (at % 4096), at - (at % 4096) + 4096)
      break
    default:
      bytes.fill(random.below(256), at, at + 1 + random.below(64))
  }
}

/** 'whole', the kind of the refusal, or 'wrong'. */
function judge(path: string, contents: ReadonlyMap<string, string>): string[] {
  try {
    const store = new SqliteRoomStore(nodeSqlitePlatform, { path })
    try {
      return names.map((name) => judgeRoom(() => store.load(name), contents.get(name)))
    } finally {
      store.close()
    }
  } catch (error) {
    if (error instanceof StorageError) return [error.kind]
    throw error
  }
}

function judgeRoom(load: () => StoredRoom | null, content: string | undefined): string {
  try {
    const stored = load()
    return stored !== null && contentOf(stored) === content ? 'whole' : 'wrong'
  } catch (error) {
    if (error instanceof StorageError) return error.kind
    throw error
  }
}

it(`ST7: ${rounds} damaged databases never show wrong content (seed ${seed})`, () => {
  const random = seededRandom(seed)
  const path = join(folder.path, 'rooms.sqlite')
  const contents = makeDatabase(path)
  const pristine = readFileSync(path)
  const verdicts = new Map<string, number>()
  for (let round = 0; round < rounds; round += 1) {
    const bytes = Buffer.from(pristine)
    damage(bytes, random)
    const copy = join(folder.path, `${round % 8}.sqlite`)
    writeFileSync(copy, bytes)
    for (const verdict of judge(copy, contents)) {
      expect(verdict, `round ${round}`).not.toBe('wrong')
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
    }
  }
  expect(verdicts.get('whole')).toBeGreaterThan(rounds)
  expect(verdicts.get('corrupt')).toBeGreaterThan(rounds / 4)
}, 600_000)
