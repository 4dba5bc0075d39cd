import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { ResponsesEditsProvider } from '../../../renderer/base/responses-edits.tsx'
import { WorkshopEditsProvider } from '../../../renderer/base/workshop-edits.tsx'
import { SourceProvider } from '../../../renderer/document/source-context.tsx'
import type { WorkshopSession, WorkshopSource } from '../../../renderer/document/source.ts'
import { MinutesPage } from '../../../renderer/minutes/minutes-page.tsx'
import type { DesktopApi } from '../../../shared/ipc/desktop-api.ts'
import { click, draw, find, type Drawn } from './render-kit.tsx'
import { eventually } from '../../helpers/eventually.ts'

let drawn: Drawn | null = null
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
})

test('UI167 what was wrong with a logo is not said of the next time that the letterhead is opened', async () => {
  const [doc, responses] = [new Y.Doc(), new Y.Doc()]
  const ignore = (): void => undefined
  const desktop = { on: () => ignore } as unknown as DesktopApi
  const source = { call: () => Promise.resolve(true), onBlobs: () => ignore, blobUrl: () => null } as unknown as WorkshopSource
  const session = { id: 'workshop-1', doc, getStatus: () => ({ relay: { kind: 'none' }, pendingBlobs: 0 }), onStatus: () => ignore } as unknown as WorkshopSession
  drawn = await draw(
    <SourceProvider source={source}>
      <WorkshopEditsProvider doc={doc} canEdit>
        <ResponsesEditsProvider doc={responses} isLoaded mayAnswer>
          <MinutesPage session={session} desktop={desktop} exportRequest={null} onGoTo={ignore} renderVersions={() => null} />
        </ResponsesEditsProvider>
      </WorkshopEditsProvider>
    </SourceProvider>,
  )
  // It stands on the page, which is compiled first.
  await click(await eventually(() => find('button', 'Letterhead')))
  const input = document.querySelector<HTMLInputElement>('[role="dialog"] input[type="file"]')
  if (!input) throw new Error('no place for a file')
  Object.defineProperty(input, 'files', { value: [new File(['words'], 'logo.txt', { type: 'text/plain' })] })
  await act(async () => input.dispatchEvent(new Event('change', { bubbles: true })))
  expect(document.querySelector('[role="alert"]')?.textContent).toBe('A logo is a PNG or JPEG image of up to 25 MB.')
  await click(find('button', 'Done'))
  await click(find('button', 'Letterhead'))
  expect(document.querySelector('[role="alert"]')).toBeNull()
})
