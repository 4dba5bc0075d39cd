/**
 * Workshop → minutes. Pure: no clock, no randomness, no storage; the same workshop gives the same minutes, so they can be
 * compiled on every keystroke and compared byte for byte when they are frozen.
 */
import type { Attribution, Workshop } from '../model/workshop.ts'
import { annexLetter } from './annex-letter.ts'
import { bodyParts } from './body-parts.ts'
import { numberBlocks } from './citations.ts'
import { closingParts } from './closing-parts.ts'
import { MinutesContext, type ContextOptions } from './context.ts'
import { compileCover, coverId } from './cover.ts'
import { languageDirection, textDirection } from './direction.ts'
import type { Labels } from './labels.ts'
import { labelsFor } from './labels-for.ts'
import type { Block, Minutes, MinutesPart, MinutesStatus, Notice, OutlineEntry, PartId, Profile } from './minutes.ts'
import { openingParts } from './opening-parts.ts'
import { orderParts } from './order.ts'
import type { PartSource } from './part-source.ts'
import { printable, printableLines } from './printable.ts'
import { withShortening } from './shorten.ts'
import { draftStatus, statusLine } from './status.ts'
import { assertNever } from '../util/assert-never.ts'

export type MinutesOptions = {
  /** BCP 47 tag of the labels. */
  readonly language: string
  /** Left out: the full minutes. */
  readonly profile?: Profile
  /** Left out: by person. */
  readonly attribution?: Attribution
  /** The organisation that a letter is for. */
  readonly organisation?: string
  /** Left out: a draft that follows the boards. */
  readonly status?: MinutesStatus
}

/** The minutes of `captured` as the rapporteur arranged and shortened them. Parts with nothing to say are left out. */
export function compileMinutes(captured: Workshop, options: MinutesOptions): Minutes {
  const workshop = withShortening(captured)
  const { language, labels } = labelsFor(options.language)
  const profile = options.profile ?? 'full'
  const attribution = options.attribution ?? 'person'
  const status = options.status ?? draftStatus
  const contextOptions: ContextOptions = { language, profile, attribution }
  const context = new MinutesContext(workshop, labels, contextOptions)
  const { layout, parts, outline, titles } = compileParts(context, contextOptions)
  const title = workshop.details.title.trim() === '' ? labels.untitled : printable(workshop.details.title)
  return {
    language,
    direction: languageDirection(language),
    contentLanguage: workshop.details.language,
    profile,
    attribution,
    organisation: profile === 'letter' ? printable(options.organisation ?? '') : '',
    status,
    statusLine: printable(statusLine(status, labels, language)),
    title,
    titleDirection: textDirection(title),
    cover: layout.coverIsExcluded ? null : compileCover(context, layout.coverLinking),
    letterhead: { ...workshop.details.letterhead, footer: printableLines(workshop.details.letterhead.footer).join('\n') },
    parts,
    outline: [{ id: coverId, number: '', title: labels.cover.title, isExcluded: layout.coverIsExcluded }, ...outline],
    notices: once(context.notices.map((notice) => ({ ...notice, title: titles.get(notice.part) ?? labels.cover.title }))),
  }
}

function compileParts(context: MinutesContext, options: ContextOptions) {
  const { workshop, labels } = context
  const { minutes } = workshop
  const excluded = new Set(minutes.excluded)
  const sources = [...openingParts(context), ...bodyParts(context), ...closingParts(context)]
  const byId = new Map(sources.map((source) => [source.id, source]))
  const ordered = orderParts([...byId.keys()], minutes.order).flatMap((id) => byId.get(id) ?? [])
  const coverLinking = context.linking(coverId)
  const parts: MinutesPart[] = []
  const outline: OutlineEntry[] = []
  let nextCitation = 1
  const numbers = { section: 0, annex: 0, none: 0 }
  for (const source of ordered) {
    // Excluded parts are compiled aside: they count no figures and no sections, but the outline offers them when they hold something.
    const isExcluded = excluded.has(source.id)
    const partContext = isExcluded ? new MinutesContext(workshop, labels, options) : context
    const linking = partContext.linking(source.id)
    const blocks = source.build(partContext)
    if (linking.length === 0 && blocks.length === 0) continue
    if (!isExcluded) numbers[source.numbering] += 1
    const number = isExcluded ? '' : partNumber(source, numbers[source.numbering], labels)
    const title = printable(source.title)
    outline.push({ id: source.id, number, title, isExcluded })
    if (isExcluded) continue
    const cite = (uncited: readonly Block[]): readonly Block[] => {
      if (!source.isCited) return uncited
      const numbered = numberBlocks(uncited, nextCitation)
      nextCitation = numbered.next
      return numbered.blocks
    }
    parts.push({ id: source.id, number, title, direction: textDirection(title), linking: cite(linking), blocks: cite(blocks) })
  }
  const sections = new Set(ordered.filter((source) => source.numbering === 'section').map((source) => source.id))
  // A "1" that no 2 follows tells the reader nothing.
  const unnumberOnly = <T extends { readonly id: PartId; readonly number: string }>(entry: T): T =>
    numbers.section === 1 && sections.has(entry.id) ? { ...entry, number: '' } : entry
  return {
    layout: { coverIsExcluded: excluded.has(coverId), coverLinking },
    /** Of every part, printed or not. */
    titles: new Map(ordered.map(({ id, title }) => [id, printable(title)])),
    parts: parts.map(unnumberOnly),
    outline: outline.map(unnumberOnly),
  }
}

function once(notices: readonly Notice[]): readonly Notice[] {
  return [...new Map(notices.map((notice) => [JSON.stringify(notice), notice])).values()]
}

function partNumber(source: PartSource, count: number, { annex, annexLetters }: Labels): string {
  switch (source.numbering) {
    case 'section':
      return String(count)
    case 'annex':
      return `${annex} ${annexLetter(count, annexLetters)}`
    case 'none':
      return ''
    default:
      return assertNever(source.numbering, 'numbering')
  }
}
