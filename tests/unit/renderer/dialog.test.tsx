import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { Dialog } from '../../../renderer/base/controls/dialog.tsx'
import { draw, find, press, type Drawn } from './render-kit.tsx'

let drawn: Drawn | null = null
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
})

test('UI131 one Escape closes a dialog, also while the name of its Close button is shown', async () => {
  let closed = 0
  drawn = await draw(
    <Dialog title="Details" isOpen onClose={() => (closed += 1)}>
      nothing
    </Dialog>,
  )
  await press(document.body, 'Tab')
  const close = find('button', 'Close')
  await act(async () => close.focus())
  expect(document.querySelector('.tooltip')?.textContent).toBe('Close')
  await press(close, 'Escape')
  expect(document.querySelector('.tooltip')).toBeNull()
  expect(closed).toBe(1)
})
