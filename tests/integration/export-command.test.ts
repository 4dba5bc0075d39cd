/** `minuta export` as people run it. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addBoard } from '../../shared/document/commands/board-commands.ts'
import { writeHandOverFile } from '../../shared/document/hand-over/hand-over-file.ts'
import { boardFragment, readWorkshop } from '../../shared/document/read-workshop.ts'
import { documentFromRecord } from '../../shared/document/record/record.ts'
import { exportFormats } from '../../shared/ipc/desktop-api.ts'
import { readExport } from '../helpers/read-exports.ts'
import { recordOf } from '../helpers/typing.ts'

let folder = ''
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-export-'))
  const record = path.join(import.meta.dirname, '../../shared/samples/founding-meeting.record.json')
  const { status, stderr } = minuta('import', record, '-o', file('sample.minuta'))
  if (status !== 0) throw new Error(stderr)
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

function file(name: string): string {
  return path.join(folder, name)
}

function minuta(...args: readonly string[]) {
  return spawnSync(process.execPath, [path.join(import.meta.dirname, '../../server/cli/main.ts'), ...args], { encoding: 'utf8', timeout: 60_000 })
}

/** A hand-over file with a link that no record may hold, but a peer can write. */
function workshopWithStrangeLink(href: string): Uint8Array {
  const imported = documentFromRecord(recordOf('Strange'))
  if (!imported.ok) throw new Error('not a record')
  const doc = new Y.Doc()
  Y.applyUpdate(doc, imported.update)
  const paragraph = new Y.XmlElement('paragraph')
  boardFragment(doc, addBoard(doc, 'test', { title: 'Notes', item: null }))?.insert(0, [paragraph])
  const words = new Y.XmlText()
  paragraph.insert(0, [words])
  words.insert(0, 'the plan', { link: { href } })
  const { id, schemaVersion, details } = readWorkshop(doc)
  return writeHandOverFile({ workshop: id, schemaVersion, title: details.title, update: Y.encodeStateAsUpdate(doc), responses: null, blobs: new Map() })
}

describe('export command (MI14)', () => {
  test.each(exportFormats.filter((format) => format !== 'csv' && format !== 'ics' && format !== 'pack'))('the sample as %s', (format) => {
    const { status, stderr } = minuta('export', file('sample.minuta'), '--format', format, '-o', file(`sample.${format}`))
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const text = format === 'json' ? fs.readFileSync(file('sample.json'), 'utf8') : readExport(file(`sample.${format}`))
    for (const words of ['Social and Solidarity Economy (SSE)', 'Les Fées Spéciales', '19 September', 'iesMed']) expect(text.replace(/\s+/g, ' ')).toContain(format === 'json' && words === '19 September' ? '"month": 9' : words)
  })

  test('the sample as a pack, with everything in it and the workshop itself', () => {
    const { status, stderr } = minuta('export', file('sample.minuta'), '--format', 'pack', '-o', file('pack.zip'))
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const entries = unzipSync(fs.readFileSync(file('pack.zip')))
    expect([...new Set(Object.keys(entries).map((name) => path.extname(name)))].sort()).toEqual(['.csv', '.docx', '.html', '.ics', '.json', '.md', '.minuta', '.odt', '.pdf', '.txt'])
    const own = Object.entries(entries).find(([name]) => name.endsWith('.minuta'))?.[1]
    expect(Buffer.from(own ?? []).equals(fs.readFileSync(file('sample.minuta')))).toBe(true)
  })

  test('MI13: a pack of the public report comes without the workshop, which would tell what it leaves out', () => {
    expect(minuta('export', file('sample.minuta'), '--format', 'pack', '--profile', 'public', '-o', file('public.zip')).status).toBe(0)
    const names = Object.keys(unzipSync(fs.readFileSync(file('public.zip'))))
    expect(names.filter((name) => name.endsWith('.minuta'))).toEqual([])
    expect(names.filter((name) => name.endsWith('.docx'))).toHaveLength(1)
  })

  test('labels in French, words as they were', () => {
    expect(minuta('export', file('sample.minuta'), '--format', 'md', '-o', file('fr.md'), '--lang', 'fr').status).toBe(0)
    const text = fs.readFileSync(file('fr.md'), 'utf8')
    expect(text).toContain('19 septembre')
    expect(text).toContain('businnss')
  })

  test.each([
    [['--format', 'rtf'], 2],
    [['--format', 'md', '--lang', 'xx'], 2],
    [[], 2],
  ])('%j is bad usage: one line, nothing written', (args, status) => {
    const result = minuta('export', file('sample.minuta'), '-o', file('never.out'), ...args)
    expect(result.status).toBe(status)
    expect(result.stderr.trim().split('\n')).toHaveLength(1)
    expect(fs.existsSync(file('never.out'))).toBe(false)
  })

  test('what is not in the document as it was captured is one line each on stderr', () => {
    fs.writeFileSync(file('strange.minuta'), workshopWithStrangeLink('file:///etc/\u202Epasswd'))
    const result = minuta('export', file('strange.minuta'), '--format', 'md', '-o', file('strange.md'))
    expect(result).toMatchObject({ status: 0, stderr: 'only its text is included: a link in "Notes" to file:///etc/ passwd\n' })
    expect(fs.readFileSync(file('strange.md'), 'utf8')).toContain('the plan')
  })

  test('the workshop itself is never replaced by its minutes', () => {
    const before = fs.readFileSync(file('sample.minuta'))
    const result = minuta('export', file('sample.minuta'), '--format', 'md', '-o', file('sample.minuta'))
    expect(result.status).toBe(1)
    expect(fs.readFileSync(file('sample.minuta')).equals(before)).toBe(true)
  })
})
