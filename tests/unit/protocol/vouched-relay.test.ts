import { expect, test } from 'vitest'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import { isRelayVouchedFor, signRelay } from '../../../shared/protocol/admission.ts'
import { invite, newWorkshop, nowSeconds } from '../../helpers/access.ts'

test('EN115 a room is followed by the word of a facilitator also on a computer whose clock is behind; not by that of anybody whose time is over, or who was taken back', () => {
  const { workshop, owner } = newWorkshop()
  const chair = invite(owner, 'facilitator')
  const pin = nodeSignatures.randomBytes(32)
  const proof = signRelay(nodeSignatures, chair.capability, chair.secret, pin)
  const isVouchedFor = (secondsFromNow: number, isRevoked = false): boolean => isRelayVouchedFor(nodeSignatures, proof, pin, { workshop, now: nowSeconds() + secondsFromNow, isRevoked: () => isRevoked })
  expect([isVouchedFor(0), isVouchedFor(-6 * 3_600), isVouchedFor(2 * 86_400)]).toEqual([true, true, false])
  expect([isVouchedFor(0, true), isVouchedFor(-6 * 3_600, true)]).toEqual([false, false])
})
