/**
 * Compiling minutes beside the page: a replica of both documents, what the page wants to see of them, and answers that name only what
 * changed, so that one word on a board costs the compiler that board and the page one part. It runs in a worker; where none can be had, in
 * the page when it is idle.
 */
import * as Y from 'yjs'
import { WorkshopReader } from '../../shared/document/workshop-reader.ts'
import { checkMinutes } from '../../shared/minutes/checks/check-minutes.ts'
import type { CheckContext, Finding } from '../../shared/minutes/checks/finding.ts'
import { CompileMemory } from '../../shared/minutes/compile-memory.ts'
import { compileCounted, type CountedPart, type MinutesOptions } from '../../shared/minutes/compile.ts'
import type { Minutes, MinutesPart, PartId } from '../../shared/minutes/minutes.ts'
import { partBoards, shortenedPlaces, type Shortened } from '../../shared/minutes/shorten.ts'
import type { BoardId, OutcomeId } from '../../shared/model/ids.ts'
import type { Workshop } from '../../shared/model/workshop.ts'
import { keepEqual } from '../../shared/util/keep-equal.ts'

/** What is to be compiled, and what this computer knows beside the documents. */
export type CompileChoices = { readonly options: MinutesOptions; readonly context: CheckContext }

export type ToCompiler =
  | { readonly type: 'open'; readonly notes: Uint8Array; readonly responses: Uint8Array; readonly choices: CompileChoices }
  | { readonly type: 'update'; readonly document: 'notes' | 'responses'; readonly update: Uint8Array }
  | { readonly type: 'choices'; readonly choices: CompileChoices }
  /** Asks for the workshop as it is after every update before this; answered with `workshop` of the same number. */
  | { readonly type: 'read'; readonly request: number }

/** Where the parts and outcomes of the minutes come from. */
export type MinutesSources = {
  /** The boards of every part that has boards of its own. */
  readonly boards: Readonly<Record<PartId, readonly { readonly id: BoardId; readonly title: string }[]>>
  /** By label: "D-3". */
  readonly outcomes: Readonly<Record<string, { readonly id: OutcomeId; readonly board: BoardId }>>
}

type Aside = { readonly outline: Minutes['outline']; readonly findings: readonly Finding[]; readonly shortened: readonly Shortened[]; readonly sources: MinutesSources }

/** Parts that changed come one by one, so that no message is long to read; `done` puts them in order. Null is what it was before. */
export type FromCompiler =
  /** Its numbers counted from 0. */
  | { readonly type: 'part'; readonly part: MinutesPart }
  /** As JSON. */
  | { readonly type: 'workshop'; readonly request: number; readonly workshop: string }
  | { readonly type: 'done'; readonly frame: Omit<Minutes, 'parts' | 'outline'>; readonly order: readonly { readonly id: PartId; readonly first: number }[]; readonly aside: { readonly [Name in keyof Aside]: Aside[Name] | null } }

export type Compiled = Aside & { readonly minutes: Omit<Minutes, 'parts' | 'outline'>; readonly parts: readonly CountedPart[] }

/** Answers messages, at most one round of compiling per `schedule`. */
export class MinutesCompiler {
  readonly #notes = new Y.Doc()
  readonly #responses = new Y.Doc()
  readonly #post: (message: FromCompiler) => void
  readonly #schedule: (work: () => void) => void
  readonly #reader = new WorkshopReader(this.#notes, this.#responses)
  readonly #memory = new CompileMemory()
  /** What the page has. */
  readonly #sent = new Map<string, unknown>()
  #choices: CompileChoices | null = null
  #isScheduled = false

  constructor(post: (message: FromCompiler) => void, schedule: (work: () => void) => void) {
    this.#post = post
    this.#schedule = schedule
  }

  receive(message: ToCompiler): void {
    switch (message.type) {
      case 'open':
        Y.applyUpdate(this.#notes, message.notes)
        Y.applyUpdate(this.#responses, message.responses)
        this.#choices = message.choices
        break
      case 'update':
        Y.applyUpdate(message.document === 'notes' ? this.#notes : this.#responses, message.update)
        break
      case 'choices':
        this.#choices = message.choices
        break
      case 'read':
        this.#post({ type: 'workshop', request: message.request, workshop: JSON.stringify(this.#reader.read()) })
        return
      default:
        message satisfies never
    }
    if (this.#isScheduled) return
    this.#isScheduled = true
    this.#schedule(() => {
      this.#isScheduled = false
      if (this.#choices) this.#compile(this.#choices)
    })
  }

  dispose(): void {
    this.#choices = null
    this.#reader.dispose()
    this.#notes.destroy()
    this.#responses.destroy()
  }

  #compile({ options, context }: CompileChoices): void {
    const workshop = this.#reader.read()
    const { parts, outline, ...frame } = compileCounted(workshop, options, this.#memory)
    for (const { part } of parts) if (this.#changed(`part ${part.id}`, part)) this.#post({ type: 'part', part })
    this.#post({
      type: 'done',
      frame,
      order: parts.map(({ part, first }) => ({ id: part.id, first })),
      aside: {
        outline: this.#changed('outline', outline),
        findings: this.#changed('findings', checkMinutes(workshop, { ...frame, outline }, context)),
        shortened: this.#changed('shortened', shortenedPlaces(workshop)),
        sources: this.#changed('sources', sourcesOf(workshop, outline)),
      },
    })
  }

  /** `value`; null when it is what the page has under this name. */
  #changed<T>(name: string, value: T): T | null {
    const sent = this.#sent.get(name)
    const kept = keepEqual(sent, value)
    this.#sent.set(name, kept)
    return kept === sent ? null : kept
  }
}

function sourcesOf(workshop: Workshop, outline: Minutes['outline']): MinutesSources {
  return {
    boards: Object.fromEntries(outline.flatMap(({ id }) => {
      const boards = partBoards(workshop, id).map((board) => ({ id: board.id, title: board.title }))
      return boards.length === 0 ? [] : [[id, boards]]
    })),
    outcomes: Object.fromEntries(workshop.outcomes.map(({ label, id, board }) => [label, { id, board }])),
  }
}

/** Puts answers together; what did not change, down to single blocks of a part, keeps its identity, so that React leaves it alone. */
export class CompiledMinutes {
  readonly #parts = new Map<PartId, MinutesPart>()
  #last: Compiled | null = null

  /** The whole after a `done`; null while parts are still coming. */
  receive(message: Exclude<FromCompiler, { type: 'workshop' }>): Compiled | null {
    if (message.type === 'part') {
      const { part } = message
      this.#parts.set(part.id, keepEqual(this.#parts.get(part.id), part))
      return null
    }
    const { frame, order, aside } = message
    const last = this.#last
    this.#last = {
      minutes: keepEqual(last?.minutes, frame),
      parts: order.flatMap(({ id, first }) => {
        const part = this.#parts.get(id)
        return part === undefined ? [] : [{ part, first }]
      }),
      outline: aside.outline ?? last?.outline ?? [],
      findings: aside.findings ?? last?.findings ?? [],
      shortened: aside.shortened ?? last?.shortened ?? [],
      sources: aside.sources ?? last?.sources ?? { boards: {}, outcomes: {} },
    }
    return this.#last
  }
}
