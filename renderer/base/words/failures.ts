/** A sentence for everything that can fail in the engine: what happened, what is safe, what to do. */
import type { EngineFailure } from '../../../shared/ipc/engine-port.ts'
import { assertNever } from '../../../shared/util/assert-never.ts'
import { catalogue, type Text } from './i18n.tsx'
import { relayReasons } from './relay-reasons.ts'

export const failureMessages = catalogue('failures', {
  storageCorrupt: 'The storage of this computer is damaged. Nothing was overwritten: everything is still there, and so are its copies. Copy the data folder to a safe place before you go on.',
  storageReadonly: 'Minuta may not write to its data folder. What is on screen is safe as long as this window stays open. Check the rights of the folder, then try again.',
  storageFull: 'The disk is full. What was saved is safe. Free some space; Minuta tries again by itself.',
  storageBusy: 'Another program holds the storage of Minuta. What was saved is safe. Close the other program; Minuta tries again by itself.',
  storageFromFuture: 'This data was written by a newer Minuta. Nothing was changed. Install the newer version to open it.',
  storageUnknown: 'The storage of this computer refused. What was saved is safe. Start Minuta again; if it happens again, copy the data folder to a safe place.',
  badRecord: 'This is not a workshop that Minuta can read, so nothing was created. Correct it in the program that made it, then try again.',
  badAddress: 'This is not a relay address. It starts with ws:// or wss://, for example wss://relay.example.org.',
  unreachable: 'The relay did not answer. Nothing was changed. Check the address and the network, then try again.',
  noSuchWorkshop: 'The relay answered, but it does not have this workshop. Nothing was changed. Ask the person who shared it for a new link.',
  refused: `The relay refused: ${relayReasons}. Nothing was changed. Ask the person who runs it, or try again later.`,
  inviteWrong: 'This invite is not one for this workshop. Nothing was changed. Copy the whole link again, or ask a facilitator for a new one.',
  inviteExpired: 'The time of this invite is over, or has not begun by the clock of the relay. Nothing was changed, and what you have already received stays on this computer. Ask a facilitator for a new link, or to check that clock.',
  inviteRevoked: 'This invite was taken back. Nothing was changed, and what you have already received stays on this computer. Ask a facilitator for a new link.',
  unsupportedFile: 'Minuta cannot read this file. Nothing was changed. ({detail})',
  notAllowed: 'Your role in this workshop does not allow this on this computer. Nothing was changed. Ask a facilitator.',
  bug: 'Something went wrong inside Minuta. What was saved is safe. Try again; if it happens again, close Minuta and open it anew. ({detail})',
})

export type FailureKey = keyof (typeof failureMessages)['en']

/** The sentence for `failure` in the language of `text` (made with `useText(failureMessages)`). */
export function failureSentence(text: Text<FailureKey>, failure: EngineFailure): string {
  const { kind, detail } = failure
  switch (kind) {
    case 'storage':
      return text(storageKey(detail))
    case 'bad-record':
      return text('badRecord')
    case 'bad-address':
      return text('badAddress')
    case 'unreachable':
      return text('unreachable')
    case 'no-such-workshop':
      return text('noSuchWorkshop')
    case 'refused':
      // What only a facilitator can mend is told in a sentence of its own.
      return detail === 'inviteWrong' || detail === 'inviteExpired' || detail === 'inviteRevoked' ? text(detail) : text('refused', { reason: detail })
    case 'unsupported-file':
      return text('unsupportedFile', { detail })
    case 'not-allowed':
      return text('notAllowed')
    case 'bug':
      return text('bug', { detail })
    default:
      return assertNever(kind, 'engine failure')
  }
}

// The detail of a storage failure is a StorageErrorKind that crossed a port: read it as text.
function storageKey(detail: string): FailureKey {
  switch (detail) {
    case 'corrupt':
      return 'storageCorrupt'
    case 'readonly':
      return 'storageReadonly'
    case 'full':
      return 'storageFull'
    case 'busy':
      return 'storageBusy'
    case 'from-future':
      return 'storageFromFuture'
    default:
      return 'storageUnknown'
  }
}

/** What a rejected engine call says: its failure when it carries one, else a bug with its message. */
export function failureOf(error: unknown): EngineFailure {
  if (typeof error === 'object' && error !== null && 'failure' in error) {
    const { failure } = error as { failure: EngineFailure }
    return failure
  }
  return { kind: 'bug', detail: error instanceof Error ? error.message : String(error) }
}
