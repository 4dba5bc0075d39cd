import { expect, test } from 'vitest'
import { asBlob, asRelayUrl, asSettingsChange, asWorkshopId } from '../../../main/engine/windows/call-arguments.ts'
import { CallFailure } from '../../../main/engine/windows/call-failure.ts'
import { limits } from '../../../shared/protocol/messages.ts'

function kindOf(call: () => unknown): string {
  try {
    call()
    return 'none'
  } catch (error) {
    return error instanceof CallFailure ? error.failure.kind : 'bug'
  }
}

test.each([
  ['ws://10.0.0.1:4455', 'ws://10.0.0.1:4455'],
  [' wss://Example.org/relay/ ', 'wss://example.org/relay'],
  ['ws://[::1]:4455/', 'ws://[::1]:4455'],
])('a relay address is kept in one form: %s', (address, form) => {
  expect(asRelayUrl(address)).toBe(form)
})

test.each([['https://example.org'], ['example.org:4455'], [''], ['ws://'], ['ws://user:secret@example.org'], ['javascript:1'], [7], [null]])('%s is not a relay address', (address) => {
  expect(kindOf(() => asRelayUrl(address))).toBe('bad-address')
})

test('ids, files and settings of the wrong shape are refused by name', () => {
  expect(kindOf(() => asWorkshopId('../../x'))).toBe('no-such-workshop')
  expect(kindOf(() => asBlob(new Uint8Array(limits.maxBlobBytes + 1), 'image/png'))).toBe('unsupported-file')
  expect(kindOf(() => asBlob(new Uint8Array(), 'image/png'))).toBe('unsupported-file')
  expect(kindOf(() => asBlob('text', 'image/png'))).toBe('bug')
  expect(kindOf(() => asSettingsChange({ nme: 'typo' }))).toBe('bug')
  expect(kindOf(() => asSettingsChange({ direction: 'up' }))).toBe('bug')
  expect(kindOf(() => asSettingsChange({ appearance: 'sepia' }))).toBe('bug')
  expect(asSettingsChange({ name: 'Ada', direction: 'rtl', appearance: 'dark', isWorkingOffline: true })).toEqual({ name: 'Ada', direction: 'rtl', appearance: 'dark' })
})
