import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addBlob, addBoard, deleteBoard, moveBoard, renameBoard, restoreBoard, setBoardGroup } from '../../../shared/document/commands/board-commands.ts'
import { setDetails } from '../../../shared/document/commands/details-commands.ts'
import { movePart, setPartExcluded } from '../../../shared/document/commands/minutes-commands.ts'
import { addMatter, deleteMatter, restoreMatter, updateMatter } from '../../../shared/document/commands/matters-commands.ts'
import { addOrganisation, addPerson, deletePerson, movePerson, restorePerson, updateOrganisation, updatePerson } from '../../../shared/document/commands/people-commands.ts'
import { addItem, deleteItem, moveItem, restoreItem, updateItem } from '../../../shared/document/commands/programme-commands.ts'
import { readDetails } from '../../../shared/document/read-details.ts'
import { boardFragment, readBoardList, readItems, readMatters, readMinutesLayout, readOrganisations, readPeople, readWorkshop } from '../../../shared/document/read-workshop.ts'
import { documentFromRecord } from '../../../shared/document/record/record.ts'
import { setSummaryUsed } from '../../../shared/document/commands/shorten-commands.ts'
import { linkingFragment, rootsOf } from '../../../shared/document/roots.ts'
import type { BlobId, BoardId, ItemId, MatterId, PersonId } from '../../../shared/model/ids.ts'

const origin = 'test'

/** Replicas of one new workshop, as they stand on several machines. */
function replicas(count: number): Y.Doc[] {
  const made = documentFromRecord({ format: 'minuta-workshop-record', version: 1, workshop: { title: 'Workshop' } })
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  return Array.from({ length: count }, () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, made.update)
    return doc
  })
}

function replica(): Y.Doc {
  return replicas(1)[0] ?? new Y.Doc()
}

function meet(...docs: readonly Y.Doc[]): void {
  const all = Y.mergeUpdates(docs.map((doc) => Y.encodeStateAsUpdate(doc)))
  for (const doc of docs) Y.applyUpdate(doc, all)
}

function pair(): [Y.Doc, Y.Doc] {
  const [a, b] = replicas(2)
  if (!a || !b) throw new Error('two replicas')
  return [a, b]
}

const titles = (doc: Y.Doc) => readItems(doc).map(({ title }) => title)

describe('every command', () => {
  it('DO4: is one transaction with the origin of its caller', () => {
    const doc = replica()
    const origins: unknown[] = []
    doc.on('afterTransaction', (transaction: Y.Transaction) => {
      if (transaction.changed.size > 0) origins.push(transaction.origin)
    })
    const run = (command: () => unknown): void => {
      origins.length = 0
      command()
      expect({ command: command.toString(), origins }).toEqual({ command: command.toString(), origins: [origin] })
    }
    let item = '' as ItemId
    let board = '' as BoardId
    let person = '' as PersonId
    let matter = '' as MatterId
    run(() => ({ item, board } = addItem(doc, origin, { title: 'a' })))
    run(() => addItem(doc, origin, { title: 'b' }, 0))
    run(() => updateItem(doc, origin, item, { title: 'A', speakers: ['x' as PersonId] }))
    run(() => moveItem(doc, origin, item, 0))
    run(() => deleteItem(doc, origin, item))
    run(() => restoreItem(doc, origin, item))
    run(() => renameBoard(doc, origin, board, 'renamed'))
    run(() => addBoard(doc, origin, { title: 'by hand', item: null }))
    run(() => setBoardGroup(doc, origin, board, { question: 'What now?', participantCount: 12 }))
    run(() => deleteBoard(doc, origin, board))
    run(() => restoreBoard(doc, origin, board))
    run(() => (person = addPerson(doc, origin, { name: 'Ana', functions: ['x'] })))
    run(() => updatePerson(doc, origin, person, { functions: ['x', 'y'], duties: ['chair'] }))
    run(() => addPerson(doc, origin, { name: 'Bea' }))
    run(() => movePerson(doc, origin, person, 1))
    run(() => deletePerson(doc, origin, person))
    run(() => restorePerson(doc, origin, person))
    run(() => updateOrganisation(doc, origin, addOrganisation(doc, origin, { name: 'Latin Arc' }), { role: 'partner' }) && origins.shift())
    run(() => (matter = addMatter(doc, origin, { what: 'Publish the map' })))
    run(() => updateMatter(doc, origin, matter, { status: 'done', note: 'Online' }))
    run(() => addMatter(doc, origin, { what: 'Ask the ports' }))
    run(() => deleteMatter(doc, origin, matter))
    run(() => restoreMatter(doc, origin, matter))
    run(() => setDetails(doc, origin, { title: 'T', date: { year: null, month: 9, day: 19 }, regions: ['Corsica'] }))
    run(() => addBlob(doc, origin, { id: 'a'.repeat(64) as BlobId, mediaType: 'image/png', byteLength: 3, name: 'a.png' }))
    run(() => movePart(doc, origin, ['p', 'q', 'r'], 'r', 0))
    run(() => setPartExcluded(doc, origin, 'q', true))
    run(() => setSummaryUsed(doc, origin, 'q', 'ab'))
    run(() => setDetails(doc, origin, { letterhead: { logo: null, color: '#0f5c63', footer: 'Address' } }))
  })

  it('DO4: says no and writes nothing when its entry does not exist', () => {
    const doc = replica()
    const before = Y.encodeStateAsUpdate(doc)
    const [item, board, person] = ['nope' as ItemId, 'nope' as BoardId, 'nope' as PersonId]
    expect([
      updateItem(doc, origin, item, { title: 'x' }), moveItem(doc, origin, item, 0), deleteItem(doc, origin, item), restoreItem(doc, origin, item),
      renameBoard(doc, origin, board, 'x'), moveBoard(doc, origin, board, 0), deleteBoard(doc, origin, board), updatePerson(doc, origin, person, {}),
      updateMatter(doc, origin, 'nope' as MatterId, { what: 'x' }), deleteMatter(doc, origin, 'nope' as MatterId),
    ]).toEqual(Array.from({ length: 10 }, () => false))
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })
})

describe('programme', () => {
  it('makes a board for every item, which carries its title until it gets one of its own', () => {
    const doc = replica()
    const { item, board } = addItem(doc, origin, { title: 'Debate' })
    expect(readBoardList(doc)).toEqual([{ id: board, item, title: 'Debate' }])
    updateItem(doc, origin, item, { title: 'Long debate' })
    expect(readBoardList(doc)[0]?.title).toBe('Long debate')
    renameBoard(doc, origin, board, 'Notes')
    updateItem(doc, origin, item, { title: 'Debate' })
    expect(readBoardList(doc)[0]?.title).toBe('Notes')
  })

  it('DO6: takes the boards of an item along when it moves, goes and comes back', () => {
    const doc = replica()
    const first = addItem(doc, origin, { title: 'first' })
    const second = addItem(doc, origin, { title: 'second' })
    const breakout = addBoard(doc, origin, { title: 'table 1', item: first.item })
    const byHand = addBoard(doc, origin, { title: 'by hand', item: null })
    const ids = () => readBoardList(doc).map(({ id }) => id)
    expect(ids()).toEqual([first.board, breakout, second.board, byHand])
    moveItem(doc, origin, second.item, 0)
    expect(ids()).toEqual([second.board, first.board, breakout, byHand])
    moveBoard(doc, origin, breakout, 0)
    expect(ids()).toEqual([second.board, breakout, first.board, byHand])
    moveBoard(doc, origin, breakout, 9)
    expect(ids()).toEqual([second.board, first.board, breakout, byHand])
    deleteItem(doc, origin, first.item)
    expect(ids()).toEqual([second.board, byHand])
    restoreItem(doc, origin, first.item)
    expect(ids()).toEqual([second.board, first.board, breakout, byHand])
  })

  it('DO5: keeps what two people add at the same place, and lets a third stand between the two', () => {
    const [a, b] = pair()
    addItem(a, origin, { title: 'welcome' })
    meet(a, b)
    addItem(a, origin, { title: 'from a' })
    addItem(b, origin, { title: 'from b' })
    meet(a, b)
    expect(titles(a)).toEqual(titles(b))
    expect(titles(a)).toHaveLength(3)
    const [, one, two] = titles(a)
    addItem(a, origin, { title: 'between' }, 2)
    meet(a, b)
    expect(titles(b)).toEqual(['welcome', one, 'between', two])
  })

  it('keeps a rename and a move of the same item made at the same time', () => {
    const [a, b] = pair()
    const { item } = addItem(a, origin, { title: 'one' })
    addItem(a, origin, { title: 'two' })
    meet(a, b)
    updateItem(a, origin, item, { title: 'uno' })
    moveItem(b, origin, item, 1)
    meet(a, b)
    expect(titles(a)).toEqual(['two', 'uno'])
    expect(titles(b)).toEqual(['two', 'uno'])
  })

  it('DO7: keeps what was written on a board while somebody else deleted its item', () => {
    const [a, b] = pair()
    const { item, board } = addItem(a, origin, { title: 'one' })
    meet(a, b)
    deleteItem(a, origin, item)
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('still writing')])
    boardFragment(b, board)?.insert(0, [paragraph])
    meet(a, b)
    expect(readBoardList(a)).toEqual([])
    restoreItem(b, origin, item)
    meet(a, b)
    expect(readWorkshop(a).boards[0]?.content[0]?.content?.[0]?.text).toBe('still writing')
  })
})

describe('lists inside an entry', () => {
  it('DO8: keep the additions of two people', () => {
    const [a, b] = pair()
    const person = addPerson(a, origin, { name: 'Serena Angioli', functions: ['regional minister of Campania'] })
    const { item } = addItem(a, origin, { title: 'welcome' })
    meet(a, b)
    updatePerson(a, origin, person, { functions: ['regional minister of Campania', 'Vice-President of the IMC'], duties: ['chair'] })
    updatePerson(b, origin, person, { functions: ['regional minister of Campania', 'co-president'], duties: ['chair', 'rapporteur'] })
    updateItem(a, origin, item, { speakers: [person] })
    updateItem(b, origin, item, { speakers: [person] })
    setDetails(a, origin, { regions: ['Occitania', 'Corsica'] })
    setDetails(b, origin, { regions: ['Campania'] })
    meet(a, b)
    expect(readPeople(a)).toEqual(readPeople(b))
    expect([...(readPeople(a)[0]?.functions ?? [])].sort()).toEqual(['Vice-President of the IMC', 'co-president', 'regional minister of Campania'])
    expect(readPeople(a)[0]?.duties).toEqual(['chair', 'rapporteur'])
    expect(readItems(a)[0]?.speakers).toEqual([person])
    expect([...readDetails(a).regions].sort()).toEqual(['Campania', 'Corsica', 'Occitania'])
  })
})

describe('details', () => {
  it('merge field by field, the date too, and a date may lack a year', () => {
    const [a, b] = pair()
    setDetails(a, origin, { place: 'Montpellier', date: { year: null, month: 9, day: 19 } })
    setDetails(b, origin, { venue: 'Pole Realis' })
    meet(a, b)
    expect(readDetails(b)).toMatchObject({ title: 'Workshop', place: 'Montpellier', venue: 'Pole Realis', date: { year: null, month: 9, day: 19 } })
  })
})

describe('people and organisations', () => {
  it('come back where they were', () => {
    const doc = replica()
    const ana = addPerson(doc, origin, { name: 'Ana' })
    addPerson(doc, origin, { name: 'Bea' })
    deletePerson(doc, origin, ana)
    expect(readPeople(doc).map(({ name }) => name)).toEqual(['Bea'])
    restorePerson(doc, origin, ana)
    expect(readPeople(doc).map(({ name }) => name)).toEqual(['Ana', 'Bea'])
    addOrganisation(doc, origin, { name: 'iesMed', role: 'partner' })
    expect(readOrganisations(doc)).toMatchObject([{ name: 'iesMed', role: 'partner' }])
  })
})

describe('a breakout group', () => {
  it('is told with its board as soon as somebody says something of it', () => {
    const doc = replica()
    const board = addBoard(doc, origin, { title: 'table 1', item: null })
    expect(readBoardList(doc)[0]?.group).toBeUndefined()
    setBoardGroup(doc, origin, board, { question: 'What now?', participantCount: 12 })
    expect(readBoardList(doc)[0]?.group).toEqual({ question: 'What now?', method: '', facilitator: '', rapporteur: '', participantCount: 12 })
    setBoardGroup(doc, origin, board, { question: '', participantCount: null })
    expect(readBoardList(doc)[0]?.group).toBeUndefined()
  })
})

describe('matters arising', () => {
  it('stand in order, come back where they were, and merge field by field', () => {
    const [a, b] = pair()
    const map = addMatter(a, origin, { label: '2026-01/A-4', what: 'Publish the map', owner: 'Corsica' })
    addMatter(a, origin, { what: 'Ask the ports' }, 0)
    meet(a, b)
    updateMatter(a, origin, map, { status: 'done' })
    updateMatter(b, origin, map, { note: 'Online since May', confidential: true })
    meet(a, b)
    deleteMatter(b, origin, map)
    expect(readMatters(b).map(({ what }) => what)).toEqual(['Ask the ports'])
    restoreMatter(b, origin, map)
    meet(a, b)
    expect(readMatters(a)).toMatchObject([{ what: 'Ask the ports', status: 'open' }, { owner: 'Corsica', status: 'done', note: 'Online since May', confidential: true }])
  })

  it('DO1: what is no matter, or no value of its field, does no harm', () => {
    const doc = replica()
    const map = addMatter(doc, origin, { what: 'Publish the map' })
    doc.transact(() => {
      rootsOf(doc).matters.set('text', 'no entry' as never)
      rootsOf(doc).matters.get(map)?.set('status', 'burnt')
      rootsOf(doc).matters.get(map)?.set('owner', 7)
    })
    expect(readMatters(doc)).toMatchObject([{ what: 'Publish the map', status: 'open', owner: '' }])
  })
})

describe('layout of the minutes', () => {
  it('keeps the order, an exclusion and the linking text that several people start at the same time', () => {
    const [a, b] = pair()
    movePart(a, origin, ['p', 'q', 'r'], 'r', 0)
    setPartExcluded(b, origin, 'r', true)
    for (const [doc, words] of [[a, 'from a'], [b, 'from b']] as const) {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(words)])
      linkingFragment(doc, 'q').insert(0, [paragraph])
    }
    meet(a, b)
    const layout = readMinutesLayout(a)
    expect(layout).toEqual(readMinutesLayout(b))
    expect(layout).toMatchObject({ order: ['r', 'p', 'q'], excluded: ['r'] })
    expect(layout.linking['q']).toHaveLength(2)
    setPartExcluded(a, origin, 'r', false)
    movePart(a, origin, ['r', 'p', 'q'], 'r', 2)
    expect(readMinutesLayout(a)).toMatchObject({ order: ['p', 'q', 'r'], excluded: [] })
  })
})
