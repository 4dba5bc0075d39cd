/**
 * The promise of the product in words: saved on this computer, on the relay, on N devices. Never a spinner, and never a light
 * that is better than the truth.
 */
import type { EngineFailure, WorkshopStatus } from '../../../shared/ipc/engine-port.ts'
import { mayWrite } from '../../../shared/model/roles.ts'
import { assertNever } from '../../../shared/util/assert-never.ts'
import { catalogue, type Text } from './i18n.tsx'
import { relayReasons } from './relay-reasons.ts'

export const statusMessages = catalogue('status', {
  saved: 'Saved here',
  savedWhy: 'Everything in this workshop is stored on this computer.',
  saving: 'Saving…',
  savingWhy: 'Being written to this computer’s disk.',
  opening: 'Opening…',
  openingWhy: 'The workshop is still being read; writing starts when it is all there.',
  engineLost: 'Storage is restarting',
  engineLostWhy: 'What you write waits in this window and is saved as soon as storage is back. Keep the window open.',
  notSavedFull: 'Not saved: disk full',
  notSavedReadonly: 'Not saved: data folder is write-protected',
  notSavedBusy: 'Not saved: storage is in use',
  notSavedCorrupt: 'Not saved: storage is damaged',
  notSavedFromFuture: 'Not saved: data of a newer Minuta',
  notSavedUnknown: 'Not saved: storage refuses',
  notSavedWhy: 'What you write waits in this window. Keep it open; Minuta tries again by itself.',
  notReopenedWhy: 'Minuta could not open this workshop again on this computer. What you write waits in this window: keep it open. It is saved as soon as the storage works again; where that is damaged, the list of workshops offers the last good copy.',
  readOnly: 'Read only: made with a newer Minuta',
  readOnlyWhy: 'This workshop uses something this version does not know. It can be read here, and others’ changes still arrive. Install the newer version to write.',
  onlyHere: 'On this computer only',
  onlyHereWhy: 'This workshop is not shared. Share it to let others in.',
  connecting: 'Connecting to the relay…',
  connectingWhy: 'You can go on working; everything is passed on when the relay answers.',
  onRelay: 'On the relay',
  onRelayWhy: 'The relay has stored everything that this computer has.',
  sending: 'Sending to the relay…',
  sendingWhy: 'The relay has not confirmed the latest changes yet.',
  workingOffline: 'Working offline',
  workingOfflineWhy: 'You switched the network off in Minuta. Changes are passed on when you switch it on again.',
  unreachable: 'Relay unreachable since {since}',
  unreachableWhy: 'You can go on working; everything is passed on when the relay is back.',
  refusedByRelay: `Relay refused since {since}: ${relayReasons}`,
  refusedOperatorWhy: 'You can go on working; everything is passed on when it takes it again. Tell whoever runs the relay.',
  refusedRoomWhy: 'You can go on working; everything is passed on when the workshop is open there. Ask whoever has the room to open it for this workshop.',
  refusedStrangerWhy: 'Nothing of yours was sent there. You can go on working. Ask a facilitator for a new code or link, from their own screen.',
  refusedInviteWhy: 'You can go on working; nothing new comes or goes. Ask a facilitator for an invite, and open its link.',
  refusedCopyWhy: 'You can go on working, but what is new here does not reach the relay. Bring it to the others as a workshop file (.minuta), and tell whoever runs the relay.',
  inviteRevoked: 'Invite taken back',
  inviteRevokedWhy: 'A facilitator took back the invite that you came with. Everything that had arrived stays on this computer; nothing new comes or goes. Ask a facilitator for a new link.',
  inviteExpired: 'Invite ended',
  inviteExpiredWhy: 'The time of your invite is over, or has not begun by the clock of the relay. Everything that had arrived stays on this computer; nothing new comes or goes. Ask a facilitator for a new link, or to check that clock.',
  inviteWrong: 'Invite not accepted',
  inviteWrongWhy: 'The relay does not accept the invite of this computer. Everything that had arrived stays here; nothing new comes or goes. Ask a facilitator for a new link.',
  devices: '{count, plural, =0 {On no other device yet} one {On # other device} other {On # other devices}}',
  devicesWhy: 'Other devices that have stored everything up to now.',
  images: '{count, plural, one {# image to pass on} other {# images to pass on}}',
  imagesWhy: 'Images still on their way to or from the relay.',
  imagesComing: '{count, plural, one {# image being fetched} other {# images being fetched}}',
  imagesComingWhy: 'Fetched in the background, so that everything can be read without a network.',
  imagesMissing: '{count, plural, one {# image to fetch} other {# images to fetch}}',
  imagesMissingWhy: 'Fetched as soon as there is a connection. Boards and minutes can be read without them.',
})

export type StatusKey = keyof (typeof statusMessages)['en']

/** `done`: kept; `moving`: on its way by itself; `waiting`: nothing wrong, but not there; `problem`: somebody must act. */
export type Level = 'done' | 'moving' | 'waiting' | 'problem'

export type Light = { readonly id: 'here' | 'relay' | 'devices' | 'images'; readonly level: Level; readonly label: string; readonly why: string }

/** What a window knows beyond the engine's status; the library, which has no session, leaves it out. */
export type WindowStatus = {
  readonly isLoaded: boolean
  readonly isSavedHere: boolean
  readonly isEngineLost: boolean
  readonly isFromNewerVersion: boolean
  readonly failure: EngineFailure | null
}

const settledWindow: WindowStatus = { isLoaded: true, isSavedHere: true, isEngineLost: false, isFromNewerVersion: false, failure: null }

/** The lights to show, in order. `formatTime` turns ms since the epoch into a time of day. */
export function lightsOf(text: Text<StatusKey>, status: WorkshopStatus, formatTime: (ms: number) => string, window: WindowStatus = settledWindow): readonly Light[] {
  const lights = [hereLight(text, status, window)]
  // Nobody keeps what is in the window, so nobody passes it on either.
  if (window.failure !== null) return lights
  lights.push(relayLight(text, status, formatTime, window))
  const isKnownOnRelay = status.relay.kind === 'online' && status.isOnRelay && !window.isEngineLost && window.isSavedHere
  if (isKnownOnRelay) {
    lights.push({
      id: 'devices',
      level: status.deviceCount > 0 ? 'done' : 'waiting',
      label: text('devices', { count: status.deviceCount }),
      why: text('devicesWhy'),
    })
  }
  if (status.pendingBlobs > 0) lights.push(imagesLight(text, status))
  return lights
}

function imagesLight(text: Text<StatusKey>, { relay, role, pendingBlobs: count }: WorkshopStatus): Light {
  // Whoever adds no images only waits for those of others.
  if (mayWrite(role, 'notes')) return { id: 'images', level: 'moving', label: text('images', { count }), why: text('imagesWhy') }
  if (relay.kind === 'online') return { id: 'images', level: 'moving', label: text('imagesComing', { count }), why: text('imagesComingWhy') }
  return { id: 'images', level: 'waiting', label: text('imagesMissing', { count }), why: text('imagesMissingWhy') }
}

function hereLight(text: Text<StatusKey>, status: WorkshopStatus, window: WindowStatus): Light {
  const light = (level: Level, label: StatusKey, why: StatusKey): Light => ({ id: 'here', level, label: text(label), why: text(why) })
  if (window.isFromNewerVersion) return light('problem', 'readOnly', 'readOnlyWhy')
  if (status.storageProblem !== null) return light('problem', storageKey(status.storageProblem), 'notSavedWhy')
  if (window.failure !== null) return light('problem', storageKey(window.failure.kind === 'storage' ? window.failure.detail : 'unknown'), 'notReopenedWhy')
  if (window.isEngineLost) return light('moving', 'engineLost', 'engineLostWhy')
  if (!window.isLoaded) return light('moving', 'opening', 'openingWhy')
  if (!window.isSavedHere || !status.isStored) return light('moving', 'saving', 'savingWhy')
  return light('done', 'saved', 'savedWhy')
}

function relayLight(text: Text<StatusKey>, status: WorkshopStatus, formatTime: (ms: number) => string, window: WindowStatus): Light {
  const light = (level: Level, label: StatusKey, why: StatusKey): Light => ({ id: 'relay', level, label: text(label), why: text(why) })
  const { relay } = status
  switch (relay.kind) {
    case 'none':
      return light('waiting', 'onlyHere', 'onlyHereWhy')
    case 'connecting':
      return light('moving', 'connecting', 'connectingWhy')
    case 'online':
      // What this window has not handed over yet cannot be on the relay, whatever the engine last said.
      return status.isOnRelay && window.isSavedHere && !window.isEngineLost ? light('done', 'onRelay', 'onRelayWhy') : light('moving', 'sending', 'sendingWhy')
    case 'offline': {
      const since = formatTime(relay.since)
      if (relay.reason === 'working-offline') return light('waiting', 'workingOffline', 'workingOfflineWhy')
      if (relay.reason === 'inviteRevoked' || relay.reason === 'inviteExpired' || relay.reason === 'inviteWrong') return light('problem', relay.reason, `${relay.reason}Why`)
      if (relay.reason === 'unreachable') return { id: 'relay', level: 'problem', label: text('unreachable', { since }), why: text('unreachableWhy') }
      return { id: 'relay', level: 'problem', label: text('refusedByRelay', { since, reason: relay.reason }), why: text(refusedWhy.get(relay.reason) ?? 'unreachableWhy') }
    }
    default:
      return assertNever(relay, 'relay state')
  }
}

/** What is safe and what to do, by the reason that the relay or this computer had; after every other one it goes on by itself. */
const refusedWhy: ReadonlyMap<string, StatusKey> = new Map<string, StatusKey>([
  ['notStored', 'refusedOperatorWhy'],
  ['roomDamaged', 'refusedOperatorWhy'],
  ['noSuchRoom', 'refusedRoomWhy'],
  ['otherCertificate', 'refusedStrangerWhy'],
  ['notVouched', 'refusedStrangerWhy'],
  ['inviteMissing', 'refusedInviteWhy'],
  ['roleForbids', 'refusedInviteWhy'],
  ['frameTooLarge', 'refusedCopyWhy'],
  ['limitExceeded', 'refusedCopyWhy'],
  ['incompleteCopy', 'refusedCopyWhy'],
  ['malformedFrame', 'refusedCopyWhy'],
])

// The kind crossed a port as text; one this build does not know still has a sentence.
function storageKey(problem: string): StatusKey {
  switch (problem) {
    case 'full':
      return 'notSavedFull'
    case 'readonly':
      return 'notSavedReadonly'
    case 'busy':
      return 'notSavedBusy'
    case 'corrupt':
      return 'notSavedCorrupt'
    case 'from-future':
      return 'notSavedFromFuture'
    default:
      return 'notSavedUnknown'
  }
}
