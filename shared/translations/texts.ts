/**
 * Every text of a workshop that can have a translation, where it stands, in reading order. A text is known by its *unit* (a thing
 * with a permanent id: an outcome, a board, a title) and by its words: paragraphs have no ids, and a translation belongs to the words
 * that it was made from anyway.
 */
import type { OutcomeKind, RichNode, Workshop } from '../model/workshop.ts'
import { outcomeKindSpecs } from '../outcomes/kinds.ts'
import { referredOutcome } from '../outcomes/references.ts'
import { taggedText } from './tagged-text.ts'

/** What a group of texts belongs to: the details of the workshop, a board, a part of the minutes, people and organisations. */
export type TextPlace =
  | { readonly kind: 'details' }
  | { readonly kind: 'board'; readonly id: string }
  | { readonly kind: 'part'; readonly id: string }
  | { readonly kind: 'people' }

export type TranslatableText = {
  readonly unit: string
  /** The words as written, with tags where they carry marks. Never without a letter. */
  readonly source: string
  /** How it is set: for whoever translates, and needs to know that it is a heading. */
  readonly role: 'title' | 'heading' | 'paragraph' | 'caption' | 'outcome' | 'field' | 'name'
}

export type TextGroup = { readonly place: TextPlace; readonly texts: readonly TranslatableText[] }

export const detailsUnit = (field: string): string => `details:${field}`
export const itemUnit = (id: string): string => `item:${id}`
export const boardTitleUnit = (id: string): string => `board-title:${id}`
export const questionUnit = (id: string): string => `board-question:${id}`
export const methodUnit = (id: string): string => `board-method:${id}`
export const boardUnit = (id: string): string => `board:${id}`
export const linkingUnit = (part: string): string => `linking:${part}`
export const summaryUnit = (part: string): string => `summary:${part}`
export const outcomeUnit = (id: string): string => `outcome:${id}`
export const outcomeFieldUnit = (id: string, field: string): string => `outcome-${field}:${id}`
export const functionsUnit = (id: string): string => `functions:${id}`
export const matterUnit = (id: string): string => `matter:${id}`
export const matterNoteUnit = (id: string): string => `matter-note:${id}`
export const roleUnit = (id: string): string => `role:${id}`

/** The details that are written in words and not names, numbers or addresses. */
export const translatedDetails = [
  'title', 'body', 'organisation', 'commission', 'session', 'place', 'venue', 'venueDescription', 'host', 'focus', 'purpose', 'previousMeeting', 'nextMeeting',
  'attendanceNote', 'otherParticipants', 'organisers', 'funding', 'welcome', 'quorum', 'agendaAdoption', 'previousMinutes', 'interests', 'commentDeadline',
] as const

/** What an image says in words. */
export const imageTexts = ['caption', 'alt', 'transcription'] as const

/** The lists among the details. */
export const translatedLists = ['sectors', 'abbreviations'] as const

/** Numbers, dates and rules are the same in every language. */
const hasLetters = /\p{L}/u

/** Groups that have anything in them, in the order of the minutes. */
export function textGroups(workshop: Workshop): readonly TextGroup[] {
  const { details, items, boards, minutes, people, organisations, matters } = workshop
  const titleOf = (id: string | null): readonly TranslatableText[] => items.filter((item) => item.id === id).map(({ title }) => ({ unit: itemUnit(id ?? ''), source: title, role: 'title' }))
  const withBoard = new Set(boards.map(({ item }) => item))
  const groups: readonly TextGroup[] = [
    {
      place: { kind: 'details' },
      texts: [
        ...translatedDetails.map((field): TranslatableText => ({ unit: detailsUnit(field), source: details[field], role: field === 'title' ? 'title' : 'field' })),
        ...translatedLists.flatMap((field) => details[field].map((source): TranslatableText => ({ unit: detailsUnit(field), source, role: 'field' }))),
        ...matters.flatMap(({ id, what, note }): readonly TranslatableText[] => [
          { unit: matterUnit(id), source: what, role: 'field' },
          { unit: matterNoteUnit(id), source: note, role: 'field' },
        ]),
        ...items.filter(({ id }) => !withBoard.has(id)).flatMap(({ id }) => titleOf(id)),
      ],
    },
    ...boards.map(({ id, title, item, content, group }): TextGroup => {
      const own = titleOf(item)
      return {
        place: { kind: 'board', id },
        texts: [...own, ...(own.some(({ source }) => source === title) ? [] : [{ unit: boardTitleUnit(id), source: title, role: 'title' } as const]), 
          { unit: questionUnit(id), source: group?.question ?? '', role: 'field' },
          { unit: methodUnit(id), source: group?.method ?? '', role: 'field' },
          ...textsIn(content, boardUnit(id)),
        ],
      }
    }),
    ...[...new Set([...Object.keys(minutes.linking), ...Object.keys(minutes.summaries)])].map((id): TextGroup => ({
      place: { kind: 'part', id },
      texts: [...textsIn(minutes.linking[id] ?? [], linkingUnit(id)), ...textsIn(minutes.summaries[id]?.content ?? [], summaryUnit(id))],
    })),
    {
      place: { kind: 'people' },
      texts: [
        ...people.flatMap(({ id, functions }) => functions.map((source): TranslatableText => ({ unit: functionsUnit(id), source, role: 'name' }))),
        ...organisations.map(({ id, role }): TranslatableText => ({ unit: roleUnit(id), source: role, role: 'name' })),
      ],
    },
  ]
  return groups.map(({ place, texts }) => ({ place, texts: texts.filter(({ source }) => hasLetters.test(source)) })).filter(({ texts }) => texts.length > 0)
}

/** The texts in rich text, from top to bottom. Code is the same in every language. */
function textsIn(content: readonly RichNode[], unit: string): readonly TranslatableText[] {
  return content.flatMap((node): readonly TranslatableText[] => {
    switch (node.type) {
      case 'paragraph':
      case 'heading':
        return [{ unit, source: taggedText(node.content ?? []), role: node.type }]
      case 'image':
        return imageTexts.map((name) => ({ unit, source: textAttribute(node, name), role: name === 'transcription' ? 'paragraph' : 'caption' }))
      case 'outcome':
        return outcomeTexts(node)
      case 'codeBlock':
        return []
      default:
        return textsIn(node.content ?? [], unit)
    }
  })
}

function outcomeTexts(node: RichNode): readonly TranslatableText[] {
  const id = textAttribute(node, 'id')
  return [
    { unit: outcomeUnit(id), source: taggedText(node.content ?? []), role: 'outcome' },
    ...wordedFields(node.attrs?.['kind'], node.attrs ?? {}).map(([name, source]): TranslatableText => ({ unit: outcomeFieldUnit(id, name), source, role: 'field' })),
  ]
}

const isoDate = /^[\d-]+$/
/** "D-4", "2026-01/D-4". */
const outcomeNumber = /^[\d\s/.-]*\p{L}-\d+$/u

/** Fields that name somebody: attribution and letters know them by these names. */
const nameFields: ReadonlySet<string> = new Set(['addressee', 'partners', 'funder', 'authors', 'contributors', 'contact', 'region'])

/** The fields of an outcome that hold words: no names, no statuses, no dates but those that nobody could name. */
export function wordedFields(kind: unknown, fields: Readonly<Record<string, unknown>>): readonly (readonly [name: string, value: string])[] {
  const spec = typeof kind === 'string' && Object.hasOwn(outcomeKindSpecs, kind) ? outcomeKindSpecs[kind as OutcomeKind] : null
  return (spec?.fields ?? []).flatMap(({ name, type }) => {
    const value = fields[name]
    if (typeof value !== 'string' || value.trim() === '' || nameFields.has(name)) return []
    const isWords = type === 'text' || (type === 'date' && !isoDate.test(value)) || (type === 'decision' && referredOutcome(value) === null && !outcomeNumber.test(value.trim()))
    return isWords ? [[name, value] as const] : []
  })
}

export function textAttribute(node: RichNode, name: string): string {
  const value = node.attrs?.[name]
  return typeof value === 'string' ? value : ''
}
