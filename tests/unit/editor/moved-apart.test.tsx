/** Three people who move outcomes between two boards while they are apart, take that back and do it again, and meet in whatever order: with real editors, and engines that mend as they do. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addBoard } from '../../../shared/document/commands/board-commands.ts'
import { isOfTwoWriters, mendOutcomes } from '../../../shared/document/boards/mend-outcomes.ts'
import { readWorkshop } from '../../../shared/document/read-workshop.ts'
import { seededRandom, type Random } from '../../helpers/random.ts'
import { boardOpener, drop, paste, replicaOf, select, stopCapturing, sync, type Peer } from './board-test-kit.ts'

const open = boardOpener()
const names = ['Alpha', 'Beta', 'Gamma'] as const

/** A window with both boards, and the engine behind it. */
type Computer = { readonly doc: Y.Doc; readonly boards: readonly [Peer, Peer]; readonly engine: Y.Doc }

const outcomesOf = (doc: Y.Doc) => readWorkshop(doc).outcomes.map(({ board, id, label, text }) => ({ board, id, label, text }))
const wordsOf = (doc: Y.Doc): string => readWorkshop(doc).outcomes.map(({ text }) => text).join(' ')

function threeComputers(random: Random): readonly [Computer, Computer, Computer] {
  const doc = new Y.Doc()
  doc.clientID = random.below(1_000_000)
  const one = addBoard(doc, 'test', { title: 'One', item: null })
  const two = addBoard(doc, 'test', { title: 'Two', item: null })
  const first = open(doc, one)
  const outcomes = names.map((name) => `<div data-outcome="${name}" data-kind="decision">${name}</div>`)
  first.editor.commands.setContent(`<p>start</p>${outcomes.join('')}<p>end</p>`)
  const newComputer = (): Computer => {
    const own = replicaOf(doc)
    own.clientID = random.below(1_000_000)
    return { doc: own, boards: [open(own, one), open(own, two)], engine: replicaOf(doc) }
  }
  return [newComputer(), newComputer(), newComputer()]
}

/** Places between the blocks of a board. */
function placesOn({ editor: { state } }: Peer): [number, ...number[]] {
  const places: [number, ...number[]] = [0]
  state.doc.forEach((node, offset) => places.push(offset + node.nodeSize))
  return places
}

function cutAndPaste(random: Random, from: Peer, to: Peer): void {
  const { view } = from.editor
  const { dom } = view.serializeForClipboard(view.state.selection.content())
  from.editor.commands.deleteSelection()
  const { state } = to.editor
  const place = random.pick(placesOn(to))
  const line = state.schema.nodes['paragraph']?.create()
  if (line) to.editor.view.dispatch(state.tr.insert(place, line))
  select(to, place + 1)
  paste(to.editor, dom.innerHTML)
}

/** What somebody does, as one step of undo. */
async function act(random: Random, { boards }: Computer): Promise<void> {
  const [from, to] = [random.pick(boards), random.pick(boards)]
  for (const peer of boards) stopCapturing(peer)
  const found = placesOn(from).filter((place) => from.editor.state.doc.nodeAt(place)?.type.name === 'outcome')
  const deed = random.pick(['drag', 'cut', 'cut', 'undo', 'undo', 'redo'] as const)
  if (deed === 'undo') from.editor.commands.undo()
  else if (deed === 'redo') from.editor.commands.redo()
  else if (found[0] !== undefined) {
    from.editor.commands.setNodeSelection(random.pick([found[0], ...found.slice(1)]))
    if (deed === 'drag') drop(from, random.pick(placesOn(from)))
    else cutAndPaste(random, from, to)
  }
  // What undo brought back gets its id behind the change.
  await Promise.resolve()
}

/** As the engine of a computer does when it hears of something; like any that opens the workshop when `isOpened`. */
function mend({ doc, engine }: Computer, isOpened: boolean): number {
  const before = outcomesOf(engine)
  const isOurs = (client: number): boolean => client === doc.clientID || client === engine.clientID
  const count = mendOutcomes(engine, 'engine', isOpened ? undefined : (second, oldest) => isOfTwoWriters(second, oldest) && (isOurs(second) || isOurs(oldest)))
  const after = outcomesOf(engine)
  // Where some are still left to others, those wait for their numbers behind the ones that are written down now.
  expect(after.map((outcome, index) => (isOpened ? outcome : { ...outcome, label: before[index]?.label }))).toEqual(before)
  return count
}

function meet(random: Random, one: Computer, other: Computer): void {
  for (const { doc, engine } of [one, other]) sync(doc, engine)
  sync(one.engine, other.engine)
  for (const computer of [one, other]) mend(computer, random.chance(0.2))
  for (const { doc, engine } of [one, other]) sync(doc, engine)
}

test.each([2, 5, 6, 74, 84, 88, 144])('ED88: outcomes that three people moved while they were apart are the same ones for all of them when they have met, and no words are lost (seed %i)', async (seed) => {
  const random = seededRandom(seed)
  const computers = threeComputers(random)
  /** By somebody who undid the paste of what they had cut. */
  const takenAway = new Set<string>()
  let deeds = 0
  for (let count = 0; count < 14; count += 1) {
    const index = random.below(computers.length)
    const [one, other] = [computers[index] ?? computers[0], computers[(index + 1 + random.below(2)) % computers.length] ?? computers[1]]
    if (random.chance(0.3)) {
      meet(random, one, other)
      continue
    }
    const before = wordsOf(one.doc)
    await act(random, one)
    deeds += 1
    for (const name of names) if (before.includes(name) && !wordsOf(one.doc).includes(name)) takenAway.add(name)
  }
  const [ana, ben, cem] = computers
  for (const [one, other] of [[ana, ben], [ben, cem], [ana, cem], [ana, ben]] as const) meet(random, one, other)
  for (const computer of computers) mend(computer, true)
  for (const [one, other] of [[ana, ben], [ben, cem], [ana, cem], [ana, ben]] as const) meet(random, one, other)
  const all = outcomesOf(ana.doc)
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  expect(new Set(all.map(({ label }) => label)).size).toBe(all.length)
  expect(all.length).toBeLessThanOrEqual(names.length + deeds)
  for (const { text } of all) expect(names).toContain(text)
  expect(names.filter((name) => !takenAway.has(name) && !wordsOf(ana.doc).includes(name))).toEqual([])
  for (const computer of computers) {
    expect(readWorkshop(computer.doc).boards).toEqual(readWorkshop(ana.doc).boards)
    expect(outcomesOf(computer.doc)).toEqual(all)
    expect(mend(computer, true)).toBe(0)
    for (const { binding, drifts } of computer.boards) {
      binding.checkForDrift()
      expect(drifts).toEqual([])
    }
  }
  const versions = computers.map(({ engine }) => Y.encodeStateVector(engine))
  meet(random, ana, cem)
  expect(computers.map(({ engine }) => Y.encodeStateVector(engine))).toEqual(versions)
})
