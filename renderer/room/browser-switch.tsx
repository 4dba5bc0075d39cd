/** Whether phones and computers without Minuta may come in, and what that costs. */
import type { ReactNode } from 'react'
import { SwitchField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import { messages } from './messages.ts'

export type BrowserSwitchProps = { readonly isAdmitting: boolean; readonly isBusy: boolean; readonly onChange: (isAdmitting: boolean) => void }

/** Off at first: plain http can be read by others on the network, so a facilitator decides. */
export function BrowserSwitch({ isAdmitting, isBusy, onChange }: BrowserSwitchProps): ReactNode {
  const text = useText(messages)
  return (
    <div className="room-browsers">
      <SwitchField isSelected={isAdmitting} isDisabled={isBusy} onChange={onChange}>
        {text('admitBrowsers')}
      </SwitchField>
      <p className="quiet small">{text('admitBrowsersHelp')}</p>
    </div>
  )
}
