/**
 * The workshop record: a whole workshop as documented JSON, for imports, exports and templates (docs/workshop-record.md).
 * `docs/workshop-record.schema.json` is made from this file; a test compares them.
 */
import { z } from 'zod'
import {
  attendances, attributions, boardAnnexes, capacities, distributions, duties, itemKinds, matterStatuses, meetingModes, organisationTypes, outcomeKinds, photoConsents,
} from '../../model/workshop.ts'
import { maxTranslatedCharacters } from '../translations.ts'
import { digestForm } from '../boards/content-digest.ts'
import type { RecordProblemKind } from './record-problem.ts'

export const recordFormat = 'minuta-workshop-record'
/** The newest layout of records that this build reads and writes. */
export const recordVersion = 1

/** Text of one form; the schema names the reason in the place of the checker's words. */
const formed = (form: RegExp, kind: RecordProblemKind): z.ZodString => z.string().regex(form, kind)

// More than anybody types: what a window took, a record of it takes as well.
const text = z.string().max(10_000_000)
const shortText = z.string().max(1_000_000)
const id = formed(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, 'bad-id')
const texts = z.array(shortText).max(10_000)

const mark = z.strictObject({ type: z.string().max(64), attrs: z.record(z.string(), z.json()).optional() })

/** A block or inline node of the board schema; a plain string stands for text and, among blocks, for a paragraph. */
export type RecordNode = string | {
  type: string
  attrs?: Record<string, unknown> | undefined
  content?: RecordNode[] | undefined
  marks?: { type: string; attrs?: Record<string, unknown> | undefined }[] | undefined
  text?: string | undefined
}

const node: z.ZodType<RecordNode> = z.lazy(() => z.union([
  text,
  z.strictObject({
    type: z.string().max(64),
    attrs: z.record(z.string(), z.json()).optional(),
    content: z.array(node).max(100_000).optional(),
    marks: z.array(mark).max(16).optional(),
    text: text.optional(),
  }),
])).meta({ id: 'node', description: 'Rich text in the board schema; a string stands for text and, among blocks, for a paragraph of it.' })

const content = z.array(node).max(100_000)

const date = z.strictObject({
  year: z.int().min(1).max(9999).nullable().default(null),
  month: z.int().min(1).max(12).nullable().default(null),
  day: z.int().min(1).max(31).nullable().default(null),
}).describe('As far as it is known: null stands for what the source does not say.')

const blobId = formed(/^[0-9a-f]{64}$/, 'bad-blob-id')

const letterhead = z.strictObject({
  logo: blobId.nullable().default(null).describe('Id of an image in `blobs`.'),
  color: formed(/^(?:#[0-9a-f]{6})?$/, 'bad-colour').default(''),
  footer: shortText.default(''),
}).describe('How the organisation\'s paper looks.')

const workshop = z.strictObject({
  id: formed(/^[A-Za-z0-9_-]{8,64}$/, 'bad-workshop-id').optional()
    .describe('Leave out: every import is a new workshop. Two imports of one record with an id would be merged when they meet.'),
  title: shortText,
  body: shortText.default(''),
  bodyAliases: texts.default([]).describe('Other names of the body, as printed.'),
  organisation: shortText.default('').describe('Acronym in brackets after the name, here and below.'),
  commission: shortText.default(''),
  session: shortText.default('').describe('Its place in the series, in words.'),
  date: date.default({ year: null, month: null, day: null }),
  startTime: shortText.default(''),
  endTime: shortText.default(''),
  place: shortText.default(''),
  venue: shortText.default(''),
  venueDescription: shortText.default(''),
  host: shortText.default(''),
  focus: shortText.default(''),
  purpose: shortText.default('').describe('What the meeting is for, in one sentence.'),
  language: z.string().max(35).default('').describe('BCP 47 tag.'),
  previousMeeting: shortText.default(''),
  nextMeeting: shortText.default(''),
  attendanceNote: shortText.default('').describe('Attendance in words, for a number nobody counted.'),
  sectors: texts.default([]),
  regions: texts.default([]).describe('In the order and spelling given.'),
  otherParticipants: shortText.default(''),
  seriesNumber: shortText.default('').describe('Number in the series: "2026-02".'),
  reference: shortText.default('').describe('Reference of the minutes in the register of the body.'),
  timeZone: shortText.default('').describe('Of all times, as people name it.'),
  mode: z.enum(meetingModes).default(''),
  languages: texts.default([]).describe('Spoken at the meeting: BCP 47 tags or words.'),
  organisers: shortText.default(''),
  funding: shortText.default('').describe('Programme and project code.'),
  distribution: z.enum(distributions).default(''),
  attribution: z.enum(attributions).default('person').describe('What minutes say about who said something.'),
  welcome: shortText.default('').describe('The opening, in words; and so the next four.'),
  quorum: shortText.default(''),
  agendaAdoption: shortText.default(''),
  previousMinutes: shortText.default(''),
  interests: shortText.default(''),
  commentDeadline: shortText.default('').describe('ISO date or words.'),
  abbreviations: texts.default([]).describe('"SSE: Social and Solidarity Economy".'),
  letterhead: letterhead.default({ logo: null, color: '', footer: '' }),
})

const person = z.strictObject({
  id: id.optional(),
  name: shortText,
  organisation: shortText.default(''),
  region: shortText.default(''),
  capacity: z.enum(capacities).default('member'),
  functions: texts.default([]),
  duties: z.array(z.enum(duties)).max(duties.length).default([]),
  attendance: z.enum(attendances).default('present'),
  orgType: z.enum(organisationTypes).default(''),
  country: shortText.default(''),
  contact: shortText.default('').describe('Never in a public report.'),
  representedBy: shortText.default('').describe('By name.'),
  timeIn: shortText.default(''),
  timeOut: shortText.default(''),
  photoConsent: z.enum(photoConsents).default('').describe('Whether they agree to be shown in published photographs; left out when nobody asked.'),
})

const organisation = z.strictObject({ id: id.optional(), name: shortText, role: shortText.default('') })

const matter = z.strictObject({
  id: id.optional(),
  label: shortText.default('').describe('Number in the earlier minutes.'),
  what: shortText.default(''),
  owner: shortText.default(''),
  due: shortText.default('').describe('ISO date or words.'),
  status: z.enum(matterStatuses).default('open'),
  note: shortText.default(''),
  confidential: z.boolean().default(false),
  takenFrom: formed(digestForm, 'bad-origin').optional()
    .describe('Names the point of an earlier meeting that it was taken over from, so that it is not taken over twice; left out otherwise.'),
})

const board = z.strictObject({
  id: id.optional(),
  title: shortText.default('').describe('Left out on a board of an item: the title of the item.'),
  content: content.default([]),
  group: z.strictObject({
    question: shortText.default(''),
    method: shortText.default(''),
    facilitator: shortText.default(''),
    rapporteur: shortText.default(''),
    participantCount: z.int().min(0).max(100_000).nullable().default(null),
  }).optional().describe('What a breakout group says about itself.'),
  annex: z.strictObject({
    kind: z.enum(boardAnnexes),
    author: shortText.default('').describe('By name.'),
    organisation: shortText.default(''),
    date: shortText.default('').describe('ISO date or words.'),
    confidential: z.boolean().default(false),
  }).optional().describe('Left out on boards that are printed in their section.'),
})

const item = z.strictObject({
  id: id.optional(),
  kind: z.enum(itemKinds),
  title: shortText.default(''),
  speakers: z.array(id).max(1000).default([]).describe('Ids of people in this record.'),
  otherSpeakers: shortText.default(''),
  plannedStart: shortText.default(''),
  plannedEnd: shortText.default(''),
  actualStart: shortText.default(''),
  actualEnd: shortText.default(''),
  held: z.boolean().default(true),
  confidential: z.boolean().default(false).describe('Neither the item nor its boards come into public reports and letters.'),
  boards: z.array(board).max(1000).optional().describe('Left out: the item gets one empty board.'),
})

const outcomeNumber = z.strictObject({
  kind: z.enum(outcomeKinds),
  number: z.int().min(1).max(1_000_000),
  outcome: id.describe('Id of an outcome, present or deleted.'),
})

const blob = z.strictObject({
  id: blobId,
  mediaType: z.string().max(255).default(''),
  byteLength: z.int().min(0).default(0),
  name: shortText.default(''),
})

/** As many letters as are read of one (`translations.ts`). */
const translatedText = z.string().max(maxTranslatedCharacters)

const translation = z.strictObject({
  language: formed(/^[a-z]{2,8}$/, 'bad-language'),
  unit: formed(/^[^\s]{1,300}$/, 'bad-unit').describe('What the text belongs to: "outcome:<id>", "board:<id>", "details:title" …'),
  source: translatedText.min(1).describe('The text as it was translated; words with marks stand in numbered tags.'),
  words: translatedText.default(''),
})

const partId = z.string().min(1).max(200)

const digest = formed(/^[0-9a-f]{0,64}$/, 'bad-digest')

const minutes = z.strictObject({
  order: z.array(partId).max(10_000).default([]),
  excluded: z.array(partId).max(10_000).default([]),
  linking: z.record(partId, content).default({}),
  summaries: z.record(partId, z.strictObject({
    content: content.default([]),
    isUsed: z.boolean().default(true),
    basis: digest.default('').describe('Digest of what the boards said when it was written; left out, they are taken to have changed since.'),
  })).default({}).describe('The rapporteur\'s words in the place of what the boards of a part say.'),
  hidden: z.array(z.strictObject({
    board: id.describe('Id of a board in this record.'),
    block: z.int().min(0).max(1_000_000).describe('Index in its content.'),
    basis: digest.default(''),
  })).max(100_000).default([]).describe('Passages of boards that are not printed.'),
})

export const recordSchema = z.strictObject({
  format: z.literal(recordFormat),
  version: z.literal(recordVersion),
  exportedFrom: z.string().max(64).optional().describe('Id of the workshop that this record was exported from; for reference only.'),
  workshop,
  people: z.array(person).max(10_000).default([]),
  organisations: z.array(organisation).max(10_000).default([]),
  matters: z.array(matter).max(10_000).default([]).describe('Matters arising from earlier meetings.'),
  programme: z.array(item).max(1000).default([]),
  boards: z.array(board).max(10_000).default([]).describe('Boards that belong to no item.'),
  outcomeNumbers: z.array(outcomeNumber).max(100_000).default([]).describe('Left out: outcomes are numbered in the order in which they stand.'),
  blobs: z.array(blob).max(100_000).default([]),
  minutes: minutes.default({ order: [], excluded: [], linking: {}, summaries: {}, hidden: [] }),
  translations: z.array(translation).max(200_000).default([]),
})

/** A record after validation, with every default filled in. */
export type WorkshopRecord = z.output<typeof recordSchema>
/** A record as people write it. */
export type WorkshopRecordInput = z.input<typeof recordSchema>

/** The JSON Schema of records as people write them. */
export function recordJsonSchema(): unknown {
  return {
    ...z.toJSONSchema(recordSchema, { io: 'input', target: 'draft-2020-12' }),
    title: 'Minuta workshop record',
  }
}
