/** The body of the minutes: one section per programme item in the order held, then the boards that belong to no item. */
import type { Board, ProgrammeItem } from '../model/workshop.ts'
import { partLevel, type MinutesContext } from './context.ts'
import { timeRange } from './cover.ts'
import type { Block, PartId } from './minutes.ts'
import type { PartSource } from './part-source.ts'
import { isAnythingPrinted } from './rich-text.ts'
import { partOfBoard } from './shorten.ts'
import { factsOf, headingOf, metaLine, paragraph } from './text-blocks.ts'

export function bodyParts({ workshop, labels }: MinutesContext): readonly PartSource[] {
  const items = new Set<string>(workshop.items.map((item) => item.id))
  const printed = workshop.boards.filter(({ annex }) => annex === undefined)
  const loose = printed.filter((board) => board.item === null || !items.has(board.item))
  return [
    ...heldOrder(workshop.items).map((item): PartSource => {
      const id = `item:${item.id}`
      const boards = printed.filter((board) => board.item === item.id)
      const title = item.title.trim() === '' ? labels.itemKind[item.kind] : item.title
      return { id, title, numbering: 'section', isCited: true, build: (context) => itemBlocks(context, id, item, boards) }
    }),
    ...loose.map((board): PartSource => {
      const id = `board:${board.id}`
      return {
        id,
        title: board.title.trim() === '' ? labels.untitled : board.title,
        numbering: 'section',
        isCited: true,
        build: (context) => [...groupFacts(context, board), ...context.board(board, id)],
      }
    }),
  ]
}

/**
 * Items as the meeting took them. The programme's order is what the facilitator keeps right; the clock overrules it only when
 * every item that was held has its actual start, as half a set of times cannot say where the others belong, and only where something was planned by
 * the clock: without that, nobody can tell an item that was taken up earlier from one of the next morning.
 */
export function heldOrder(items: readonly ProgrammeItem[]): readonly ProgrammeItem[] {
  const held = items.filter((item) => item.held)
  if (held.length === 0 || !held.every((item) => clock.test(item.actualStart)) || !items.some((item) => clock.test(item.plannedStart))) return items
  const began = startsOf(items)
  const byClock = [...held].sort((a, b) => (began.get(a.id) ?? 0) - (began.get(b.id) ?? 0))
  let next = 0
  return items.map((item) => (item.held ? (byClock[next++] ?? item) : item))
}

const minutesADay = 24 * 60

/**
 * When each item that was held began, in minutes since the first midnight. No time says its day: where the planned times go back, the next day has
 * begun, and what was planned for shortly before midnight and began after it began on the day after. What nobody planned belongs to the day before it,
 * unless it began as early as that day did.
 */
function startsOf(items: readonly ProgrammeItem[]): ReadonlyMap<string, number> {
  let midnight = 0
  let before = 0
  let dayBegan = Infinity
  return new Map(items.map(({ id, plannedStart, actualStart, held }) => {
    const planned = minutesOfDay(plannedStart)
    const began = minutesOfDay(actualStart) ?? 0
    if (planned === null ? held && began <= dayBegan && dayBegan !== Infinity : planned < before) {
      midnight += minutesADay
      before = 0
      dayBegan = Infinity
    }
    before = planned ?? before
    const daysApart = planned === null ? 0 : Math.round((planned - began) / minutesADay)
    if (held && daysApart === 0) dayBegan = Math.min(dayBegan, began)
    return [id, midnight + began + daysApart * minutesADay] as const
  }))
}

const clock = /^([01]?\d|2[0-3]):([0-5]\d)$/

/** Null for what is no time of a clock. */
function minutesOfDay(time: string): number | null {
  const [, hours, minutes] = clock.exec(time) ?? []
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes)
}

function itemBlocks(context: MinutesContext, part: PartId, item: ProgrammeItem, boards: readonly Board[]): readonly Block[] {
  const body = boards.flatMap((board): readonly Block[] => {
    const hasOwnTitle = board.title.trim() !== '' && board.title !== item.title
    const blocks = context.board(board, part, hasOwnTitle ? partLevel + 1 : partLevel)
    const told = [...groupFacts(context, board), ...blocks]
    if (!hasOwnTitle || told.length === 0) return told
    return [headingOf(board.title, partLevel + 1), ...told]
  })
  const { workshop } = context
  const isInAnnexes = ({ id, annex, content }: Board): boolean => annex !== undefined && isAnythingPrinted(content) && !workshop.minutes.excluded.includes(partOfBoard(workshop, id))
  const wasHeld = item.held || !workshop.items.some((other) => other.held)
  const annexed = workshop.boards.filter((board) => board.item === item.id && isInAnnexes(board))
  if (body.length === 0 && annexed.length === 0 && (!wasHeld || item.kind === 'break')) return []
  const { whole } = context.options
  const { colon, semicolon } = context.labels.punctuation
  const isUndecided = whole.isFormal && whole.undecided.has(item.id)
  const about = [item.confidential ? context.labels.field['confidential'] ?? '' : '', times(context, item), speakers(context, item)]
  return [
    ...about.filter((line) => line !== '').map((line) => metaLine(line)),
    ...body,
    ...(isUndecided ? [paragraph(context.labels.noDecision)] : []),
    ...(annexed.length === 0 ? [] : [metaLine(`${context.labels.section.inAnnexes}${colon}${annexed.map(({ title }) => (title.trim() === '' ? context.labels.untitled : title)).join(semicolon)}`)]),
  ]
}

/** Question, method, who led and noted, how many: what a breakout group says before its results. */
export function groupFacts({ labels, attributor }: MinutesContext, { group }: Board): readonly Block[] {
  if (group === undefined) return []
  const { question, method, facilitator, rapporteur, participantCount } = group
  const facts = factsOf([
    [labels.floor.question, question],
    [labels.section.groupMethod, method],
    [labels.cover.facilitator(1), attributor.name(facilitator)],
    [labels.cover.rapporteur(1), attributor.name(rapporteur)],
    [labels.attendance.title, participantCount === null ? '' : labels.attendance.counts.present(participantCount)],
  ])
  return facts.length === 0 ? [] : [{ kind: 'facts', title: '', facts }]
}

/** "09:35–10:20 (planned 09:30–10:00)". */
function times({ labels }: MinutesContext, item: ProgrammeItem): string {
  const actual = timeRange(item.actualStart, item.actualEnd)
  const planned = timeRange(item.plannedStart, item.plannedEnd)
  if (actual === '' || planned === '' || actual === planned) return actual === '' ? planned : actual
  return `${actual} (${labels.section.planned} ${planned})`
}

/** Who spoke, with their functions. */
function speakers(context: MinutesContext, item: ProgrammeItem): string {
  return context.attributor.speakers(item.speakers, item.otherSpeakers, true)
}
