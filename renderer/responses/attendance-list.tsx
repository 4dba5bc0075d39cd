/** Attendance for whoever leads: what is noted, what people say themselves, and one tap to correct it. */
import { Check, UserCheck, UserPlus } from 'lucide-react'
import type { ReactNode } from 'react'
import { attendanceSaid, withAnswers } from '../../shared/document/attendance.ts'
import { addPersonFromRoom, updatePerson } from '../../shared/document/commands/people-commands.ts'
import type { CheckIn } from '../../shared/model/responses.ts'
import { attendances, type Person } from '../../shared/model/workshop.ts'
import { Button } from '../base/controls/button.tsx'
import { SelectField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import { showToast } from '../base/controls/toast.tsx'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { saidSentence } from './check-in.tsx'
import { useFloor } from './floor-context.tsx'
import { messages } from './messages.ts'

/** The section. */
export function AttendanceList(): ReactNode {
  const text = useText(messages)
  const { doc, origin } = useWorkshopEdits()
  const { people, responses } = useFloor()
  const said = new Map<string, CheckIn>(responses.checkIns.map((checkIn) => [checkIn.key, checkIn]))
  const listed = new Set<string>(people.map(({ id }) => id))
  const others = responses.checkIns.filter(({ key }) => !listed.has(key))
  const effective = withAnswers(people, responses)
  const count = (...states: readonly Person['attendance'][]): number => effective.filter(({ attendance }) => states.includes(attendance)).length
  return (
    <div className="floor-section">
      <div>
        <p>{text('attendanceSum', { present: count('present', 'remote'), excused: count('excused'), expected: count('expected') })}</p>
        <p className="quiet small">{text('attendanceHelp')}</p>
      </div>
      {others.length > 0 && (
        <section aria-label={text('notOnList')}>
          <h2 className="floor-group">{text('notOnList')}</h2>
          {others.length > 1 && (
            <Button
              icon={UserPlus}
              className="floor-add-all"
              onPress={() => {
                for (const checkIn of others) addPersonFromRoom(doc, origin, checkIn)
                showToast({ message: text('allAddedToList', { count: others.length }) })
              }}
            >
              {text('addAllToList', { count: others.length })}
            </Button>
          )}
          <ul className="floor-rows">
            {others.map((checkIn) => (
              <li key={checkIn.key} className="floor-row">
                <Said name={checkIn.name} organisation={checkIn.organisation} checkIn={checkIn} />
                <Button
                  icon={UserPlus}
                  aria-label={text('addToListOf', { name: checkIn.name })}
                  onPress={() => {
                    addPersonFromRoom(doc, origin, checkIn)
                    showToast({ message: text('addedToList', { name: checkIn.name }) })
                  }}
                >
                  {text('addToList')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {people.length === 0 && <p className="page-empty">{text('noPeople')}</p>}
      {people.length > 0 && (
        <ul className="floor-rows">
          {people.map((person) => (
            <AttendanceRow key={person.id} person={person} checkIn={said.get(person.id) ?? null} />
          ))}
        </ul>
      )}
    </div>
  )
}

function AttendanceRow({ person, checkIn }: { readonly person: Person; readonly checkIn: CheckIn | null }): ReactNode {
  const text = useText(messages)
  const { doc, origin } = useWorkshopEdits()
  const { id, name, organisation, attendance } = person
  const note = (noted: Person['attendance']): void => void updatePerson(doc, origin, id, { attendance: noted })
  const isContradicted = checkIn !== null && attendance !== 'expected' && attendanceSaid(checkIn.state) !== attendance
  return (
    <li className="floor-row">
      <Said name={name} organisation={organisation} checkIn={checkIn} />
      <div className="floor-actions">
        {isContradicted && (
          <Button icon={Check} aria-label={text('useSaidOf', { name })} onPress={() => note(attendanceSaid(checkIn.state))}>
            {text('useSaid')}
          </Button>
        )}
        {attendance === 'expected' && (
          <Button icon={UserCheck} aria-label={text('markPresentOf', { name })} onPress={() => note('present')}>
            {text('markPresent')}
          </Button>
        )}
        <SelectField
          label={text('attendanceOf', { name })}
          isLabelHidden
          className="floor-attendance"
          value={attendance}
          options={attendances.map((value) => ({ value, label: text(`noted_${value}`) }))}
          onChange={note}
        />
      </div>
    </li>
  )
}

function Said({ name, organisation, checkIn }: { readonly name: string; readonly organisation: string; readonly checkIn: CheckIn | null }): ReactNode {
  const text = useText(messages)
  const { clock } = useFloor()
  return (
    <div className="floor-said">
      <span className="any-script">{name === '' ? text('noName') : name}</span>
      {organisation !== '' && <span className="quiet small any-script">{organisation}</span>}
      <span className="quiet small any-script">{checkIn ? saidSentence(text, 'says', checkIn, clock) : text('saysNothing')}</span>
    </div>
  )
}
