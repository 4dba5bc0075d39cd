/** Checks a record completely before anything is made of it. */
import type { Node as ProseMirrorNode } from 'prosemirror-model'
import { newId, type BoardId, type WorkshopId } from '../../model/ids.ts'
import { outcomeKinds, type BoardAnnex, type BoardGroup } from '../../model/workshop.ts'
import { numberOutcomes, type OutcomeClaim } from '../../outcomes/numbering.ts'
import { recordContent, type OutcomeSeen } from './record-content.ts'
import type { RecordProblem, RecordProblemKind } from './record-problem.ts'
import { recordFormat, recordSchema, recordVersion, type WorkshopRecord } from './record-schema.ts'
import { schemaProblem } from './schema-problems.ts'

/** Deeper JSON than this is refused before anything walks it recursively. */
const maxJsonDepth = 100

/** Whether `input` is a record that this build reads. */
export function parseRecord(input: unknown): { ok: true; record: WorkshopRecord } | { ok: false; problems: RecordProblem[] } {
  const refuse = (path: string, kind: RecordProblemKind, value = '') => ({ ok: false as const, problems: [{ path, kind, value }] })
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return refuse('', 'no-object')
  if (isDeeperThan(input, maxJsonDepth)) return refuse('', 'too-deep', String(maxJsonDepth))
  const { format, version } = input as Readonly<Record<string, unknown>>
  if (format !== recordFormat) return refuse('format', 'other-format', recordFormat)
  if (typeof version === 'number' && version > recordVersion) return refuse('version', 'newer-version', String(version))
  const result = recordSchema.safeParse(input)
  if (result.success) return { ok: true, record: result.data }
  return { ok: false, problems: result.error.issues.map((issue) => schemaProblem(issue, input)) }
}

type RecordItem = WorkshopRecord['programme'][number]
type RecordBoard = WorkshopRecord['boards'][number]

export type Identified<T extends { readonly id?: string | undefined }> = { readonly id: string; readonly fields: Omit<T, 'id'> }
export type PreparedBoard = { readonly id: BoardId; readonly title: string; readonly group: BoardGroup | undefined; readonly annex: BoardAnnex | undefined; readonly content: ProseMirrorNode | null }

/** What a record becomes before anything is written, so that a refused one leaves no trace. */
export type PreparedRecord = {
  readonly workshop: WorkshopId
  readonly people: readonly Identified<WorkshopRecord['people'][number]>[]
  readonly organisations: readonly Identified<WorkshopRecord['organisations'][number]>[]
  readonly matters: readonly Identified<WorkshopRecord['matters'][number]>[]
  readonly items: readonly (Identified<Omit<RecordItem, 'boards'>> & { readonly boards: readonly PreparedBoard[] })[]
  readonly looseBoards: readonly PreparedBoard[]
  readonly linking: ReadonlyMap<string, ProseMirrorNode | null>
  readonly summaries: ReadonlyMap<string, ProseMirrorNode | null>
  readonly claims: readonly OutcomeClaim[]
}

/** Checks what a schema cannot say (references, ids, rich text) and makes the missing ids. Adds to `problems`. */
export function prepareRecord(record: WorkshopRecord, problems: RecordProblem[], makeId: () => WorkshopId): PreparedRecord {
  const outcomes: OutcomeSeen[] = []
  const boardIds = new Set<string>()
  const takeBoards = (boards: readonly RecordBoard[], path: string): PreparedBoard[] =>
    identify(boards, boardIds, path, problems).map(({ id, fields }, index) => ({
      id: id as BoardId,
      title: fields.title,
      group: fields.group,
      annex: fields.annex,
      content: recordContent(fields.content, `${path}[${index}].content`, problems, outcomes),
    }))
  const people = identify(record.people, new Set(), 'people', problems)
  const known = new Set(people.map(({ id }) => id))
  const items = identify(record.programme, new Set(), 'programme', problems).map(({ id, fields: { boards, ...fields } }, index) => {
    fields.speakers.forEach((speaker, at) => {
      if (known.has(speaker)) return
      problems.push({ path: `programme[${index}].speakers[${at}]`, kind: 'unknown-person', value: speaker })
    })
    const taken = boards ? takeBoards(boards, `programme[${index}].boards`) : [{ id: newId<BoardId>(), title: '', group: undefined, annex: undefined, content: null }]
    return { id, fields, boards: taken }
  })
  const looseBoards = takeBoards(record.boards, 'boards')
  const linking = new Map(Object.entries(record.minutes.linking).map(([part, nodes]) =>
    [part, recordContent(nodes, `minutes.linking.${part}`, problems, outcomes)]))
  const summaries = new Map(Object.entries(record.minutes.summaries).map(([part, { content }]) =>
    [part, recordContent(content, `minutes.summaries.${part}.content`, problems, outcomes)]))
  record.minutes.hidden.forEach(({ board }, index) => {
    if (!boardIds.has(board)) problems.push({ path: `minutes.hidden[${index}].board`, kind: 'unknown-board', value: board })
  })
  return {
    workshop: (record.workshop.id as WorkshopId | undefined) ?? makeId(),
    people,
    organisations: identify(record.organisations, new Set(), 'organisations', problems),
    matters: identify(record.matters, new Set(), 'matters', problems),
    items,
    looseBoards,
    linking,
    summaries,
    claims: claimsOf(record.outcomeNumbers, outcomes, problems),
  }
}

/** The entries with the ids that they bring along, or new ones. An id that stands twice is a problem. */
function identify<T extends { readonly id?: string | undefined }>(
  entries: readonly T[], seen: Set<string>, path: string, problems: RecordProblem[],
): Identified<T>[] {
  return entries.map(({ id, ...fields }, index) => {
    if (id === undefined) return { id: newId(), fields }
    if (seen.has(id)) problems.push({ path: `${path}[${index}].id`, kind: 'id-twice', value: id })
    seen.add(id)
    return { id, fields }
  })
}

/** The numbers that the record gives, then new ones for all other outcomes, in the order in which they stand. */
function claimsOf(given: WorkshopRecord['outcomeNumbers'], outcomes: readonly OutcomeSeen[], problems: RecordProblem[]): OutcomeClaim[] {
  const ids = new Set<string>()
  for (const { id, path } of outcomes) {
    if (ids.has(id)) problems.push({ path, kind: 'id-twice', value: id })
    ids.add(id)
  }
  const taken = new Set<string>()
  given.forEach(({ kind, number }, index) => {
    const key = `${kind} ${number}`
    if (taken.has(key)) problems.push({ path: `outcomeNumbers[${index}]`, kind: 'number-twice', value: key })
    taken.add(key)
  })
  const claims: OutcomeClaim[] = [...given]
  const numbers = numberOutcomes(given)
  const next = new Map(outcomeKinds.map((kind) => [kind, numbers.next(kind)]))
  for (const { id, kind } of outcomes) {
    if (numbers.numberOf(kind, id) !== null) continue
    const number = next.get(kind) ?? 1
    next.set(kind, number + 1)
    claims.push({ kind, number, outcome: id })
  }
  return claims
}

/** Whether JSON is nested deeper than `max`, without recursion. */
function isDeeperThan(value: unknown, max: number): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > max) return true
    level = level.flatMap((entry) => (typeof entry === 'object' && entry !== null ? Object.values(entry) : []))
  }
  return false
}
