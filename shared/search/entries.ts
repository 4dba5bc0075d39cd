/** What can be found of a workshop: one entry per board, outcome and person, and one for the workshop itself. Pure. */
import { plainText } from '../document/boards/board-content.ts'
import type { BoardId } from '../model/ids.ts'
import type { RichNode, Workshop } from '../model/workshop.ts'
import { outcomeKindSpecs } from '../outcomes/kinds.ts'
import { referredOutcome } from '../outcomes/references.ts'

export const searchKinds = ['workshop', 'board', 'outcome', 'person'] as const
export type SearchKind = (typeof searchKinds)[number]

export type SearchEntry = {
  readonly kind: SearchKind
  /** Id of the thing; unique within its kind and workshop. */
  readonly id: string
  /** The board that it stands on, or is; null for people and for the workshop. */
  readonly board: BoardId | null
  readonly title: string
  /** Everything else by which it is found. */
  readonly body: string
}

/** The parts of a workshop that are looked through. */
export type SearchedWorkshop = Pick<Workshop, 'id' | 'details' | 'items' | 'people' | 'organisations' | 'matters' | 'boards' | 'outcomes'>

/** All entries. The words of an outcome belong to its own entry, not to the board's: nobody wants to find them twice. */
export function searchEntries(workshop: SearchedWorkshop): readonly SearchEntry[] {
  const { id, details, people, boards, outcomes } = workshop
  const nameOf = new Map<string, string>(people.map((person) => [person.id, person.name]))
  return [
    { kind: 'workshop', id, board: null, title: details.title, body: workshopWords(workshop) },
    ...boards.map((board): SearchEntry => ({ kind: 'board', id: board.id, board: board.id, title: board.title, body: lines([board.group?.question, contentWords(board.content)]) })),
    ...outcomes.map((outcome): SearchEntry => ({
      kind: 'outcome',
      id: outcome.id,
      board: outcome.board,
      title: outcome.label,
      body: lines([
        outcome.text,
        ...outcomeKindSpecs[outcome.kind].fields
          .filter(({ type }) => type === 'text' || type === 'person' || type === 'decision')
          .map(({ name }) => outcome.fields[name] ?? '')
          .map((value) => nameOf.get(value) ?? (referredOutcome(value) === null ? value : '')),
      ]),
    })),
    ...people.map((person): SearchEntry => ({
      kind: 'person', id: person.id, board: null, title: person.name, body: lines([...person.functions, person.organisation, person.region]),
    })),
  ]
}

function workshopWords({ details, items, organisations, matters, boards }: SearchedWorkshop): string {
  const boardTitles = new Set(boards.map((board) => board.title))
  return lines([
    details.body, ...details.bodyAliases, details.organisation, details.commission, details.session, details.place, details.venue, details.host,
    details.focus, details.purpose, details.previousMeeting, details.nextMeeting, details.attendanceNote, ...details.regions, details.otherParticipants,
    details.seriesNumber, details.reference, details.organisers, details.funding, details.welcome, details.quorum, details.agendaAdoption,
    details.previousMinutes, details.interests, ...details.abbreviations,
    ...matters.flatMap(({ label, what, owner, note }) => [label, what, owner, note]),
    ...organisations.flatMap(({ name, role }) => [name, role]),
    ...items.flatMap(({ title, otherSpeakers }) => [boardTitles.has(title) ? '' : title, otherSpeakers]),
  ])
}

function contentWords(content: readonly RichNode[]): string {
  return lines(content.map(blockWords))
}

function blockWords(node: RichNode): string {
  if (node.type === 'outcome') return ''
  if (node.type === 'image') return lines([node.attrs?.['caption'], node.attrs?.['alt'], node.attrs?.['transcription']])
  const children = node.content ?? []
  const isText = children.every((child) => child.type === 'text' || child.type === 'hardBreak')
  return isText ? plainText([node]) : contentWords(children)
}

function lines(texts: readonly unknown[]): string {
  return texts.filter((text) => typeof text === 'string' && text !== '').join('\n')
}
