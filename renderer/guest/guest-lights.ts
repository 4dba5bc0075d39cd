/** The lights of a guest, in words short enough for a telephone. As in the app, none is better than the truth. */
import { assertNever } from '../../shared/util/assert-never.ts'
import type { Text } from '../base/words/i18n.tsx'
import type { Level } from '../base/words/status-words.ts'
import type { SessionStatus } from '../document/source.ts'
import type { GuestKey } from './messages.ts'
import { refusalSentence } from './refusals.ts'

export type GuestLight = { readonly id: 'here' | 'relay' | 'devices' | 'images'; readonly level: Level; readonly label: string; readonly why: string }

/** The lights to show, in order. `formatTime` turns ms since the epoch into a time of day. */
export function guestLights(text: Text<GuestKey>, status: SessionStatus, formatTime: (ms: number) => string): readonly GuestLight[] {
  const lights = [hereLight(text, status), relayLight(text, status, formatTime)]
  if (status.relay.kind === 'online' && status.isOnRelay && status.deviceCount > 0) {
    lights.push({ id: 'devices', level: 'done', label: text('devices', { count: status.deviceCount }), why: text('devicesWhy') })
  }
  if (status.pendingBlobs > 0) lights.push({ id: 'images', level: 'moving', label: text('images', { count: status.pendingBlobs }), why: text('imagesWhy') })
  return lights
}

function hereLight(text: Text<GuestKey>, status: SessionStatus): GuestLight {
  const light = (level: Level, label: GuestKey, why: GuestKey): GuestLight => ({ id: 'here', level, label: text(label), why: text(why) })
  if (status.isFromNewerVersion) return light('problem', 'newer', 'newerWhy')
  switch (status.storageProblem) {
    case null:
      return status.isStored ? light('done', 'kept', 'keptWhy') : light('moving', 'keeping', 'keepingWhy')
    case 'missing':
      // What somebody chose who opened a private window: nothing to act upon.
      return light('waiting', 'notKeptMissing', 'notKeptMissingWhy')
    case 'full':
      return light('problem', 'notKeptFull', 'notKeptFullWhy')
    default:
      return light('problem', 'notKeptRefused', 'notKeptRefusedWhy')
  }
}

function relayLight(text: Text<GuestKey>, status: SessionStatus, formatTime: (ms: number) => string): GuestLight {
  const light = (level: Level, label: GuestKey, why: GuestKey): GuestLight => ({ id: 'relay', level, label: text(label), why: text(why) })
  const { relay } = status
  switch (relay.kind) {
    case 'none':
    case 'connecting':
      return light('moving', 'connecting', 'connectingWhy')
    case 'online':
      return status.isOnRelay ? light('done', 'onRelay', 'onRelayWhy') : light('moving', 'sending', 'sendingWhy')
    case 'offline':
      if (refusalOf(status) === null) {
        return { id: 'relay', level: 'problem', label: text('unreachable', { since: formatTime(relay.since) }), why: text('unreachableWhy') }
      }
      return { id: 'relay', level: 'problem', label: text('stopped'), why: refusalSentence(text, relay.reason) }
    default:
      return assertNever(relay, 'relay state')
  }
}

/** Why the relay does not let this browser in any more; null while it does, or cannot be reached. Nobody but a person can put that right. */
export function refusalOf({ relay }: SessionStatus): string | null {
  return relay.kind === 'offline' && relay.reason !== 'unreachable' && relay.reason !== 'goingAway' ? relay.reason : null
}
