import { expect, test } from 'vitest'
import { Landmark } from '../../../renderer/base/controls/landmark.tsx'
import { draw, find, press } from './render-kit.tsx'

test('UI50 F6 and Shift F6 go from region to region, to what was focused there last', async () => {
  const { unmount } = await draw(
    <>
      <Landmark kind="navigation" label="Programme"><button type="button">First</button><button type="button">Second</button></Landmark>
      <Landmark kind="main" label="Board"><button type="button">Words</button></Landmark>
      <Landmark kind="complementary" label="Outcomes"><button type="button">Decision</button></Landmark>
    </>,
  )
  const focusAfter = async (shiftKey: boolean): Promise<string> => {
    const { activeElement } = document
    if (!(activeElement instanceof HTMLElement)) throw new Error('nothing has the focus')
    await press(activeElement, 'F6', { shiftKey })
    return document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? ''
  }
  find('button', 'Second').focus()
  expect([await focusAfter(false), await focusAfter(false), await focusAfter(false)]).toEqual(['Board', 'Outcomes', 'Second'])
  expect(await focusAfter(true)).toBe('Outcomes')
  await unmount()
})
