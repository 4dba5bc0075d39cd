import { afterEach, expect, test, vi } from 'vitest'
import { approvalLine } from '../../../server/cli/verify/verdict-lines.ts'

afterEach(() => void vi.unstubAllEnvs())

test.each([['Pacific/Auckland', '2026-10-06'], ['America/Los_Angeles', '2026-10-05']])('VF50 the day of an invite that was taken back is that of this computer: in %s, %s', (zone, day) => {
  vi.stubEnv('TZ', zone)
  const revokedAt = Date.UTC(2026, 9, 5, 20) / 1_000
  const check = { kind: 'signed', key: 'a'.repeat(64), role: 'rapporteur', revokedAt } as const
  const line = approvalLine({ name: 'Guy', organisation: '', capacity: '', how: 'in-room', on: '2026-10-01', signature: null, check })
  expect(line).toContain(`taken back on ${day},`)
})
