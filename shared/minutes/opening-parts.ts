/** What a reader in a hurry needs first: decisions and actions at a glance, and who was there, in figures. */
import { attendances, capacities, type OutcomeKind, type Person } from '../model/workshop.ts'
import type { MinutesContext } from './context.ts'
import type { Block } from './minutes.ts'
import { present, type PartSource } from './part-source.ts'
import { factsOf, metaLine, paragraph, simpleTable } from './text-blocks.ts'

export function openingParts({ labels }: MinutesContext): readonly PartSource[] {
  return [
    { id: 'glance', title: labels.glance.title, numbering: 'none', isCited: false, build: glance },
    { id: 'attendance', title: labels.attendance.title, numbering: 'none', isCited: false, build: attendance },
  ]
}

function glance(context: MinutesContext): readonly Block[] {
  const { workshop, labels } = context
  const boxes = (['decision', 'action'] as const).flatMap((kind: OutcomeKind): readonly Block[] => {
    const entries = workshop.outcomes.filter((outcome) => outcome.kind === kind)
    return entries.length === 0 ? [] : [{ kind: 'outcomes', entries: entries.map((outcome) => context.outcomeEntry(outcome, 'glance')) }]
  })
  const facts = factsOf([[labels.glance.nextMeeting, workshop.details.nextMeeting]])
  if (boxes.length === 0 && facts.length === 0) return []
  return [...boxes, ...(facts.length === 0 ? [] : [{ kind: 'facts', title: '', facts } as const])]
}

function attendance(context: MinutesContext): readonly Block[] {
  const { workshop, labels } = context
  const { details, people } = workshop
  const counts = attendances
    .map((state) => ({ state, count: people.filter((person) => person.attendance === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => labels.attendance.counts[state](count))
  const note = details.attendanceNote.trim() === '' ? null : paragraph(details.attendanceNote)
  const facts = factsOf([
    [labels.attendance.regions, details.regions.join(', ')],
    [labels.attendance.sectors, details.sectors.join(', ')],
    [labels.attendance.otherParticipants, details.otherParticipants],
  ])
  return present(
    note,
    facts.length === 0 ? null : { kind: 'facts', title: '', facts },
    // Where everybody named was present, the table's total says it; beside "around fifty" a bare "2 present" would mislead.
    people.every((person) => person.attendance === 'present') ? null : metaLine(counts.join(', ')),
    figures(context, people.filter((person) => person.attendance === 'present' || person.attendance === 'remote')),
  )
}

/** How many took part, by region (in the order given, then as people came) and capacity. */
function figures({ workshop, labels }: MinutesContext, people: readonly Person[]): Block | null {
  const regions = [...new Set([...workshop.details.regions, ...people.map((person) => person.region)])]
  const used = capacities.filter((capacity) => people.some((person) => person.capacity === capacity))
  const rows = regions
    .map((region) => ({ region, members: people.filter((person) => person.region === region) }))
    .filter(({ members }) => members.length > 0)
  const row = (title: string, members: readonly Person[]): readonly string[] => [
    title,
    ...used.map((capacity) => String(members.filter((person) => person.capacity === capacity).length)),
    ...(used.length > 1 ? [String(members.length)] : []),
  ]
  return simpleTable(
    labels.attendance.tableCaption,
    [
      labels.attendance.region,
      ...used.map((capacity) => (labels.capacity[capacity])),
      ...(used.length > 1 ? [labels.attendance.total] : []),
    ],
    [
      ...rows.map(({ region, members }) => row(region === '' ? labels.attendance.noRegion : region, members)),
      ...(rows.length > 1 ? [row(labels.attendance.total, people)] : []),
    ],
  )
}
