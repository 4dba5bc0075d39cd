/** What follows the sections: project ideas, announcements, what the room said, other business, and the close of the meeting. */
import { attendanceSaid, formatStay } from '../document/attendance.ts'
import { outcomeKindSpecs } from '../outcomes/kinds.ts'
import { resultLine } from '../outcomes/vote-result.ts'
import type { MinutesContext } from './context.ts'
import type { Block } from './minutes.ts'
import { present, type PartSource } from './part-source.ts'
import { outcomeWords, register } from './registers.ts'
import { factsOf, paragraph, simpleTable } from './text-blocks.ts'

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
    // Named like the register that it once was, so that the rapporteur's order and exclusions still find it.
    { id: 'register:parked', title: labels.otherBusiness, numbering: 'none', isCited: true, build: otherBusiness },
    { id: 'closing', title: labels.closing.title, numbering: 'none', isCited: true, build: closing },
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
        { term: labels.outcome.proposal, blocks: [outcomeWords(context, outcome, 'ideas')] },
        ...factsOf(outcomeKindSpecs.proposal.fields.map(({ name }) => [labels.field[name] ?? name, context.fieldValue(outcome.fields, 'proposal', name)])),
      ],
    }))
}

/** What was put off; "none" in the full minutes of a body that decides. */
function otherBusiness(context: MinutesContext): readonly Block[] {
  const { isFormal, hasParked } = context.options.whole
  const parked = present(register(context, 'parked', 'register:parked'))
  return parked.length === 0 && isFormal && !hasParked ? [paragraph(context.labels.none)] : parked
}

function closing({ workshop, labels }: MinutesContext): readonly Block[] {
  const facts = factsOf([
    [labels.closing.closedAt, workshop.details.endTime],
    [labels.glance.nextMeeting, workshop.details.nextMeeting],
  ])
  return facts.length === 0 ? [] : [{ kind: 'facts', title: '', facts }]
}

/** What the room asked and voted that stands on no board, and who came unlisted: nothing gets lost on the way to the minutes. */
function floor({ workshop, labels, attributor }: MinutesContext): readonly Block[] {
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
        attributor.guest(author.name, author.organisation),
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
        stays.map(formatStay).join(labels.punctuation.comma),
      ]),
    ),
  )
}
