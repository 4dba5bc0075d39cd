/** The page from which others are let in: the room of this computer, a relay on the Internet, invites, and who is connected. */
import { DoorClosed, DoorOpen, Unplug } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useIntl } from 'react-intl'
import type { Awareness } from 'y-protocols/awareness'
import type { Doc } from 'yjs'
import type { DesktopApi, RoomState } from '../../shared/ipc/desktop-api.ts'
import type { EngineFailure, Invite, RelayState, WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { mayInvite } from '../../shared/model/roles.ts'
import { joinLink, type RelayAddress } from '../../shared/protocol/join-link.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import { Button } from '../base/controls/button.tsx'
import { failureMessages, failureOf, failureSentence } from '../base/words/failures.ts'
import { FoldAway } from '../base/controls/fold-away.tsx'
import { useText } from '../base/words/i18n.tsx'
import '../base/look/page.css'
import { Problem } from '../base/controls/problem.tsx'
import { roleMessages } from '../base/words/roles.ts'
import { showToast } from '../base/controls/toast.tsx'
import { useNow } from '../base/use-now.ts'
import { useDetails } from '../base/workshop-data.ts'
import type { WorkshopSource } from '../document/source.ts'
import { CodeCard } from './invites/code-card.tsx'
import { ConnectedList } from './connected-list.tsx'
import { DoctorDialog } from './joining/doctor.tsx'
import { doorOf, type Door } from './joining/door.ts'
import { ElsewhereList } from './elsewhere-list.tsx'
import { InviteDialog } from './invites/invite-dialog.tsx'
import { InviteList } from './invites/invite-list.tsx'
import { messages } from './messages.ts'
import { OpenTheRoom } from './open-the-room.tsx'
import { isNear, isSameRelay, nameOf } from './relay-words.ts'
import { RelayForm } from './relay-form.tsx'
import './room.css'
import { RoomFactsList } from './room-facts-list.tsx'
import { BrowserSwitch } from './browser-switch.tsx'
import { useFoundRooms } from './joining/use-found-rooms.ts'
import { useRoom } from './use-room.ts'
import { useRoomFacts } from './use-room-facts.ts'
import { UplinkNote } from './uplink-note.tsx'

export type RoomPageProps = {
  readonly source: WorkshopSource
  readonly desktop: DesktopApi
  readonly doc: Doc
  readonly awareness: Awareness
  readonly workshop: WorkshopId
  /** The relay that it is shared through now; null when it is not shared. */
  readonly relay: RelayAddress | null
  /** As in `WorkshopSummary`. */
  readonly uplink: WorkshopSummary['uplink']
  readonly rememberedRelay: string
  readonly relayState: RelayState
}

/** The page; what it shows follows the room, the engine and the network by itself. */
export function RoomPage({ source, desktop, doc, awareness, workshop, relay, uplink, rememberedRelay, relayState }: RoomPageProps): ReactNode {
  const text = useText(messages)
  const roleText = useText(roleMessages)
  const failureText = useText(failureMessages)
  const details = useDetails(doc)
  const now = useNow()
  const room = useRoom(desktop, source)
  const { access, connected, refresh } = useRoomFacts(source, workshop)
  const found = useFoundRooms(desktop)
  const [failure, setFailure] = useState<EngineFailure | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [shownInvite, setShownInvite] = useState<string | null>(null)
  const [isMaking, setIsMaking] = useState(false)
  const [isAsking, setIsAsking] = useState(false)
  const [isTakingOver, setIsTakingOver] = useState(false)

  const isOffline = relayState.kind === 'offline' && relayState.reason !== 'working-offline'
  const door = doorOf(room.state, room.pin, workshop, relay)
  const hasAccessControl = access?.hasAccessControl ?? false
  // The others came by an invite, and go by it.
  const mayLetIn = access !== null && mayInvite(access.role)
  const canOpenRoom = mayLetIn && room.pin !== null && room.pin !== ''

  const attempt = async (act: () => Promise<void>): Promise<boolean> => {
    setFailure(null)
    setIsBusy(true)
    try {
      await act()
      return true
    } catch (error) {
      setFailure(failureOf(error))
      return false
    } finally {
      setIsBusy(false)
      await refresh().catch(() => undefined) // asked again in a moment
    }
  }
  /** Whoever came through another relay goes on to use it. */
  const behind = door.kind === 'elsewhere' ? door.relay : (uplink?.relay ?? null)
  const openRoom = (admitsBrowsers: boolean, others: readonly WorkshopId[] = []): Promise<boolean> => attempt(() => room.open(workshop, { hasAccessControl, admitsBrowsers, uplink: behind, others }))
  const takeOver = async (): Promise<void> => {
    setIsTakingOver(isOffline)
    await openRoom(wasAdmitting(room.state))
    setIsTakingOver(false)
  }
  const share = (to: RelayAddress | null, also: RelayAddress | null = null): Promise<boolean> => attempt(() => source.call('setRelay', workshop, to, also))
  const closeRoom = async ({ guestOrigins, workshops }: Extract<RoomState, { kind: 'open' }>): Promise<void> => {
    const others = workshops.filter((other) => other !== workshop)
    const openAgain = (): void => void openRoom(guestOrigins.length > 0, others)
    const isDone = await attempt(async () => {
      await room.close()
      await source.call('setRelay', workshop, behind)
    })
    const closed = behind === null ? text('closed') : text('closedBack', { relay: nameOf(behind) })
    const message = others.length === 0 ? closed : `${closed} ${text('closedOthers', { count: others.length })}`
    if (isDone) showToast({ message, action: { label: text('openAgain'), onAction: openAgain } })
  }
  const stop = async (before: RelayAddress): Promise<void> => {
    if (await share(null)) showToast({ message: text(mayLetIn ? 'stopped' : 'disconnected'), action: { label: text(mayLetIn ? 'shareAgain' : 'connectAgain'), onAction: () => void share(before, uplink?.relay) } })
  }
  const tellStopped = (from: RelayAddress): void => showToast({ message: text('uplinkStopped', { relay: nameOf(from) }), action: { label: text('uplinkAgain'), onAction: () => void share(relay, from) } })
  const stopUplink = async (from: RelayAddress): Promise<void> => {
    if (await share(relay)) tellStopped(from)
  }

  /** Two facilitators may open their rooms at once: whoever is in the one here stays in it, and both become one meeting. */
  const connect = async (to: RelayAddress): Promise<void> => {
    const isDone = await (door.kind === 'room' ? share(relay, to) : share(to))
    if (isDone && door.kind === 'room' && uplink !== null) tellStopped(uplink.relay)
  }

  const active = access?.invites.filter((invite) => isActive(invite, now)) ?? []
  const shown = active.find(({ id }) => id === shownInvite) ?? active.find(({ link }) => link !== null) ?? null
  const known = [relay, uplink?.relay ?? null]
  const here = found.find((candidate) => candidate.workshops.includes(workshop) && !known.some((other) => isSameRelay(candidate.relay, other)) && candidate.relay.pin !== room.pin)
  const address = door.kind === 'room' ? door.room.relay : door.kind === 'elsewhere' ? door.relay : null
  // While nobody is reached this is what brings the others together again, and stands first; it stays there until it is done.
  const isFirst = isOffline || isTakingOver
  const openHere = door.kind === 'elsewhere' && canOpenRoom && (
    <section className="page-section">
      <h2>{text('openHere')}</h2>
      <p className="quiet">{isNear(door.relay) ? text('openHereHelp') : text('openHereToo', { relay: nameOf(door.relay) })}</p>
      <Button icon={DoorOpen} tone={isFirst ? 'accent' : 'plain'} className="page-add" isDisabled={isBusy} onPress={() => void takeOver()}>
        {text('openRoom')}
      </Button>
    </section>
  )

  return (
    <div className="page room-page">
      <header className="page-header">
        <div className="room-heading">
          <h1>{text('title')}</h1>
          <DoorWords door={door} hasLeft={access !== null && !mayLetIn} />
          {access !== null && !mayLetIn && <p className="quiet">{roleText(`youAre_${access.role}`)}</p>}
        </div>
        {door.kind === 'room' && canOpenRoom && (
          <Button icon={DoorClosed} isDisabled={isBusy} onPress={() => void closeRoom(door.room)}>
            {text('closeRoom')}
          </Button>
        )}
        {(door.kind === 'elsewhere' || door.kind === 'asleep') && (
          <Button icon={Unplug} isDisabled={isBusy} onPress={() => void stop(door.relay)}>
            {text(mayLetIn ? 'stop' : 'disconnect')}
          </Button>
        )}
      </header>

      {failure && <Problem title={text('notChanged')}>{failureSentence(failureText, failure)}</Problem>}
      {here && (
        <Problem tone="note" title={text('foundHere', { name: here.name })}>
          <p>{text(door.kind === 'room' ? 'foundHereToo' : 'foundHereHelp')}</p>
          <Button className="room-inline" isDisabled={isBusy} onPress={() => void connect(here.relay)}>
            {text('connect')}
          </Button>
        </Problem>
      )}
      {(door.kind === 'room' || door.kind === 'asleep') && uplink && <UplinkNote uplink={uplink} isBusy={isBusy} onStop={() => void stopUplink(uplink.relay)} />}
      {door.kind === 'elsewhere' && isOffline && (
        <Problem tone="note">
          <p>{text('relayOffline')}</p>
          <Button className="room-inline" onPress={() => setIsAsking(true)}>
            {text('findOutWhy')}
          </Button>
        </Problem>
      )}
      {isFirst && openHere}

      {(door.kind === 'closed' || door.kind === 'asleep' || door.kind === 'opening') && canOpenRoom && (
        <OpenTheRoom door={door} otherRoom={room.state.kind === 'open' ? room.state.name : null} isBusy={isBusy} onOpen={() => void openRoom(wasAdmitting(room.state))} />
      )}
      {address !== null && mayLetIn && access !== null && (
        <CodeCard
          key={shown?.id ?? ''}
          title={details.title}
          workshop={workshop}
          relay={address}
          room={room.state}
          hasAccessControl={hasAccessControl}
          canInvite={access.canInvite}
          invite={shown}
          copyText={(copied) => void desktop.invoke('copy-text', copied)}
          onNewInvite={() => setIsMaking(true)}
        />
      )}
      {door.kind === 'room' && canOpenRoom && hasAccessControl && (
        <BrowserSwitch isAdmitting={door.room.guestOrigins.length > 0} isBusy={isBusy} onChange={(isAdmitting) => void openRoom(isAdmitting)} />
      )}
      {address !== null && (
        <FoldAway title={text('technical')} level={2}>
          <RoomFactsList relay={address} name={door.kind === 'room' ? door.room.name : null} />
        </FoldAway>
      )}

      {access !== null && mayLetIn && hasAccessControl && (
        <InviteList
          source={source}
          workshop={workshop}
          access={access}
          relay={address}
          isOnline={relayState.kind === 'online'}
          room={room.state}
          shown={address === null ? null : (shown?.id ?? null)}
          onShow={setShownInvite}
          onNew={() => setIsMaking(true)}
          onChanged={refresh}
          copyText={(copied) => void desktop.invoke('copy-text', copied)}
        />
      )}
      {door.kind !== 'closed' && door.kind !== 'opening' && <ConnectedList connected={connected} isOnline={relayState.kind === 'online'} />}
      <ElsewhereList awareness={awareness} />

      {!isFirst && openHere}
      {(door.kind === 'closed' || door.kind === 'asleep') && mayLetIn && (
        <FoldAway title={text('throughRelay')} level={2} isOpenAtFirst={room.pin === ''}>
          <RelayForm rememberedRelay={rememberedRelay} share={(to) => source.call('setRelay', workshop, to)} onShared={refresh} />
        </FoldAway>
      )}
      {isMaking && (
        <InviteDialog
          workshopDay={details.date}
          create={(wanted) => source.call('createInvite', workshop, wanted)}
          onCreated={(invite) => {
            setIsMaking(false)
            setShownInvite(invite.id)
            void refresh().catch(() => undefined)
          }}
          onClose={() => setIsMaking(false)}
        />
      )}
      {isAsking && relay !== null && (
        <DoctorDialog diagnose={() => source.call('diagnose', joinLink({ relay, workshop, token: null }))} onClose={() => setIsAsking(false)} />
      )}
    </div>
  )
}

/** Whether it lets anybody in now. */
function isActive(invite: Invite, now: number): boolean {
  return invite.revokedAt === null && invite.expiresAt > now
}

function wasAdmitting(state: RoomState): boolean {
  return state.kind === 'open' && state.guestOrigins.length > 0
}

/** `hasLeft`: for somebody who came by an invite, a workshop without a relay is one that they left. */
function DoorWords({ door, hasLeft }: { readonly door: Door; readonly hasLeft: boolean }): ReactNode {
  const text = useText(messages)
  const intl = useIntl()
  switch (door.kind) {
    case 'closed':
      return <p className="quiet">{text(hasLeft ? 'stateLeft' : 'stateClosed')}</p>
    case 'opening':
      return <p className="quiet">{text('stateOpening')}</p>
    case 'room':
      return <p className="quiet">{text('stateOpen', { time: intl.formatTime(door.room.openedAt), name: door.room.name })}</p>
    case 'asleep':
      return <p className="quiet">{text(door.isOpenForOthers ? 'stateOutside' : 'stateAsleep')}</p>
    case 'elsewhere':
      return <p className="quiet">{text(isNear(door.relay) ? 'stateNear' : 'stateFar', { relay: nameOf(door.relay) })}</p>
    default:
      return assertNever(door, 'way to a workshop')
  }
}
