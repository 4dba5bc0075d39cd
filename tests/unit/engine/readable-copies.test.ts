import fs from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { folderOf, keptCopies, readableFiles, writeCopy } from '../../../main/engine/readable-copies.ts'
import { parseRecord } from '../../../shared/document/record-check.ts'
import { drain } from '../../../shared/storage/walk-database.ts'
import { fullWorkshop } from '../../fixtures/workshops.ts'
import { temporaryFolder } from '../../helpers/temporary-folder.ts'

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
