/** The People tab beside a board: who is here now, and who is listed, with attendance at hand. */
import { UserPlus, Users } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { addPerson, updatePerson } from '../../shared/document/commands/people-commands.ts'
import { attendances, type Person } from '../../shared/model/workshop.ts'
import { Button } from '../base/controls/button.tsx'
import { SelectField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import { usePeople } from '../base/workshop-data.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { messages } from './messages.ts'
import './people.css'
import { PersonDialog } from './person-dialog.tsx'

/** Somebody who has the workshop open: their mark, and the title of the board that they look at (null: none). */
export type PersonHere = { readonly key: string; readonly mark: ReactNode; readonly name: string; readonly board: string | null }

export type PeoplePanelProps = {
  readonly here: readonly PersonHere[]
  /** Whether somebody of the list is among them. */
  readonly isHere: (person: Pick<Person, 'name' | 'organisation'>) => boolean
  readonly onOpenPage: () => void
}

/** The panel. */
export function PeoplePanel({ here, isHere, onOpenPage }: PeoplePanelProps): ReactNode {
  const text = useText(messages)
  const { doc, origin, canEdit } = useWorkshopEdits()
  const people = usePeople(doc)
  const [isAdding, setIsAdding] = useState(false)
  return (
    <div className="people-panel">
      <section>
        <h3 className="panel-heading">{text('inRoom')}</h3>
        {here.length === 0 ? (
          <p className="quiet small">{text('alone')}</p>
        ) : (
          <ul className="people-here">
            {here.map((person) => (
              <li key={person.key}>
                {person.mark}
                <span className="people-here-words">
                  <span className="any-script">{person.name}</span>
                  <span className="quiet small any-script">{person.board === null ? text('elsewhere') : text('onBoard', { board: person.board })}</span>
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section>
        <h3 className="panel-heading">{text('listed')}</h3>
        {people.length === 0 && <p className="quiet small">{text('empty')}</p>}
        <ul className="people-listed">
          {people.map((person) => (
            <li key={person.id}>
              <span className="people-listed-words">
                <span className="any-script">{person.name}</span>
                {person.organisation !== '' && <span className="quiet small any-script">{person.organisation}</span>}
                {isHere(person) && <span className="people-is-here small">{text('isHere')}</span>}
              </span>
              <SelectField
                label={text('attendanceOf', { name: person.name })}
                isLabelHidden
                isDisabled={!canEdit}
                className="people-listed-attendance"
                value={person.attendance}
                options={attendances.map((attendance) => ({ value: attendance, label: text(`attendance_${attendance}`) }))}
                onChange={(attendance) => updatePerson(doc, origin, person.id, { attendance })}
              />
            </li>
          ))}
        </ul>
        <div className="people-panel-actions">
          {canEdit && (
            <Button icon={UserPlus} onPress={() => setIsAdding(true)}>
              {text('addPerson')}
            </Button>
          )}
          <Button tone="quiet" icon={Users} onPress={onOpenPage}>
            {text('openPage')}
          </Button>
        </div>
      </section>
      {isAdding && <PersonDialog person={null} onDone={(fields) => addPerson(doc, origin, fields)} onClose={() => setIsAdding(false)} />}
    </div>
  )
}
