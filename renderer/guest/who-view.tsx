/** The one question to a guest: who they are. Real people from the list of the workshop, or a name that they write. */
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import type { Doc } from 'yjs'
import { fittingIdentity } from '../../shared/protocol/admission.ts'
import { matches } from '../base/controls/fold.ts'
import { useText } from '../base/words/i18n.tsx'
import { usePeople } from '../base/workshop-data.ts'
import type { GuestIdentity } from '../document/browser-source.ts'
import { messages } from './messages.ts'

/** Beyond this many names somebody has to look for theirs. */
const manyPeople = 8
/** So many are shown before somebody asks for all: whoever is not among them, or only reads, would scroll past hundreds. */
const firstPeople = 12

export type WhoViewProps = {
  readonly doc: Doc
  readonly now: GuestIdentity
  /** Whether they have been let in already, and may leave everything as it is. */
  readonly isAgain: boolean
  readonly onDone: (identity: GuestIdentity) => void
  readonly onLater: () => void
}

export function WhoView({ doc, now, isAgain, onDone, onLater }: WhoViewProps): ReactNode {
  const text = useText(messages)
  const people = usePeople(doc).filter((person) => person.name !== '')
  const [query, setQuery] = useState('')
  const [name, setName] = useState(now.person === '' ? now.name : '')
  const [organisation, setOrganisation] = useState(now.person === '' ? now.organisation : '')
  const [isChecked, setIsChecked] = useState(false)
  const found = people.filter((person) => matches([person.name, person.organisation].join(' '), query))
  const [isWhole, setIsWhole] = useState(false)
  const shown = isWhole ? found : found.filter(({ id }, index) => index < firstPeople || id === now.person)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    // What was pressed is gone; the names go on where they ended.
    if (isWhole) list.current?.querySelectorAll('button')[firstPeople]?.focus()
  }, [isWhole])
  const isNameMissing = isChecked && name.trim() === ''
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsChecked(true)
    if (name.trim() !== '') onDone(fittingIdentity({ name: name.trim(), organisation: organisation.trim(), person: '' }))
  }
  return (
    <div className="guest-page">
      <h1 className="guest-title">{text('whoTitle')}</h1>
      <p>{text(people.length > 0 ? 'whoIntro' : 'whoIntroAlone')}</p>
      {people.length > 0 && (
        <section aria-label={text('whoList')}>
          <h2 className="guest-heading">{text('whoList')}</h2>
          {people.length > manyPeople && (
            <label className="field">
              <span className="field-label">{text('whoSearch')}</span>
              <input type="search" dir="auto" className="field-input" value={query} onChange={(event) => setQuery(event.target.value)} />
            </label>
          )}
          {found.length === 0 && <p className="guest-empty">{text('whoNobody')}</p>}
          <ul ref={list} className="guest-rows">
            {shown.map((person) => (
              <li key={person.id}>
                <button
                  type="button"
                  className="guest-row"
                  aria-pressed={person.id === now.person}
                  onClick={() => onDone(fittingIdentity({ name: person.name, organisation: person.organisation, person: person.id }))}
                >
                  <span className="guest-row-title any-script">{person.name}</span>
                  <span className="guest-row-note any-script">{person.organisation}</span>
                </button>
              </li>
            ))}
          </ul>
          {shown.length < found.length && (
            <button type="button" className="button button-quiet guest-button" onClick={() => setIsWhole(true)}>
              {text('whoAll', { count: found.length })}
            </button>
          )}
        </section>
      )}
      <form onSubmit={submit} noValidate className="guest-card">
        {people.length > 0 && <h2 className="guest-heading">{text('whoAdd')}</h2>}
        <label className="field">
          <span className="field-label">{text('name')}</span>
          <input dir="auto" autoComplete="name" className="field-input" aria-invalid={isNameMissing} aria-describedby={isNameMissing ? 'who-need-name' : undefined} value={name} onChange={(event) => setName(event.target.value)} />
        </label>
        {isNameMissing && (
          <p id="who-need-name" role="alert" className="field-error">
            {text('needName')}
          </p>
        )}
        <label className="field">
          <span className="field-label">{text('organisation')}</span>
          <input dir="auto" autoComplete="organization" className="field-input" value={organisation} onChange={(event) => setOrganisation(event.target.value)} />
        </label>
        <div className="guest-actions">
          <button type="submit" className="button button-accent guest-button">
            {text('continue')}
          </button>
          <button type="button" className="button button-quiet guest-button" onClick={onLater}>
            {text(isAgain ? 'leaveAsIs' : 'later')}
          </button>
        </div>
      </form>
    </div>
  )
}
