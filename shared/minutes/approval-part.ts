/** Who drafted the minutes, until when they may be commented on, and where chairs and rapporteurs sign. */
import { duties } from '../model/workshop.ts'
import type { MinutesContext } from './context.ts'
import { formatDateField } from './dates.ts'
import type { Block } from './minutes.ts'
import { present, type PartSource } from './part-source.ts'
import { factsOf, paragraph, simpleTable } from './text-blocks.ts'

export function approvalPart({ labels }: MinutesContext): PartSource {
  return { id: 'approval', title: labels.approval.title, numbering: 'none', isCited: false, build: approval }
}

/** An empty place to sign in. */
const blank = [paragraph('\u00A0')]

/** The minutes of a body that decides are signed; the notes of a small meeting are not. */
function approval(context: MinutesContext): readonly Block[] {
  const { workshop, labels, language, attributor, options } = context
  if (!options.whole.isFormal) return []
  const { columns } = labels
  const rapporteurs = workshop.people.filter((person) => person.duties.includes('rapporteur'))
  const facts = factsOf([
    [labels.approval.draftedBy, attributor.speakers(rapporteurs.map(({ id }) => id), '', false)],
    [labels.approval.commentsUntil, formatDateField(workshop.details.commentDeadline, language)],
  ])
  const signers = duties
    .filter((duty) => duty !== 'facilitator')
    .flatMap((duty) => workshop.people.filter((person) => person.duties.includes(duty)).map((person) => ({ duty, person })))
  return present(
    facts.length === 0 ? null : { kind: 'facts', title: '', facts },
    simpleTable(
      labels.approval.signatures,
      [columns.functions, columns.name, columns.signature],
      signers.map(({ duty, person }) => [labels.cover[duty](1), attributor.name(person.id), blank]),
    ),
  )
}
