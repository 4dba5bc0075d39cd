import { expect, test } from 'vitest'
import { closeCode } from '../../../shared/protocol/messages.ts'
import type { SessionStatus } from '../../../renderer/document/source.ts'
import { guestLights } from '../../../renderer/guest/guest-lights.ts'
import { messages, type GuestKey } from '../../../renderer/guest/messages.ts'
import { guestFailureSentence, refusalSentence } from '../../../renderer/guest/refusals.ts'

const text = (key: GuestKey, values: Readonly<Record<string, unknown>> = {}): string =>
  messages.en[key].replaceAll(/\{(\w+)[^}]*\}/g, (_whole, name: string) => String(values[name]))

const settled: SessionStatus = {
  isStored: true, storageProblem: null, relay: { kind: 'online' }, isOnRelay: true, deviceCount: 0, pendingBlobs: 0, role: 'viewer',
  isLoaded: true, isSavedHere: true, isEngineLost: false, isFromNewerVersion: false, failure: null,
}
const lightsOf = (change: Partial<SessionStatus>): readonly { readonly id: string; readonly level: string; readonly label: string; readonly why: string }[] =>
  guestLights(text, { ...settled, ...change }, (ms) => `time ${ms}`)

test('GU9 everything is kept and on the relay: two lights that say so', () => {
  expect(lightsOf({}).map(({ label, level }) => [label, level])).toEqual([['Kept here', 'done'], ['On the relay', 'done']])
})

test.each([
  ['not committed yet', { isStored: false }, 'here', 'moving'],
  ['no database', { storageProblem: 'missing', isStored: false }, 'here', 'waiting'],
  ['no space', { storageProblem: 'full', isStored: false }, 'here', 'problem'],
  ['refused', { storageProblem: 'refused', isStored: false }, 'here', 'problem'],
  ['not acknowledged', { isOnRelay: false }, 'relay', 'moving'],
  ['connecting', { relay: { kind: 'connecting' } }, 'relay', 'moving'],
  ['away', { relay: { kind: 'offline', since: 5, reason: 'unreachable' } }, 'relay', 'problem'],
  ['revoked', { relay: { kind: 'offline', since: 5, reason: 'inviteRevoked' } }, 'relay', 'problem'],
] as const)('GU9 no light is better than the truth: %s', (_name, change, id, level) => {
  expect(lightsOf(change).find((light) => light.id === id)?.level).toBe(level)
})

test('GU9 devices are counted only while everything is on the relay', () => {
  expect(lightsOf({ deviceCount: 3 }).map(({ id }) => id)).toContain('devices')
  expect(lightsOf({ deviceCount: 3, isOnRelay: false }).map(({ id }) => id)).not.toContain('devices')
})

test('GU4 every reason of the relay, known or not, has a sentence that says what to do', () => {
  for (const reason of [...Object.keys(closeCode), 'inviteMissing', 'inviteDamaged', 'a reason of tomorrow']) {
    const sentence = refusalSentence(text, reason)
    expect([reason, sentence]).toEqual([reason, expect.stringMatching(/^.{60,}$/)])
    expect([reason, sentence]).toEqual([reason, expect.stringMatching(/Open|Ask|Copy|Try/)])
  }
  expect(guestFailureSentence(text, { kind: 'no-such-workshop', detail: '' })).toContain('does not have this workshop')
})
