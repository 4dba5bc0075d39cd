/** One button: the room of this computer. */
import { DoorOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import type { RoomState } from '../../shared/ipc/desktop-api.ts'
import { Button } from '../base/controls/button.tsx'
import { useText } from '../base/words/i18n.tsx'
import { Problem } from '../base/controls/problem.tsx'
import type { Door } from './joining/door.ts'
import { messages, type RoomKey } from './messages.ts'

type FailedReason = Extract<RoomState, { kind: 'failed' }>['reason']
const failedWords: Readonly<Record<FailedReason, RoomKey>> = {
  'port-in-use': 'failed_portInUse',
  'no-network': 'failed_noNetwork',
  'cannot-write': 'failed_cannotWrite',
  'crashed': 'failed_crashed',
}

export type OpenTheRoomProps = {
  readonly door: Extract<Door, { kind: 'closed' | 'asleep' | 'opening' }>
  /** Name of the room of this computer while it is open for another workshop. */
  readonly otherRoom: string | null
  readonly isBusy: boolean
  readonly onOpen: () => void
}

/** What opening does, the button, and how it goes. */
export function OpenTheRoom({ door, otherRoom, isBusy, onOpen }: OpenTheRoomProps): ReactNode {
  const text = useText(messages)
  const isOpening = door.kind === 'opening' || isBusy
  const failed = door.kind === 'opening' ? null : door.failed
  const label = otherRoom === null ? text(door.kind === 'asleep' ? 'openAgain' : 'openRoom') : text('openToo')
  return (
    <section className="room-open">
      <h2>{text('openTitle')}</h2>
      <p>{otherRoom === null ? text('openIntro') : text('openTooHelp', { name: otherRoom })}</p>
      {failed && !isOpening && <Problem title={text('notOpened')}>{text(failedWords[failed.reason])}</Problem>}
      <div className="room-open-action">
        <Button tone="accent" icon={DoorOpen} isDisabled={isOpening} onPress={onOpen}>
          {isOpening ? text('opening') : label}
        </Button>
        <output className="quiet small">{isOpening ? text('openingHelp') : ''}</output>
      </div>
    </section>
  )
}
