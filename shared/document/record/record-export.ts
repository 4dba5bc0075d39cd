/** From a workshop back to its record. */
import type { Board, RichNode, Workshop } from '../../model/workshop.ts'
import { boardSchema } from '../boards/board-schema.ts'
import { textField } from '../fields.ts'
import { idByPlace, outcomeNodes } from '../read-outcomes.ts'
import { recordFormat, recordVersion, type RecordNode, type WorkshopRecordInput } from './record-schema.ts'

/**
 * The record of a workshop, with all ids. The id of the workshop itself goes to `exportedFrom`: who imports the record gets a new
 * workshop, never a second beginning of this one.
 */
export function recordFromWorkshop(workshop: Workshop): WorkshopRecordInput {
  const idOf = idsByPlace(workshop)
  const boardsOf = (item: string | null, itemTitle: string): WorkshopRecordInput['boards'] =>
    workshop.boards.filter((board) => board.item === item).map((board) => recordBoard(board, itemTitle, idOf))
  const { details } = workshop
  // Somebody who was taken off the list goes on standing among the speakers of the workshop, for when they come back to it.
  const listed = new Set<string>(workshop.people.map(({ id }) => id))
  return {
    format: recordFormat,
    version: recordVersion,
    exportedFrom: workshop.id,
    workshop: {
      ...details, bodyAliases: [...details.bodyAliases], sectors: [...details.sectors], regions: [...details.regions], languages: [...details.languages],
      abbreviations: [...details.abbreviations], letterhead: { ...details.letterhead },
    },
    people: workshop.people.map((person) => ({ ...person, functions: [...person.functions], duties: [...person.duties] })),
    organisations: workshop.organisations.map((organisation) => ({ ...organisation })),
    matters: workshop.matters.map((matter) => ({ ...matter })),
    programme: workshop.items.map((item) => ({ ...item, speakers: item.speakers.filter((speaker) => listed.has(speaker)), boards: boardsOf(item.id, item.title) })),
    boards: boardsOf(null, ''),
    outcomeNumbers: workshop.outcomes.map(({ kind, number, id }) => ({ kind, number, outcome: id })),
    blobs: workshop.blobs.map((blob) => ({ ...blob })),
    translations: workshop.translations.map((translation) => ({ ...translation })),
    minutes: {
      order: [...workshop.minutes.order],
      excluded: [...workshop.minutes.excluded],
      linking: Object.fromEntries(Object.entries(workshop.minutes.linking).map(([part, nodes]) => [part, nodes.map((node) => recordNode(node))])),
      summaries: Object.fromEntries(Object.entries(workshop.minutes.summaries).map(([part, { content, ...rest }]) => [part, { ...rest, content: content.map((node) => recordNode(node)) }])),
      hidden: workshop.minutes.hidden.map((passage) => ({ ...passage })),
    },
  }
}

/** The ids of outcomes that have none of their own yet: those under which they are shown, and numbered. */
function idsByPlace({ boards }: Workshop): ReadonlyMap<RichNode, string> {
  return new Map(boards.flatMap(({ id, content }) => outcomeNodes(content).flatMap((node, index): [RichNode, string][] => (textField(new Map(Object.entries(node.attrs ?? {})), 'id') === '' ? [[node, idByPlace(id, index)]] : []))))
}

function recordBoard({ id, title, content, group, annex }: Board, itemTitle: string, idOf: ReadonlyMap<RichNode, string>): NonNullable<WorkshopRecordInput['boards']>[number] {
  return { id, title: title === itemTitle ? '' : title, content: content.map((node) => recordNode(node, idOf)), ...(group && { group: { ...group } }), ...(annex && { annex: { ...annex } }) }
}

const noIds: ReadonlyMap<RichNode, string> = new Map()

/** Without attributes that have their default value, so that records stay readable. */
function recordNode(node: RichNode, idOf = noIds): RecordNode {
  const { type, content, marks, text } = node
  const id = idOf.get(node)
  const attrs = { ...node.attrs, ...(id !== undefined && { id }) }
  const defaults = boardSchema.nodes[type]?.spec.attrs ?? {}
  const kept = Object.entries(attrs).filter(([name, value]) => name === 'kind' || value !== defaults[name]?.default)
  return {
    type,
    ...(kept.length > 0 && { attrs: Object.fromEntries(kept) }),
    ...(content && content.length > 0 && { content: content.map((child) => recordNode(child, idOf)) }),
    ...(marks && { marks: marks.map((mark) => ({ type: mark.type, ...(mark.attrs && { attrs: { ...mark.attrs } }) })) }),
    ...(text !== undefined && { text }),
  }
}
