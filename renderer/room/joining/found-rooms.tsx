/** Rooms that were heard of on this network. Seeing one lets nobody in. */
import { DoorOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import type { FoundRoom } from '../../../shared/ipc/desktop-api.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import type { RelayAddress } from '../../../shared/protocol/join-link.ts'
import { Button } from '../../base/controls/button.tsx'
import { useText } from '../../base/words/i18n.tsx'
import { joinMessages } from './join-messages.ts'
import { nameOf } from '../relay-words.ts'

export type KnownWorkshop = { readonly id: WorkshopId; readonly title: string }

export type FoundRoomsProps = {
  readonly rooms: readonly FoundRoom[]
  /** The workshops of this computer. */
  readonly workshops: readonly KnownWorkshop[]
  readonly onConnect: (workshop: WorkshopId, relay: RelayAddress) => void
}

/** The list; nothing while there is no room. */
export function FoundRooms({ rooms, workshops, onConnect }: FoundRoomsProps): ReactNode {
  const text = useText(joinMessages)
  if (rooms.length === 0) return null
  return (
    <section className="found-rooms" aria-label={text('rooms')}>
      <h3 className="field-label">{text('rooms')}</h3>
      <ul className="room-list">
        {rooms.map((room) => {
          const known = workshops.filter(({ id }) => room.workshops.includes(id))
          return (
            <li key={`${room.name} ${room.relay.pin ?? room.relay.urls.join(' ')}`} className="found-room">
              <DoorOpen aria-hidden size={16} />
              <span className="invite-words">
                <span>{room.name}</span>
                <span className="quiet small" dir="ltr">
                  {nameOf(room.relay)}
                </span>
              </span>
              {known.map(({ id, title }) => (
                <Button key={id} onPress={() => onConnect(id, room.relay)} aria-label={`${text('connect')}: ${title}`}>
                  {text('connect')}
                </Button>
              ))}
            </li>
          )
        })}
      </ul>
      <p className="quiet small">{text('roomsHelp')}</p>
    </section>
  )
}
