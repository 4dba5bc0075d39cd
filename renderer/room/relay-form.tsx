/** Sharing through a relay that somebody runs elsewhere. */
import { useState, type FormEvent, type ReactNode } from 'react'
import type { EngineFailure } from '../../shared/ipc/engine-port.ts'
import { relayAddress, type RelayAddress } from '../../shared/protocol/join-link.ts'
import { Button } from '../base/controls/button.tsx'
import { failureMessages, failureOf, failureSentence } from '../base/words/failures.ts'
import { TextField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import { Problem } from '../base/controls/problem.tsx'
import { messages } from './messages.ts'

export type RelayFormProps = {
  readonly rememberedRelay: string
  readonly share: (relay: RelayAddress) => Promise<void>
  readonly onShared: () => Promise<void>
}

/** The address, and the button. */
export function RelayForm({ rememberedRelay, share, onShared }: RelayFormProps): ReactNode {
  const text = useText(messages)
  const failureText = useText(failureMessages)
  const [address, setAddress] = useState(rememberedRelay)
  const [isChecked, setIsChecked] = useState(false)
  const [isRunning, setIsRunning] = useState(false)
  const [failure, setFailure] = useState<EngineFailure | null>(null)
  const valid = relayAddress(address)

  const start = async (url: string): Promise<void> => {
    setFailure(null)
    setIsRunning(true)
    try {
      await share({ urls: [url], pin: null })
      await onShared()
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setIsRunning(false)
    }
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsChecked(true)
    if (valid !== null) void start(valid)
  }
  return (
    <form className="relay-form" onSubmit={submit}>
      <p className="quiet">{text('throughRelayIntro')}</p>
      <div className="relay-form-row">
        <TextField
          label={text('relay')}
          help={text('relayHelp')}
          value={address}
          onChange={setAddress}
          error={isChecked && valid === null ? text('badRelay') : null}
          className="relay-form-field"
        />
        <Button type="submit" isDisabled={isRunning}>
          {isRunning ? text('sharing') : text('share')}
        </Button>
      </div>
      {failure && <Problem title={text('notShared')}>{failureSentence(failureText, failure)}</Problem>}
    </form>
  )
}
