/**
 * Three computers, one workshop, every act that there is: with undo, over a network that delays, repeats, reorders and is cut, with files that are taken over and out again, with snapshots, and with ends
 * of a process that take what was not stored yet. In the end all read the same, on the disk as well; nothing that was stored is gone, undo has touched nothing of others,
 * and what leaves as a record, a file or minutes is what stood there. `MINUTA_FUZZ=long` or `FUZZ_SEEDS=n` runs more seeds, from `FUZZ_FROM=n` on; `FUZZ_SEED=n` runs this one.
 */
import path from 'node:path'
import * as prng from 'lib0/prng'
import { afterAll, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { ActingComputer } from '../helpers/acting-computer.ts'
import { actAtRandom } from '../helpers/random-acts.ts'
import { captureHandOver } from '../../shared/document/hand-over/capture-hand-over.ts'
import { writeHandOverFile } from '../../shared/document/hand-over/hand-over-file.ts'
import { openHandOver } from '../../shared/document/hand-over/open-hand-over.ts'
import { readEntries } from '../../shared/document/entries.ts'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import { recordFromWorkshop } from '../../shared/document/record/record-export.ts'
import { documentFromRecord } from '../../shared/document/record/record.ts'
import { entryRootsOf } from '../../shared/document/roots.ts'
import { readCorrections } from '../../shared/document/versions/corrections.ts'
import { readVersions } from '../../shared/document/versions/versions.ts'
import { compileMinutes } from '../../shared/minutes/compile.ts'
import { profiles } from '../../shared/minutes/minutes.ts'
import { readOutcomeNumbers } from '../../shared/outcomes/numbering.ts'
import type { RichNode, Workshop } from '../../shared/model/workshop.ts'
import { boardIds, Ledger, lostCharacters } from '../helpers/random-edits.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const only = process.env['FUZZ_SEED']
// What ran clean yesterday says little: a run of many seeds begins where it is told to.
const firstSeed = Number(process.env['FUZZ_FROM'] ?? 1)
const seedCount = Number(process.env['FUZZ_SEEDS'] ?? (process.env['MINUTA_FUZZ'] === 'long' ? 500 : 5))
const seeds = only === undefined ? Array.from({ length: seedCount }, (_, seed) => firstSeed + seed) : [Number(only)]
const stepCount = 200
const folder = temporaryFolder()
// A seed is one run: also the ids of what is added come out of it.
const ids = vi.hoisted(() => ({ next: (): string => '' }))
vi.mock('lib0/random', async (original) => ({ ...(await original<object>()), uuidv4: () => ids.next() }))
afterAll(() => folder.remove())

function play(seed: number): { computers: readonly ActingComputer[]; ledger: Ledger } {
  const gen = prng.create(seed)
  ids.next = () => prng.word(gen, 16, 16)
  const ledger = new Ledger()
  const start = documentFromRecord({ format: 'minuta-workshop-record', version: 1, workshop: { title: 'Acts' }, programme: [{ kind: 'debate', title: 'Debate' }] })
  if (!start.ok) throw new Error(JSON.stringify(start.problems))
  const computers = [1, 2, 3].map((number) => new ActingComputer(path.join(folder.path, `${seed}-${number}.sqlite`), start.update, ledger, () => prng.uint32(gen, 1, 2 ** 31 - 1)))
  for (const computer of computers) computer.connect(computers)
  for (let step = 1; step <= stepCount; step += 1) {
    const computer = prng.oneOf(gen, [...computers])
    const kind = prng.int32(gen, 0, 20)
    if (kind < 9) actAtRandom(gen, computer.actor, step)
    else if (kind < 12) computer.write(gen)
    else if (kind < 15) computer.undo(gen)
    else if (kind < 19) computer.receive(gen)
    else if (kind < 20) computer.file(gen)
    else computer.end(prng.oneOf(gen, ['kill', 'close', 'compact'] as const))
    if (prng.int32(gen, 0, 2) > 0) computer.store()
  }
  for (const computer of computers) computer.store()
  // Everything arrives as it was made before states are compared: a state names what is deleted there and no longer who had seen what (decision 0149, what is left over).
  for (let isAny = true; isAny;) isAny = computers.filter((computer) => computer.receiveAll()).length > 0
  for (const to of computers) for (const from of computers) to.meet(from)
  return { computers, ledger }
}

/** A workshop as a record can tell of it: what the room answered is none of it, nor is a speaker who was taken off the list. */
function recorded({ id: _id, schemaVersion: _version, losses: _losses, floor: _floor, items, ...rest }: Workshop): unknown {
  const boards = rest.boards.map((board) => ({ ...board, content: board.content.map(joined) }))
  return { ...rest, boards, items: items.map((item) => ({ ...item, speakers: item.speakers.filter((speaker) => rest.people.some(({ id }) => id === speaker)) })) }
}

/** Two texts side by side, of which undo may leave one each to two people, are one in a record. */
function joined(node: RichNode): RichNode {
  const content: RichNode[] = []
  for (const child of (node.content ?? []).map(joined)) {
    const last = content.at(-1)
    if (last?.text !== undefined && child.text !== undefined && JSON.stringify(last.marks) === JSON.stringify(child.marks)) content[content.length - 1] = { ...last, text: last.text + child.text }
    else content.push(child)
  }
  return node.content === undefined ? node : { ...node, content }
}

function expectWellFormed(doc: Y.Doc, workshop: Workshop): void {
  const { items, boards, people, outcomes, minutes } = workshop
  for (const list of [items, boards, people, outcomes]) expect(new Set(list.map(({ id }: { readonly id: string }) => id)).size).toBe(list.length)
  expect(new Set(outcomes.map(({ label }) => label)).size).toBe(outcomes.length)
  expect([null, ...items.map(({ id }) => id)]).toEqual(expect.arrayContaining(boards.map(({ item }) => item)))
  for (const { board, block } of minutes.hidden) expect(boards.find(({ id }) => id === board)?.content.length).toBeGreaterThan(block)
  for (const root of entryRootsOf(doc)) for (const { rank } of readEntries(root)) expect(rank).not.toBe('')
  const versions = readVersions(doc)
  expect(new Set(versions.map(({ number }) => number)).size).toBe(versions.length)
  // The numbers of the first version are those of the outcomes for ever.
  const numbers = readOutcomeNumbers(doc)
  for (const { kind, outcome, number } of versions[0]?.outcomes ?? []) expect(numbers.numberOf(kind, outcome)).toBe(number)
}

describe('people who act at the same time', () => {
  it.each(seeds)('DO52: see the same in the end, lose nothing that was stored, and undo nothing of others (seed %i)', (seed) => {
    const { computers, ledger } = play(seed)
    const [first] = computers
    if (!first) throw new Error('nobody')
    const workshop = readWorkshop(first.notes, first.responses)
    try {
      for (const computer of computers) {
        expect(readWorkshop(computer.notes, computer.responses)).toEqual(workshop)
        expect(computer.reader.read()).toEqual(workshop)
        expect(readCorrections(computer.notes)).toEqual(readCorrections(first.notes))
        computer.end('close')
        expect(readWorkshop(computer.notes, computer.responses)).toEqual(workshop)
        expect(lostCharacters(computer.notes, ledger)).toEqual([])
        expect(boardIds(computer.notes)).toEqual(expect.arrayContaining([...ledger.boards]))
        expect(computer.broken).toEqual([])
      }
      expectWellFormed(first.notes, workshop)
      for (const profile of profiles) compileMinutes(workshop, { profile, language: 'fr', attribution: 'person', organisation: '' })
      const made = documentFromRecord(JSON.parse(JSON.stringify(recordFromWorkshop(workshop))))
      expect(made.ok ? [] : made.problems).toEqual([])
      const again = new Y.Doc()
      if (made.ok) Y.applyUpdate(again, made.update)
      expect(recorded(readWorkshop(again))).toEqual(recorded(workshop))
      again.destroy()
      const file = openHandOver(writeHandOverFile({ ...captureHandOver(first.notes, first.responses), blobs: new Map() }))
      if (!file.ok) throw new Error(file.problem.reason)
      expect(readWorkshop(file.opened.doc, file.opened.responses)).toEqual(workshop)
      file.opened.close()
    } finally {
      for (const computer of computers) computer.destroy()
    }
  })
})
