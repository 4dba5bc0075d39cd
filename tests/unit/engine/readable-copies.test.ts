import fs from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { folderOf, keptCopies, ReadableCopies, readableFiles, writeCopy } from '../../../main/engine/readable-copies.ts'
import { nextTurn } from '../../../main/engine/turns.ts'
import { documentFromRecord } from '../../../shared/document/record.ts'
import { parseRecord } from '../../../shared/document/record-check.ts'
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
    expect(fs.readdirSync(folder.path)).toEqual([`Second title (${id.slice(0, 8)})`])
    const names = fs.readdirSync(second).sort()
    expect(names).toHaveLength(keptCopies + 1)
    expect(names.slice(-2)).toEqual(['2026-09-20 09.05', 'my notes.txt'])
    expect(fs.readFileSync(path.join(second, '2026-09-20 09.05', 'minutes.md'), 'utf8')).toBe('last')
  } finally {
    folder.remove()
  }
})

test('BA14 a copy that cannot be written takes nothing of the space that is left', () => {
  const folder = temporaryFolder()
  onTestFinished(() => folder.remove())
  // A name that no file system takes stands for a disk that takes no more.
  const files = new Map([['record.json', 'fits'], ['x'.repeat(300), 'does not']])
  expect(() => writeCopy(folder.path, files, new Date(2026, 8, 20, 9, 5))).toThrow('ENAMETOOLONG')
  expect(fs.readdirSync(folder.path)).toEqual([])
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
