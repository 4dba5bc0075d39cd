/** All outcomes of one kind in one table. */
import { outcomeKinds, type Outcome, type OutcomeKind } from '../model/workshop.ts'
import { outcomeKindSpecs } from '../outcomes/kinds.ts'
import type { MinutesContext } from './context.ts'
import { textDirection } from './direction.ts'
import type { Block, PartId } from './minutes.ts'
import { present, type PartSource } from './part-source.ts'
import { paragraph, simpleTable } from './text-blocks.ts'

/** Announcements, documents and the parking lot have a part of their own; every other kind has a register. */
const registerKinds = outcomeKinds.filter((kind) => kind !== 'announcement' && kind !== 'document' && kind !== 'parked')

export function registerParts({ labels }: MinutesContext): readonly PartSource[] {
  return registerKinds.map((kind): PartSource => {
    const id = `register:${kind}`
    return { id, title: labels.register[kind], numbering: 'none', isCited: false, build: (context) => present(register(context, kind, id)) }
  })
}

/** All outcomes of a kind: number, words, fields, where it was captured. */
export function register(context: MinutesContext, kind: OutcomeKind, part: PartId): Block | null {
  const { workshop, labels } = context
  // Dissenting views are texts, and stand in the annex of votes.
  const fields = outcomeKindSpecs[kind].fields.filter(({ name }) => name !== 'dissent')
  return simpleTable(
    '',
    [
      labels.columns.number,
      labels.outcome[kind],
      ...fields.map(({ name }) => (labels.field[name] ?? name)),
      labels.field['supersededBy'] ?? '',
      labels.columns.section,
    ],
    workshop.outcomes
      .filter((outcome) => outcome.kind === kind)
      .map((outcome) => context.registered(outcome, part, (section) => [
        told(outcome.label),
        [outcomeWords(context, outcome, part)],
        ...fields.map(({ name }) => told(context.fieldValue(outcome.fields, kind, name))),
        told(kind === 'decision' ? context.replacedBy(outcome.id) : ''),
        told(section),
      ])),
  )
}

function told(text: string): readonly Block[] {
  return text === '' ? [] : [paragraph(text)]
}

/** The words of an outcome as a paragraph. */
export function outcomeWords(context: MinutesContext, outcome: Outcome, part: PartId): Block {
  const { inlines } = context.outcomeEntry(outcome, part)
  return { kind: 'paragraph', style: 'body', number: null, inlines, direction: textDirection(outcome.text) }
}
