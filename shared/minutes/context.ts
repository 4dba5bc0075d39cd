/** What every part of the minutes needs to know while it is compiled: words, names, and the counters that run through all parts. */
import type { BlobId, BoardId } from '../model/ids.ts'
import type { Attribution, Board, LossKind, Outcome, OutcomeKind, Person, ProgrammeItem, RichNode, Workshop, WorkshopDetails } from '../model/workshop.ts'
import { flagSet, outcomeKindSpecs } from '../outcomes/kinds.ts'
import { referredOutcome } from '../outcomes/references.ts'
import { Attributor, personInWords } from './attribution.ts'
import type { CompileMemory, Ground, Remembered } from './compile-memory.ts'
import { formatDateField } from './dates.ts'
import { textDirection } from './direction.ts'
import type { Labels } from './labels.ts'
import type { Block, MinutesStatus, OutcomeEntry, PartId, Profile } from './minutes.ts'
import { printable } from './printable.ts'
import { blockLanguage, plainText, richBlocks, richInlines, type RichTextContext } from './rich-text.ts'
import type { Whole } from './whole.ts'

/** Level of a part's heading; the title of the minutes is level 1. */
export const partLevel = 2

export type ContextOptions = {
  readonly language: string
  readonly profile: Profile
  readonly attribution: Attribution
  /** Whom a letter is for; '' in every other profile. */
  readonly organisation: string
  readonly status: MinutesStatus
  /** Of the record before anything was left out. */
  readonly whole: Whole
  /** The details as they were written, where those of the workshop are a translation. */
  readonly written?: WorkshopDetails
  /** Of whoever compiles again and again. */
  readonly memory?: CompileMemory
}

/** Figures and tables are counted through the whole minutes, from 1. */
export type Counters = { readonly figure: number; readonly table: number }

export const firstCounters: Counters = { figure: 1, table: 1 }

/** A figure that was printed, for the list of figures. */
export type FigureSeen = { readonly number: number; readonly caption: string; readonly alt: string; readonly sheet: string; readonly part: PartId }

type NoticeSeen = { readonly kind: LossKind; readonly part: PartId; readonly name: string }

/** A result with what was noted while it was made. */
type Made<T> = { readonly value: T; readonly start: Counters; readonly end: Counters; readonly figures: readonly FigureSeen[]; readonly notices: readonly NoticeSeen[] }

/** Who is answerable for something is named whatever the attribution. */
const namedAlways: ReadonlySet<string> = new Set(['owner', 'lead'])

const blobQuestion = 'b'
const outcomeQuestion = 'o'
const replacedQuestion = 'r'
const sectionQuestion = 's'

export class MinutesContext {
  readonly workshop: Workshop
  readonly labels: Labels
  readonly language: string
  readonly profile: Profile
  readonly options: ContextOptions
  /** Who said something, as far as these minutes tell. */
  readonly attributor: Attributor
  readonly figures: FigureSeen[] = []
  readonly notices: NoticeSeen[] = []
  readonly #people: ReadonlyMap<string, Person>
  readonly #items: ReadonlyMap<string, ProgrammeItem>
  readonly #boards: ReadonlyMap<string, Board>
  readonly #outcomes: ReadonlyMap<string, Outcome>
  readonly #blobNames: ReadonlyMap<string, string>
  /** The labels of the decisions that replace one, by its id. */
  readonly #replacements: ReadonlyMap<string, readonly string[]>
  readonly #ground: Ground | null
  #next: Counters = firstCounters
  /** Everything asked for since the result that is being made was begun; null while none is. */
  #asked: Map<string, string> | null = null

  constructor(workshop: Workshop, labels: Labels, options: ContextOptions) {
    this.workshop = workshop
    this.labels = labels
    this.language = options.language
    this.profile = options.profile
    this.options = options
    this.attributor = new Attributor(workshop, options.attribution, labels.punctuation, options.written)
    this.#people = new Map(workshop.people.map((person) => [person.id, person]))
    this.#items = new Map(workshop.items.map((item) => [item.id, item]))
    this.#boards = new Map(workshop.boards.map((board) => [board.id, board]))
    this.#outcomes = new Map(workshop.outcomes.map((outcome) => [outcome.id, outcome]))
    this.#blobNames = new Map(workshop.blobs.map((blob) => [blob.id, blob.name]))
    this.#replacements = replacementsIn(workshop)
    this.#ground = options.memory?.groundOf([labels, options.language, options.profile, options.attribution, workshop.people, ...this.attributor.facts]) ?? null
  }

  /** The numbers that the next figure and the next table get. */
  get counters(): Counters {
    return this.#next
  }

  /** Figures and tables of the next part begin with these. */
  countFrom(counters: Counters): void {
    this.#next = counters
  }

  #count(used: Partial<Counters>): void {
    this.#next = { figure: this.#next.figure + (used.figure ?? 0), table: this.#next.table + (used.table ?? 0) }
  }

  /** The item that a board belongs to; undefined when it has none, or the item is gone. */
  itemOf(board: BoardId): ProgrammeItem | undefined {
    const item = this.#boards.get(board)?.item
    return typeof item === 'string' ? this.#items.get(item) : undefined
  }

  /** Where an outcome was captured, as the reader knows it. */
  #sectionTitle(board: BoardId): string {
    return this.itemOf(board)?.title ?? this.#boards.get(board)?.title ?? ''
  }

  /** "Guy Esclopé, regional councillor of Occitania". A value that is no person's id is a name already. */
  personWithFunctions(idOrName: string): string {
    const person = this.#people.get(idOrName)
    return person === undefined ? idOrName : personInWords(person, this.labels.punctuation.comma)
  }

  /** For owners, cover and attendance, which name people whatever the attribution. */
  personName(idOrName: string): string {
    return this.#people.get(idOrName)?.name ?? idOrName
  }

  /** The value of an outcome's field as it is printed; '' when nobody filled it in. */
  fieldValue(fields: Readonly<Record<string, unknown>>, kind: OutcomeKind, name: string): string {
    const value = fields[name]
    if (typeof value !== 'string' || value.trim() === '') return ''
    const type = outcomeKindSpecs[kind].fields.find((field) => field.name === name)?.type
    if (type === 'person') return namedAlways.has(name) ? this.personName(value) : this.attributor.name(value)
    if (type === 'flag') return value === flagSet && !(name === 'consent' && this.profile === 'public') ? this.labels.flag : ''
    if (type === 'date') return formatDateField(value, this.language)
    if (type === 'status') return (kind === 'action' ? this.labels.actionStatus : this.labels.proposalStatus)[value] ?? value
    if (type === 'decision') return this.#decisionNamed(value)
    return value
  }

  /** The number of a decision of this workshop; '' for one that is not in it, or not told. Anything else is words. */
  #decisionNamed(value: string): string {
    const id = referredOutcome(value)
    if (id === null) return value
    this.#ask(`${outcomeQuestion}${id}`)
    return this.#outcomes.get(id)?.label ?? ''
  }

  /** The decisions that replace this one, as far as these minutes tell of them; '' for one that stands. */
  replacedBy(outcome: string): string {
    const question = `${replacedQuestion}${outcome}`
    this.#ask(question)
    return this.#answer(question)
  }

  /** Rich text as blocks, its headings below `parentLevel`. */
  rich(content: readonly RichNode[], part: PartId, parentLevel: number = partLevel): readonly Block[] {
    return richBlocks(content, this.#richContext(part, parentLevel))
  }

  /** The content of a board, and a notice of everything that reading it left out. */
  board({ id, content }: Board, part: PartId, parentLevel: number = partLevel): readonly Block[] {
    this.#noticeLosses('board', id, part)
    return this.#remembered(content, `${part} ${parentLevel}`, () => this.rich(content, part, parentLevel))
  }

  /** The rapporteur's words for a part. */
  linking(part: PartId): readonly Block[] {
    this.#noticeLosses('linking', part, part)
    return this.rich(this.workshop.minutes.linking[part] ?? [], part)
  }

  outcomeEntry(outcome: Outcome, part: PartId): OutcomeEntry {
    return this.#remembered(outcome, `entry ${part}`, () =>
      this.#entry(outcome.id, outcome.kind, outcome.label, outcome.content, outcome.fields, part, outcome.language === undefined ? {} : { language: printable(outcome.language) }))
  }

  /** The row of an outcome in the register that `part` is; `make` is given where it was captured. */
  registered<Row>(outcome: Outcome, part: PartId, make: (section: string) => Row): Row {
    return this.#remembered(outcome, `row ${part}`, () => {
      const question = `${sectionQuestion}${outcome.board}`
      this.#ask(question)
      return make(this.#answer(question))
    })
  }

  /** What `make` gives, or gave in an earlier round of the same object; figures and notices are noted either way. One can be made inside another. */
  #remembered<T>(source: object, name: string, make: () => T): T {
    if (!this.#ground) return make()
    const known = this.#ground.results.get(source) ?? new Map<string, Remembered<unknown>>()
    this.#ground.results.set(source, known)
    // Made under this name before, therefore of the same shape.
    const before = known.get(name) as Remembered<Made<T>> | undefined
    if (before && isSame(before.result.start, this.#next) && [...before.asked].every(([question, answer]) => this.#answer(question) === answer)) {
      const { value, figures, notices, end } = before.result
      this.figures.push(...figures)
      this.notices.push(...notices)
      // Not by the figures: what a report leaves out counts as well.
      this.#next = end
      for (const [question, answer] of before.asked) this.#asked?.set(question, answer)
      return value
    }
    const [start, figureCount, noticeCount] = [this.#next, this.figures.length, this.notices.length]
    const asked = new Map<string, string>()
    const around = this.#asked
    this.#asked = asked
    const value = make()
    this.#asked = around
    for (const [question, answer] of asked) around?.set(question, answer)
    known.set(name, { result: { value, start, end: this.#next, figures: this.figures.slice(figureCount), notices: this.notices.slice(noticeCount) } satisfies Made<T>, asked })
    return value
  }

  /** What a result can depend on beside its source and the ground: an outcome's kind and label, what replaced it, a file's name, the title of a section. */
  #answer(question: string): string {
    const id = question.slice(1)
    switch (question[0]) {
      case blobQuestion:
        return this.#blobNames.get(id) ?? ''
      case sectionQuestion:
        return this.#sectionTitle(id as BoardId)
      case replacedQuestion:
        return (this.#replacements.get(id) ?? []).join(this.labels.punctuation.comma)
      default: {
        const outcome = this.#outcomes.get(id)
        return outcome === undefined ? '' : `${outcome.kind} ${outcome.label}`
      }
    }
  }

  #ask(question: string): void {
    this.#asked?.set(question, this.#answer(question))
  }

  #noticeLosses(place: 'board' | 'linking', id: string, part: PartId): void {
    for (const loss of this.workshop.losses) if (loss.place === place && loss.id === id) this.notices.push({ kind: loss.kind, part, name: loss.name })
  }

  #richContext(part: PartId, parentLevel: number): RichTextContext {
    return {
      parentLevel,
      outcome: (node) => this.#outcomeBlock(node, part),
      nextFigure: ({ caption, alt, sheet }) => {
        const { figure: number } = this.#next
        this.figures.push({ number, caption, alt, sheet, part })
        this.#count({ figure: 1 })
        return number
      },
      figureLabels: this.labels.figure,
      nextTable: () => {
        const { table } = this.#next
        this.#count({ table: 1 })
        return `${this.labels.section.table} ${table}`
      },
      skip: ({ figures, tables }) => this.#count({ figure: figures, table: tables }),
      confidential: this.labels.field['confidential'] ?? '',
      blobName: (blob: BlobId) => {
        this.#ask(`${blobQuestion}${blob}`)
        return this.#blobNames.get(blob) ?? ''
      },
      onUnknown: (nodeType) => this.notices.push({ kind: 'unknown-content', part, name: nodeType }),
      onUnsafeLink: (href) => this.notices.push({ kind: 'unsafe-link', part, name: href }),
    }
  }

  #outcomeBlock(node: RichNode, part: PartId): Block {
    const attrs = node.attrs ?? {}
    const id = typeof attrs['id'] === 'string' ? attrs['id'] : ''
    this.#ask(`${outcomeQuestion}${id}`)
    const known = this.#outcomes.get(id)
    const kind = known?.kind ?? readKind(attrs['kind'])
    const content = node.content ?? []
    const label = known?.label ?? ''
    if (kind === null) {
      // An outcome of a kind that a newer version knows: its words are kept.
      this.notices.push({ kind: 'unknown-content', part, name: `outcome ${String(attrs['kind'])}` })
      return { kind: 'paragraph', style: 'body', number: null, inlines: this.#inlines(content, part), direction: textDirection(plainText(content)), ...blockLanguage(node) }
    }
    if (kind !== 'quote') return { kind: 'outcomes', entries: [this.#entry(id, kind, label, content, attrs, part, blockLanguage(node))] }
    const speaker = typeof attrs['speaker'] === 'string' ? this.attributor.speaker(attrs['speaker']) : ''
    return {
      kind: 'quote',
      blocks: [{ kind: 'paragraph', style: 'body', number: null, inlines: this.#inlines(content, part), direction: textDirection(plainText(content)), ...blockLanguage(node) }],
      attribution: printable([speaker, this.fieldValue(attrs, 'quote', 'context')].filter((part) => part.trim() !== '').join(' · ')),
      label,
      number: null,
    }
  }

  #entry(id: string, kind: OutcomeKind, label: string, content: readonly RichNode[], fields: Readonly<Record<string, unknown>>, part: PartId, language: { readonly language?: string }): OutcomeEntry {
    return {
      kind,
      kindName: this.labels.outcome[kind],
      label,
      number: null,
      inlines: this.#inlines(content, part),
      direction: textDirection(plainText(content)),
      ...language,
      fields: [
        ...outcomeKindSpecs[kind].fields.map(({ name }) => ({ term: this.labels.field[name] ?? name, value: printable(this.fieldValue(fields, kind, name)) })),
        { term: this.labels.field['supersededBy'] ?? '', value: kind === 'decision' ? this.replacedBy(id) : '' },
      ]
        .filter(({ value }) => value !== ''),
    }
  }

  #inlines(content: readonly RichNode[], part: PartId) {
    return richInlines(content, this.#richContext(part, partLevel))
  }
}

function replacementsIn({ outcomes }: Workshop): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { id, kind, label, fields } of outcomes) {
    const replaced = kind === 'decision' ? referredOutcome(fields['supersedes']) : null
    if (replaced !== null && replaced !== id) found.set(replaced, [...(found.get(replaced) ?? []), label])
  }
  return found
}

function isSame(a: Counters, b: Counters): boolean {
  return a.figure === b.figure && a.table === b.table
}

function readKind(value: unknown): OutcomeKind | null {
  return typeof value === 'string' && Object.hasOwn(outcomeKindSpecs, value) ? (value as OutcomeKind) : null
}
