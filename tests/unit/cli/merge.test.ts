import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addBlob, addBoard } from '../../../shared/document/commands/board-commands.ts'
import { addPerson } from '../../../shared/document/commands/people-commands.ts'
import { captureHandOver } from '../../../shared/document/hand-over/capture-hand-over.ts'
import { blobIdOf, writeHandOverFile } from '../../../shared/document/hand-over/hand-over-file.ts'
import { openHandOver } from '../../../shared/document/hand-over/open-hand-over.ts'
import { documentFromRecord } from '../../../shared/document/record/record.ts'
import { readBoardList, readPeople } from '../../../shared/document/read-workshop.ts'
import { askQuestion } from '../../../shared/document/responses/responses-commands.ts'
import { readResponses } from '../../../shared/document/responses/read-responses.ts'
import { newId, type BlobId, type PersonId, type WorkshopId } from '../../../shared/model/ids.ts'
import { temporaryFolder } from '../../helpers/temporary-folder.ts'
import { recordOf } from '../../helpers/typing.ts'

const main = path.join(import.meta.dirname, '../../../server/cli/main.ts')
const folder = temporaryFolder()
const image = Uint8Array.of(1, 2, 3)

/** Runs the command line as `npm run cli` does. */
function minuta(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { cwd: folder.path, encoding: 'utf8', timeout: 60_000 })
  return { code: status, out: stdout, err: stderr }
}

function newWorkshop(workshop: WorkshopId): Y.Doc {
  const made = documentFromRecord(recordOf('Harbour'), () => workshop)
  if (!made.ok) throw new Error('bad record')
  const doc = new Y.Doc()
  Y.applyUpdate(doc, made.update)
  return doc
}

function write(name: string, notes: Y.Doc, responses = new Y.Doc(), blobs: ReadonlyMap<BlobId, Uint8Array> = new Map()): void {
  fs.writeFileSync(path.join(folder.path, name), writeHandOverFile({ ...captureHandOver(notes, responses), blobs }))
}

function bytesOf(name: string): Uint8Array {
  return new Uint8Array(fs.readFileSync(path.join(folder.path, name)))
}

/** One workshop, and two copies of it that were written apart: one with a picture, one with people and a question of the room; and workshops that are others. */
beforeAll(() => {
  const workshop = newId<WorkshopId>()
  const tide = newWorkshop(workshop)
  const guests = new Y.Doc()
  Y.applyUpdate(guests, Y.encodeStateAsUpdate(tide))
  addBoard(tide, 'test', { title: 'Tide', item: null })
  addBlob(tide, 'test', { id: blobIdOf(image), mediaType: 'image/png', byteLength: 3, name: 'dot.png' })
  write('tide.minuta', tide, undefined, new Map([[blobIdOf(image), image]]))
  addPerson(guests, 'test', { name: 'Ana' })
  const answers = new Y.Doc()
  askQuestion(answers, 'test', { key: 'p' as PersonId, name: 'Ana', organisation: '' }, { kind: 'question', text: 'Why?', board: null }, 1)
  write('guests.minuta', guests, answers)
  write('made-apart.minuta', newWorkshop(workshop))
  write('another.minuta', newWorkshop(newId<WorkshopId>()))
  fs.writeFileSync(path.join(folder.path, 'no.minuta'), 'no')
})
afterAll(() => folder.remove())

describe('minuta merge', () => {
  it('SY62: makes one file of two that were written apart, with the answers and images of both, whichever comes first and however often', () => {
    const { code, out, err } = minuta('merge', 'tide.minuta', 'guests.minuta', '-o', 'one.minuta')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.trimEnd().split('\n')).toEqual(['one.minuta: Harbour (0 items, 1 boards, 0 outcomes)', '  not in tide.minuta: people 1 new; answers 1 new', '  not in guests.minuta: boards 1 new; changes of files'])
    const read = openHandOver(bytesOf('one.minuta'))
    if (!read.ok) throw new Error(read.problem.reason)
    const { doc, responses, file } = read.opened
    expect(readBoardList(doc).map(({ title }) => title)).toEqual(['Tide'])
    expect(readPeople(doc).map(({ name }) => name)).toEqual(['Ana'])
    expect(readResponses(responses).questions.map(({ text }) => text)).toEqual(['Why?'])
    expect([...file.blobs.values()]).toEqual([image])
    read.opened.close()
    expect(minuta('merge', 'guests.minuta', 'tide.minuta', '-o', 'other.minuta').code).toBe(0)
    expect(bytesOf('other.minuta')).toEqual(bytesOf('one.minuta'))
    const again = minuta('merge', 'one.minuta', 'tide.minuta', '-o', 'again.minuta', '--json')
    const nothing = { added: [], changed: [], gone: [] }
    expect(JSON.parse(again.out)).toMatchObject({
      title: 'Harbour', boards: 1, blobs: { named: 1, included: 1 },
      gained: [{ file: 'one.minuta', changes: { groups: { boards: nothing, people: nothing, answers: nothing }, others: [] } }, { file: 'tide.minuta', changes: { groups: { people: { added: ['Ana'] } } } }],
    })
    expect(bytesOf('again.minuta')).toEqual(bytesOf('one.minuta'))
  })

  it('SY63: refuses another workshop, another history, what is damaged and its own inputs with one line, and writes nothing', () => {
    const before = bytesOf('tide.minuta')
    const refused: readonly (readonly [readonly string[], string])[] = [
      [['another.minuta', '-o', 'none.minuta'], 'another.minuta: another workshop than tide.minuta'],
      [['made-apart.minuta', '-o', 'none.minuta'], 'made-apart.minuta: not the same history as tide.minuta'],
      [['no.minuta', '-o', 'none.minuta'], 'not a Minuta hand-over file'],
      [['guests.minuta', '-o', './tide.minuta'], 'would replace the input'],
    ]
    for (const [args, words] of refused) {
      const { code, out, err } = minuta('merge', 'tide.minuta', ...args)
      expect({ code, out, lines: err.trim().split('\n').length }).toEqual({ code: 1, out: '', lines: 1 })
      expect(err).toContain(words)
    }
    for (const args of [['tide.minuta', '-o', 'none.minuta'], ['tide.minuta', 'guests.minuta']]) expect(minuta('merge', ...args)).toMatchObject({ code: 2, out: '' })
    expect(fs.existsSync(path.join(folder.path, 'none.minuta'))).toBe(false)
    expect(bytesOf('tide.minuta')).toEqual(before)
  })
})
