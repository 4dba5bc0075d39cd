import { act, useState, type ReactNode } from 'react'
import { expect, test } from 'vitest'
import { Dialog } from '../../../renderer/base/controls/dialog.tsx'
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

test('UI280 a screen in the place of another takes the focus that went with it, once a dialog is gone, and takes it from nothing', async () => {
  let show: (shown: { readonly screen: string; readonly isAsked: boolean }) => void = () => undefined
  function Screens(): ReactNode {
    const [{ screen, isAsked }, setShown] = useState({ screen: 'Library', isAsked: false })
    show = setShown
    return (
      <>
        <button type="button">Elsewhere</button>
        <Landmark kind="main" label={screen} shows={screen}><button key={screen} type="button">{`In ${screen}`}</button></Landmark>
        <Dialog title="A question" isOpen={isAsked} onClose={() => undefined}>nothing</Dialog>
      </>
    )
  }
  const focusAfter = async (screen: string, isAsked = false): Promise<string | null | undefined> => {
    await act(async () => show({ screen, isAsked }))
    await act(async () => {
      for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame)
    })
    return document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent
  }
  const { unmount } = await draw(<Screens />)
  find('button', 'In Library').focus()
  expect(await focusAfter('Board')).toBe('Board')
  find('button', 'Elsewhere').focus()
  expect(await focusAfter('People')).toBe('Elsewhere')
  find('button', 'In People').focus()
  expect(await focusAfter('Minutes', true)).not.toBe('Minutes')
  expect(await focusAfter('Minutes')).toBe('Minutes')
  await unmount()
})
