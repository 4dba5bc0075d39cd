/** What a guest has typed of an approval, while they look at other pages. */
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { ResponsesEditsProvider } from '../../../renderer/base/responses-edits.tsx'
import { WorkshopEditsProvider } from '../../../renderer/base/workshop-edits.tsx'
import { useApprovalDrafts } from '../../../renderer/versions/approval-drafts.ts'
import { ApprovalList } from '../../../renderer/versions/approval-list.tsx'
import type { BlobId, WorkshopId } from '../../../shared/model/ids.ts'
import type { Role } from '../../../shared/model/roles.ts'
import type { FrozenVersion } from '../../../shared/model/versions.ts'
import { click, draw, fill, find, type Drawn } from './render-kit.tsx'

const version: FrozenVersion = {
  number: 1, fingerprint: 'a'.repeat(64), blob: 'b' as BlobId, frozenAt: '2026-09-19T17:42:00+02:00', frozenBy: 'Ana', note: '', commentsUntil: '', isCorrected: false, follows: null, outcomes: [],
}
let drawn: Drawn | null = null
beforeEach(() => globalThis.sessionStorage.clear())
afterEach(leave)

async function leave(): Promise<void> {
  await drawn?.unmount()
  drawn = null
}

function Minutes({ name, role }: { readonly name: string; readonly role: Role }): ReactNode {
  const self = { name, organisation: '' }
  const draftOf = useApprovalDrafts(self)
  return <ApprovalList workshop={'workshop-1' as WorkshopId} version={version} approvals={[]} waiting={[]} isReadable role={role} self={self} {...draftOf(version.fingerprint)} />
}

/** Opens the minutes, after another page. */
async function arrive(name: string, role: Role = 'participant'): Promise<void> {
  await leave()
  drawn = await draw(
    <WorkshopEditsProvider doc={new Y.Doc()} canEdit={false}>
      <ResponsesEditsProvider doc={new Y.Doc()} isLoaded mayAnswer={role !== 'viewer'}>
        <Minutes name={name} role={role} />
      </ResponsesEditsProvider>
    </WorkshopEditsProvider>,
  )
}

test('GU67 an approval that a guest has begun is there again after another page, for them alone and while they may sign; what is given up is gone', async () => {
  await arrive('Zoé')
  await click(find('button', 'Sign…'))
  await fill(find('input', 'Function'), 'Deputy mayor')
  await arrive('Yann')
  expect(() => find('input', 'Function')).toThrow('no input')
  await arrive('Zoé', 'viewer')
  expect(() => find('input', 'Function')).toThrow('no input')
  await arrive('Zoé')
  expect(find('input', 'Function').value).toBe('Deputy mayor')
  await click(find('button', 'Not yet'))
  await arrive('Zoé')
  expect(find('button', 'Sign…')).toBeDefined()
})
