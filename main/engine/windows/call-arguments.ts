/** Checks of what windows pass to calls. A wrong type is a bug of ours; a wrong address or an oversized file is a user's mistake. */
import { isAppearance } from '../../../shared/ipc/appearance.ts'
import type { EngineCalls, Settings, WorkshopFile } from '../../../shared/ipc/engine-port.ts'
import { isBlobId, isWorkshopId, type BlobId, type WorkshopId } from '../../../shared/model/ids.ts'
import { roles } from '../../../shared/model/roles.ts'
import { approvalWays, type ApprovalWords } from '../../../shared/model/versions.ts'
import { maxIdentityLength } from '../../../shared/protocol/admission.ts'
import { fromBase64Url } from '../../../shared/protocol/base64url.ts'
import { parseJoinLink, type JoinTarget, type RelayAddress } from '../../../shared/protocol/join-link.ts'
import { limits } from '../../../shared/protocol/messages.ts'
import { isFingerprint } from '../../../shared/versions/fingerprint.ts'
import { CallFailure } from './call-failure.ts'
import type { StoredSettings } from '../engine-values.ts'

const maxTextLength = 1_000
const maxHits = 200
const maxLabelLength = 200
/** The last moment that an invite can name, ms since the epoch. */
const maxTime = (2 ** 32 - 1) * 1_000

/** Throws CallFailure('bad-address') for text that is no join link. */
export function asJoinTarget(value: unknown): JoinTarget {
  const target = typeof value === 'string' ? parseJoinLink(value) : null
  // A damaged link may still hold what lets somebody in: it is not repeated.
  if (target === null) throw new CallFailure({ kind: 'bad-address', detail: '' })
  return target
}

/** The addresses without what a relay address does not have. Throws CallFailure('bad-address'). */
export function asRelayAddress(value: unknown): RelayAddress {
  const { urls, pin } = (value ?? {}) as Partial<Record<keyof RelayAddress, unknown>>
  if (!Array.isArray(urls) || urls.length === 0 || (pin !== null && typeof pin !== 'string')) throw new TypeError('not a relay address')
  return { urls: urls.map(asRelayUrl), pin }
}

/** One address in the form in which it is kept. Throws CallFailure('bad-address'). */
export function asRelayUrl(value: unknown): string {
  const text = typeof value === 'string' ? value.trim() : ''
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !['ws:', 'wss:'].includes(url.protocol) || url.host === '' || url.username !== '' || url.password !== '') {
    throw new CallFailure({ kind: 'bad-address', detail: text.slice(0, maxTextLength) })
  }
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`
}

/** Throws CallFailure('no-such-workshop') for text that no workshop can have as its id. */
export function asWorkshopId(value: unknown): WorkshopId {
  if (typeof value !== 'string' || !isWorkshopId(value)) throw new CallFailure({ kind: 'no-such-workshop', detail: '' })
  return value
}

/** What is inside the updates is for whoever applies them. Throws CallFailure('no-such-workshop'). */
export function asWorkshopFile(value: unknown): WorkshopFile {
  const { workshop, update, responses } = (value ?? {}) as Partial<Record<keyof WorkshopFile, unknown>>
  if (!(update instanceof Uint8Array) || !(responses === null || responses instanceof Uint8Array)) throw new TypeError('not a workshop')
  return { workshop: asWorkshopId(workshop), update, responses }
}

/** Any text can be looked for; a longer one than anybody types is cut. */
export function asSearchText(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('not a query')
  return value.slice(0, maxTextLength)
}

/** How many hits a window wants: at least one, and no more than it can show. */
export function asLimit(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new TypeError('not a limit')
  return Math.min(Math.max(value, 1), maxHits)
}

export function asInviteRequest(value: unknown): EngineCalls['createInvite']['args'][1] {
  const { role, label, expiresAt } = (value ?? {}) as Partial<Record<'role' | 'label' | 'expiresAt', unknown>>
  const known = roles.find((other) => other === role)
  if (known === undefined || typeof label !== 'string' || typeof expiresAt !== 'number' || !(expiresAt > 0 && expiresAt < maxTime)) throw new TypeError('not an invite')
  return { role: known, label: label.trim().slice(0, maxLabelLength), expiresAt }
}

export function asInviteId(value: unknown): string {
  if (typeof value !== 'string' || fromBase64Url(value)?.length !== 32) throw new TypeError('not the id of an invite')
  return value
}

/** Id of a person in the participant list; '' for none. */
export function asPersonId(value: unknown): string {
  if (typeof value !== 'string' || value.length > maxIdentityLength) throw new TypeError('not the id of a person')
  return value
}

export function asPin(value: unknown): Uint8Array {
  const pin = typeof value === 'string' ? fromBase64Url(value) : null
  if (pin?.length !== 32) throw new TypeError('not a pin')
  return pin
}

export function asFingerprint(value: unknown): string {
  if (!isFingerprint(value)) throw new TypeError('not a fingerprint')
  return value
}

export function asApprovalWords(value: unknown): ApprovalWords {
  const { name, organisation, capacity, how, on } = (value ?? {}) as Partial<Record<keyof ApprovalWords, unknown>>
  const known = approvalWays.find((way) => way === how)
  if (!isShortText(name) || !isShortText(organisation) || !isShortText(capacity) || known === undefined || !isShortText(on)) throw new TypeError('not an approval')
  return { name, organisation, capacity, how: known, on }
}

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxTextLength
}

export function asBlobId(value: unknown): BlobId {
  if (typeof value !== 'string' || !isBlobId(value)) throw new TypeError('not a blob id')
  return value
}

/** Throws CallFailure('unsupported-file') for a file that the relay would not take. */
export function asBlob(bytes: unknown, mediaType: unknown): Uint8Array {
  if (!(bytes instanceof Uint8Array) || typeof mediaType !== 'string') throw new TypeError('not a blob')
  if (bytes.byteLength === 0 || bytes.byteLength > limits.maxBlobBytes) throw new CallFailure({ kind: 'unsupported-file', detail: `${bytes.byteLength} bytes` })
  return bytes
}

/** Takes over the settings that are there and have the right shape; throws for any other. */
export function asSettingsChange(value: unknown): Partial<StoredSettings> {
  if (typeof value !== 'object' || value === null) throw new TypeError('not settings')
  const change: { -readonly [K in keyof StoredSettings]?: StoredSettings[K] } = {}
  for (const [name, setting] of Object.entries(value as Partial<Record<keyof Settings, unknown>>)) {
    switch (name) {
      case 'name':
      case 'organisation':
      case 'language':
      case 'relayUrl':
        if (typeof setting !== 'string') throw new TypeError(`${name} is not a text`)
        change[name] = setting.slice(0, maxTextLength)
        break
      case 'direction':
        if (setting !== 'auto' && setting !== 'ltr' && setting !== 'rtl') throw new TypeError('not a direction')
        change.direction = setting
        break
      case 'appearance':
        if (!isAppearance(setting)) throw new TypeError('not an appearance')
        change.appearance = setting
        break
      case 'isWorkingOffline':
        // Has a call of its own.
        break
      default:
        throw new TypeError(`there is no setting ${name}`)
    }
  }
  return change
}
