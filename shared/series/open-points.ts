/**
 * What an earlier meeting left open: its actions, questions and parked points, what it had taken over itself from the meetings before, and what
 * the room asked and nobody answered.
 * Whatever stays in the house there is marked as confidential here: taking over is no way out.
 */
import type { MatterFields } from '../document/commands/matters-commands.ts'
import { textDigest } from '../document/boards/content-digest.ts'
import type { WorkshopId } from '../model/ids.ts'
import type { FloorQuestion, Responses } from '../model/responses.ts'
import type { BoardHeading, Matter, Outcome, Person, ProgrammeItem, WorkshopDetails } from '../model/workshop.ts'
import { confidentialBoards } from '../document/boards/confidential-boards.ts'
import { publicOutcomes } from '../minutes/publish.ts'

/** `earlier`: taken over, or typed, from a meeting before that one. `asked`: by the room, and on no board. */
export const pointKinds = ['earlier', 'action', 'question', 'parked', 'asked'] as const
export type PointKind = (typeof pointKinds)[number]

/** Something that is still open, as it will stand among the matters arising of a later meeting. */
export type OpenPoint = {
  readonly kind: PointKind
  readonly fields: MatterFields & { readonly takenFrom: string }
}

/** What a later meeting takes from an earlier one. */
export type EarlierMeeting = {
  readonly id: WorkshopId
  readonly details: WorkshopDetails
  readonly people: readonly Person[]
  /** By kind, and as they stand there. */
  readonly open: readonly OpenPoint[]
}

/** The parts of a workshop that say what is open. */
export type MeetingRead = {
  readonly id: WorkshopId
  readonly details: WorkshopDetails
  readonly items: readonly ProgrammeItem[]
  readonly matters: readonly Matter[]
  readonly boards: readonly BoardHeading[]
  readonly outcomes: readonly Outcome[]
  readonly floor: Pick<Responses, 'questions'>
}

/**
 * Names a point of a workshop to whoever takes it over, for good. A digest and not the ids: for a workshop without a key the id is all that
 * lets somebody in, and those who read the later meeting are not always those of the earlier one.
 */
export function pointDigest(workshop: WorkshopId, point: string): string {
  return textDigest(`${workshop}/${point}`)
}

/** What is open in a workshop, in the order of `pointKinds`. */
export function openPoints({ id, details, items, matters, boards, outcomes, floor }: MeetingRead): readonly OpenPoint[] {
  const hiddenBoards = confidentialBoards({ items, boards })
  const shown = new Set(publicOutcomes(outcomes, hiddenBoards))
  // A board that was deleted says no more whether it was confidential.
  const openBoards = new Set(boards.filter((board) => !hiddenBoards.has(board.id)).map((board) => board.id))
  const series = details.seriesNumber.trim()
  const earlier = matters.filter(({ status }) => status === 'open').map(({ id: matter, ...fields }): OpenPoint => ({
    kind: 'earlier', fields: { ...fields, takenFrom: fields.takenFrom ?? pointDigest(id, matter) },
  }))
  const own = (['action', 'question', 'parked'] as const).flatMap((kind) => outcomes.filter((outcome) => outcome.kind === kind && isOpen(outcome)).map((outcome): OpenPoint => ({
    kind,
    fields: {
      label: series === '' ? outcome.label : `${series}/${outcome.label}`,
      what: outcome.text,
      owner: outcome.fields['owner'] ?? '',
      due: outcome.fields['due'] ?? '',
      status: 'open',
      note: outcome.fields[kind === 'action' ? 'note' : 'carriedTo'] ?? '',
      confidential: !shown.has(outcome),
      takenFrom: pointDigest(id, outcome.id),
    },
  })))
  const written = new Set<string>(outcomes.map((outcome) => outcome.id))
  const asked = floor.questions.filter((question) => isUnanswered(question) && !written.has(question.id)).map((question): OpenPoint => ({
    kind: 'asked',
    fields: {
      label: '', what: question.text, owner: '', due: '', status: 'open', note: '',
      confidential: question.board !== null && !openBoards.has(question.board), takenFrom: pointDigest(id, question.id),
    },
  }))
  return [...earlier, ...own, ...asked].filter(({ fields: { what, owner, due, note } }) => [what, owner, due, note].some((text) => text.trim() !== ''))
}

/** A remark asks for nothing, unless somebody parked it. */
function isUnanswered({ kind, state }: FloorQuestion): boolean {
  return state === 'parked' || (state === 'new' && kind === 'question')
}

/** An action about which nobody said anything is open; a question is until it is answered. */
function isOpen({ kind, fields }: Outcome): boolean {
  if (kind === 'action') return fields['status'] !== 'done' && fields['status'] !== 'dropped'
  return (fields['answer'] ?? '').trim() === ''
}
