/** The relay behind the room: whether people there get what is written here. */
import type { ReactNode } from 'react'
import { useIntl } from 'react-intl'
import type { RelayState, WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import { Button } from '../base/controls/button.tsx'
import { useText, type Text } from '../base/words/i18n.tsx'
import '../base/look/light.css'
import { Problem } from '../base/controls/problem.tsx'
import { messages, type RoomKey } from './messages.ts'
import { nameOf } from './relay-words.ts'

export type UplinkNoteProps = {
  readonly uplink: NonNullable<WorkshopSummary['uplink']>
  readonly isBusy: boolean
  readonly onStop: () => void
}

/** How it stands, and the way out of it. */
export function UplinkNote({ uplink, isBusy, onStop }: UplinkNoteProps): ReactNode {
  const text = useText(messages)
  const intl = useIntl()
  const words = sentence(text, uplink.state, nameOf(uplink.relay), (ms) => intl.formatTime(ms))
  const stop = (
    <Button className="room-inline" isDisabled={isBusy} onPress={onStop}>
      {text('uplinkStop')}
    </Button>
  )
  if (uplink.state.kind === 'offline') {
    return (
      <Problem tone="note">
        <p>{words}</p>
        {stop}
      </Problem>
    )
  }
  return (
    <div className="room-uplink">
      <p className={`light light-${uplink.state.kind === 'online' ? 'done' : 'moving'}`}>{words}</p>
      {stop}
    </div>
  )
}

function sentence(text: Text<RoomKey>, state: RelayState, relay: string, formatTime: (ms: number) => string): string {
  switch (state.kind) {
    case 'online':
      return text('uplinkOnline', { relay })
    case 'none':
    case 'connecting':
      return text('uplinkWaiting', { relay })
    case 'offline': {
      const since = formatTime(state.since)
      return state.reason === 'unreachable' ? text('uplinkUnreachable', { relay, since }) : text('uplinkRefused', { relay, since, reason: state.reason })
    }
    default:
      return assertNever(state, 'state of a relay')
  }
}
