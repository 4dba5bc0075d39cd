/** A text, and beside it the field for its translation. */
import { Check } from 'lucide-react'
import { memo, useCallback, useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent, type ReactNode } from 'react'
import { beginningOf } from '../../shared/util/beginning-of.ts'
import { Button } from '../base/controls/button.tsx'
import { useText } from '../base/words/i18n.tsx'
import { messages } from './messages.ts'
import type { TextRow } from './use-texts.ts'

export type TextRowViewProps = {
  readonly row: TextRow
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  /** BCP 47 tag of the text; '' when nobody said. */
  readonly sourceLanguage: string
  readonly isReadOnly: boolean
  readonly onWrite: (row: TextRow, words: string) => void
  /** Goes to the next field that needs words. */
  readonly onNext: (from: HTMLElement) => void
  /** Several lines were pasted where nothing stood; true when they were taken. */
  readonly onPasteLines: (row: TextRow, lines: readonly string[]) => boolean
}

/** What is typed is kept after this pause, and when the field is left: not every letter is a version of its own. */
const keepAfterMs = 700
const maxLabelLength = 60

/** One row. It shows what is typed while it is typed: nothing from elsewhere moves the caret. */
export const TextRowView = memo(function TextRowView(props: TextRowViewProps): ReactNode {
  const { row, language, direction, sourceLanguage, isReadOnly, onWrite, onNext, onPasteLines } = props
  const text = useText(messages)
  const { source, role } = row.text
  const kept = row.found.kind === 'missing' ? '' : row.found.words
  const [draft, setDraft] = useDraft(kept, useCallback((words: string) => onWrite(row, words), [row, onWrite]))
  const tags = source.match(/<\d+>/)?.[0]
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    onNext(event.currentTarget)
  }
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const lines = event.clipboardData.getData('text/plain').split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '')
    if (draft === '' && lines.length > 1 && !source.includes('\n') && onPasteLines(row, lines)) event.preventDefault()
  }
  return (
    <li className="text-row" data-state={row.found.kind}>
      <div>
        {role !== 'paragraph' && <span className="text-role">{text(`role_${role}`)}</span>}
        <p dir="auto" lang={sourceLanguage === '' ? undefined : sourceLanguage} className={`text-words any-script text-words-${role}`}>
          {source}
        </p>
        {row.found.kind === 'stale' && (
          <p dir="auto" className="text-was">
            {text('was', { words: row.found.from })}
          </p>
        )}
      </div>
      <div>
        <textarea
          className="field-input field-area text-field"
          aria-label={text('translationOf', { words: beginningOf(source, maxLabelLength) })}
          lang={language}
          dir={direction}
          rows={1}
          readOnly={isReadOnly}
          value={draft}
          data-open={row.found.kind === 'current' ? undefined : ''}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={() => setDraft(null)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        {row.found.kind === 'stale' && (
          <div className="text-stale">
            <span className="text-badge">{text('isStale')}</span>
            {!isReadOnly && (
              <Button tone="quiet" icon={Check} onPress={() => onWrite(row, kept)}>
                {text('stillRight')}
              </Button>
            )}
          </div>
        )}
        {tags !== undefined && <p className="text-tags">{text('tags', { tags: `${tags}…${tags.replace('<', '</')}` })}</p>}
      </div>
    </li>
  )
})

/**
 * What is shown in a field, and a function to change it; null keeps what was typed and lets go of it. Words on their way are kept
 * when the field goes, too.
 */
function useDraft(kept: string, keep: (words: string) => void): readonly [string, (draft: string | null) => void] {
  const [draft, setDraft] = useState<string | null>(null)
  const pending = useRef<{ readonly words: string; readonly keep: (words: string) => void } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const flush = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current)
    timer.current = null
    const typed = pending.current
    pending.current = null
    if (typed) typed.keep(typed.words)
  }, [])
  useEffect(() => {
    globalThis.addEventListener('pagehide', flush)
    return () => {
      globalThis.removeEventListener('pagehide', flush)
      flush()
    }
  }, [flush])
  const change = useCallback(
    (words: string | null) => {
      setDraft(words)
      if (words === null) return flush()
      pending.current = { words, keep }
      if (timer.current !== null) clearTimeout(timer.current)
      timer.current = setTimeout(flush, keepAfterMs)
    },
    [flush, keep],
  )
  return [draft ?? kept, change]
}
