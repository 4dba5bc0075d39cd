/** Why a guest is not let in, in words: what happened, what is safe, what to do. */
import type { EngineFailure } from '../../shared/ipc/engine-port.ts'
import type { Text } from '../base/words/i18n.tsx'
import type { GuestKey } from './messages.ts'

const worded = ['inviteMissing', 'inviteDamaged', 'inviteWrong', 'inviteExpired', 'inviteRevoked', 'roleForbids', 'noSuchRoom'] as const satisfies readonly GuestKey[]

/** `reason`: a close reason of the relay, or one that the page found by itself. It crossed the network: any text has a sentence. */
export function refusalSentence(text: Text<GuestKey>, reason: string): string {
  const key = worded.find((known) => known === reason)
  return key === undefined ? text('otherRefusal', { reason }) : text(key)
}

export function guestFailureSentence(text: Text<GuestKey>, { kind, detail }: EngineFailure): string {
  if (kind === 'no-such-workshop') return text('noSuchWorkshop')
  return refusalSentence(text, kind === 'refused' ? detail : kind)
}
