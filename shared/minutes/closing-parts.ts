/** What follows the body: project ideas, announcements, the close of the meeting, registers and annexes. */
import { attendanceSaid, formatStay } from '../document/attendance.ts'
import { outcomeKinds, type Outcome, type OutcomeKind } from '../model/workshop.ts'
import { outcomeKindSpecs } from '../outcomes/kinds.ts'
import { resultLine } from '../outcomes/vote-result.ts'
import { heldOrder } from './body-parts.ts'
import type { MinutesContext } from './context.ts'
import { timeRange } from './cover.ts'
import { textDirection } from './direction.ts'
import type { Block, PartId } from './minutes.ts'
import { present, type PartSource } from './part-source.ts'
import { printable } from './printable.ts'
import { factsOf, simpleTable } from './text-blocks.ts'

/** Announcements and documents have their table in a part of their own; every other kind has a register. */
const registerKinds = outcomeKinds.filter((kind) => kind !== 'announcement' && kind !== 'document')

export function closingParts({ labels }: MinutesContext): readonly PartSource[] {
  return [
    { id: 'ideas', title: labels.ideas, numbering: 'none', isCited: true, build: ideas },
    {
      id: 'announcements',
      title: labels.announcements,
      numbering: 'none',
      isCited: true,
      build: (context) => present(register(context, 'announcement', 'announcements')),
    },
    { id: 'floor', title: labels.floor.title, numbering: 'none', isCited: true, build: floor },
    { id: 'closing', title: labels.closing.title, numbering: 'none', isCited: true, build: closing },
    ...registerKinds.map((kind): PartSource => {
      const id = `register:${kind}`
      return { id, title: labels.register[kind], numbering: 'none', isCited: false, build: (context) => present(register(context, kind, id)) }
    }),
    { id: 'annex:attendance', title: labels.annexes.attendance, numbering: 'annex', isCited: false, build: attendanceList },
    { id: 'annex:programme', title: labels.annexes.programme, numbering: 'annex', isCited: false, build: programme },
    {
      id: 'annex:documents',
      title: labels.annexes.documents,
      numbering: 'annex',
      isCited: false,
      build: (context) => present(register(context, 'document', 'annex:documents')),
    },
    { id: 'annex:organisations', title: labels.annexes.organisations, numbering: 'annex', isCited: false, build: organisations },
  ]
}

/** One block per proposal made while projects were pitched. */
function ideas(context: MinutesContext): readonly Block[] {
  const { workshop, labels } = context
  return workshop.outcomes
    .filter((outcome) => outcome.kind === 'proposal' && context.itemOf(outcome.board)?.kind === 'pitch')
    .map((outcome) => ({
      kind: 'facts',
      title: outcome.label,
      facts: [
        { term: labels.outcome.proposal, blocks: [words(context, outcome, 'ideas')] },
        ...factsOf(outcomeKindSpecs.proposal.fields.map(({ name }) => [labels.field[name] ?? name, context.fieldValue(outcome.fields, 'proposal', name)])),
      ],
    }))
}

function closing({ workshop, labels }: MinutesContext): readonly Block[] {
  const facts = factsOf([
    [labels.closing.closedAt, workshop.details.endTime],
    [labels.glance.nextMeeting, workshop.details.nextMeeting],
  ])
  return facts.length === 0 ? [] : [{ kind: 'facts', title: '', facts }]
}

/** All outcomes of a kind: number, words, fields, where it was captured. */
function register(context: MinutesContext, kind: OutcomeKind, part: PartId): Block | null {
  const { workshop, labels } = context
  const { fields } = outcomeKindSpecs[kind]
  return simpleTable(
    '',
    [
      labels.columns.number,
      labels.outcome[kind],
      ...fields.map(({ name }) => (labels.field[name] ?? name)),
      labels.columns.section,
    ],
    workshop.outcomes
      .filter((outcome) => outcome.kind === kind)
      .map((outcome) => [
        outcome.label,
        [words(context, outcome, part)],
        ...fields.map(({ name }) => context.fieldValue(outcome.fields, kind, name)),
        context.sectionTitle(outcome.board),
      ]),
  )
}

function words(context: MinutesContext, outcome: Outcome, part: PartId): Block {
  const { inlines } = context.outcomeEntry(outcome, part)
  return { kind: 'paragraph', style: 'body', number: null, inlines, direction: textDirection(outcome.text) }
}

/** What the room asked and voted that stands on no board, and who came unlisted: nothing gets lost on the way to the minutes. */
function floor({ workshop, labels }: MinutesContext): readonly Block[] {
  const captured = new Set<string>(workshop.outcomes.map(({ id }) => id))
  const { questions, votes, checkIns } = workshop.floor
  const listed = new Set<string>(workshop.people.map(({ id }) => id))
  const words = labels.floor
  const open = questions.filter(({ id, state }) => !captured.has(id) && state !== 'answered')
  const isAnyRemark = open.some(({ kind }) => kind === 'remark')
  return present(
    simpleTable(
      words.questions,
      [words.question, words.kind, words.raisedBy, words.supporters, words.state],
      open.map(({ text, kind, author, supporters, state }) => [
        text,
        isAnyRemark ? words[kind] : '',
        [author.name, author.organisation].filter((part) => part.trim() !== '').join(', '),
        supporters.length === 0 ? '' : String(supporters.length),
        words.states[state],
      ]),
    ),
    simpleTable(
      words.votes,
      [words.vote, words.result],
      votes.filter(({ id }) => !captured.has(id)).map((vote) => [
        vote.question,
        `${resultLine(vote)}${vote.isOpen ? ` (${words.stillOpen})` : ''}`,
      ]),
    ),
    simpleTable(
      words.notListed,
      [labels.columns.name, labels.columns.organisation, labels.columns.attendance, labels.columns.stays],
      checkIns.filter(({ key }) => !listed.has(key)).map(({ name, organisation, state, stays }) => [
        name,
        organisation,
        labels.attendanceState[attendanceSaid(state)],
        stays.map(formatStay).join(', '),
      ]),
    ),
  )
}

function attendanceList({ workshop, labels }: MinutesContext): readonly Block[] {
  const { columns } = labels
  const stays = new Map<string, string>(workshop.floor.checkIns.map((checkIn) => [checkIn.key, checkIn.stays.map(formatStay).join(', ')]))
  return present(
    simpleTable(
      '',
      [
        columns.name,
        columns.functions,
        columns.organisation,
        labels.attendance.region,
        columns.capacity,
        columns.attendance,
        columns.stays,
      ],
      workshop.people.map((person) => [
        person.name,
        person.functions.join(', '),
        person.organisation,
        person.region,
        labels.capacity[person.capacity],
        labels.attendanceState[person.attendance],
        person.attendance === 'present' || person.attendance === 'remote' ? (stays.get(person.id) ?? '') : '',
      ]),
    ),
  )
}

function programme(context: MinutesContext): readonly Block[] {
  const { workshop, labels } = context
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
        timeRange(item.actualStart === '' ? item.plannedStart : item.actualStart, item.actualEnd === '' ? item.plannedEnd : item.actualEnd),
        `${item.title.trim() === '' ? labels.itemKind[item.kind] : item.title}${isAnyHeld && !item.held ? ` (${labels.section.notHeld})` : ''}`,
        [...item.speakers.map((person) => context.personName(person)), item.otherSpeakers].filter((name) => name.trim() !== '').join('; '),
      ]),
    ),
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
