/**
 * Workshop → minutes. Pure: no clock, no randomness, no storage; the same workshop gives the same minutes, so they can be
 * compiled on every keystroke and compared byte for byte when they are frozen.
 */
import type { Attribution, Workshop } from '../model/workshop.ts'
import { assertNever } from '../util/assert-never.ts'
import { derivedOnce } from '../util/derived-once.ts'
import { annexLetter } from './annex-letter.ts'
import { isWithheldBlock, numberBlocks, shiftNumbers } from './citations.ts'
import type { CompileMemory } from './compile-memory.ts'
import { firstCounters, MinutesContext, type ContextOptions, type Counters } from './context.ts'
import { compileCover, coverId } from './cover.ts'
import { languageDirection, textDirection } from './direction.ts'
import type { Labels } from './labels.ts'
import { labelsFor } from './labels-for.ts'
import type { Block, Minutes, MinutesPart, MinutesStatus, Notice, OutlineEntry, PartId, Profile } from './minutes.ts'
import { orderParts } from './order.ts'
import type { PartSource } from './part-source.ts'
import { printable, printableLines } from './printable.ts'
import { partsOf } from './profiles.ts'
import { holdsBack, leavesTheHouse, publishWorkshop } from './publish.ts'
import { withShortening } from './shorten.ts'
import { draftStatus, statusLine } from './status.ts'
import { translateWorkshop } from '../translations/translate-workshop.ts'
import { wholeOf } from './whole.ts'

export type MinutesOptions = {
  /** BCP 47 tag of the labels, and of the translations to print. */
  readonly language: string
  /** Left out: the full minutes. */
  readonly profile?: Profile
  /** Left out: as the details of the workshop say. */
  readonly attribution?: Attribution
  /** The organisation that a letter is for. */
  readonly organisation?: string
  /** Left out: a draft that follows the boards. */
  readonly status?: MinutesStatus
}

/**
 * A part with its numbers counted from 0, and the number that its 0 stands for: a new paragraph moves the numbers of everything behind
 * it, and nothing else of those parts is to be sent or drawn again.
 */
export type CountedPart = { readonly part: MinutesPart; readonly first: number }

export type CountedMinutes = Omit<Minutes, 'parts'> & { readonly parts: readonly CountedPart[] }

/** The minutes of `captured` as the rapporteur arranged and shortened them, in the language of the labels as far as it is translated. Parts with nothing to say are left out. */
export function compileMinutes(captured: Workshop, options: MinutesOptions): Minutes {
  const counted = compileCounted(captured, options)
  return { ...counted, parts: counted.parts.map(({ part, first }) => shiftNumbers(part, first)) }
}

/** The same with parts that are counted one by one. With the `memory` of an earlier round they are the same, and made sooner; a part in which nothing changed is the very same object. */
export function compileCounted(captured: Workshop, options: MinutesOptions, memory: CompileMemory | null = null): CountedMinutes {
  const kept = <T,>(name: string, whole: T): T => memory?.kept(name, whole) ?? whole
  const { language, labels } = labelsFor(options.language)
  const profile = options.profile ?? 'full'
  // An older translation says what stood there before, which may be what stays in the house now.
  const translated = translateWorkshop(captured, language, () => !(leavesTheHouse(profile) && holdsBack(captured)))
  const workshop = kept('printed', withShortening(translated))
  const status = options.status ?? draftStatus
  const contextOptions: ContextOptions = {
    language,
    profile,
    attribution: options.attribution ?? workshop.details.attribution,
    organisation: profile === 'letter' ? printable(options.organisation ?? '') : '',
    status,
    whole: wholeOf(workshop),
    written: captured.details,
    ...(memory && { memory }),
  }
  const published = leavesTheHouse(profile) ? kept('published', publishWorkshop(translated)) : { workshop, isAnythingLeftOut: false }
  // A public report cites by the numbers of the full minutes: those are counted first, and nothing else is taken from them.
  const places = profile === 'public' ? compileParts(new MinutesContext(workshop, labels, { ...contextOptions, profile: 'full' })).places : null
  const context = new MinutesContext(published.workshop, labels, contextOptions)
  const { layout, parts, outline, titles } = compileParts(context, places, published.isAnythingLeftOut)
  const title = workshop.details.title.trim() === '' ? labels.untitled : printable(workshop.details.title)
  return {
    language,
    direction: languageDirection(language),
    contentLanguage: printable(workshop.details.language),
    profile,
    attribution: contextOptions.attribution,
    organisation: contextOptions.organisation,
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

/** Where a part begins: its own number, and the next citation, figure and table. */
type Place = { readonly number: string; readonly citation: number; readonly counters: Counters }

type Built = { readonly linking: readonly Block[]; readonly blocks: readonly Block[]; readonly counters: Counters }

function compileParts(context: MinutesContext, places: ReadonlyMap<PartId, Place> | null = null, isAnythingLeftOut = false) {
  const { workshop, labels, options } = context
  const { minutes } = workshop
  const excluded = new Set(minutes.excluded)
  const byId = new Map(partsOf(context, isAnythingLeftOut).map((source) => [source.id, source]))
  const ordered = orderParts([...byId.keys()], minutes.order).flatMap((id) => byId.get(id) ?? [])
  // Not even compiled where it is left out: its figures would take numbers and a place in the list of figures.
  const coverLinking = excluded.has(coverId) ? [] : printed(context.linking(coverId))
  const build = (source: PartSource): Built => {
    // Excluded parts are compiled aside: they count no figures and no sections, but the outline offers them when they hold something.
    const partContext = excluded.has(source.id) ? new MinutesContext(workshop, labels, options) : context
    const place = places?.get(source.id)
    if (place !== undefined) partContext.countFrom(place.counters)
    const { counters } = partContext
    const kept = (name: string, made: readonly Block[]): readonly Block[] => options.memory?.kept(`${context.profile} ${name} ${source.id}`, made) ?? made
    return { linking: kept('linking', partContext.linking(source.id)), blocks: kept('blocks', source.build(partContext)), counters }
  }
  const built = new Map([...ordered.filter(({ isLate }) => isLate !== true), ...ordered.filter(({ isLate }) => isLate === true)].map((source) => [source.id, build(source)]))
  const parts: CountedPart[] = []
  const outline: OutlineEntry[] = []
  const begun = new Map<PartId, Place>()
  const numbers = { section: 0, annex: 0, none: 0 }
  let nextCitation = 1
  for (const source of ordered) {
    const { linking = [], blocks = [], counters = firstCounters } = built.get(source.id) ?? {}
    const title = printable(source.title)
    const place = places?.get(source.id)
    nextCitation = place?.citation ?? nextCitation
    const citation = nextCitation
    if (excluded.has(source.id)) {
      if (linking.length > 0 || blocks.length > 0) outline.push({ id: source.id, number: '', title, isExcluded: true })
      continue
    }
    const { count, ...part } = countBlocks(source.isCited, linking, blocks)
    nextCitation += count
    if (part.linking.length === 0 && part.blocks.length === 0) continue
    numbers[source.numbering] += 1
    const number = place?.number ?? partNumber(source, numbers[source.numbering], labels)
    begun.set(source.id, { number, citation, counters })
    outline.push({ id: source.id, number, title, isExcluded: false })
    parts.push({ part: { id: source.id, number, title, direction: textDirection(title), ...part }, first: source.isCited ? citation : 0 })
  }
  const sections = new Set(ordered.filter((source) => source.numbering === 'section').map((source) => source.id))
  // A "1" that no 2 follows tells the reader nothing.
  const unnumberOnly = <T extends { readonly number: string }>(id: PartId, entry: T): T =>
    places === null && numbers.section === 1 && sections.has(id) ? { ...entry, number: '' } : entry
  return {
    layout: { coverIsExcluded: excluded.has(coverId), coverLinking },
    /** Of every part, printed or not. */
    titles: new Map(ordered.map(({ id, title }) => [id, printable(title)])),
    parts: parts.map(({ part, first }): CountedPart => {
      const numbered = unnumberOnly(part.id, part)
      return { part: options.memory?.kept(`${context.profile} part ${part.id}`, numbered) ?? numbered, first }
    }),
    outline: outline.map((entry) => unnumberOnly(entry.id, entry)),
    places: new Map([...begun].map(([id, place]) => [id, unnumberOnly(id, place)])),
  }
}

/** What a part prints, its statements numbered from 0 where they are cited, and how many numbers it uses up. */
function countBlocks(isCited: boolean, linking: readonly Block[], blocks: readonly Block[]): { readonly linking: readonly Block[]; readonly blocks: readonly Block[]; readonly count: number } {
  if (!isCited) return { linking: printed(linking), blocks: printedOnce(blocks), count: 0 }
  const before = numberBlocks(linking, 0)
  const after = before.next === 0 ? countedOnce(blocks) : numberBlocks(blocks, before.next)
  return { linking: before.blocks, blocks: after.blocks, count: after.next }
}

const countedOnce = derivedOnce((blocks: readonly Block[]) => numberBlocks(blocks, 0))
const printedOnce = derivedOnce(printed)

function printed(blocks: readonly Block[]): readonly Block[] {
  return blocks.filter((block) => !isWithheldBlock(block))
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
