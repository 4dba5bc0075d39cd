/** A page and its compiler without a window. */
import * as Y from 'yjs'
import { CompiledMinutes, MinutesCompiler, type Compiled, type CompileChoices, type FromCompiler } from '../../renderer/minutes/compiling.ts'
import { shiftNumbers } from '../../shared/minutes/citations.ts'
import type { Minutes } from '../../shared/minutes/minutes.ts'

export type CompilerPair = {
  readonly compiler: MinutesCompiler
  /** Does the rounds that wait. */
  readonly work: () => void
  readonly rounds: () => number
  /** The parts that were sent. */
  readonly parts: string[]
  readonly last: () => Compiled
  /** The workshop that was asked for last, as JSON. */
  readonly read: () => string
}

/** Follows both documents; every message is copied as a worker's would be. Compiling happens when `work` is run. */
export function compilerPair(doc: Y.Doc, responses: Y.Doc, choices: CompileChoices): CompilerPair {
  const together = new CompiledMinutes()
  const waiting: (() => void)[] = []
  const parts: string[] = []
  let last: Compiled | null = null
  let rounds = 0
  let read = ''
  const compiler = new MinutesCompiler(
    (message) => {
      const copy = structuredClone<FromCompiler>(message)
      if (copy.type === 'workshop') {
        read = copy.workshop
        return
      }
      if (copy.type === 'part') parts.push(copy.part.id)
      else rounds += 1
      last = together.receive(copy) ?? last
    },
    (work) => waiting.push(work),
  )
  compiler.receive({ type: 'open', notes: Y.encodeStateAsUpdate(doc), responses: Y.encodeStateAsUpdate(responses), choices })
  doc.on('update', (update: Uint8Array) => compiler.receive({ type: 'update', document: 'notes', update }))
  responses.on('update', (update: Uint8Array) => compiler.receive({ type: 'update', document: 'responses', update }))
  return {
    compiler,
    parts,
    rounds: () => rounds,
    read: () => read,
    work: () => waiting.splice(0).forEach((work) => work()),
    last: () => {
      if (!last) throw new Error('nothing compiled')
      return last
    },
  }
}

/** As the page prints it. */
export function wholeMinutes({ minutes, outline, parts }: Compiled): Minutes {
  return { ...minutes, outline, parts: parts.map(({ part, first }) => shiftNumbers(part, first)) }
}
