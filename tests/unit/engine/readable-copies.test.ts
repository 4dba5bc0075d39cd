import fs from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { folderOf, keptCopies, ReadableCopies, readableFiles, writeCopy } from '../../../main/engine/copies/readable-copies.ts'
import { nextTurn } from '../../../main/engine/turns.ts'
import { documentFromRecord } from '../../../shared/document/record/record.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import { parseRecord } from '../../../shared/document/record/record-check.ts'
import { StorageError } from '../../../shared/storage/room-store.ts'
import { drain } from '../../../shared/storage/walk-database.ts'
import { fullWorkshop } from '../../fixtures/workshops.ts'
import { openOn, storeOf, workshop as workshopId } from '../../helpers/open-on.ts'
import { temporaryFolder } from '../../helpers/temporary-folder.ts'
import { recordOf } from '../../helpers/typing.ts'

test('BA10 a readable copy holds the minutes, a record that can be imported, and the names of the images', () => {
  const workshop = fullWorkshop()
  const files = drain(readableFiles(workshop))
  expect([...files.keys()]).toEqual(['record.json', 'minutes.md', 'images.txt'])
  expect(parseRecord(JSON.parse(files.get('record.json') ?? '')).ok).toBe(true)
  expect(files.get('minutes.md')).toContain('Adopt the agenda as sent.')
  expect(files.get('images.txt')).toContain('wall.png')
})

test('BA11 copies of a workshop are bounded, its folder follows its title, and what people put there stays', () => {
  const folder = temporaryFolder()
  try {
    const { id, details } = fullWorkshop()
    const first = folderOf(folder.path, { id, details: { ...details, title: 'A: first/title?' } })
    for (let hour = 0; hour < keptCopies + 4; hour += 1) writeCopy(first, new Map([['minutes.md', `hour ${hour}`]]), new Date(2026, 8, 19, hour))
    fs.writeFileSync(path.join(first, 'my notes.txt'), 'mine')
    const second = folderOf(folder.path, { id, details: { ...details, title: 'Second title' } })
    writeCopy(second, new Map([['minutes.md', 'last']]), new Date(2026, 8, 20, 9, 5))
    expect(fs.readdirSync(folder.path)).toEqual([path.basename(second)])
    expect(path.basename(second)).toMatch(/^Second title \([0-9a-f]{8}\)$/)
    const names = fs.readdirSync(second).sort()
    expect(names).toHaveLength(keptCopies + 1)
    expect(names.slice(-2)).toEqual(['2026-09-20 09.05', 'my notes.txt'])
    expect(fs.readFileSync(path.join(second, '2026-09-20 09.05', 'minutes.md'), 'utf8')).toBe('last')
  } finally {
    folder.remove()
  }
})

test('BA16 workshops whose ids begin alike have folders of their own, and the folder of an older Minuta is taken over', () => {
  const folder = temporaryFolder()
  onTestFinished(() => folder.remove())
  const { id, details } = fullWorkshop()
  fs.mkdirSync(path.join(folder.path, `Plenary (${id.slice(0, 8)})`))
  const folderFor = (workshop: string): string => folderOf(folder.path, { id: workshop as WorkshopId, details })
  const names = [id, 'assembly-2026-morning', 'assembly-2026-afternoon'].map((workshop) => path.basename(folderFor(workshop)))
  expect(new Set(names).size).toBe(3)
  for (const name of names) fs.mkdirSync(path.join(folder.path, name), { recursive: true })
  expect(fs.readdirSync(folder.path).sort()).toEqual(names.sort())
})

test('BA17 copies that a clock which ran ahead made give way to those that were made since', () => {
  const folder = temporaryFolder()
  onTestFinished(() => folder.remove())
  const write = (content: string, at: Date): void => writeCopy(folder.path, new Map([['minutes.md', content]]), at)
  for (let hour = 0; hour < keptCopies; hour += 1) write('before', new Date(2027, 8, 20, hour))
  write('first', new Date(2026, 8, 20, 9))
  write('second', new Date(2026, 8, 20, 10))
  const names = fs.readdirSync(folder.path).sort()
  expect([names.length, names.slice(0, 3)]).toEqual([keptCopies, ['2026-09-20 09.00', '2026-09-20 10.00', '2027-09-20 02.00']])
})

test('BA14 a copy that cannot be written takes nothing of the space that is left', () => {
  const folder = temporaryFolder()
  onTestFinished(() => folder.remove())
  // A name that no file system takes stands for a disk that takes no more.
  const files = new Map([['record.json', 'fits'], ['x'.repeat(300), 'does not']])
  expect(() => writeCopy(folder.path, files, new Date(2026, 8, 20, 9, 5))).toThrow('ENAMETOOLONG')
  expect(fs.readdirSync(folder.path)).toEqual([])
})

test('EN96 a copy that cannot be written says why, also when what there is of it cannot be removed', () => {
  const folder = temporaryFolder()
  onTestFinished(() => folder.remove())
  const removal = vi.spyOn(fs, 'rmSync').mockImplementationOnce(() => undefined).mockImplementationOnce(() => {
    throw new Error('held by others')
  })
  onTestFinished(() => removal.mockRestore())
  expect(() => writeCopy(folder.path, new Map([['x'.repeat(300), 'does not fit']]), new Date(2026, 8, 20, 9, 5))).toThrow('ENAMETOOLONG')
  expect(removal).toHaveBeenCalledTimes(2)
})

test('BA15 a copy that could not be made while the disk was full is made later, without another change', async () => {
  const folder = temporaryFolder()
  onTestFinished(() => folder.remove())
  const made = documentFromRecord(recordOf('Plenary'), () => workshopId)
  if (!made.ok) throw new Error('bad record')
  const { session, values } = openOn(storeOf(made.update))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const position = { lineage: 'a', head: 1 }
  let tries = 0
  const copies = new ReadableCopies({
    directory: folder.path, values, log: () => undefined,
    workshops: {
      ids: () => [workshopId],
      positionOf: () => position,
      borrow: () => {
        tries += 1
        if (tries === 1) throw new StorageError('full', 'refused')
        return { session, position, release: () => undefined }
      },
    },
  })
  onTestFinished(() => copies.dispose())
  copies.note(workshopId)
  for (let round = 0; round < 2; round += 1) {
    vi.advanceTimersByTime(2 * 60_000)
    for (let turn = 0; turn < 20; turn += 1) await nextTurn()
  }
  expect([tries, fs.readdirSync(folder.path).length]).toEqual([2, 1])
})
