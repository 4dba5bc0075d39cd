import fs from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { DailyCopies } from '../../../main/engine/copies/daily-copies.ts'
import { dataFilesIn, type DataFiles } from '../../../main/engine/data-files.ts'
import { nodeSqlitePlatform as platform } from '../../../shared/node/sqlite-platform.ts'
import { findCopy, finishRestore, restoreCopy } from '../../../main/engine/copies/restore.ts'
import type { SqlitePlatform } from '../../../shared/storage/sqlite-driver.ts'
import { SqliteRoomStore } from '../../../shared/storage/sqlite-room-store.ts'
import { drain, walkDatabase } from '../../../shared/storage/walk-database.ts'
import { temporaryFolder } from '../../helpers/temporary-folder.ts'

const cleanUps: (() => void)[] = []
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0).reverse()) cleanUp()
})

type Setting = { readonly files: DataFiles; readonly store: SqliteRoomStore; readonly copies: DailyCopies; readonly log: string[] }

function setUp(): Setting {
  const folder = temporaryFolder()
  cleanUps.push(() => folder.remove())
  const files = dataFilesIn(folder.path)
  const store = new SqliteRoomStore(platform, { path: files.database, isExclusive: true })
  cleanUps.push(() => store.close())
  const log: string[] = []
  const copies = new DailyCopies({ platform, files, store, log: (_level, message) => log.push(message) })
  cleanUps.push(() => copies.dispose())
  return { files, store, copies, log }
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

function updatesIn(file: string, room = 'workshop-of-room-a'): readonly number[] {
  const store = new SqliteRoomStore(platform, { path: file })
  try {
    return store.load(room)?.updates.map((update) => update[0] ?? -1) ?? []
  } finally {
    store.close()
  }
}

function damage(file: string, at: number): void {
  const target = fs.openSync(file, 'r+')
  fs.writeSync(target, Buffer.alloc(200, 0x5a), 0, 200, at)
  fs.closeSync(target)
}

test('BA1 three generations stay, the newest first, each whole and with what was stored when it was made', async () => {
  const { files, store, copies } = setUp()
  for (let value = 1; value <= 5; value += 1) {
    store.append([{ room: 'workshop-of-room-a', update: bytes(value) }])
    if (value % 2 === 0) await copies.makeInTurns()
    else copies.makeNow()
  }
  expect(files.copies.map((file) => drain(walkDatabase(platform, file)))).toEqual([['workshop-of-room-a'], ['workshop-of-room-a'], ['workshop-of-room-a']])
  expect(files.copies.map((file) => updatesIn(file).length)).toEqual([5, 4, 3])
  expect(fs.existsSync(files.copyDraft)).toBe(false)
})

test('BA2 a copy is due after a day, after none, and after a clock that ran ahead', () => {
  const { copies } = setUp()
  expect(copies.isDue()).toBe(true)
  copies.makeNow()
  expect([copies.isDue(), copies.isDue(Date.now() + 23 * 3_600_000), copies.isDue(Date.now() - 50 * 3_600_000)]).toEqual([false, true, true])
})

/** Reopens the database of `setting` after a row of its first workshop was damaged, and makes a copy; `before`: what is done first. */
function copyDamaged({ files, store, log }: Setting, before: (reopened: SqliteRoomStore) => void = () => undefined): void {
  store.close()
  damage(files.database, fs.readFileSync(files.database).indexOf(Buffer.alloc(500, 0x41)) + 100)
  const reopened = new SqliteRoomStore(platform, { path: files.database })
  before(reopened)
  const again = new DailyCopies({ platform, files, store: reopened, log: (_level, message) => log.push(message) })
  again.makeNow()
  again.dispose()
  reopened.close()
}

test('BA3 a copy with damaged rows takes no place of a whole one', () => {
  const setting = setUp()
  const { files, store, copies, log } = setting
  store.append([{ room: 'workshop-of-room-a', update: new Uint8Array(20_000).fill(0x41) }])
  copies.makeNow()
  copyDamaged(setting)
  expect(log.at(-1)).toMatch(/1 documents are damaged/)
  expect(fs.existsSync(files.copies[1] ?? '')).toBe(false)
  expect(updatesIn(files.copies[0] ?? '')).toEqual([0x41])
})

test('BA19 what else is in a database with a damaged workshop is copied on, and is what comes back of it', () => {
  const setting = setUp()
  const { files, store, copies } = setting
  store.append([{ room: 'workshop-of-room-a', update: new Uint8Array(20_000).fill(0x41) }, { room: 'workshop-of-room-b', update: bytes(1) }])
  copies.makeNow()
  const yesterday = new Date(Date.now() - 24 * 3_600_000)
  fs.utimesSync(files.copies[0] ?? '', yesterday, yesterday)
  store.append([{ room: 'workshop-of-room-b', update: bytes(2) }])
  copyDamaged(setting)
  expect(copies.isDue()).toBe(false)
  const copy = findCopy(platform, files)
  if (copy === null) throw new Error('no copy')
  expect(copy).toMatchObject({ path: files.partialCopies[0], rooms: ['workshop-of-room-b'], workshopCount: 1 })
  fs.writeFileSync(files.database, 'damaged')
  restoreCopy(platform, files, copy)
  expect(updatesIn(files.database, 'workshop-of-room-b')).toEqual([1, 2])
  expect(() => updatesIn(files.database, 'workshop-of-room-a')).toThrow('damaged')
})

test('BA21 a damaged workshop that was begun anew makes no copy any less whole', () => {
  const setting = setUp()
  const { files, store } = setting
  store.append([{ room: 'workshop-of-room-a', update: new Uint8Array(20_000).fill(0x41) }])
  copyDamaged(setting, (reopened) => reopened.replace({ room: 'workshop-of-room-a', update: bytes(5) }))
  expect(updatesIn(files.copies[0] ?? '')).toEqual([5])
})

test('BA19 a copy whose structure is damaged is kept nowhere, and takes no space', () => {
  const { files, store, copies, log } = setUp()
  store.append([{ room: 'workshop-of-room-a', update: new Uint8Array(20_000) }])
  const broken = new DailyCopies({ platform, files, store: {
    writeDraft: (draft) => {
      store.writeDraft(draft)
      damage(draft, 4096)
    },
  }, log: (_level, message) => log.push(message) })
  broken.makeNow()
  broken.dispose()
  expect(log.at(-1)).toMatch(/no daily copy/)
  expect([copies.isDue(), fs.readdirSync(path.dirname(files.copyDraft))]).toEqual([true, []])
})

test('BA20 answers of the room are no workshops of their own where a copy is offered', () => {
  const { files, store, copies } = setUp()
  store.append([{ room: 'workshop-of-room-a', update: bytes(1) }, { room: 'workshop-of-room-a/responses', update: bytes(2) }])
  copies.makeNow()
  expect(findCopy(platform, files)).toMatchObject({ rooms: ['workshop-of-room-a', 'workshop-of-room-a/responses'], workshopCount: 1 })
})

test('BA4 the newest whole copy is found; damaged ones are passed over and left as they are', () => {
  const { files, store, copies } = setUp()
  for (const value of [1, 2, 3]) {
    store.append([{ room: 'workshop-of-room-a', update: bytes(value) }])
    copies.makeNow()
  }
  const [newest = '', middle = ''] = files.copies
  fs.writeFileSync(newest, 'no database')
  fs.utimesSync(newest, new Date(), new Date())
  expect(findCopy(platform, files)).toMatchObject({ path: middle, workshopCount: 1 })
  expect(fs.readFileSync(newest, 'utf8')).toBe('no database')
  for (const file of files.copies) fs.writeFileSync(file, '')
  expect(findCopy(platform, files)).toBeNull()
})

test('BA18 of two copies the one that was made last is found, also when the clock ran ahead for the other', () => {
  const { files, store, copies } = setUp()
  store.append([{ room: 'workshop-of-room-a', update: bytes(1) }])
  copies.makeNow()
  const ahead = new Date(Date.now() + 365 * 24 * 3_600_000)
  fs.utimesSync(files.copies[0] ?? '', ahead, ahead)
  store.append([{ room: 'workshop-of-room-b', update: bytes(1) }])
  copies.makeNow()
  expect(findCopy(platform, files)).toMatchObject({ path: files.copies[0], workshopCount: 2 })
})

test('BA5 restoring keeps the damaged file byte for byte, gives every room a new lineage, and forgets what others had acknowledged and what was found before', () => {
  const { files, store, copies } = setUp()
  store.append([1, 2, 3].map((value) => ({ room: 'workshop-of-room-a', update: bytes(value) })))
  store.compact('workshop-of-room-a', bytes(9), 2)
  store.setValue('relay-position:workshop-of-room-a', '{}')
  store.setValue('relay-url:workshop-of-room-a', '"ws://relay"')
  const before = store.position('workshop-of-room-a')
  copies.makeNow()
  store.close()
  fs.writeFileSync(files.database, 'damaged')
  fs.writeFileSync(`${files.database}-wal`, 'its log')
  fs.writeFileSync(files.searchIndex, 'made of what is in the damaged one')
  const copy = findCopy(platform, files)
  if (copy === null) throw new Error('no copy')
  const keptAs = restoreCopy(platform, files, copy)
  expect([fs.readFileSync(files.database.replace('workshops.sqlite', keptAs), 'utf8')]).toEqual(['damaged'])
  expect(fs.readFileSync(`${files.database.replace('workshops.sqlite', keptAs)}-wal`, 'utf8')).toBe('its log')
  expect(fs.existsSync(files.searchIndex)).toBe(false)
  const restored = new SqliteRoomStore(platform, { path: files.database })
  expect(restored.load('workshop-of-room-a')).toMatchObject({ snapshot: bytes(9), updates: [bytes(3)], head: 3, isRecovered: false })
  expect(restored.position('workshop-of-room-a')?.lineage).not.toBe(before?.lineage)
  expect([restored.getValue('relay-position:workshop-of-room-a'), restored.getValue('relay-url:workshop-of-room-a')]).toEqual([undefined, '"ws://relay"'])
  restored.close()
  expect(findCopy(platform, files)?.path).toBe(copy.path)
})

test('EN96 a copy that cannot be restored says why, also when what there is of it cannot be removed', () => {
  const { files } = setUp()
  let removals = 0
  const held: SqlitePlatform = {
    ...platform,
    remove: () => {
      removals += 1
      if (removals > 3) throw new Error('held by others')
    },
  }
  expect(() => restoreCopy(held, files, { path: `${files.database}.gone`, madeAt: 0, rooms: ['workshop-of-room-a'], workshopCount: 1 })).toThrow('ENOENT')
  expect(removals).toBe(4)
})

test('BA6 a restore that was cut off between any two of its steps is finished by the next start', () => {
  for (const steps of [0, 1, 2, 3]) {
    const { files, store, copies } = setUp()
    store.append([{ room: 'workshop-of-room-a', update: bytes(7) }])
    copies.makeNow()
    store.close()
    const stamp = '20260919-143000000'
    const aside = files.database.replace('workshops.sqlite', `workshops.damaged-${stamp}.sqlite`)
    fs.copyFileSync(files.copies[0] ?? '', files.database.replace('workshops.sqlite', `workshops.restored-${stamp}.sqlite`))
    for (const [index, suffix] of ['', '-wal', '-shm'].entries()) fs.writeFileSync(index < steps ? `${aside}${suffix}` : `${files.database}${suffix}`, `damaged${suffix}`)
    finishRestore(platform, files)
    expect(updatesIn(files.database)).toEqual([7])
    expect(['', '-wal', '-shm'].map((suffix) => fs.readFileSync(`${aside}${suffix}`, 'utf8'))).toEqual(['damaged', 'damaged-wal', 'damaged-shm'])
    const names = fs.readdirSync(files.database.replace('workshops.sqlite', ''))
    finishRestore(platform, files)
    expect(fs.readdirSync(files.database.replace('workshops.sqlite', ''))).toEqual(names)
  }
})
