/** What a file would change in a workshop that is here, said by the things that people know. */
import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { addBlob, addBoard, deleteBoard, renameBoard, setBoardAnnex } from '../../../shared/document/commands/board-commands.ts'
import { setDetails } from '../../../shared/document/commands/details-commands.ts'
import { addMatter, updateMatter } from '../../../shared/document/commands/matters-commands.ts'
import { addPerson, updatePerson } from '../../../shared/document/commands/people-commands.ts'
import { addItem, deleteItem, updateItem } from '../../../shared/document/commands/programme-commands.ts'
import { changedGroups, compareWithFile, type DocumentBytes, type FileChanges, type GroupChanges } from '../../../shared/document/hand-over/file-changes.ts'
import { recordInvite, recordRevocation } from '../../../shared/document/invites.ts'
import { documentFromRecord } from '../../../shared/document/record/record.ts'
import { boardFragment, readBoardList, readItems, readPeople } from '../../../shared/document/read-workshop.ts'
import { askQuestion, setQuestionWithdrawn } from '../../../shared/document/responses/responses-commands.ts'
import { rootsOf, supportedSchemaVersion } from '../../../shared/document/roots.ts'
import type { BlobId, BoardId, ItemId, OutcomeId, PersonId, WorkshopId } from '../../../shared/model/ids.ts'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import { toBase64Url } from '../../../shared/protocol/base64url.ts'
import { holderOf, type Capability } from '../../../shared/protocol/capability.ts'
import { invite, newWorkshop as newWorkshopKey, revocationOf } from '../../helpers/access.ts'

const paragraph = (text: string): unknown => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const decision = (id: string, text: string): unknown => ({ type: 'outcome', attrs: { id, kind: 'decision' }, content: [{ type: 'text', text }] })

const record = {
  format: 'minuta-workshop-record', version: 1, workshop: { id: 'one-workshop', title: 'Harbour' },
  people: [{ name: 'Ana' }],
  programme: [{ kind: 'debate', title: 'Debate' }, { kind: 'visit', title: 'Visit' }],
  boards: [{ title: 'Notes', content: [paragraph('said'), decision('d-1', 'Cooperate')] }, { title: 'Old' }],
}

function newWorkshop(): Y.Doc {
  const made = documentFromRecord(record, () => 'one-workshop' as WorkshopId)
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  return copyOf(made.update)
}

function copyOf(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return doc
}

function bytesOf(notes: Y.Doc, responses: Y.Doc | null = null): DocumentBytes {
  return { update: Y.encodeStateAsUpdate(notes), responses: responses && Y.encodeStateAsUpdate(responses) }
}

function away(doc: Y.Doc): Y.Doc {
  return copyOf(Y.encodeStateAsUpdate(doc))
}

function changesOf(ours: DocumentBytes, theirs: DocumentBytes): FileChanges {
  const comparison = compareWithFile(ours, theirs, nodeSignatures)
  if (comparison.kind !== 'changes') throw new Error(comparison.kind)
  return comparison.changes
}

const none: GroupChanges = { added: [], changed: [], gone: [] }
const nothing = Object.fromEntries(changedGroups.map((group) => [group, none])) as FileChanges['groups']

function boardOf(doc: Y.Doc, title: string): BoardId {
  return readBoardList(doc).find((board) => board.title === title)?.id ?? ('' as BoardId)
}

test('SY60 what a file would change is told by boards, outcomes, programme, people and answers: new, changed and gone by name, and nothing of what is newer here', () => {
  const here = newWorkshop()
  const there = away(here)
  addBoard(there, 'test', { title: 'Field notes', item: null })
  deleteBoard(there, 'test', boardOf(there, 'Old'))
  boardFragment(there, boardOf(there, 'Notes'))?.delete(1, 1)
  updatePerson(there, 'test', readPeople(there)[0]?.id ?? ('' as PersonId), { organisation: 'Port' })
  addPerson(there, 'test', { name: 'Guy' })
  addItem(there, 'test', { kind: 'closing', title: 'Closing' })
  deleteItem(there, 'test', readItems(there).find(({ title }) => title === 'Visit')?.id ?? ('' as ItemId))
  const answers = new Y.Doc()
  askQuestion(answers, 'test', { key: 'p' as PersonId, name: 'Ana', organisation: '' }, { kind: 'question', text: 'Why?', board: null }, 1)
  // Newer here: a file never shows it as its own change.
  addBoard(here, 'test', { title: 'Only here', item: null })
  const { groups, others } = changesOf(bytesOf(here), bytesOf(there, answers))
  expect(groups.outcomes).toEqual({ ...none, gone: ['D-1 Cooperate'] })
  expect(groups.people).toEqual({ ...none, added: ['Guy'], changed: ['Ana'] })
  expect(groups.items).toEqual({ ...none, added: ['Closing'], gone: ['Visit'] })
  expect(groups.answers).toEqual({ ...none, added: ['Why?'] })
  expect({ ...groups.boards, added: [...groups.boards.added].sort(), gone: [...groups.boards.gone].sort() }).toMatchObject({ changed: ['Notes'] })
  expect(groups.boards.added).toContain('Field notes')
  expect(groups.boards.added).not.toContain('Only here')
  expect(groups.boards.gone).toContain('Old')
  expect(groups.versions).toEqual(none)
  expect(others).toEqual([])
})

test('SY60 an answer that was taken back is gone, and of details, minutes and files it is told that they change', () => {
  const here = newWorkshop()
  const there = away(here)
  const answers = new Y.Doc()
  const question = askQuestion(answers, 'test', { key: 'p' as PersonId, name: 'Ana', organisation: '' }, { kind: 'question', text: 'Why?', board: null }, 1)
  const later = away(answers)
  setQuestionWithdrawn(later, 'test', question ?? ('' as OutcomeId), true)
  setDetails(there, 'test', { place: 'Naples' })
  rootsOf(there).minutesParts.set('excluded:annex', true)
  addBlob(there, 'test', { id: 'a'.repeat(64) as BlobId, mediaType: 'image/png', byteLength: 3, name: 'photo.png' })
  const { groups, others } = changesOf(bytesOf(here, answers), bytesOf(there, later))
  expect(groups.answers).toEqual({ ...none, gone: ['Why?'] })
  expect(others).toEqual(['details', 'minutes', 'files'])
})

test('SY60 a file with nothing new changes nothing, and one whose changes lost against newer ones here says so', () => {
  const here = newWorkshop()
  const there = away(here)
  expect(changesOf(bytesOf(here), bytesOf(there))).toEqual({ groups: nothing, others: [], exposed: [], takenBack: [] })
  addBoard(here, 'test', { title: 'Only here', item: null })
  expect(changesOf(bytesOf(here), bytesOf(there))).toEqual({ groups: nothing, others: [], exposed: [], takenBack: [] })
  // Written and deleted again: there to Yjs, and nowhere to be seen.
  const passing = addBoard(there, 'test', { title: 'Passing', item: null })
  deleteBoard(there, 'test', passing)
  expect(changesOf(bytesOf(here), bytesOf(there))).toEqual({ groups: nothing, others: [], exposed: [], takenBack: [] })
})

test('SY61 two workshops that were made apart under one id are two histories, however alike they are, and so is a document that holds other words under the same ids of Yjs', () => {
  expect(compareWithFile(bytesOf(newWorkshop()), bytesOf(newWorkshop()), nodeSignatures)).toEqual({ kind: 'other-history' })
  const here = newWorkshop()
  const [one, other] = [away(here), away(here)]
  for (const [doc, title] of [[one, 'Mine'], [other, 'Theirs']] as const) {
    doc.clientID = 7
    renameBoard(doc, 'test', boardOf(doc, 'Old'), title)
  }
  expect(compareWithFile(bytesOf(one), bytesOf(other), nodeSignatures)).toEqual({ kind: 'other-history' })
  expect(compareWithFile(bytesOf(here), bytesOf(other), nodeSignatures).kind).toBe('changes')
})

test('SY61 what a newer version wrote is not compared, on either side', () => {
  const here = newWorkshop()
  const there = away(here)
  rootsOf(there).meta.set('schemaVersion', supportedSchemaVersion + 1)
  expect(compareWithFile(bytesOf(here), bytesOf(there), nodeSignatures)).toEqual({ kind: 'from-newer-version' })
  expect(compareWithFile(bytesOf(there), bytesOf(here), nodeSignatures)).toEqual({ kind: 'from-newer-version' })
})

test('SY86 what was confidential and would not be any more is told by name: items, boards, annexes, matters, and boards of which a passage loses its mark', () => {
  const here = newWorkshop()
  const secret = addItem(here, 'test', { title: 'In camera', confidential: true })
  const marked = boardFragment(here, boardOf(here, 'Notes'))?.get(0) as Y.XmlElement
  marked.setAttribute('confidential', true as never)
  setBoardAnnex(here, 'test', boardOf(here, 'Old'), { kind: 'statements', confidential: true })
  const matter = addMatter(here, 'test', { what: 'Salaries', confidential: true })
  const there = away(here)
  addPerson(there, 'test', { name: 'Guy' })
  expect(changesOf(bytesOf(here), bytesOf(there)).exposed).toEqual([])
  updateItem(there, 'test', secret.item, { confidential: false })
  const line = boardFragment(there, boardOf(there, 'Notes'))?.get(0) as Y.XmlElement
  line.removeAttribute('confidential')
  setBoardAnnex(there, 'test', boardOf(there, 'Old'), { confidential: false })
  updateMatter(there, 'test', matter, { confidential: false })
  expect([...changesOf(bytesOf(here), bytesOf(there)).exposed].sort()).toEqual(['In camera', 'Notes', 'Old', 'Salaries'])
  // The other way round nothing gets out.
  expect(changesOf(bytesOf(there), bytesOf(here)).exposed).toEqual([])
})

test('SY86 a passage that is confidential still, or gone, is not told', () => {
  const here = newWorkshop()
  const marked = boardFragment(here, boardOf(here, 'Notes'))?.get(0) as Y.XmlElement
  marked.setAttribute('confidential', true as never)
  const there = away(here)
  boardFragment(there, boardOf(there, 'Notes'))?.delete(0, 1)
  expect(changesOf(bytesOf(here), bytesOf(there)).exposed).toEqual([])
})

test('SY87 invites that a file takes back are told by their label, and only where a facilitator of this workshop signed it', () => {
  const { workshop, owner } = newWorkshopKey()
  const made = documentFromRecord({ ...record, workshop: { id: workshop, title: 'Harbour' } }, () => workshop)
  if (!made.ok) throw new Error('bad record')
  const here = copyOf(made.update)
  const [guests, press] = [invite(owner, 'participant'), invite(owner, 'viewer')]
  for (const [{ capability }, label] of [[guests, 'Guests'], [press, 'Press']] as const) recordInvite(here, 'test', { id: idOf(capability), role: 'viewer', label, issuedAt: 1, expiresAt: 2 })
  const there = away(here)
  recordRevocation(there, 'test', idOf(guests.capability), toBase64Url(revocationOf(owner, guests)))
  recordRevocation(there, 'test', idOf(press.capability), toBase64Url(revocationOf(guests, press)))
  expect(changesOf(bytesOf(here), bytesOf(there)).takenBack).toEqual(['Guests'])
  expect(changesOf(bytesOf(there), bytesOf(here)).takenBack).toEqual([])
})

function idOf(capability: Capability): string {
  return toBase64Url(holderOf(capability))
}
