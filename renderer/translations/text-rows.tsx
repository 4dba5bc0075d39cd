/** The texts of one place, one under the other. */
import { useCallback, useRef, type ReactNode } from 'react'
import { setTranslation } from '../../shared/document/translations.ts'
import { languageDirection } from '../../shared/minutes/direction.ts'
import { useText } from '../base/words/i18n.tsx'
import { showToast } from '../base/controls/toast.tsx'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { messages } from './messages.ts'
import { TextRowView } from './text-row.tsx'
import { rowKey, type RowGroup, type TextRow } from './use-texts.ts'

export type TextRowsProps = {
  readonly group: RowGroup
  /** Leaves out what is translated and up to date. */
  readonly isOpenOnly: boolean
  readonly language: string
  readonly sourceLanguage: string
}

/** The rows. */
export function TextRows({ group, isOpenOnly, language, sourceLanguage }: TextRowsProps): ReactNode {
  const text = useText(messages)
  const { doc, typing, origin, canEdit, undo } = useWorkshopEdits()
  const list = useRef<HTMLUListElement>(null)
  const { rows } = group
  const write = useCallback(
    ({ text: { unit, source }, found }: TextRow, words: string) => {
      if (found.kind === 'missing' && words === '') return
      setTranslation(doc, typing, { language, unit, source, words })
    },
    [doc, typing, language],
  )
  const goToNext = useCallback((from: HTMLElement): void => {
    const fields = [...(list.current?.querySelectorAll('textarea') ?? [])]
    const at = fields.findIndex((field) => field === from)
    fields.slice(at + 1).find((field) => field.dataset['open'] === '')?.focus()
  }, [])
  const pasteLines = useCallback(
    (row: TextRow, lines: readonly string[]): boolean => {
      const from = rows.findIndex((candidate) => rowKey(candidate.text) === rowKey(row.text))
      const below = from < 0 ? [] : rows.slice(from, from + lines.length)
      // Only where every line has an empty field: nothing that somebody wrote is overwritten.
      if (below.length < lines.length || below.some(({ found }) => found.kind !== 'missing')) return false
      doc.transact(() => {
        for (const [index, { text: { unit, source } }] of below.entries()) setTranslation(doc, origin, { language, unit, source, words: lines[index] ?? '' })
      }, origin)
      showToast({ message: text('filled', { count: lines.length }), action: { label: text('undo'), onAction: () => void undo() } })
      return true
    },
    [rows, doc, origin, language, text, undo],
  )
  const shown = isOpenOnly ? rows.filter(({ found }) => found.kind !== 'current') : rows
  if (shown.length === 0) return <p className="quiet">{text('nothingOpen')}</p>
  return (
    <ul ref={list} className="text-rows">
      {shown.map((row) => (
        <TextRowView
          key={`${language} ${rowKey(row.text)}`}
          row={row}
          language={language}
          direction={languageDirection(language)}
          sourceLanguage={sourceLanguage}
          isReadOnly={!canEdit}
          onWrite={write}
          onNext={goToNext}
          onPasteLines={pasteLines}
        />
      ))}
    </ul>
  )
}
