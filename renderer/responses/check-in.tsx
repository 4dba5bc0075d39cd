/** Who the user is, and whether they are here: one line once both are known. */
import { DoorOpen, Hand, LogOut, UserPen, Wifi, type LucideIcon } from 'lucide-react'
import { useCallback, useMemo, useState, type FocusEvent, type ReactNode } from 'react'
import { Label, Radio, RadioGroup, Text } from 'react-aria-components'
import { readResponses } from '../../shared/document/responses/read-responses.ts'
import { checkIn, setPhotoConsent } from '../../shared/document/responses/responses-commands.ts'
import { responsesRootsOf } from '../../shared/document/responses/responses-roots.ts'
import type { PersonId } from '../../shared/model/ids.ts'
import { checkInStates, type CheckIn, type CheckInState, type Respondent } from '../../shared/model/responses.ts'
import type { Person } from '../../shared/model/workshop.ts'
import { Button } from '../base/controls/button.tsx'
import { Facts } from '../base/controls/facts.tsx'
import { SelectField, TextField } from '../base/controls/fields.tsx'
import { useText, type Text as Words } from '../base/words/i18n.tsx'
import { IconMenuButton, MenuItem, MenuSeparator } from '../base/controls/menu.tsx'
import { moment, useResponsesEdits } from '../base/responses-edits.tsx'
import { useComma } from '../base/use-comma.ts'
import { useShared } from '../base/use-shared.ts'
import { useFloor } from './floor-context.tsx'
import { messages, type MessageKey } from './messages.ts'
import type { NamedSelf, RespondentChoice, Self } from './use-respondent.ts'

const icons: Readonly<Record<CheckInState, LucideIcon>> = { here: Hand, remote: Wifi, left: LogOut, excused: DoorOpen }

/** What somebody is likely to say next; everything else is in the menu. */
const likelyNext: Readonly<Record<CheckInState | 'nothing', readonly CheckInState[]>> = {
  nothing: ['here', 'remote', 'excused'],
  here: ['left'],
  remote: ['left'],
  left: ['here'],
  excused: ['here'],
}

export type CheckInCardProps = {
  readonly people: readonly Person[]
  readonly choice: RespondentChoice
  /** What the user said last; null when nothing. */
  readonly said: CheckIn | null
  /** Tells whoever shows presence which person the user is; '' for nobody of the list. */
  readonly onIdentity: (person: PersonId | '') => void
  /** As in FloorPageProps. */
  readonly onNamed: ((self: NamedSelf) => void) | undefined
}

/** The card at the top of the page. */
export function CheckInCard({ people, choice, said, onIdentity, onNamed }: CheckInCardProps): ReactNode {
  const text = useText(messages)
  const { clock } = useFloor()
  const { doc, origin, canAnswer } = useResponsesEdits()
  const { me } = choice
  const [isChanging, setIsChanging] = useState(me === null)
  const say = (state: CheckInState): void => {
    if (me) checkIn(doc, origin, me, state, moment(), people)
  }
  const comma = useComma()
  const next = likelyNext[said?.state ?? 'nothing']
  return (
    <section className="floor-card floor-you" aria-label={text('you')}>
      {isChanging && <WhoAmI people={people} choice={choice} onIdentity={onIdentity} onNamed={onNamed} onDone={() => setIsChanging(false)} />}
      {me ? (
        <div className="floor-title-row">
          <div className="floor-said" aria-live="polite">
            <span className="floor-me any-script">
              <Facts facts={[me.name, me.organisation]} between={comma} />
            </span>
            <span className="quiet any-script">{said ? saidSentence(text, 'said', said, clock) : text('said_none')}</span>
          </div>
          <IconMenuButton label={text('moreAboutYou')}>
            <MenuItem icon={UserPen} label={text('changeWho')} onAction={() => setIsChanging(true)} />
            <MenuSeparator />
            {checkInStates.map((state) => (
              <MenuItem key={state} icon={icons[state]} label={text(`state_${state}`)} isDisabled={!canAnswer || said?.state === state} onAction={() => say(state)} />
            ))}
          </IconMenuButton>
        </div>
      ) : (
        <p className="quiet">{text('needName')}</p>
      )}
      {me && (
        <div className="floor-actions">
          {next.map((state) => (
            <Button key={state} icon={icons[state]} tone={state === 'here' ? 'accent' : 'plain'} isDisabled={!canAnswer} onPress={() => say(state)}>
              {text(`state_${state}`)}
            </Button>
          ))}
        </div>
      )}
      {me && <PhotoConsent me={me} people={people} />}
    </section>
  )
}

/** What the user says about being shown; asked of everybody, and answered for oneself only. */
function PhotoConsent({ me, people }: { readonly me: Respondent; readonly people: readonly Person[] }): ReactNode {
  const text = useText(messages)
  const { doc, origin, canAnswer } = useResponsesEdits()
  const followed = useMemo(() => [{ type: responsesRootsOf(doc).photoConsents }], [doc])
  const read = useCallback(() => readResponses(doc, people).photoConsents.find(({ key }) => key === me.key)?.consent ?? null, [doc, people, me.key])
  const consent = useShared(followed, read)
  return (
    <RadioGroup className="floor-consent" value={consent} isDisabled={!canAnswer} onChange={(answer) => setPhotoConsent(doc, origin, me, answer === 'yes' ? 'yes' : 'no')}>
      <Label className="floor-consent-question any-script">{text('photoQuestion')}</Label>
      {(['yes', 'no'] as const).map((answer) => (
        <Radio key={answer} value={answer} className="floor-choice">
          <span className="floor-choice-mark" aria-hidden />
          {text(`photo_${answer}`)}
        </Radio>
      ))}
      <Text slot="description" className="quiet small any-script">
        {text(consent === null ? 'photoUnsaid' : `photoSaid_${consent}`)}
      </Text>
    </RadioGroup>
  )
}

type WhoAmIProps = Pick<CheckInCardProps, 'people' | 'choice' | 'onIdentity' | 'onNamed'> & { readonly onDone: () => void }

function WhoAmI({ people, choice, onIdentity, onNamed, onDone }: WhoAmIProps): ReactNode {
  const text = useText(messages)
  const { me, person, given, choose, give } = choice
  const comma = useComma()
  const none = ''
  // The fields stay while a name is written: half of one may be somebody else's.
  const [isWriting, setIsWriting] = useState(false)
  const write = (name: Self): void => {
    setIsWriting(true)
    give(name)
  }
  const tell = (): void => {
    if (isWriting && me) onNamed?.({ name: me.name, organisation: me.organisation, person: person?.id ?? none })
  }
  // Some answer at once, without a word that they are done.
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) tell()
  }
  return (
    <div className="floor-who">
      {people.length > 0 && (
        <SelectField
          label={text('iAm')}
          value={person?.id ?? none}
          options={[
            { value: none, label: text('notListed') },
            ...people.map(({ id, name, organisation }) => ({ value: id as string, label: [name, organisation].filter(Boolean).join(comma) })),
          ]}
          onChange={(id) => {
            setIsWriting(false)
            choose(id === none ? null : (id as PersonId))
            onIdentity(id as PersonId | '')
          }}
        />
      )}
      {(!person || isWriting) && (
        <div className="form-pair" onBlur={onBlur}>
          <TextField label={text('name')} value={given.name} onChange={(name) => write({ ...given, name })} />
          <TextField label={text('organisation')} value={given.organisation} onChange={(organisation) => write({ ...given, organisation })} />
        </div>
      )}
      <Button
        className="page-add"
        isDisabled={me === null}
        onPress={() => {
          tell()
          onDone()
        }}
      >
        {text('done')}
      </Button>
    </div>
  )
}

/** What a check-in says: "You are here since 09:31", or of somebody else "says: here since 09:31". */
export function saidSentence(text: Words<MessageKey>, who: 'said' | 'says', { state, stays }: CheckIn, time: (ms: number) => string): string {
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
