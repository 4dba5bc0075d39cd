import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { readHandOverFile, writeHandOverFile } from '../../../shared/document/hand-over/hand-over-file.ts'
import { freeRespondent } from '../../../shared/document/responses/respondents.ts'
import { askQuestion, castBallot, checkIn, openVote } from '../../../shared/document/responses/responses-commands.ts'
import type { BlobId, WorkshopId } from '../../../shared/model/ids.ts'
import { makeWorkbook } from '../../helpers/make-workbook.ts'

const root = path.join(import.meta.dirname, '../../..')
const sample = path.join(root, 'shared/samples/founding-meeting.record.json')
let folder = ''

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-cli-'))
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

/** Runs the command line as `npm run cli` does. */
function minuta(...args: string[]): { code: number | null; out: string; err: string } {
  // A start takes half a second, and half a minute on a machine that does many other things: this is for what hangs.
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'server/cli/main.ts'), ...args], { cwd: folder, encoding: 'utf8', timeout: 200_000 })
  return { code: status, out: stdout, err: stderr }
}

function file(name: string, content: string | Uint8Array): string {
  const at = path.join(folder, name)
  fs.writeFileSync(at, content)
  return at
}

describe('minuta import and inspect', () => {
  it('make a workshop of the sample and say what is in it', () => {
    expect(minuta('import', sample, '-o', 'w.minuta')).toMatchObject({ code: 0, err: '' })
    const { code, out } = minuta('inspect', 'w.minuta', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ items: 11, people: 2, readOnly: null, place: 'Montpellier', date: { year: null, month: 9, day: 19 } })
    expect(minuta('inspect', 'w.minuta').out).toContain('P-3')
    expect(fs.readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('MP4: check says what to look at, in English and French and as data, and is no failure', () => {
    expect(minuta('import', sample, '-o', 'c.minuta').code).toBe(0)
    const { code, out, err } = minuta('check', 'c.minuta')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('  ! Nobody is named as rapporteur.')
    expect(minuta('check', 'c.minuta', '--lang', 'fr').out).toContain('  ! Personne n’est désigné secrétaire de séance.')
    expect(JSON.parse(minuta('check', 'c.minuta', '--json').out)).toContainEqual(expect.objectContaining({ kind: 'no-rapporteur', place: { kind: 'people' } }))
    expect(minuta('check', 'c.minuta', '--lang', 'xx')).toMatchObject({ code: 2, out: '' })
  })

  it('IM7: make a workshop of a document, and add one to a copy of a workshop with its pictures', () => {
    const dot = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    const first = minuta('import', file('port.md', '# Notes of the port\n\n- berths\n\n[rel](other.md)\n'), '-o', 'port.minuta')
    expect(first).toMatchObject({ code: 0, err: 'only the words of a link are kept: other.md\n' })
    expect(JSON.parse(minuta('inspect', 'port.minuta', '--json').out)).toMatchObject({ title: 'Notes of the port', items: 0 })
    expect(minuta('import', file('more.html', `<title>More</title><p>Words <img alt="Dot" src="${dot}">`), '--into', 'port.minuta', '-o', 'both.minuta')).toMatchObject({ code: 0, err: '' })
    const both = minuta('inspect', 'both.minuta').out
    for (const words of ['2 boards', '1 of 1 images', 'board  Notes of the port', 'board  More']) expect(both).toContain(words)
    expect(minuta('inspect', 'port.minuta').out).toContain('1 boards')
    for (const output of ['port.md', 'port.minuta']) expect(minuta('import', 'port.md', '--into', 'port.minuta', '-o', output)).toMatchObject({ code: 1, out: '' })
  })

  it('IM7: refuse a document that cannot be read with a sentence on one line, and write nothing', () => {
    expect(minuta('import', file('bad.docx', 'PK\u0003\u0004nothing'), '-o', 'none.minuta')).toMatchObject({ code: 1, out: '' })
    expect(minuta('import', file('a.pdf', '%PDF-1.7'), '-o', 'none.minuta').err.trim().split('\n')).toHaveLength(1)
    expect(minuta('import', sample, '--into', 'port.minuta', '-o', 'none.minuta').code).toBe(2)
    expect(fs.existsSync(path.join(folder, 'none.minuta'))).toBe(false)
  })

  it('refuse a record that does not fit with its path and reason, on one line, and write nothing', () => {
    const record = file('bad.json', JSON.stringify({ format: 'minuta-workshop-record', version: 1, workshop: { title: 'T' }, programme: [{ kind: 'party' }], boards: [{ id: '' }] }))
    const { code, out, err } = minuta('import', record, '-o', 'bad.minuta')
    expect({ code, out, lines: err.trim().split('\n').length }).toEqual({ code: 1, out: '', lines: 1 })
    expect(err).toContain('programme[0].kind: possible here: welcome, objectives')
    expect(err).toContain('boards[0].id: an id is 1 to 64 letters')
    expect(fs.existsSync(path.join(folder, 'bad.minuta'))).toBe(false)
  })

  it('MP16: take in the images of a record that lie in a folder under their SHA-256, say how many are missing, and refuse one with another content', () => {
    const contents = ['one', 'two', 'three'].map((text) => Buffer.from(text))
    const ids = contents.map((content) => createHash('sha256').update(content).digest('hex'))
    const record = file('pictures.json', JSON.stringify({ format: 'minuta-workshop-record', version: 1, workshop: { title: 'T' }, blobs: ids.map((id) => ({ id, mediaType: 'image/png' })) }))
    expect(minuta('import', record, '-o', 'bare.minuta').out).toContain('3 of 3 images and files are missing')
    fs.mkdirSync(path.join(folder, 'pictures'))
    for (const index of [0, 1]) file(`pictures/${ids[index]}`, contents[index] ?? '')
    file(`pictures/${'0'.repeat(64)}`, 'of no record')
    const { code, out } = minuta('import', record, '--blobs', 'pictures', '-o', 'pictures.minuta')
    expect([code, out.includes('1 of 3 images and files are missing')]).toEqual([0, true])
    const read = readHandOverFile(fs.readFileSync(path.join(folder, 'pictures.minuta')))
    expect(read.ok && ids.map((id) => Buffer.from(read.file.blobs.get(id as BlobId) ?? []).toString())).toEqual(['one', 'two', ''])
    expect(read.ok && read.file.blobs.size).toBe(2)
    file(`pictures/${ids[2]}`, 'something else')
    expect(minuta('import', record, '--blobs', 'pictures', '-o', 'none.minuta')).toMatchObject({ code: 1, out: '', err: `${path.join('pictures', ids[2] ?? '')}: the content does not have this SHA-256\n` })
    expect(minuta('import', record, '--blobs', 'nowhere', '-o', 'none.minuta').code).toBe(1)
    expect(minuta('import', 'port.md', '--blobs', 'pictures', '-o', 'none.minuta').code).toBe(2)
    expect(fs.existsSync(path.join(folder, 'none.minuta'))).toBe(false)
  })

  it('leave the file that was there alone when the input cannot be used', () => {
    const old = file('old.minuta', 'old')
    expect(minuta('import', file('no.json', '{'), '-o', old).code).toBe(1)
    expect(fs.readFileSync(old, 'utf8')).toBe('old')
  })

  it('DO20: never replace their input, also through a link', () => {
    const record = file('record.json', fs.readFileSync(sample))
    fs.symlinkSync(record, path.join(folder, 'link.json'))
    for (const output of ['record.json', './record.json', 'link.json']) expect(minuta('import', record, '-o', output)).toMatchObject({ code: 1, out: '' })
    expect(fs.readFileSync(record)).toEqual(fs.readFileSync(sample))
  })

  it('take a record with a byte order mark', () => {
    expect(minuta('import', file('bom.json', `\uFEFF${fs.readFileSync(sample, 'utf8')}`), '-o', 'bom.minuta').code).toBe(0)
  })

  it.each([
    ['a missing file', ['inspect', 'nope.minuta'], 1],
    ['a folder', ['inspect', '.'], 1],
    ['a file of another kind', ['inspect', sample], 1],
    ['an output that cannot be written', ['import', sample, '-o', 'no/such/folder/w.minuta'], 1],
    ['no command', [], 2],
    ['an unknown command', ['frobnicate'], 2],
    ['an unknown option', ['inspect', '--frob'], 2],
    ['no output', ['import', sample], 2],
    ['too many inputs', ['import', sample, sample, '-o', 'x.minuta'], 2],
  ])('DO20: answer %s with one line and the right code', (_what, args, code) => {
    const result = minuta(...args)
    expect({ code: result.code, out: result.out, lines: result.err.trim().split('\n').length }).toEqual({ code, out: '', lines: 1 })
  })

  it('RS12: count what the room answered, and take it over into the minutes', () => {
    minuta('import', sample, '-o', 'room.minuta')
    const read = readHandOverFile(fs.readFileSync(path.join(folder, 'room.minuta')))
    if (!read.ok) throw new Error(read.problem.reason)
    const room = new Y.Doc()
    const ana = freeRespondent('Ana Lúcia', 'CRPM')
    checkIn(room, null, ana, 'here', { ms: 0, zone: 0 })
    askQuestion(room, null, ana, { kind: 'question', text: 'Who pays for the training?', board: null }, 1)
    const vote = openVote(room, null, ana, { question: 'Naples next?', options: ['Yes', 'No'], board: null }, 2)
    if (vote) castBallot(room, null, vote, ana.key, 'o1')
    file('room.minuta', writeHandOverFile({ ...read.file, responses: Y.encodeStateAsUpdate(room) }))
    expect(JSON.parse(minuta('inspect', 'room.minuta', '--json').out)).toMatchObject({
      responses: { checkIns: 1, questions: 1, votes: 1, ballots: 1, comments: 0, leftOut: 0 },
    })
    expect(minuta('inspect', 'room.minuta').out).toContain('from the room: 1 check-ins, 1 questions and remarks, 1 votes with 1 ballots')
    expect(minuta('export', 'room.minuta', '--format', 'md', '-o', 'room.md').code).toBe(0)
    const minutes = fs.readFileSync(path.join(folder, 'room.md'), 'utf8')
    for (const words of ['From the floor', 'Who pays for the training?', 'Ana Lúcia, CRPM', 'Yes 1 · No 0 (not closed)']) expect(minutes).toContain(words)
    file('bad-room.minuta', writeHandOverFile({ ...read.file, responses: new Uint8Array([9, 9, 9]) }))
    expect(minuta('inspect', 'bad-room.minuta')).toMatchObject({ code: 1, out: '' })
  })

  it('refuse a workshop that is not the one its file names, or of which a part is missing', () => {
    const doc = new Y.Doc()
    doc.getMap('meta').set('id', 'another-workshop')
    const firstState = Y.encodeStateVector(doc)
    const base = { workshop: 'workshop-1' as WorkshopId, schemaVersion: 1, title: '', responses: null, blobs: new Map() }
    expect(minuta('inspect', file('other.minuta', writeHandOverFile({ ...base, update: Y.encodeStateAsUpdate(doc) }))).err).toContain('not the one')
    doc.getMap('meta').set('title', 'T')
    expect(minuta('inspect', file('part.minuta', writeHandOverFile({ ...base, update: Y.encodeStateAsUpdate(doc, firstState) }))).err).toContain('missing')
    expect(minuta('inspect', file('garbage.minuta', writeHandOverFile({ ...base, update: new Uint8Array([9, 9, 9]) }))).err).toContain('damaged')
  })

  it('EX26: say that a calendar or registers in which nothing is are empty', () => {
    minuta('import', file('nothing.md', '# Nothing\n\nNobody decided anything.\n'), '-o', 'nothing.minuta')
    expect(minuta('export', 'nothing.minuta', '--format', 'ics', '-o', 'nothing.ics')).toMatchObject({ code: 0, err: expect.stringContaining('is empty: no open action') })
    expect(minuta('export', 'nothing.minuta', '--format', 'csv', '-o', 'nothing.zip')).toMatchObject({ code: 0, err: expect.stringContaining('is empty: these minutes have no registers') })
    expect(minuta('export', 'nothing.minuta', '--format', 'md', '-o', 'nothing.out.md').err).toBe('')
  })

  it('print help', () => {
    for (const args of [['--help'], ['help'], ['import', '--help']]) expect(minuta(...args)).toMatchObject({ code: 0, err: '' })
  })
})

describe('minuta import --into', () => {
  it('IL10: adds the people of a list once, says who was there, and leaves the workshop alone when it refuses', () => {
    minuta('import', sample, '-o', 'people.minuta')
    const list = file('list.csv', 'Nom;Pr\u00E9nom;Organisme\nEsclop\u00E9;Guy;\nPetit;Ana;House\n;;House\n')
    expect(minuta('import', list, '--into', 'people.minuta')).toMatchObject({ code: 0, out: expect.stringContaining('1 person added, 1 there already, 0 twice in the list, 1 row left out (utf-8)') })
    expect(minuta('import', list, '--into', 'people.minuta').out).toContain('0 people added, 2 there already')
    expect(JSON.parse(minuta('inspect', 'people.minuta', '--json').out)).toMatchObject({ people: 3 })
    const before = fs.readFileSync(path.join(folder, 'people.minuta'))
    expect(minuta('import', file('picture.csv', Uint8Array.of(0x89, 0x50, 0, 0, 1, 2)), '--into', 'people.minuta')).toMatchObject({ code: 1, out: '' })
    expect(minuta('import', list, '-o', 'x.minuta')).toMatchObject({ code: 2, out: '' })
    expect(fs.readFileSync(path.join(folder, 'people.minuta')).equals(before)).toBe(true)
  })

  it('IL25: says which sheet of several it took', () => {
    minuta('import', sample, '-o', 'sheets.minuta')
    const book = file('book.xlsx', makeWorkbook([{ name: 'How to', rows: [['Write one person in each row']] }, { name: 'People', rows: [['Name', 'Organisation'], ['Ana Petit', 'House']] }]))
    expect(minuta('import', book, '--into', 'sheets.minuta')).toMatchObject({ code: 0, out: expect.stringContaining('1 person added, 0 there already, 0 twice in the list, 0 rows left out (sheet "People")') })
  })

  it('IL10: adds the programme of a calendar, and writes another file when one is named', () => {
    minuta('import', sample, '-o', 'calendar.minuta')
    const calendar = file('programme.ics', ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:1', 'DTSTART:20260919T093000', 'SUMMARY:Extra', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n'))
    expect(minuta('import', calendar, '--into', 'calendar.minuta', '-o', 'both.minuta')).toMatchObject({ code: 0, err: '', out: expect.stringContaining('1 item added') })
    expect(JSON.parse(minuta('inspect', 'both.minuta', '--json').out)).toMatchObject({ items: 12 })
    expect(JSON.parse(minuta('inspect', 'calendar.minuta', '--json').out)).toMatchObject({ items: 11 })
  })
})
