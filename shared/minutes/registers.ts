/** All outcomes of one kind in one table. */
import { outcomeKinds, type Outcome, type OutcomeKind } from '../model/workshop.ts'
import { outcomeKindSpecs } from '../outcomes/kinds.ts'
import type { MinutesContext } from './context.ts'
import { textDirection } from './direction.ts'
import { fieldCells, told, type FieldColumn, type FieldRow } from './field-columns.ts'
import type { Block, PartId } from './minutes.ts'
import { present, type PartSource } from './part-source.ts'
import { simpleTable } from './text-blocks.ts'

/** Announcements, documents and the parking lot have a part of their own; every other kind has a register. */
const registerKinds = outcomeKinds.filter((kind) => kind !== 'announcement' && kind !== 'document' && kind !== 'parked')

export function registerParts({ labels }: MinutesContext): readonly PartSource[] {
  return registerKinds.map((kind): PartSource => {
    const id = `register:${kind}`
    return { id, title: labels.register[kind], numbering: 'none', isCited: false, build: (context) => present(register(context, kind, id)) }
  })
}

/** Columns beside number, words and section that leave the words room on paper; one of counts takes half of one. */
const maxFieldColumns = 5.5

/** All outcomes of a kind: number, words, fields, where it was captured. Fields that find no column of their own share one (`fieldCells`). */
export function register(context: MinutesContext, kind: OutcomeKind, part: PartId): Block | null {
  const { workshop, labels } = context
  // Dissenting views are texts, and stand in the annex of votes.
  const fields = outcomeKindSpecs[kind].fields.filter(({ name }) => name !== 'dissent')
  const columns: readonly FieldColumn[] = [
    ...fields.map(({ name, type, isExtra }) => ({ title: labels.field[name] ?? name, isExtra: isExtra === true, width: type === 'count' ? 0.5 : 1 })),
    ...(kind === 'decision' ? [{ title: labels.field['supersededBy'] ?? '', isExtra: false, width: 1 }] : []),
  ]
  const rows = workshop.outcomes.filter((outcome) => outcome.kind === kind).map((outcome) => context.registered(outcome, part, (section): RegisterRow => ({
    label: told(outcome.label),
    words: [outcomeWords(context, outcome, part)],
    values: [...fields.map(({ name }) => context.fieldValue(outcome.fields, kind, name)), ...(kind === 'decision' ? [context.replacedBy(outcome.id)] : [])],
    section: told(section),
  })))
  const { titles, cells } = fieldCells(columns, rows, labels, maxFieldColumns)
  return simpleTable(
    '',
    [labels.columns.number, labels.outcome[kind], ...titles, labels.columns.section],
    rows.map(({ label, words, section }, index) => [label, words, ...(cells[index] ?? []), section]),
  )
}

type RegisterRow = FieldRow & { readonly label: readonly Block[]; readonly words: readonly Block[]; readonly section: readonly Block[] }

/** The words of an outcome as a paragraph. */
export function outcomeWords(context: MinutesContext, outcome: Outcome, part: PartId): Block {
  const { inlines } = context.outcomeEntry(outcome, part)
  return { kind: 'paragraph', style: 'body', number: null, inlines, direction: textDirection(outcome.text) }
}
