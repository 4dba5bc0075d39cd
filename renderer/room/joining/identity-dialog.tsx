/** The question after joining: who is this? A real name, so that nobody works with "Anonymous" or an animal. */
import { UserPlus, Users } from 'lucide-react'
import { useState, type FormEvent, type ReactNode } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import type { EngineFailure } from '../../../shared/ipc/engine-port.ts'
import type { PersonId } from '../../../shared/model/ids.ts'
import type { Role } from '../../../shared/model/roles.ts'
import type { Person } from '../../../shared/model/workshop.ts'
import { Button } from '../../base/controls/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../base/controls/dialog.tsx'
import { failureMessages, failureOf, failureSentence } from '../../base/words/failures.ts'
import { CheckboxField, SearchField, TextField } from '../../base/controls/fields.tsx'
import { fold, matches } from '../../base/controls/fold.ts'
import { useText } from '../../base/words/i18n.tsx'
import { Problem } from '../../base/controls/problem.tsx'
import { joinMessages } from './join-messages.ts'

export type ChosenIdentity =
  | { readonly kind: 'listed'; readonly person: PersonId }
  /** `isToBeListed`: also among the participants of the workshop. */
  | { readonly kind: 'named'; readonly name: string; readonly organisation: string; readonly isToBeListed: boolean }

export type IdentityDialogProps = {
  readonly people: readonly Person[]
  readonly role: Role
  /** True where the list of participants can be written. */
  readonly canAdd: boolean
  /** What the user is called on this computer. */
  readonly own: { readonly name: string; readonly organisation: string }
  /** Keeps it; rejects with an EngineError. */
  readonly onChosen: (identity: ChosenIdentity) => Promise<void>
}

/** The dialog; it stays until there is an answer. */
export function IdentityDialog({ people, role, canAdd, own, onChosen }: IdentityDialogProps): ReactNode {
  const text = useText(joinMessages)
  const failureText = useText(failureMessages)
  const hasList = role !== 'viewer' && people.length > 0
  const [isInList, setIsInList] = useState(hasList)
  const [query, setQuery] = useState('')
  const [person, setPerson] = useState<PersonId | null>(() => people.find(({ name }) => own.name !== '' && fold(name) === fold(own.name))?.id ?? null)
  const [name, setName] = useState(own.name)
  const [organisation, setOrganisation] = useState(own.organisation)
  const [isToBeListed, setIsToBeListed] = useState(true)
  const [isChecked, setIsChecked] = useState(false)
  const [isRunning, setIsRunning] = useState(false)
  const [failure, setFailure] = useState<EngineFailure | null>(null)
  const found = people.filter((candidate) => matches([candidate.name, candidate.organisation, candidate.region].join(' '), query))
  const needsOrganisation = role !== 'viewer'

  const answer = (): ChosenIdentity | null => {
    if (isInList) return person === null ? null : { kind: 'listed', person }
    if (name.trim() === '' || (needsOrganisation && organisation.trim() === '')) return null
    return { kind: 'named', name: name.trim(), organisation: organisation.trim(), isToBeListed: canAdd && isToBeListed }
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsChecked(true)
    const chosen = answer()
    if (chosen === null) return
    setFailure(null)
    setIsRunning(true)
    onChosen(chosen).catch((error: unknown) => {
      setFailure(failureOf(error))
      setIsRunning(false)
    })
  }

  return (
    <Dialog title={text('whoTitle')} isOpen isDismissable={false} onClose={() => undefined}>
      <form onSubmit={submit}>
        <DialogBody>
          <p className="quiet">{text(role === 'viewer' ? 'whoIntroViewer' : hasList ? 'whoIntro' : 'whoIntroEmpty')}</p>
          {isInList ? (
            <>
              <SearchField label={text('searchPeople')} value={query} onChange={setQuery} />
              <ListBox
                aria-label={text('people')}
                selectionMode="single"
                selectedKeys={person === null ? [] : [person]}
                onSelectionChange={(keys) => setPerson(people.find(({ id }) => keys !== 'all' && keys.has(id))?.id ?? person)}
                renderEmptyState={() => <p className="quiet small identity-empty">{text('noMatch', { query })}</p>}
                className="identity-list"
              >
                {found.map((candidate) => (
                  <ListBoxItem key={candidate.id} id={candidate.id} textValue={candidate.name} className="identity-person">
                    <span className="role-dot" />
                    <span className="invite-words">
                      <span className="any-script">{candidate.name}</span>
                      <span className="quiet small any-script">{[candidate.organisation, candidate.region].filter((part) => part !== '').join(' · ')}</span>
                    </span>
                  </ListBoxItem>
                ))}
              </ListBox>
              {isChecked && person === null && (
                <p role="alert" className="field-error">
                  {text('needChoice')}
                </p>
              )}
              <Button tone="quiet" icon={UserPlus} className="room-inline" onPress={() => setIsInList(false)}>
                {text('notInList')}
              </Button>
            </>
          ) : (
            <>
              <TextField label={text('name')} autoComplete="off" value={name} onChange={setName} error={isChecked && name.trim() === '' ? text('needName') : null} />
              {needsOrganisation && (
                <TextField
                  label={text('organisation')}
                  autoComplete="off"
                  value={organisation}
                  onChange={setOrganisation}
                  error={isChecked && organisation.trim() === '' ? text('needOrganisation') : null}
                />
              )}
              {canAdd && (
                <CheckboxField isSelected={isToBeListed} onChange={setIsToBeListed}>
                  {text('addToList')}
                </CheckboxField>
              )}
              {hasList && (
                <Button tone="quiet" icon={Users} className="room-inline" onPress={() => setIsInList(true)}>
                  {text('backToList')}
                </Button>
              )}
            </>
          )}
          {failure && <Problem title={text('notKept')}>{failureSentence(failureText, failure)}</Problem>}
        </DialogBody>
        <DialogFooter>
          <Button type="submit" tone="accent" isDisabled={isRunning}>
            {text('goOn')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
