/**
 * What is said of a picture on a board: its caption and its description, what is written on it, and who can be recognised. Only the caption
 * and what is filled in are part of the page; the rest is asked for when the picture is at hand.
 */
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { useState, type ChangeEvent, type KeyboardEvent, type ReactNode } from 'react'
import { peopleInPicture, type PeopleInPicture } from '../../../shared/minutes/photo-consent.ts'
import { useText } from '../../base/words/i18n.tsx'
import { useBoard } from '../board-context.tsx'
import { messages, type MessageKey } from '../messages.ts'
import { undoKeyOf } from '../undo/undo-keys.ts'

export type PictureWordsProps = {
  readonly node: Node
  readonly editor: Editor
  readonly onChange: (attributes: Readonly<Record<string, string | null>>) => void
  /** Back to the picture itself. */
  readonly onLeave: () => void
}

const peopleKeys: Readonly<Record<PeopleInPicture, MessageKey>> = { 'none': 'imagePeople_none', 'agreed': 'imagePeople_agreed', 'not-agreed': 'imagePeople_notAgreed' }

export function PictureWords({ node, editor, onChange, onLeave }: PictureWordsProps): ReactNode {
  const { peopleListId } = useBoard()
  const text = useText(messages)
  const of = (name: string): string => String(node.attrs[name] ?? '')
  // What came later is not there where it says nothing (decision 0150).
  const set = (name: string, value: string): void => onChange({ [name]: value === '' && node.type.spec.attrs?.[name]?.default === null ? null : value })
  const onKeyDown = (event: KeyboardEvent): void => {
    const undoKey = undoKeyOf(event)
    if (undoKey !== null) editor.commands[undoKey]()
    else if (event.key === 'Escape') onLeave()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const field = (name: string, label: MessageKey, more: Partial<PictureFieldProps> = {}): ReactNode => (
    <PictureField label={text(label)} value={of(name)} isReadOnly={!editor.isEditable} onKeyDown={onKeyDown} onChange={(value) => set(name, value)} {...more} />
  )
  const people = of('people')
  return (
    <figcaption contentEditable={false} className="picture-words">
      {field('caption', 'imageCaption', { isAlways: true })}
      {field('alt', 'imageAlt')}
      {field('transcription', 'imageTranscription', { isLong: true, isAlways: of('transcription') !== '' })}
      <div className={`picture-more${['sheet', 'takenAt', 'shows', 'people'].some((name) => of(name) !== '') ? ' is-always' : ''}`}>
        {field('sheet', 'imageSheet', { isNamed: true, placeholder: text('imageSheetExample') })}
        {field('takenAt', 'imageTakenAt', { isNamed: true })}
        <label className="picture-named is-wide">
          <span>{text('imagePeople')}</span>
          <select className="picture-field is-always" value={people} disabled={!editor.isEditable} onKeyDown={onKeyDown} onChange={(event) => set('people', event.target.value)}>
            <option value="">{text('imagePeople_unsaid')}</option>
            {peopleInPicture.map((value) => (
              <option key={value} value={value}>
                {text(peopleKeys[value])}
              </option>
            ))}
            {people !== '' && !peopleInPicture.some((known) => known === people) && <option value={people}>{people}</option>}
          </select>
        </label>
        {people !== 'none' && field('shows', 'imageShows', { isNamed: true, isWide: true, list: peopleListId })}
      </div>
    </figcaption>
  )
}

type PictureFieldProps = {
  readonly label: string
  readonly value: string
  readonly isReadOnly: boolean
  readonly onChange: (value: string) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
  /** Several lines. */
  readonly isLong?: boolean
  /** Part of the page also when the picture is not at hand. */
  readonly isAlways?: boolean
  /** With its name before it: what is in it does not say what it is. */
  readonly isNamed?: boolean
  /** Alone in its row. */
  readonly isWide?: boolean
  /** The name, where nothing else is. */
  readonly placeholder?: string
  /** Id of a list of suggestions. */
  readonly list?: string
}

function PictureField({ label, value, isReadOnly, onChange, onKeyDown, isLong = false, isAlways = false, isNamed = false, isWide = false, placeholder, list }: PictureFieldProps): ReactNode {
  const [draft, setDraft] = useState<string | null>(null)
  const shown = draft ?? value
  const common = {
    'className': `picture-field${isAlways || isNamed ? ' is-always' : ''}`,
    'aria-label': label,
    'placeholder': placeholder ?? (isNamed ? '' : label),
    'title': label,
    'dir': 'auto',
    'value': shown,
    'disabled': isReadOnly,
    'onKeyDown': (event: KeyboardEvent) => {
      // What undo leaves is what the field shows from now on.
      if (undoKeyOf(event) !== null) setDraft(null)
      onKeyDown(event)
    },
    'onFocus': () => setDraft(value),
    'onBlur': () => setDraft(null),
    'onChange': (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      setDraft(event.target.value)
      onChange(event.target.value)
    },
  }
  if (isLong) return <textarea {...common} rows={Math.min(maxRows, shown.split('\n').length)} />
  const input = <input {...common} {...(list === undefined ? {} : { list })} />
  if (!isNamed) return input
  return (
    <label className={`picture-named${isWide ? ' is-wide' : ''}`}>
      <span>{label}</span>
      {input}
    </label>
  )
}

/** A longer transcription scrolls. */
const maxRows = 12
