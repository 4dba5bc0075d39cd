/** What an imported list or programme writes: each one transaction, so that one undo takes all of it back. */
import * as Y from 'yjs'
import { newId, type BoardId, type ItemId, type PersonId } from '../../model/ids.ts'
import { emptyPerson, type Person } from '../../model/workshop.ts'
import { insertBoard } from './board-commands.ts'
import { appendEntries, setDeleted, updateEntry } from './change.ts'
import type { PersonFields } from './people-commands.ts'
import { newItem, type ItemFields } from './programme-commands.ts'
import { readPeople } from '../read-workshop.ts'
import { rootsOf } from '../roots.ts'

/** What is written where nothing stands yet; what stands there stays. */
export type PersonFill = { readonly person: PersonId; readonly fields: Partial<PersonFields> }
export type PeopleImport = { readonly added: readonly Partial<PersonFields>[]; readonly filled: readonly PersonFill[] }

/** Undoes an import; to be called once. What somebody changed meanwhile stays as they left it. */
export type TakeBack = () => void

/** Adds people behind the others and fills in what was empty about those who are there. */
export function importPeople(doc: Y.Doc, origin: unknown, { added, filled }: PeopleImport): TakeBack {
  const ids = added.map(() => newId<PersonId>())
  const before = new Map<PersonId, Person>(readPeople(doc).map((person) => [person.id, person]))
  const written = new Map<PersonId, Partial<PersonFields>>()
  doc.transact(() => {
    const { people } = rootsOf(doc)
    appendEntries(people, added.map((fields, index) => ({ id: ids[index] ?? '', fields: { ...emptyPerson, ...fields } })))
    for (const [person, fields] of fillsOf(filled, before)) if (updateEntry(people, person, fields)) written.set(person, fields)
  }, origin)
  return () => doc.transact(() => {
    const { people } = rootsOf(doc)
    const now = new Map<PersonId, Person>(readPeople(doc).map((person) => [person.id, person]))
    for (const id of ids) setDeleted(people, id, true)
    for (const [person, fields] of written) {
      const known = now.get(person)
      const unchanged = Object.entries(fields).filter(([name, value]) => JSON.stringify(known?.[name as keyof Person]) === JSON.stringify(value))
      updateEntry(people, person, Object.fromEntries(unchanged.map(([name, value]) => [name, Array.isArray(value) ? [] : ''])))
    }
  }, origin)
}

/** What is written for each person: two rows of a list may be about one of them, and the first that says something has said it. */
function fillsOf(filled: readonly PersonFill[], before: ReadonlyMap<PersonId, Person>): ReadonlyMap<PersonId, Partial<PersonFields>> {
  const fills = new Map<PersonId, Partial<PersonFields>>()
  for (const { person, fields } of filled) {
    const known = before.get(person)
    if (!known) continue
    const said = { ...known, ...fills.get(person) }
    const missing = Object.fromEntries(Object.entries(fields).filter(([name, value]) => isBlank(said[name as keyof Person]) && !isBlank(value))) as Partial<PersonFields>
    if (Object.keys(missing).length > 0) fills.set(person, { ...fills.get(person), ...missing })
  }
  return fills
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

export type ItemImport = {
  readonly fields: Partial<ItemFields>
  /** Plain lines that stand on the board of the item from the beginning. */
  readonly lines: readonly string[]
}

/** Adds items behind the others, each with its board. */
export function importItems(doc: Y.Doc, origin: unknown, items: readonly ItemImport[]): { readonly boards: readonly BoardId[]; readonly takeBack: TakeBack } {
  const made = items.map(({ fields, lines }) => ({ item: newId<ItemId>(), board: newId<BoardId>(), fields, lines }))
  doc.transact(() => {
    appendEntries(rootsOf(doc).programme, made.map(({ item, fields }) => ({ id: item, fields: { ...newItem, ...fields } })))
    for (const { item, board, lines } of made) {
      const content = insertBoard(doc, board, { title: '', item })
      if (lines.length > 0) content.insert(0, lines.map(paragraph))
    }
  }, origin)
  return {
    boards: made.map(({ board }) => board),
    takeBack: () => doc.transact(() => {
      for (const { item } of made) setDeleted(rootsOf(doc).programme, item, true)
    }, origin),
  }
}

function paragraph(line: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph')
  if (line !== '') element.insert(0, [new Y.XmlText(line)])
  return element
}
