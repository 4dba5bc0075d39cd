import type { ReactNode } from 'react'
import { useText } from '../words/i18n.tsx'
import { importMessages } from '../words/import-words.ts'
import { ProgressStep } from '../controls/progress.tsx'

export type FilesProgressProps = {
  /** Which of several files is read; null for a single one. */
  readonly place: { readonly index: number; readonly total: number } | null
  /** Of this file; `total` 0: nobody knows. */
  readonly words: string
  readonly done: number
  readonly total: number
}

/** How far the reading of a file has come, or of several as one. */
export function FilesProgress({ place, words, done, total }: FilesProgressProps): ReactNode {
  const text = useText(importMessages)
  if (place === null) return <ProgressStep words={words} done={done} total={total} />
  return (
    <>
      <p className="quiet small">{text('fileOf', { number: place.index + 1, total: place.total })}</p>
      <ProgressStep words={words} done={place.index + (total > 0 ? done / total : 0)} total={place.total} />
    </>
  )
}
