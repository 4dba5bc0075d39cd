/** Who takes part and who is here now; and who the guest is, with language, direction and appearance. */
import { memo, type ReactNode } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type { Doc } from 'yjs'
import type { Settings } from '../../shared/ipc/engine-port.ts'
import type { Role } from '../../shared/model/roles.ts'
import { useText } from '../base/words/i18n.tsx'
import { messages as baseMessages } from '../base/words/messages.ts'
import { useAppearanceChoices } from '../base/use-appearance-choices.ts'
import { useLanguageChoices } from '../base/use-language-choices.ts'
import { usePeople } from '../base/workshop-data.ts'
import { keyOf, usePeers, usersOf } from '../room/presence.ts'
import { messages } from './messages.ts'
import { PlainSelect } from './plain-select.tsx'

export type PeopleViewProps = {
  readonly doc: Doc
  readonly awareness: Awareness
  readonly role: Role
  readonly name: string
  readonly settings: Settings
  readonly isUnencrypted: boolean
  readonly onChangeWho: () => void
  readonly onSettings: (change: Partial<Settings>) => void
}

export const PeopleView = memo(function PeopleView(props: PeopleViewProps): ReactNode {
  const { doc, awareness, role, name, settings, isUnencrypted, onChangeWho, onSettings } = props
  const text = useText(messages)
  const baseText = useText(baseMessages)
  const choices = useLanguageChoices(text('languageSystem'))
  const appearances = useAppearanceChoices(text('languageSystem'))
  const people = usePeople(doc)
  const peers = usePeers(awareness)
  const here = usersOf(peers)
  return (
    <div className="guest-page">
      <h1 className="guest-title">{text('people')}</h1>
      <section aria-label={text('you')} className="guest-card">
        <h2 className="guest-heading">{text('you')}</h2>
        <p className="any-script">{name === '' ? text('youAreNobody') : text('youAre', { name })}</p>
        <p className="quiet">{text(`role_${role}`)}</p>
        {isUnencrypted && <p className="quiet">{text('unencrypted')}</p>}
        <button type="button" className="button button-plain guest-button" onClick={onChangeWho}>
          {text(name === '' ? 'sayWho' : 'changeWho')}
        </button>
        <div className="guest-choices">
          <PlainSelect
            label={text('language')}
            value={settings.language}
            options={choices.languages}
            onChange={(language) => onSettings({ language })}
          />
          <PlainSelect
            label={text('direction')}
            value={settings.direction}
            options={choices.directions}
            onChange={(direction) => onSettings({ direction: direction as Settings['direction'] })}
          />
          <PlainSelect
            label={baseText('appearance')}
            value={settings.appearance}
            options={appearances}
            onChange={(appearance) => onSettings({ appearance: appearance as Settings['appearance'] })}
          />
        </div>
      </section>
      <section aria-label={text('hereNow')}>
        <h2 className="guest-heading">{text('hereNow')}</h2>
        {here.length === 0 && <p className="guest-empty">{text('alone')}</p>}
        <ul className="guest-rows">
          {here.map((user) => (
            <li key={keyOf(user)} className="guest-person">
              <span className="any-script">{user.name}</span>
              <span className="guest-person-facts any-script">{user.organisation}</span>
            </li>
          ))}
        </ul>
      </section>
      <section aria-label={text('listed')}>
        <h2 className="guest-heading">{text('listed')}</h2>
        {people.length === 0 && <p className="guest-empty">{text('noPeople')}</p>}
        <ul className="guest-rows">
          {people.map((person) => (
            <li key={person.id} className="guest-person">
              <span className="guest-person-name any-script">{person.name}</span>
              <span className="guest-person-attendance">{text(`attendance_${person.attendance}`)}</span>
              <span className="guest-person-facts any-script">{[person.organisation, person.region, ...person.functions].filter((fact) => fact !== '').join(' · ')}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
})
