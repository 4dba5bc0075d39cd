import { act } from 'react'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { setPartExcluded } from '../../../shared/document/commands/minutes-commands.ts'
import { readMinutesLayout } from '../../../shared/document/read-workshop.ts'
import type { OutlineEntry } from '../../../shared/minutes/minutes.ts'
import { WorkshopEditsProvider } from '../../../renderer/base/workshop-edits.tsx'
import { Outline } from '../../../renderer/minutes/outline.tsx'
import { click, draw } from './render-kit.tsx'

test('UI41 a part that is left out stays in the outline, marked as out, and comes back with one click', async () => {
  const doc = new Y.Doc()
  onTestFinished(() => doc.destroy())
  const entry = (isExcluded: boolean): OutlineEntry => ({ id: 'announcements', number: '3', title: 'Announcements', isExcluded })
  const isOut = (): boolean => readMinutesLayout(doc).excluded.includes('announcements')
  for (const isExcluded of [false, true]) {
    setPartExcluded(doc, 'test', 'announcements', isExcluded)
    const { box, unmount } = await draw(<WorkshopEditsProvider doc={doc} canEdit><Outline entries={[entry(isExcluded)]} onGoTo={() => undefined} /></WorkshopEditsProvider>)
    expect([...box.querySelectorAll('li')].map(({ textContent, classList }) => [textContent, classList.contains('outline-row-excluded')])).toEqual([
      [expect.stringContaining('Announcements'), isExcluded],
    ])
    const inclusion = box.querySelector('input')
    if (inclusion === null) throw new Error('nothing to click')
    await act(async () => click(inclusion))
    expect(isOut()).toBe(!isExcluded)
    await unmount()
  }
})
