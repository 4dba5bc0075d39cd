/**
 * Compiled minutes as they may be read from a frozen version. A blob comes from peers: renderers trust that a link is safe, a level
 * exists and a text can be printed, so nothing else gets past here. Unknown keys are refused, because a newer Minuta may mean by them
 * something that this one would leave out in silence.
 */
import { z } from 'zod'
import { linkProtocols } from '../document/boards/board-schema.ts'
import { listNumberings, profiles, statusKinds, type Block, type Minutes } from '../minutes/minutes.ts'
import { printable } from '../minutes/printable.ts'
import type { BlobId } from '../model/ids.ts'
import { attributions, isLetterheadColor, lossKinds, outcomeKinds } from '../model/workshop.ts'

// See `seal.ts`: no code is made of text.
z.config({ jitless: true })

const text = z.string().refine((value) => printable(value) === value)
const direction = z.enum(['ltr', 'rtl'])
const directionOrNone = direction.nullable()
/** Of a text that nobody translated. Whoever adds another field that may be left out adds it here: the compiler does not ask for it. */
const language = text.exactOptional()
const count = z.int().min(0).max(1_000_000)
const citation = z.int().min(1).max(1_000_000).nullable()

const href = text.refine((value) => {
  const protocol = /^[a-z][a-z0-9+.-]*:/i.exec(value)?.[0].toLowerCase()
  return linkProtocols.some((allowed) => allowed === protocol) && !/[\s"<>\\^`{|}]/.test(value)
})

const mark = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['bold', 'italic', 'underline', 'strike', 'code']) }),
  z.strictObject({ kind: z.literal('highlight'), color: text.nullable() }),
  z.strictObject({ kind: z.literal('link'), href, title: text }),
])

const inlines = z.array(z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text, marks: z.array(mark) }),
  z.strictObject({ kind: z.literal('break') }),
]))

const blocks: z.ZodType<readonly Block[]> = z.lazy(() => z.array(block))

const facts = z.array(z.strictObject({ term: text, blocks }))
const span = z.int().min(1).max(10_000)

const block: z.ZodType<Block> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), level: z.int().min(2).max(6), inlines, direction: directionOrNone, language }),
  z.strictObject({ kind: z.literal('paragraph'), style: z.enum(['body', 'meta']), number: citation, inlines, direction: directionOrNone, language }),
  z.strictObject({
    kind: z.literal('list'), style: z.enum(['bullet', 'number', 'task']), numbering: z.enum(listNumberings).exactOptional(), start: count, number: citation,
    items: z.array(z.strictObject({ isChecked: z.boolean().nullable(), blocks })),
  }),
  z.strictObject({ kind: z.literal('quote'), blocks, attribution: text, label: text, number: citation }),
  z.strictObject({ kind: z.literal('confidential'), label: text, blocks }),
  z.strictObject({ kind: z.literal('code'), text, language: text }),
  z.strictObject({ kind: z.literal('rule') }),
  z.strictObject({
    kind: z.literal('figure'), number: count, blob: text.transform((value) => value as BlobId), name: text, alt: text, caption: text,
    widthPx: z.number().min(0).max(1_000_000).nullable(), notes: facts.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('table'), caption: text, columnCount: z.int().min(1).max(10_000), columnWidths: z.array(z.number().min(0).max(1_000_000)), headerRowCount: count,
    rows: z.array(z.array(z.strictObject({ isHeader: z.boolean(), colspan: span, rowspan: span, blocks }))),
  }),
  z.strictObject({ kind: z.literal('facts'), title: text, facts }),
  z.strictObject({
    kind: z.literal('outcomes'),
    entries: z.array(z.strictObject({
      kind: z.enum(outcomeKinds), kindName: text, label: text, number: citation, inlines, direction: directionOrNone, language,
      fields: z.array(z.strictObject({ term: text, value: text })),
    })),
  }),
])

export const minutesSchema: z.ZodType<Minutes> = z.strictObject({
  language: text,
  direction,
  contentLanguage: text,
  profile: z.enum(profiles),
  attribution: z.enum(attributions),
  organisation: text,
  status: z.strictObject({ kind: z.enum(statusKinds), version: count.nullable(), date: text }),
  statusLine: text,
  title: text,
  titleDirection: directionOrNone,
  cover: z.strictObject({ kicker: text, documentType: text, subtitle: text, facts, linking: blocks }).nullable(),
  letterhead: z.strictObject({
    logo: text.transform((value) => value as BlobId).nullable(),
    color: text.refine((value) => value === '' || isLetterheadColor(value)),
    footer: text,
  }),
  parts: z.array(z.strictObject({ id: text, number: text, title: text, direction: directionOrNone, linking: blocks, blocks })),
  outline: z.array(z.strictObject({ id: text, number: text, title: text, isExcluded: z.boolean() })),
  notices: z.array(z.strictObject({ kind: z.enum(lossKinds), part: text, title: text, name: text })),
})
