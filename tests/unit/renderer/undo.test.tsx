import { act, useEffect, type ReactNode } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { useUndoKey } from '../../../renderer/app/use-undo-key.ts'
import { Button } from '../../../renderer/base/controls/button.tsx'
import { Dialog } from '../../../renderer/base/controls/dialog.tsx'
import { ResponsesEditsProvider, useResponsesEdits, type ResponsesEdits } from '../../../renderer/base/responses-edits.tsx'
import { useWorkshopEdits, WorkshopEditsProvider, type WorkshopEdits } from '../../../renderer/base/workshop-edits.tsx'
import { useApprovalDrafts } from '../../../renderer/versions/approval-drafts.ts'
import { ApprovalList } from '../../../renderer/versions/approval-list.tsx'
import { addApproval, readApprovals, setApprovalWithdrawn } from '../../../shared/document/versions/approvals.ts'
import { addCorrection, readCorrections, updateCorrection } from '../../../shared/document/versions/corrections.ts'
import { addPerson } from '../../../shared/document/commands/people-commands.ts'
import { readPeople } from '../../../shared/document/read-workshop.ts'
import { handInSignature, readRoomSignatures } from '../../../shared/document/versions/room-signatures.ts'
import { addVersion, readVersions } from '../../../shared/document/versions/versions.ts'
import type { BlobId, WorkshopId } from '../../../shared/model/ids.ts'
import type { Role } from '../../../shared/model/roles.ts'
import type { FrozenVersion } from '../../../shared/model/versions.ts'
import { click, draw, fill, find, press, type Drawn } from './render-kit.tsx'

const approval = { version: 'a'.repeat(64), name: 'Guy', organisation: '', capacity: '', how: 'in-room', on: '2026-09-20', recordedBy: 'Ana', signature: null } as const
const facilitator: Role = 'facilitator'
const signature = { format: 1, number: 1, at: 0, key: '', signature: '', capability: '', vouched: '' }

let doc: Y.Doc
let responses: Y.Doc
let drawn: Drawn | null = null
beforeEach(() => {
  doc = new Y.Doc()
  responses = new Y.Doc()
})
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
  doc.destroy()
  responses.destroy()
})

/** Draws `children` in a workshop screen's surroundings, with the key, and gives their way to change things. */
async function drawWorkshop(children: ReactNode = null): Promise<{ readonly notes: WorkshopEdits; readonly answers: ResponsesEdits }> {
  const got: { readonly notes: WorkshopEdits; readonly answers: ResponsesEdits }[] = []
  function Catch(): ReactNode {
    const notes = useWorkshopEdits()
    const answers = useResponsesEdits()
    useEffect(() => void got.push({ notes, answers }), [notes, answers])
    useUndoKey()
    return children
  }
  drawn = await draw(
    <WorkshopEditsProvider doc={doc} canEdit>
      <ResponsesEditsProvider doc={responses} isLoaded mayAnswer>
        <Catch />
      </ResponsesEditsProvider>
    </WorkshopEditsProvider>,
  )
  const [edits] = got
  if (!edits) throw new Error('nothing was drawn')
  return edits
}

const freeze = (origin: unknown): void => {
  addVersion(doc, origin, { fingerprint: 'a'.repeat(64), blob: 'b'.repeat(64) as BlobId, frozenAt: '2026-09-19T17:42+02:00', frozenBy: 'Ana', note: '', commentsUntil: '', isCorrected: false, outcomes: [] }, 10)
}
const people = (): readonly string[] => readPeople(doc).map(({ name }) => name)

test('UI161 undo takes back the last decision, reason and request for correction, and nothing else', async () => {
  const { notes: { origin, typing, undo, redo } } = await drawWorkshop()
  addPerson(doc, origin, { name: 'Ana' })
  const id = addCorrection(doc, origin, { version: approval.version, place: '1', request: 'Twelve', by: '' })
  updateCorrection(doc, origin, id, { decision: 'accepted' })
  updateCorrection(doc, typing, id, { reason: 'Heard by all' })
  const asked = (): unknown => readCorrections(doc).map(({ decision, reason }) => [decision, reason])
  undo()
  expect(asked()).toEqual([['accepted', '']])
  undo()
  expect(asked()).toEqual([['open', '']])
  redo()
  expect(asked()).toEqual([['accepted', '']])
  undo()
  undo()
  expect([asked(), people()]).toEqual([[], ['Ana']])
})

test('UI161 undo lets an approval that was withdrawn stand again, and takes none back', async () => {
  const { notes: { origin, undo } } = await drawWorkshop()
  const id = addApproval(doc, 'a colleague', approval)
  setApprovalWithdrawn(doc, origin, id, true)
  expect(readApprovals(doc)).toEqual([])
  undo()
  expect(readApprovals(doc).map(({ name }) => name)).toEqual(['Guy'])
  expect(undo()).toBe(false)
})

test('UI161 undo takes back no approval that was recorded, no version, and no signature that was handed in', async () => {
  freeze('a colleague')
  const [version] = readVersions(doc)
  if (!version) throw new Error('no version')
  function Approvals({ shown }: { readonly shown: FrozenVersion }): ReactNode {
    const approvalDraft = useApprovalDrafts({ name: 'Ana', organisation: '' })
    return <ApprovalList workshop={'workshop-1' as WorkshopId} version={shown} approvals={[]} waiting={[]} isReadable role={facilitator} self={{ name: 'Ana', organisation: '' }} {...approvalDraft('')} />
  }
  const { notes, answers } = await drawWorkshop(<Approvals shown={version} />)
  await click(find('button', 'Record an approval'))
  await fill(find('input', 'Name'), 'Guy')
  await click(find('button', 'Add'))
  expect(readApprovals(doc).map(({ name }) => name)).toEqual(['Guy'])
  await act(async () => void handInSignature(responses, answers.origin, { ...approval, signature }))
  expect([notes.undo(), answers.undo()]).toEqual([false, false])
  expect([readApprovals(doc).length, readRoomSignatures(responses).length, readVersions(doc).length]).toEqual([1, 1, 1])
})

test('UI161 the key takes back nothing behind a dialog', async () => {
  const { notes: { origin } } = await drawWorkshop()
  addPerson(doc, origin, { name: 'Ana' })
  const dialog = await draw(<Dialog title="Versions" isOpen onClose={() => undefined}><Button>Look</Button></Dialog>)
  await press(find('button', 'Look'), 'z', { ctrlKey: true })
  expect(people()).toEqual(['Ana'])
  await dialog.unmount()
  await press(document.body, 'z', { ctrlKey: true })
  expect(people()).toEqual([])
})
