/** Several files that are each looked at before they are imported: one after the other, until all are done or somebody leaves the rest out. */
import { useCallback, useState, type ReactNode } from 'react'
import type { ImportRefusal } from '../../../shared/import/imported.ts'
import { FilesSummary, type FileResult } from './files-summary.tsx'
import { useText } from '../words/i18n.tsx'
import { importMessages, useRefusalSentence } from '../words/import-words.ts'

/** What became of a file: taken in, left out by whoever looked at it, or refused. */
export type FileOutcome = 'taken' | 'left-out' | ImportRefusal

/** The file that is looked at now. */
export type QueuedFile = {
  readonly file: File
  readonly number: number
  readonly total: number
  readonly onDone: (outcome: FileOutcome) => void
  /** Leaves this one out, and those behind it. */
  readonly onStop: () => void
}

export type FileQueue = {
  readonly add: (files: readonly File[]) => void
  readonly current: QueuedFile | null
  /** What became of them, once all are done and there were several. */
  readonly summary: ReactNode
}

type State = { readonly files: readonly File[]; readonly outcomes: readonly FileOutcome[] }

const nothing: State = { files: [], outcomes: [] }

/** `wanted` says which files can be read in this place. */
export function useFileQueue(wanted: string): FileQueue {
  const text = useText(importMessages)
  const refusalSentence = useRefusalSentence()
  const [{ files, outcomes }, setState] = useState(nothing)
  const file = files[outcomes.length]

  const add = useCallback((more: readonly File[]) => setState((state) => (state.outcomes.length === state.files.length ? { files: more, outcomes: [] } : { ...state, files: [...state.files, ...more] })), [])
  const close = useCallback(() => setState(nothing), [])
  const settle = (next: readonly FileOutcome[]): void => setState((state) => (next.length === state.files.length && next.length === 1 ? nothing : { ...state, outcomes: next }))

  const wordsOf = (outcome: FileOutcome): string => {
    if (outcome === 'taken') return text('wentIn')
    return outcome === 'left-out' ? text('leftOut') : refusalSentence(outcome, wanted)
  }
  const results = files.map(({ name }, index): FileResult => {
    const outcome = outcomes[index] ?? 'left-out'
    return { name, isTaken: outcome === 'taken', words: [wordsOf(outcome)] }
  })
  return {
    add,
    current: file
      ? {
        file, number: outcomes.length + 1, total: files.length,
        onDone: (outcome) => settle([...outcomes, outcome]),
        onStop: () => settle(files.map((_file, index) => outcomes[index] ?? 'left-out')),
      }
      : null,
    summary: files.length > 1 && outcomes.length === files.length && <FilesSummary results={results} onClose={close} />,
  }
}
