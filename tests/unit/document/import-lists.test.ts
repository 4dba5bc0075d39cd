import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { importItems, importPeople } from '../../../shared/document/commands/import-lists.ts'
import { addPerson, updatePerson } from '../../../shared/document/commands/people-commands.ts'
import { addItem } from '../../../shared/document/commands/programme-commands.ts'
import { readBoardContent, readItems, readPeople } from '../../../shared/document/read-workshop.ts'
import { rootsOf } from '../../../shared/document/roots.ts'

const docs: Y.Doc[] = []
afterEach(() => docs.splice(0).forEach((doc) => doc.destroy()))

function newDoc(): Y.Doc {
  const doc = new Y.Doc()
  docs.push(doc)
  return doc
}

function namesIn(doc: Y.Doc): readonly string[] {
  return readPeople(doc).map(({ name }) => name)
}

describe('IL8: an imported list', () => {
  it('is one transaction with the origin given, behind the people who are there, in its own order', () => {
    const doc = newDoc()
    addPerson(doc, 'test', { name: 'Chair' })
    const origins: unknown[] = []
    doc.on('afterTransaction', ({ origin }: Y.Transaction) => origins.push(origin))
    importPeople(doc, 'act', { added: Array.from({ length: 500 }, (_, index) => ({ name: `Person ${index}` })), filled: [] })
    expect(origins).toEqual(['act'])
    expect(namesIn(doc)).toEqual(['Chair', ...Array.from({ length: 500 }, (_, index) => `Person ${index}`)])
  })

  it('is taken back by one undo, and by its own notice, whatever happened in between', () => {
    const doc = newDoc()
    addPerson(doc, 'test', { name: 'Chair' })
    const history = new Y.UndoManager([rootsOf(doc).people], { trackedOrigins: new Set(['act']) })
    importPeople(doc, 'act', { added: [{ name: 'Ana' }, { name: 'Bo' }], filled: [] })
    history.undo()
    expect(namesIn(doc)).toEqual(['Chair'])
    const takeBack = importPeople(doc, 'act', { added: [{ name: 'Ana' }, { name: 'Bo' }], filled: [] })
    addPerson(doc, 'test', { name: 'Cy' })
    takeBack()
    expect(namesIn(doc)).toEqual(['Chair', 'Cy'])
    history.destroy()
  })

  it('fills in only what is empty, and taking it back empties only what nobody changed since', () => {
    const doc = newDoc()
    const person = addPerson(doc, 'test', { name: 'Ana', organisation: 'House' })
    const takeBack = importPeople(doc, 'act', { added: [], filled: [{ person, fields: { organisation: 'Other', region: 'South', functions: ['Mayor'] } }] })
    expect(readPeople(doc)).toMatchObject([{ name: 'Ana', organisation: 'House', region: 'South', functions: ['Mayor'] }])
    updatePerson(doc, 'test', person, { region: 'North' })
    takeBack()
    expect(readPeople(doc)).toMatchObject([{ name: 'Ana', organisation: 'House', region: 'North', functions: [] }])
  })

  it('IL16: two rows about one person fill in together, the first word counts, and taking it back empties all of it', () => {
    const doc = newDoc()
    const person = addPerson(doc, 'test', { name: 'Ana' })
    const before = readPeople(doc)
    const takeBack = importPeople(doc, 'act', { added: [], filled: [
      { person, fields: { organisation: 'Port', contact: 'ana@port.example', region: '' } }, { person, fields: { organisation: '', contact: 'ana@home.example', region: 'South' } },
    ] })
    expect(readPeople(doc)).toMatchObject([{ organisation: 'Port', contact: 'ana@port.example', region: 'South' }])
    takeBack()
    expect(readPeople(doc)).toEqual(before)
  })

  it('goes behind an entry whose rank nobody could have made here', () => {
    const doc = newDoc()
    const person = addPerson(doc, 'test', { name: 'Odd' })
    rootsOf(doc).people.get(person)?.set('rank', '~not a rank~')
    importPeople(doc, 'act', { added: [{ name: 'Ana' }, { name: 'Bo' }], filled: [] })
    expect(namesIn(doc)).toEqual(['Odd', 'Ana', 'Bo'])
  })
})

describe('IL23: an imported programme', () => {
  it('is one transaction, in order behind the items that are there, each with its board and the words of its description', () => {
    const doc = newDoc()
    addItem(doc, 'test', { title: 'Before' })
    const origins: unknown[] = []
    doc.on('afterTransaction', ({ origin }: Y.Transaction) => origins.push(origin))
    const { boards, takeBack } = importItems(doc, 'act', [{ fields: { title: 'One', plannedStart: '09:00' }, lines: ['Place: A', '<b>x</b>'] }, { fields: { title: 'Two' }, lines: [] }])
    expect(origins).toEqual(['act'])
    expect(readItems(doc).map(({ title, plannedStart }) => [title, plannedStart])).toEqual([['Before', ''], ['One', '09:00'], ['Two', '']])
    expect(boards.map((board) => readBoardContent(doc, board))).toMatchObject([
      [{ type: 'paragraph', content: [{ type: 'text', text: 'Place: A' }] }, { type: 'paragraph', content: [{ type: 'text', text: '<b>x</b>' }] }],
      [],
    ])
    takeBack()
    expect(readItems(doc).map(({ title }) => title)).toEqual(['Before'])
  })
})
