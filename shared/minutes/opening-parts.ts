/** What a reader in a hurry needs first: decisions and actions at a glance; then how the meeting was opened, and who was there. */
import { wasThere } from '../document/attendance.ts'
import { attendances, capacities, organisationTypes, type Matter, type OutcomeKind, type Person, type WorkshopDetails } from '../model/workshop.ts'
import { partLevel, type MinutesContext } from './context.ts'
import { formatDateField } from './dates.ts'
import type { Block } from './minutes.ts'
import { mattersPart, present, type PartSource } from './part-source.ts'
import { factsOf, headingOf, metaLine, paragraph, simpleTable } from './text-blocks.ts'

export function openingParts(context: MinutesContext): readonly PartSource[] {
  const { labels, workshop } = context
  const isFormal = isOpenedFormally(workshop.details)
  return [
    glancePart(context),
    // One part, so that what the rapporteur did to the attendance stays right once somebody tells how the meeting was opened.
    isFormal
      ? { id: 'attendance', title: labels.opening.title, numbering: 'section', isCited: true, build: opening }
      : attendancePart(context),
    { id: mattersPart, title: labels.matters.title, numbering: 'section', isCited: true, build: matters },
  ]
}

export function glancePart({ labels }: MinutesContext): PartSource {
  return { id: 'glance', title: labels.glance.title, numbering: 'none', isCited: false, build: glance }
}

export function attendancePart({ labels }: MinutesContext): PartSource {
  return { id: 'attendance', title: labels.attendance.title, numbering: 'none', isCited: false, build: attendance }
}

function isOpenedFormally({ welcome, quorum, agendaAdoption, previousMinutes, interests }: WorkshopDetails): boolean {
  return [welcome, quorum, agendaAdoption, previousMinutes, interests].some((text) => text.trim() !== '')
}

function glance(context: MinutesContext): readonly Block[] {
  const { workshop, labels, profile } = context
  // A list of decisions that has none says so; anywhere else "at a glance" simply has nothing to show.
  const hasDecision = workshop.outcomes.some(({ kind }) => kind === 'decision')
  const none = profile === 'decisions' && !hasDecision ? [paragraph(labels.noDecision)] : []
  const boxes = (['decision', 'action'] as const).flatMap((kind: OutcomeKind): readonly Block[] => {
    const entries = workshop.outcomes.filter((outcome) => outcome.kind === kind)
    return entries.length === 0 ? [] : [{ kind: 'outcomes', entries: entries.map((outcome) => context.outcomeEntry(outcome, 'glance')) }]
  })
  const facts = factsOf([[labels.glance.nextMeeting, workshop.details.nextMeeting]])
  const purpose = factsOf([[labels.glance.purpose, workshop.details.purpose]])
  return [...(purpose.length === 0 ? [] : [{ kind: 'facts', title: '', facts: purpose } as const]), ...none, ...boxes, ...(facts.length === 0 ? [] : [{ kind: 'facts', title: '', facts } as const])]
}

function opening(context: MinutesContext): readonly Block[] {
  const { workshop, labels } = context
  const { welcome, agendaAdoption, previousMinutes, interests } = workshop.details
  const under = (title: string, blocks: readonly Block[]): readonly Block[] =>
    blocks.length === 0 ? [] : [headingOf(title, partLevel + 1), ...blocks]
  const said = (title: string, text: string): readonly Block[] => under(title, text.trim() === '' ? [] : [paragraph(text)])
  return [
    ...(welcome.trim() === '' ? [] : [paragraph(welcome)]),
    ...under(labels.attendance.title, attendance(context)),
    ...said(labels.opening.agenda, agendaAdoption),
    ...said(labels.opening.previousMinutes, previousMinutes),
    ...said(labels.opening.interests, interests),
  ]
}

function attendance(context: MinutesContext): readonly Block[] {
  const { workshop, labels, profile } = context
  const { details, people } = workshop
  const counts = attendances
    .map((state) => ({ state, count: people.filter((person) => person.attendance === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => labels.attendance.counts[state](count))
  const note = details.attendanceNote.trim() === '' ? null : paragraph(details.attendanceNote)
  const facts = factsOf([
    ...(profile === 'decisions'
      ? []
      : [
          [labels.attendance.regions, details.regions.join(labels.punctuation.comma)] as const,
          [labels.attendance.sectors, details.sectors.join(labels.punctuation.comma)] as const,
          [labels.attendance.otherParticipants, details.otherParticipants] as const,
          [labels.opening.apologies, apologies(context)] as const,
        ]),
    [labels.opening.mandates, mandates(context)],
    [labels.opening.quorum, details.quorum],
  ])
  const cameTo = people.filter(wasThere)
  return present(
    note,
    facts.length === 0 ? null : { kind: 'facts', title: '', facts },
    // Where everybody named was present, the table's total says it; beside "around fifty" a bare "2 present" would mislead.
    people.every((person) => person.attendance === 'present') ? null : metaLine(counts.join(labels.punctuation.comma)),
    byRegion(context, cameTo),
    byType(context, cameTo),
  )
}

function apologies({ workshop, labels }: MinutesContext): string {
  const { people, details } = workshop
  const excused = people.filter((person) => person.attendance === 'excused')
  if (excused.length === 0) return isOpenedFormally(details) && people.length > 0 ? labels.none : ''
  return excused.map(({ name, organisation }) => [name, organisation].filter((part) => part.trim() !== '').join(labels.punctuation.comma)).join(labels.punctuation.semicolon)
}

function mandates(context: MinutesContext): string {
  return context.workshop.people
    .filter(({ representedBy }) => representedBy.trim() !== '')
    .map(({ name, representedBy }) => context.labels.opening.representedBy(name, context.personName(representedBy)))
    .join(context.labels.punctuation.semicolon)
}

/** How many took part, by region (in the order given, then as people came) and capacity. */
function byRegion(context: MinutesContext, people: readonly Person[]): Block | null {
  const { workshop, labels } = context
  const regions = [...new Set([...workshop.details.regions, ...people.map((person) => person.region)])]
  const groups = regions.map((region) => ({
    title: region === '' ? labels.attendance.noRegion : region,
    members: people.filter((person) => person.region === region),
  }))
  return figures(context, labels.attendance.tableCaption, labels.attendance.region, groups, people)
}

/** The same by kind of organisation, as soon as anybody's is known. */
function byType(context: MinutesContext, people: readonly Person[]): Block | null {
  const { labels } = context
  if (people.every(({ orgType }) => orgType === '')) return null
  const [none, ...types] = organisationTypes
  const groups = [...types, none].map((type) => ({
    title: type === '' ? labels.attendance.noType : labels.organisationType[type],
    members: people.filter(({ orgType }) => orgType === type),
  }))
  return figures(context, labels.attendance.typeCaption, labels.columns.organisationType, groups, people)
}

type Group = { readonly title: string; readonly members: readonly Person[] }

function figures({ labels }: MinutesContext, caption: string, column: string, groups: readonly Group[], people: readonly Person[]): Block | null {
  const used = capacities.filter((capacity) => people.some((person) => person.capacity === capacity))
  const rows = groups.filter(({ members }) => members.length > 0)
  const row = ({ title, members }: Group): readonly string[] => [
    title,
    ...used.map((capacity) => String(members.filter((person) => person.capacity === capacity).length)),
    ...(used.length > 1 ? [String(members.length)] : []),
  ]
  return simpleTable(
    caption,
    [column, ...used.map((capacity) => labels.capacity[capacity]), ...(used.length > 1 ? [labels.attendance.total] : [])],
    [...rows.map((group) => row(group)), ...(rows.length > 1 ? [row({ title: labels.attendance.total, members: people })] : [])],
  )
}

/** What earlier meetings left open: number, what, owner, due, status, what became of it. */
function matters({ workshop, labels, language }: MinutesContext): readonly Block[] {
  return present(
    simpleTable(
      '',
      [labels.columns.number, labels.matters.what, labels.field['owner'] ?? '', labels.field['due'] ?? '', labels.field['status'] ?? '', labels.matters.note],
      workshop.matters.filter(saysSomething).map(({ label, what, owner, due, status, note }) => [
        label, what, owner, formatDateField(due, language), labels.actionStatus[status] ?? status, note,
      ]),
    ),
  )
}

/** One that was added and never filled in is open, and nothing else. */
function saysSomething({ label, what, owner, due, note, status }: Matter): boolean {
  return status !== 'open' || [label, what, owner, due, note].some((text) => text.trim() !== '')
}
