/** The annexes: who came, the programme, documents, figures, material, votes, statements, abbreviations, organisations, how a version was made. */
import type { ProgrammeItem } from '../model/workshop.ts'
import { abbreviationsOf } from './abbreviations.ts'
import { annexedBoards } from './annexed-boards.ts'
import { attendanceList } from './attendance-list.ts'
import { heldOrder } from './body-parts.ts'
import type { MinutesContext } from './context.ts'
import { timeRange } from './cover.ts'
import type { Block } from './minutes.ts'
import { present, type PartSource } from './part-source.ts'
import { printable } from './printable.ts'
import { register } from './registers.ts'
import { statusLine } from './status.ts'
import { factsOf, simpleTable } from './text-blocks.ts'

/** Fewer figures are found without a list. */
const minListedFigures = 3

export function annexParts({ labels }: MinutesContext): readonly PartSource[] {
  const { annexes } = labels
  const annex = (name: string, title: string, build: PartSource['build'], isLate = false): PartSource =>
    ({ id: `annex:${name}`, title, numbering: 'annex', isCited: false, isLate, build })
  return [
    annex('attendance', annexes.attendance, attendanceList),
    annex('programme', annexes.programme, programme),
    annex('documents', annexes.documents, (context) => present(register(context, 'document', 'annex:documents'))),
    annex('figures', annexes.figures, figures, true),
    annex('material', annexes.material, (context) => annexedBoards(context, 'material')),
    annex('votes', annexes.votes, votes),
    annex('statements', annexes.statements, (context) => annexedBoards(context, 'statements')),
    annex('abbreviations', annexes.abbreviations, abbreviations),
    annex('organisations', annexes.organisations, organisations),
    annex('made', annexes.made, made),
  ]
}

function programme(context: MinutesContext): readonly Block[] {
  const { workshop, labels, attributor } = context
  const isAnyHeld = workshop.items.some((item) => item.held)
  return present(
    simpleTable(
      '',
      [
        labels.columns.time,
        labels.columns.item,
        labels.columns.name,
      ],
      heldOrder(workshop.items).map((item) => [
        timesHeld(item),
        `${item.title.trim() === '' ? labels.itemKind[item.kind] : item.title}${isAnyHeld && !item.held ? ` (${labels.section.notHeld})` : ''}`,
        attributor.speakers(item.speakers, item.otherSpeakers, false),
      ]),
    ),
  )
}

/** As far as somebody noted when an item was taken; as planned otherwise. Never half of each: an item that began late would end before. */
function timesHeld({ actualStart, actualEnd, plannedStart, plannedEnd }: ProgrammeItem): string {
  const actual = timeRange(actualStart, actualEnd)
  return actual === '' ? timeRange(plannedStart, plannedEnd) : actual
}

/** Every figure in the parts before, by number. */
function figures(context: MinutesContext): readonly Block[] {
  const { labels } = context
  if (context.figures.length < minListedFigures) return []
  return present(
    simpleTable(
      '',
      [labels.section.figure, labels.figure.sheet, labels.columns.caption, labels.columns.description],
      context.figures.map(({ number, sheet, caption, alt }) => [String(number), sheet, caption, alt === caption ? '' : alt]),
    ),
  )
}

/** Votes of the room option by option, and what those said who disagreed. */
function votes({ workshop, labels }: MinutesContext): readonly Block[] {
  const { columns } = labels
  const dissent = factsOf(workshop.outcomes.map(({ label, fields }) => [label, fields['dissent'] ?? '']))
  return present(
    simpleTable(
      '',
      [labels.floor.vote, columns.option, columns.ballots, columns.hands, columns.total],
      workshop.floor.votes.flatMap(({ question, options }) =>
        options.map(({ label, ballots, hands, total }, index) => [
          index === 0 ? question : '', label, String(ballots), hands === null ? '' : String(hands), String(total),
        ]),
      ),
    ),
    dissent.length === 0 ? null : { kind: 'facts', title: labels.field['dissent'] ?? '', facts: dissent },
  )
}

function abbreviations({ workshop, labels }: MinutesContext): readonly Block[] {
  return present(
    simpleTable('', [labels.columns.abbreviation, labels.columns.meaning], abbreviationsOf(workshop).map(({ short, long }) => [short, long])),
  )
}

function organisations({ workshop, labels }: MinutesContext): readonly Block[] {
  return present(
    simpleTable(
      '',
      [
        labels.columns.organisation,
        labels.columns.role,
      ],
      workshop.organisations.map((organisation) => [printable(organisation.name), organisation.role]),
    ),
  )
}

/** Of a frozen version only: what follows the boards is not made yet. */
function made({ workshop, labels, language, options }: MinutesContext): readonly Block[] {
  const { status } = options
  if (status.version === null) return []
  const facts = factsOf([
    [labels.made.status, statusLine(status, labels, language)],
    [labels.made.workshop, workshop.id],
    [labels.made.boards, String(workshop.boards.length)],
    [labels.made.outcomes, String(workshop.outcomes.length)],
    [labels.made.images, String(workshop.blobs.length)],
  ])
  return [{ kind: 'facts', title: '', facts }]
}
