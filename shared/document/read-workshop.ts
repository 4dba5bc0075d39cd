/**
 * The shared document as plain, readonly data. Pure and tolerant: entries and fields that are not what they should be (a newer
 * version, a hostile peer, a half-arrived update) become defaults or are left out; nothing here throws or writes.
 *
 * The parts are exported one by one, so that a view reads again only what changed.
 */
import * as Y from 'yjs'
import type { BlobInfo, Board, BoardGroup, BoardHeading, Matter, MinutesLayout, Organisation, Person, PlacedLoss, ProgrammeItem, RichNode, Workshop } from '../model/workshop.ts'
import { attendances, capacities, duties, itemKinds, matterStatuses, organisationTypes, photoConsents } from '../model/workshop.ts'
import { noResponses } from '../model/responses.ts'
import { isBlobId, type BoardId, type ItemId, type MatterId, type OrganisationId, type PersonId, type WorkshopId } from '../model/ids.ts'
import { readOutcomeNumbers } from '../outcomes/numbering.ts'
import { withAnswers } from './attendance.ts'
import { readAnnex } from './boards/board-annex.ts'
import { readContent, type LossListener } from './boards/board-content.ts'
import { digestForm } from './boards/content-digest.ts'
import { entryOf, readEntries } from './entries.ts'
import { choiceField, flagField, integerField, listField, textField } from './fields.ts'
import { compareRanked } from './ranks.ts'
import { readDetails } from './read-details.ts'
import { readOutcomes } from './read-outcomes.ts'
import { readResponses } from './responses/read-responses.ts'
import { responsesRootsOf } from './responses/responses-roots.ts'
import { linkingFragment, partsWithLinking, partsWithSummary, rootsOf, summaryFragment, type EntryMap } from './roots.ts'
import { elementKey, noSeconds, outcomeElements, secondIds, type OutcomeElement, type SecondIds } from './boards/second-outcomes.ts'
import { readTranslations } from './translations.ts'
import { hidesPassages, readHidden, readSummaries } from './boards/shortening.ts'

/**
 * Reads something, or gives what was read under this name the last time where none of `sources` has changed since: shared types with
 * everything inside them, and plain data by identity.
 */
export type Keep = <T>(name: string, sources: readonly unknown[], read: () => T) => T

const readAfresh: Keep = (_name, _sources, read) => read()

/**
 * The whole workshop: its notes, and what the room answered where the second document is given. Check-ins fill in the attendance
 * of people about whom the rapporteur noted nothing. `keep` remembers, for whoever reads again and again (`KeptReads`).
 */
export function readWorkshop(doc: Y.Doc, responses: Y.Doc | null = null, keep: Keep = readAfresh): Workshop {
  const roots = rootsOf(doc)
  const listed = keep('people', [roots.people], () => readPeople(doc))
  const floor = responses ? keep('floor', [...Object.values(responsesRootsOf(responses)), listed], () => readResponses(responses, listed)) : noResponses
  const headings = readHeadings(doc, keep)
  const seconds = readSeconds(doc, keep)
  const read = headings.map((heading) => keep(`board ${heading.id}`, [heading, boardFragment(doc, heading.id), seconds], () => readBoard(doc, heading, seconds)))
  const boards = keep('boards', read, () => read.map(({ board }) => board))
  const numbers = keep('numbers', [roots.versions, roots.outcomeNumbers], () => readOutcomeNumbers(doc))
  const layout = keep('layout', layoutSources(doc), () => readLayout(doc))
  return {
    id: readWorkshopId(doc),
    schemaVersion: readSchemaVersion(doc),
    details: keep('details', [roots.meta], () => readDetails(doc)),
    items: keep('items', [roots.programme], () => readItems(doc)),
    people: keep('attendance', [listed, floor], () => withAnswers(listed, floor)),
    organisations: keep('organisations', [roots.organisations], () => readOrganisations(doc)),
    matters: keep('matters', [roots.matters], () => readMatters(doc)),
    boards,
    outcomes: keep('outcomes', [boards, numbers], () => readOutcomes(boards, numbers)),
    blobs: keep('blobs', [roots.blobs], () => readBlobs(doc)),
    minutes: layout.minutes,
    translations: keep('translations', [roots.translations, seconds], () => readTranslations(doc, seconds)),
    losses: keep('losses', [...read, layout], () => [...read.flatMap(({ losses }) => losses), ...layout.losses]),
    floor,
  }
}

type ReadBoard = { readonly board: Board; readonly losses: readonly PlacedLoss[] }

function readBoard(doc: Y.Doc, heading: BoardHeading, seconds: SecondIds): ReadBoard {
  const losses = new Losses()
  return { board: { ...heading, content: readBoardContent(doc, heading.id, seconds, losses.at('board', heading.id)) }, losses: losses.all }
}

function readPlaces(doc: Y.Doc, board: BoardId): OutcomeElement[] {
  const fragment = boardFragment(doc, board)
  return fragment ? outcomeElements(fragment).map(({ id, client, clock }) => ({ id, client, clock })) : []
}

function readLayout(doc: Y.Doc): { readonly minutes: MinutesLayout; readonly losses: readonly PlacedLoss[] } {
  const losses = new Losses()
  return { minutes: readMinutesLayout(doc, (part) => losses.at('linking', part)), losses: losses.all }
}

/** What `readMinutesLayout` reads; the boards only where a passage of one is hidden. */
function layoutSources(doc: Y.Doc): readonly unknown[] {
  const { minutesParts, boards, programme } = rootsOf(doc)
  const written = [...partsWithLinking(doc).map((part) => linkingFragment(doc, part)), ...partsWithSummary(doc).map((part) => summaryFragment(doc, part))]
  return [minutesParts, ...written, ...(hidesPassages(doc) ? [boards, programme] : [])]
}

/** A hostile document could hold millions. */
const maxLossesPerPlace = 100

/** Gathers what reading leaves out, each once per place. */
class Losses {
  readonly #places: Map<string, PlacedLoss>[] = []

  at(place: PlacedLoss['place'], id: string): LossListener {
    const found = new Map<string, PlacedLoss>()
    this.#places.push(found)
    return ({ kind, name }) => {
      if (found.size < maxLossesPerPlace) found.set(`${kind} ${name}`, { kind, name, place, id })
    }
  }

  get all(): readonly PlacedLoss[] {
    return this.#places.flatMap((found) => [...found.values()])
  }
}

/** '' in a document that has not arrived yet. */
export function readWorkshopId(doc: Y.Doc): WorkshopId {
  return textField(rootsOf(doc).meta, 'id') as WorkshopId
}

/** 0 in a document that has not arrived yet. */
export function readSchemaVersion(doc: Y.Doc): number {
  return integerField(rootsOf(doc).meta, 'schemaVersion', 0, Number.MAX_SAFE_INTEGER) ?? 0
}

/** Items in programme order. A speaker stands in a list once, however many people added them at the same time. */
export function readItems(doc: Y.Doc): ProgrammeItem[] {
  return readEntries(rootsOf(doc).programme).map(({ id, entry }) => ({
    id: id as ItemId,
    kind: choiceField(entry, 'kind', itemKinds, 'presentation'),
    title: textField(entry, 'title'),
    speakers: [...new Set(listField(entry, 'speakers'))] as PersonId[],
    otherSpeakers: textField(entry, 'otherSpeakers'),
    plannedStart: textField(entry, 'plannedStart'),
    plannedEnd: textField(entry, 'plannedEnd'),
    actualStart: textField(entry, 'actualStart'),
    actualEnd: textField(entry, 'actualEnd'),
    held: flagField(entry, 'held', true),
    confidential: flagField(entry, 'confidential', false),
  }))
}

export function readPeople(doc: Y.Doc): Person[] {
  return readEntries(rootsOf(doc).people).map(({ id, entry }) => {
    const held = new Set(listField(entry, 'duties'))
    return {
      id: id as PersonId,
      name: textField(entry, 'name'),
      organisation: textField(entry, 'organisation'),
      region: textField(entry, 'region'),
      capacity: choiceField(entry, 'capacity', capacities, 'member'),
      functions: listField(entry, 'functions'),
      duties: duties.filter((duty) => held.has(duty)),
      attendance: choiceField(entry, 'attendance', attendances, 'present'),
      orgType: choiceField(entry, 'orgType', organisationTypes, ''),
      country: textField(entry, 'country'),
      contact: textField(entry, 'contact'),
      representedBy: textField(entry, 'representedBy'),
      timeIn: textField(entry, 'timeIn'),
      timeOut: textField(entry, 'timeOut'),
      photoConsent: choiceField(entry, 'photoConsent', photoConsents, ''),
    }
  })
}

export function readOrganisations(doc: Y.Doc): Organisation[] {
  return readEntries(rootsOf(doc).organisations).map(({ id, entry }) => ({
    id: id as OrganisationId,
    name: textField(entry, 'name'),
    role: textField(entry, 'role'),
  }))
}

/** Matters arising, in order. */
export function readMatters(doc: Y.Doc): Matter[] {
  return readEntries(rootsOf(doc).matters).map(({ id, entry }) => ({
    id: id as MatterId,
    label: textField(entry, 'label'),
    what: textField(entry, 'what'),
    owner: textField(entry, 'owner'),
    due: textField(entry, 'due'),
    status: choiceField(entry, 'status', matterStatuses, 'open'),
    note: textField(entry, 'note'),
    confidential: flagField(entry, 'confidential', false),
    ...readTakenFrom(textField(entry, 'takenFrom')),
  }))
}

function readTakenFrom(digest: string): Pick<Matter, 'takenFrom'> {
  return digestForm.test(digest) ? { takenFrom: digest } : {}
}

/** Boards without their content: those of programme items in programme order, then those made by hand. */
export function readBoardList(doc: Y.Doc): BoardHeading[] {
  const roots = rootsOf(doc)
  const items = readItems(doc)
  const places = new Map<string, number>(items.map((item, index) => [item.id, index]))
  const ownerOf = (entry: EntryMap): string | null => {
    const item = textField(entry, 'item')
    // An item that never arrived must not hide what people wrote; a deleted one takes its board along until it is restored.
    return entryOf(roots.programme, item) ? item : null
  }
  return readEntries(roots.boards)
    .map(({ id, entry }) => ({ id, entry, owner: ownerOf(entry) }))
    .filter(({ owner }) => owner === null || places.has(owner))
    .map(({ id, entry, owner }) => ({ id, entry, owner, place: owner === null ? items.length : places.get(owner) ?? items.length }))
    .sort((a, b) => a.place - b.place)
    .map(({ id, entry, owner, place }) => ({
      id: id as BoardId,
      title: textField(entry, 'title') || (items[place]?.title ?? ''),
      item: owner as ItemId | null,
      ...readGroup(entry),
      ...readAnnex(entry),
    }))
}

function readGroup(entry: EntryMap): Pick<BoardHeading, 'group'> {
  const group: BoardGroup = {
    question: textField(entry, 'question'),
    method: textField(entry, 'method'),
    facilitator: textField(entry, 'facilitator'),
    rapporteur: textField(entry, 'rapporteur'),
    participantCount: integerField(entry, 'participantCount', 0, 100_000),
  }
  return Object.values(group).every((value) => value === '' || value === null) ? {} : { group }
}

function readHeadings(doc: Y.Doc, keep: Keep): readonly BoardHeading[] {
  const { boards, programme } = rootsOf(doc)
  return keep('headings', [boards, programme], () => readBoardList(doc))
}

/** The ids of outcomes that share theirs with an older one, on whatever board that is shown. It looks at all boards; with `keep`, at those that changed. */
export function readSeconds(doc: Y.Doc, keep: Keep = readAfresh): SecondIds {
  const places = readHeadings(doc, keep).map(({ id }) => keep(`places ${id}`, [boardFragment(doc, id)], () => readPlaces(doc, id)))
  return keep('seconds', places, () => secondIds(places.flat()))
}

/** The content of a board; an empty list for one that does not exist. `seconds`: of `readSeconds`; whoever shows a board reads it with `readShownBoard`. */
export function readBoardContent(doc: Y.Doc, board: BoardId, seconds = readSeconds(doc), onLoss?: LossListener): RichNode[] {
  const fragment = boardFragment(doc, board)
  if (!fragment) return []
  return readContent(fragment, onLoss, seconds === noSeconds ? undefined : ({ _item }) => (_item ? seconds[elementKey(_item.id)]?.own : undefined))
}

/** The shared text of a board, for an editor to bind to; null for a board that does not exist. */
export function boardFragment(doc: Y.Doc, board: BoardId): Y.XmlFragment | null {
  const content = entryOf(rootsOf(doc).boards, board)?.get('content')
  return content instanceof Y.XmlFragment ? content : null
}

/** Blobs in the order of their ids. */
export function readBlobs(doc: Y.Doc): BlobInfo[] {
  const found: BlobInfo[] = []
  for (const [id, value] of rootsOf(doc).blobs) {
    if (!isBlobId(id) || typeof value !== 'object' || value === null) continue
    const fields = new Map(Object.entries(value))
    found.push({
      id,
      mediaType: textField(fields, 'mediaType'),
      byteLength: integerField(fields, 'byteLength', 0, Number.MAX_SAFE_INTEGER) ?? 0,
      name: textField(fields, 'name'),
    })
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** `onLoss` gives the listener for what the rapporteur wrote for a part. */
export function readMinutesLayout(doc: Y.Doc, onLoss?: (part: string) => LossListener): MinutesLayout {
  const { minutesParts } = rootsOf(doc)
  const ranked: { id: string; rank: string }[] = []
  const excluded: string[] = []
  for (const [key, value] of minutesParts) {
    const at = key.indexOf(':')
    const part = key.slice(at + 1)
    if (key.startsWith('rank:') && typeof value === 'string') ranked.push({ id: part, rank: value })
    if (key.startsWith('excluded:') && value === true) excluded.push(part)
  }
  const linking = partsWithLinking(doc).sort()
    .map((part) => [part, readContent(linkingFragment(doc, part), onLoss?.(part))] as const)
    .filter(([, content]) => content.length > 0)
  return {
    order: ranked.sort(compareRanked).map(({ id }) => id),
    excluded: excluded.sort(),
    linking: Object.fromEntries(linking),
    summaries: readSummaries(doc, onLoss),
    hidden: readHidden(doc, () => readBoardList(doc).map(({ id }) => id), (board) => boardFragment(doc, board)),
  }
}
