/** Outcomes that two people have moved while they were apart. */
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { EngineValues } from '../../../main/engine/engine-values.ts'
import { addBoard, deleteBoard, restoreBoard } from '../../../shared/document/commands/board-commands.ts'
import { contentDigest } from '../../../shared/document/boards/content-digest.ts'
import { bringsOutcome, isOfTwoWriters, mendOutcomes } from '../../../shared/document/boards/mend-outcomes.ts'
import { boardFragment, readWorkshop } from '../../../shared/document/read-workshop.ts'
import { rootsOf, supportedSchemaVersion } from '../../../shared/document/roots.ts'
import { setBlockHidden } from '../../../shared/document/commands/shorten-commands.ts'
import { takeOver, removeSecondCopies } from '../../../shared/document/boards/take-over.ts'
import { WorkshopReader } from '../../../shared/document/workshop-reader.ts'
import { setTranslation } from '../../../shared/document/translations.ts'
import type { BoardId, OutcomeId } from '../../../shared/model/ids.ts'
import type { Translation } from '../../../shared/model/workshop.ts'
import { outcomeFieldUnit, outcomeUnit } from '../../../shared/translations/texts.ts'
import { compileMinutes } from '../../../shared/minutes/compile.ts'
import { claimOutcomeNumber } from '../../../shared/outcomes/numbering.ts'
import { referenceTo } from '../../../shared/outcomes/references.ts'
import { encodeAwarenessFrame } from '../../../shared/protocol/awareness-frames.ts'
import { syncType } from '../../../shared/protocol/messages.ts'
import { encodeAwarenessEntries, encodeSync } from '../../../shared/protocol/sync-frames.ts'
import { openOn, storeOf, workshop } from '../../helpers/open-on.ts'

const id = 'outcome-1'

/** Three boards; on the first a decision, D-1, and an action that follows from it. */
function workshopWithDecision(): { readonly base: Uint8Array; readonly boards: readonly [BoardId, BoardId, BoardId] } {
  const doc = new Y.Doc()
  const boards = [addBoard(doc, 'test', { title: 'First', item: null }), addBoard(doc, 'test', { title: 'Second', item: null }), addBoard(doc, 'test', { title: 'Third', item: null })] as const
  writeOutcome(doc, boards[0], { id, kind: 'decision' })
  writeOutcome(doc, boards[0], { id: 'outcome-2', kind: 'action', followsFrom: referenceTo(id) })
  claimOutcomeNumber(doc, 'test', id, 'decision')
  claimOutcomeNumber(doc, 'test', 'outcome-2', 'action')
  return { base: Y.encodeStateAsUpdate(doc), boards }
}

function writeOutcome(doc: Y.Doc, board: BoardId, attributes: Readonly<Record<string, string>>): void {
  const outcome = new Y.XmlElement('outcome')
  for (const [name, value] of Object.entries(attributes)) outcome.setAttribute(name, value)
  outcome.insert(0, [new Y.XmlText(`Words of ${attributes['id']}`)])
  boardFragment(doc, board)?.push([outcome])
}

/** A replica on which the decision was moved to another board, as the editor's binding writes that. */
function movedTo(base: Uint8Array, from: BoardId, to: BoardId, client: number): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = client
  Y.applyUpdate(doc, base)
  boardFragment(doc, from)?.delete(0, 1)
  writeOutcome(doc, to, { id, kind: 'decision' })
  return doc
}

function wordsOfFirst(doc: Y.Doc, board: BoardId): Y.XmlText {
  const [block] = boardFragment(doc, board)?.toArray() ?? []
  return (block as Y.XmlElement).get(0) as Y.XmlText
}

/** Brings together what the two have written. */
function sync(left: Y.Doc, right: Y.Doc): void {
  Y.applyUpdate(right, Y.encodeStateAsUpdate(left))
  Y.applyUpdate(left, Y.encodeStateAsUpdate(right))
}

const outcomesOf = (doc: Y.Doc) => readWorkshop(doc).outcomes.map(({ board, label, id: own }) => ({ board, label, id: own as string }))

describe('ED75: an outcome that two people moved while they were apart is two outcomes when they meet', () => {
  // The second one stands first in the order of boards, too.
  test.each([[11, 22], [22, 11]])('the older one stays what it is, and what only reads says the same before it is mended (clients %i and %i)', (onSecond, onThird) => {
    const { base, boards: [first, second, third] } = workshopWithDecision()
    const [ada, ben] = [movedTo(base, first, second, onSecond), movedTo(base, first, third, onThird)]
    sync(ada, ben)
    const reader = new WorkshopReader(ada, new Y.Doc())
    const before = reader.read()
    expect(before.outcomes.map(({ board, label }) => [board, label])).toEqual([
      [first, 'A-1'], [second, onSecond < onThird ? 'D-1' : 'D-2'], [third, onSecond < onThird ? 'D-2' : 'D-1'],
    ])
    expect(before.outcomes.find(({ id: own }) => own === id)?.label).toBe('D-1')
    const labels = JSON.stringify(compileMinutes(before, { language: 'en' })).match(/"label":"D-\d"/gu)
    expect(new Set(labels).size).toBe(2)
    expect(mendOutcomes(ada, 'mended')).toBe(1)
    expect(outcomesOf(ada)).toEqual(before.outcomes.map(({ board, label, id: own }) => ({ board, label, id: own })))
    expect(reader.read().boards.map(({ content }) => content)).toEqual(before.boards.map(({ content }) => content))
    expect(mendOutcomes(ada, 'mended')).toBe(0)
    reader.dispose()
  })

  test('whoever mends it, alone or at the same time as others, writes the same', () => {
    const { base, boards: [first, second, third] } = workshopWithDecision()
    const peers = [movedTo(base, first, second, 11), movedTo(base, first, third, 22), movedTo(base, first, first, 33)]
    const all = Y.mergeUpdates(peers.map((doc) => Y.encodeStateAsUpdate(doc)))
    for (const doc of peers) Y.applyUpdate(doc, all)
    for (const doc of peers) expect(mendOutcomes(doc, 'mended')).toBe(2)
    const alone = outcomesOf(peers[0] as Y.Doc)
    const mended = Y.mergeUpdates(peers.map((doc) => Y.encodeStateAsUpdate(doc)))
    for (const doc of peers) {
      Y.applyUpdate(doc, mended)
      expect(mendOutcomes(doc, 'mended')).toBe(0)
      expect(outcomesOf(doc)).toEqual(alone)
    }
    expect(alone.map(({ label }) => label).toSorted()).toEqual(['A-1', 'D-1', 'D-2', 'D-3'])
    expect(new Set(alone.map(({ id: own }) => own)).size).toBe(4)
  })

  test('a question that two take over at the same moment is left to the page that takes one of them away, until somebody changes a word', () => {
    const { base, boards: [first, second] } = workshopWithDecision()
    const question = { id: 'q-1' as OutcomeId, kind: 'question', text: 'Why?', fields: {} } as const
    const [ada, ben] = [first, second].map((board) => {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, base)
      takeOver(doc, 'test', board, question)
      return doc
    }) as [Y.Doc, Y.Doc]
    sync(ada, ben)
    const cem = new Y.Doc()
    Y.applyUpdate(cem, Y.encodeStateAsUpdate(ada))
    expect(mendOutcomes(ada, 'mended', isOfTwoWriters)).toBe(0)
    expect(removeSecondCopies(ada, 'test', [question])).toBe(1)
    wordsOfFirst(ben, second).insert(0, 'Why now? ')
    expect(mendOutcomes(ben, 'mended', isOfTwoWriters)).toBe(1)
    // Whose pages were closed when the two met: whoever opens the workshop gives the second one its number.
    const { session } = openOn(storeOf(Y.encodeStateAsUpdate(cem)))
    expect(mendOutcomes(session.doc, 'mended')).toBe(0)
    const labels = outcomesOf(session.doc).map(({ label }) => label).filter((label) => label.startsWith('Q'))
    claimOutcomeNumber(session.doc, 'test', 'q-2', 'question')
    expect(outcomesOf(session.doc).map(({ label }) => label).filter((label) => label.startsWith('Q'))).toEqual(labels)
  })

  test('ED87: a passage with the second one that is left out of the minutes is known by what is read, before and after it is mended', () => {
    const { base, boards: [first, second, third] } = workshopWithDecision()
    const [ada, ben] = [movedTo(base, first, second, 11), movedTo(base, first, third, 22)]
    sync(ada, ben)
    const isStale = (): boolean => {
      const { boards, minutes } = readWorkshop(ada)
      const nodes = boards.find(({ id: board }) => board === third)?.content ?? []
      return minutes.hidden.some(({ basis }) => basis !== contentDigest(nodes.slice(0, 1)))
    }
    setBlockHidden(ada, 'test', third, 0, true)
    expect(readWorkshop(ada).minutes.hidden.length).toBe(1)
    expect(isStale()).toBe(false)
    mendOutcomes(ada, 'mended')
    expect(isStale()).toBe(false)
  })

  test('only what makes an outcome is looked at', () => {
    const { base, boards: [first] } = workshopWithDecision()
    const doc = new Y.Doc()
    Y.applyUpdate(doc, base)
    const brought: boolean[] = []
    doc.on('afterTransaction', (transaction: Y.Transaction) => brought.push(bringsOutcome(transaction)))
    wordsOfFirst(doc, first).insert(0, 'More ')
    writeOutcome(doc, first, { id: 'outcome-3', kind: 'decision' })
    expect(brought.indexOf(true)).toBe(brought.length - 1)
  })
})

describe('ED75: the computers of those who moved it mend it, whether or not a window shows the board', () => {
  test('both come to the same two outcomes, and the window hears of the change and the mending at once', () => {
    const { base, boards: [first, second, third] } = workshopWithDecision()
    const engines = [movedTo(base, first, second, 11), movedTo(base, first, third, 22)].map((doc) => {
      const opened = openOn(storeOf(base))
      opened.window.receive(encodeAwarenessFrame(encodeAwarenessEntries([{ client: doc.clientID, clock: 1, state: '{}' }])))
      opened.window.receive(encodeSync(syncType.step2, Y.encodeStateAsUpdate(doc)))
      return opened.session
    })
    for (const from of engines) for (const to of engines) if (from !== to) to.receive(Y.encodeStateAsUpdate(from.doc), 'relay')
    for (const from of engines) for (const to of engines) if (from !== to) to.receive(Y.encodeStateAsUpdate(from.doc), 'relay')
    for (const { doc } of engines) {
      expect(outcomesOf(doc).map(({ board, label }) => [board, label])).toEqual([[first, 'A-1'], [second, 'D-1'], [third, 'D-2']])
      expect(mendOutcomes(doc, 'mended')).toBe(0)
    }
    expect(outcomesOf(engines[0]?.doc as Y.Doc)).toEqual(outcomesOf(engines[1]?.doc as Y.Doc))
  })

  test('ED86: one of the two whose board was deleted when they met gets its own id when the board comes back', () => {
    const { base, boards: [first, second, third] } = workshopWithDecision()
    const [ada, ben] = [movedTo(base, first, second, 11), movedTo(base, first, third, 22)]
    const { session, window } = openOn(storeOf(base))
    window.receive(encodeAwarenessFrame(encodeAwarenessEntries([{ client: ada.clientID, clock: 1, state: '{}' }])))
    window.receive(encodeSync(syncType.step2, Y.encodeStateAsUpdate(ada)))
    deleteBoard(ben, 'test', second)
    session.receive(Y.encodeStateAsUpdate(ben), 'relay')
    expect(outcomesOf(session.doc).map(({ label }) => label)).toEqual(['A-1', 'D-1'])
    restoreBoard(ben, 'test', second)
    session.receive(Y.encodeStateAsUpdate(ben), 'relay')
    expect(mendOutcomes(session.doc, 'mended')).toBe(0)
    expect(outcomesOf(session.doc).map(({ label }) => label)).toEqual(['A-1', 'D-1', 'D-2'])
  })

  test('of one that neither of them mended, whoever opens the workshop does', () => {
    const { base, boards: [first, second, third] } = workshopWithDecision()
    const [ada, ben] = [movedTo(base, first, second, 11), movedTo(base, first, third, 22)]
    sync(ada, ben)
    const { session } = openOn(storeOf(Y.encodeStateAsUpdate(ada)))
    expect(mendOutcomes(session.doc, 'mended')).toBe(0)
    expect(outcomesOf(session.doc).map(({ label }) => label)).toEqual(['A-1', 'D-1', 'D-2'])
  })

  test('EN116: opening a workshop of a newer version, or one that somebody may only read, writes nothing', () => {
    const { base, boards: [first, second, third] } = workshopWithDecision()
    const [ada, ben] = [movedTo(base, first, second, 11), movedTo(base, first, third, 22)]
    sync(ada, ben)
    const reader = storeOf(Y.encodeStateAsUpdate(ada))
    new EngineValues(reader).noteOf(workshop, 'role', 'viewer')
    rootsOf(ada).meta.set('schemaVersion', supportedSchemaVersion + 1)
    for (const store of [reader, storeOf(Y.encodeStateAsUpdate(ada))]) {
      const { session } = openOn(store)
      expect(mendOutcomes(session.doc, 'mended')).toBe(1)
    }
  })
})

describe('ED95: a translation follows the outcome that it was made of', () => {
  const words: Translation = { language: 'fr', unit: outcomeUnit(id), source: `Words of ${id}`, words: 'Mots' }

  test('what is read before and after the second one has its own id is in the other language, whoever writes it down', () => {
    const { base, boards: [first, second, third] } = workshopWithDecision()
    const peers = [movedTo(base, first, second, 11), movedTo(base, first, third, 22)] as const
    setTranslation(peers[0], 'test', words)
    setTranslation(peers[0], 'test', { language: 'fr', unit: outcomeFieldUnit(id, 'reason'), source: 'Because', words: 'Parce que' })
    sync(...peers)
    const isUntranslated = (doc: Y.Doc): boolean => JSON.stringify(compileMinutes(readWorkshop(doc), { language: 'fr' })).includes(words.source)
    const before = [false, readWorkshop(peers[0]).translations]
    expect(isUntranslated(peers[0])).toBe(false)
    for (const doc of peers) expect(mendOutcomes(doc, 'mended')).toBe(1)
    expect([isUntranslated(peers[0]), readWorkshop(peers[0]).translations]).toEqual(before)
    sync(...peers)
    expect([isUntranslated(peers[1]), readWorkshop(peers[1]).translations]).toEqual(before)
    expect(readWorkshop(peers[1]).translations.filter(({ source }) => source === 'Because')).toHaveLength(2)
  })

  test('what was written for the second one meanwhile stays', () => {
    const { base, boards: [first, second, third] } = workshopWithDecision()
    const peers = [movedTo(base, first, second, 11), movedTo(base, first, third, 22)] as const
    setTranslation(peers[0], 'test', words)
    sync(...peers)
    const own = readWorkshop(peers[0]).outcomes.find(({ label }) => label === 'D-2')?.id ?? ''
    setTranslation(peers[0], 'test', { ...words, unit: outcomeUnit(own), words: 'Autres mots' })
    const meant = readWorkshop(peers[0]).translations
    expect(meant.map(({ words: written }) => written).toSorted()).toEqual(['Autres mots', 'Mots'])
    mendOutcomes(peers[0], 'mended')
    expect(readWorkshop(peers[0]).translations).toEqual(meant)
  })
})
