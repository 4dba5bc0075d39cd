/** Who the user is, and whether they are here. */
import { DoorOpen, Hand, LogOut, Wifi, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useIntl } from 'react-intl'
import { checkIn } from '../../shared/document/responses-commands.ts'
import type { PersonId } from '../../shared/model/ids.ts'
import { checkInStates, type CheckIn, type CheckInState } from '../../shared/model/responses.ts'
import type { Person } from '../../shared/model/workshop.ts'
import { Button } from '../base/button.tsx'
import { SelectField, TextField } from '../base/fields.tsx'
import { useText, type Text } from '../base/i18n.tsx'
import { moment, useResponsesEdits } from '../base/responses-edits.tsx'
import { messages, type MessageKey } from './messages.ts'
import type { RespondentChoice } from './use-respondent.ts'

const icons: Readonly<Record<CheckInState, LucideIcon>> = { here: Hand, remote: Wifi, left: LogOut, excused: DoorOpen }

export type CheckInCardProps = {
  readonly people: readonly Person[]
  readonly choice: RespondentChoice
  /** What the user said last; null when nothing. */
  readonly said: CheckIn | null
  /** Tells whoever shows presence which person the user is; '' for nobody of the list. */
  readonly onIdentity: (person: PersonId | '') => void
}

/** The card at the top of the page. */
export function CheckInCard({ people, choice, said, onIdentity }: CheckInCardProps): ReactNode {
  const text = useText(messages)
  const intl = useIntl()
  const { doc, origin, canAnswer } = useResponsesEdits()
  const { me, person, given, choose, give } = choice
  const none = ''
  return (
    <section className="floor-card floor-you" aria-label={text('you')}>
      <div className="floor-who">
        {people.length > 0 && (
          <SelectField
            label={text('iAm')}
            value={person?.id ?? none}
            options={[{ value: none, label: text('notListed') }, ...people.map(({ id, name, organisation }) => ({ value: id as string, label: [name, organisation].filter(Boolean).join(', ') }))]}
            onChange={(id) => {
              choose(id === none ? null : (id as PersonId))
              onIdentity(id as PersonId | '')
            }}
          />
        )}
        {!person && (
          <div className="form-pair">
            <TextField label={text('name')} value={given.name} onChange={(name) => give({ ...given, name })} />
            <TextField label={text('organisation')} value={given.organisation} onChange={(organisation) => give({ ...given, organisation })} />
          </div>
        )}
      </div>
      {me ? (
        <>
          <p aria-live="polite">{sentenceOf(text, said, (ms) => intl.formatTime(ms))}</p>
          <div className="floor-actions">
            {checkInStates.map((state) => (
              <Button
                key={state}
                icon={icons[state]}
                tone={state === 'here' && said?.state !== 'here' ? 'accent' : 'plain'}
                aria-pressed={said?.state === state}
                isDisabled={!canAnswer}
                onPress={() => checkIn(doc, origin, me, state, moment())}
              >
                {text(`state_${state}`)}
              </Button>
            ))}
          </div>
          <p className="quiet small">{text('checkInHelp')}</p>
        </>
      ) : (
        <p className="quiet">{text('needName')}</p>
      )}
    </section>
  )
}

function sentenceOf(text: Text<MessageKey>, said: CheckIn | null, time: (ms: number) => string): string {
  return said ? saidSentence(text, 'said', said, time) : text('said_none')
}

/** What a check-in says: "You are here since 09:31", or of somebody else "says: here since 09:31". */
export function saidSentence(text: Text<MessageKey>, who: 'said' | 'says', { state, stays }: CheckIn, time: (ms: number) => string): string {
  const last = stays.at(-1)
  switch (state) {
    case 'here':
    case 'remote':
      return text(`${who}_${state}`, { time: last ? time(last.in) : '' })
    case 'left':
      return last?.out == null ? text(`${who}_leftUnknown`) : text(`${who}_left`, { time: time(last.out) })
    case 'excused':
      return text(`${who}_excused`)
    default:
      return state satisfies never
  }
}
