import { readFileSync } from 'node:fs'
import path from 'node:path'
import { act } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { ResponsesEditsProvider } from '../../../renderer/base/responses-edits.tsx'
import { WorkshopEditsProvider } from '../../../renderer/base/workshop-edits.tsx'
import { SourceProvider } from '../../../renderer/document/source-context.tsx'
import type { WorkshopSource } from '../../../renderer/document/source.ts'
import { VersionsDialog } from '../../../renderer/versions/versions-dialog.tsx'
import { readApprovals, setApprovalWithdrawn } from '../../../shared/document/versions/approvals.ts'
import { readCorrections } from '../../../shared/document/versions/corrections.ts'
import { setDetails } from '../../../shared/document/commands/details-commands.ts'
import { boardFragment, readWorkshop } from '../../../shared/document/read-workshop.ts'
import { documentFromRecord } from '../../../shared/document/record/record.ts'
import { addFromRoom, handInSignature, readRoomSignatures } from '../../../shared/document/versions/room-signatures.ts'
import { addVersion, readVersions } from '../../../shared/document/versions/versions.ts'
import type { DesktopApi } from '../../../shared/ipc/desktop-api.ts'
import type { BlobId, WorkshopId } from '../../../shared/model/ids.ts'
import type { Role } from '../../../shared/model/roles.ts'
import { localDay } from '../../../shared/util/local-day.ts'
import { encodeFrozen, type FrozenContent } from '../../../shared/versions/frozen-version.ts'
import { eventually } from '../../helpers/eventually.ts'
import { freeze } from '../../helpers/frozen.ts'
import { click, draw, fill, find, type Drawn } from './render-kit.tsx'

const facilitator: Role = 'facilitator'
const sample: unknown = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../../shared/samples/founding-meeting.record.json'), 'utf8'))
const desktop = { invoke: async () => undefined, on: () => () => undefined } as unknown as DesktopApi

let frozen: FrozenContent
let doc: Y.Doc
let responses: Y.Doc
let drawn: Drawn | null = null
beforeEach(async () => {
  const imported = documentFromRecord(sample)
  if (!imported.ok) throw new Error('no workshop')
  doc = new Y.Doc()
  Y.applyUpdate(doc, imported.update)
  responses = new Y.Doc()
  frozen = await freeze(readWorkshop(doc, responses), ['en'])
  const { frozenAt, frozenBy, note, commentsUntil, isCorrected } = frozen.seal
  addVersion(doc, null, { fingerprint: frozen.fingerprint, blob: 'b'.repeat(64) as BlobId, frozenAt, frozenBy, note, commentsUntil, isCorrected, outcomes: [] }, 10)
})
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
  doc.destroy()
  responses.destroy()
})

/** `call`: of the engine, beside reading what was frozen. */
async function drawDialog(call: (name: string) => Promise<unknown> = () => Promise.reject(new Error('not asked'))): Promise<void> {
  const source = { call: async (name: string) => (name === 'readBlob' ? encodeFrozen(frozen) : call(name)), onBlobs: () => () => undefined, blobUrl: () => null } as unknown as WorkshopSource
  drawn = await draw(
    <SourceProvider source={source}>
      <WorkshopEditsProvider doc={doc} canEdit>
        <ResponsesEditsProvider doc={responses} isLoaded mayAnswer>
          <VersionsDialog
            workshop={'workshop-1' as WorkshopId}
            desktop={desktop}
            role={facilitator}
            self={{ name: 'Ana', organisation: '' }}
            facts={{ language: 'en', attribution: 'none', findingCount: 0, onShowChecks: () => undefined }}
            onClose={() => undefined}
          />
        </ResponsesEditsProvider>
      </WorkshopEditsProvider>
    </SourceProvider>,
  )
}

async function open(tab: 'Versions' | 'Corrections' | 'Changes'): Promise<void> {
  const found = [...document.querySelectorAll<HTMLElement>('[role="tab"]')].find(({ textContent }) => textContent.startsWith(tab))
  if (!found) throw new Error(`no tab ${tab}`)
  await click(found)
}
const request = (): string | undefined => document.querySelector('textarea')?.value
async function ask(words: string): Promise<void> {
  const area = document.querySelector('textarea')
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(area, words)
    area?.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

test('UI162 a request for correction stays while changes, a document or freezing are looked at, until it is added', async () => {
  await drawDialog()
  await open('Corrections')
  await ask('The vote was 14 to 3')
  await fill(find('input', 'Paragraph'), '12')
  await open('Changes')
  await open('Corrections')
  expect([request(), find('input', 'Paragraph').value]).toEqual(['The vote was 14 to 3', '12'])
  await click(find('button', 'Check a document…'))
  expect(request()).toBeUndefined()
  await click(find('button', 'Close'))
  expect(request()).toBe('The vote was 14 to 3')
  await click(find('button', 'Freeze…'))
  await click(find('button', 'Not yet'))
  expect(request()).toBe('The vote was 14 to 3')
  await click(find('button', 'Add a request'))
  expect(readCorrections(doc)).toMatchObject([{ place: '12', request: 'The vote was 14 to 3' }])
  expect([request(), find('input', 'Paragraph').value]).toEqual(['', ''])
})

test('UI283 a form that takes the place of its button has the focus in its first field', async () => {
  await drawDialog()
  for (const [button, field] of [['Record an approval', 'Name'], ['Sign…', 'Function']] as const) {
    find('button', button).focus()
    await click(find('button', button))
    expect(document.activeElement).toBe(find('input', field))
    await click(find('button', 'Not yet'))
  }
})

test('UI162 an approval that is being written down stays while the corrections are looked at', async () => {
  await drawDialog()
  await click(find('button', 'Record an approval'))
  await fill(find('input', 'Name'), 'Guy')
  await fill(find('input', 'Function'), 'Mayor')
  await open('Corrections')
  await open('Versions')
  expect([find('input', 'Name').value, find('input', 'Function').value]).toEqual(['Guy', 'Mayor'])
  await click(find('button', 'Add'))
  expect(readApprovals(doc)).toMatchObject([{ name: 'Guy', capacity: 'Mayor', how: 'in-room' }])
})

test('UI163 whoever presses twice signs once', async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>()
  const calls: string[] = []
  await drawDialog(async (name) => {
    calls.push(name)
    return promise
  })
  await click(find('button', 'Sign…'))
  const form = find('button', 'Sign version 1').closest('form')
  await act(async () => form?.requestSubmit())
  await act(async () => form?.requestSubmit())
  await act(async () => resolve({ format: 1, number: 1, at: 0, key: 'k', signature: 's', capability: '', vouched: '' }))
  expect(calls).toEqual(['signApproval'])
  expect(readApprovals(doc).map(({ name }) => name)).toEqual(['Ana'])
})

test('UI166 the boards are compared as the version names people, whatever the page shows, and followed while others write', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    await drawDialog()
    await open('Changes')
    expect(document.body.textContent).toContain('Nothing changed in this document.')
    await act(async () => {
      setDetails(doc, 'a colleague', { title: 'Another title' })
      await vi.advanceTimersByTimeAsync(1_000)
    })
    expect(document.querySelector('.change-after')?.textContent).toContain('Another title')
  } finally {
    vi.useRealTimers()
  }
})

test('VF46 what a participant signed can be put aside, whatever it proves, and waits again when that is undone', async () => {
  const signature = { format: 1, number: 1, at: 0, key: 'k', signature: 's', capability: '', vouched: '' }
  const id = handInSignature(responses, null, { version: frozen.fingerprint, name: 'Zoé', organisation: '', capacity: '', how: 'in-writing', on: '2026-10-01', signature })
  await drawDialog()
  const isShown = (): boolean => document.querySelector('li[aria-label="Zoé"]') !== null
  expect(isShown()).toBe(true)
  await click(find('button', 'Put the signature of Zoé aside'))
  expect([isShown(), document.body.textContent.includes('Signed by participants'), readApprovals(doc)]).toEqual([false, false, []])
  await act(async () => setApprovalWithdrawn(doc, null, id, false))
  expect(isShown()).toBe(true)
  // Somebody else added it meanwhile: it is an approval, and withdrawn as any other.
  await act(async () => {
    setApprovalWithdrawn(doc, null, id, true)
    for (const waiting of readRoomSignatures(responses)) addFromRoom(doc, null, waiting, 'Guy')
  })
  expect(readApprovals(doc).map(({ name }) => name)).toEqual(['Zoé'])
})

test('VF47 whoever freezes after a version that cannot be read is offered to do it without a comparison', async () => {
  addVersion(doc, null, { fingerprint: 'd'.repeat(64), blob: 'c'.repeat(64) as BlobId, frozenAt: '', frozenBy: '', note: '', commentsUntil: '', isCorrected: false, outcomes: [] }, 10)
  await drawDialog(async (name) => (name === 'putBlob' ? 'e'.repeat(64) : Promise.reject(new Error('not asked'))))
  const without = (): HTMLInputElement | undefined => [...document.querySelectorAll('input')].find(({ labels }) => labels?.[0]?.textContent.startsWith('Freeze all the same'))
  await click(find('button', 'Freeze…'))
  expect(without()).toBeUndefined()
  await click(find('button', 'Freeze version 3'))
  await eventually(() => expect(without()).toBeDefined())
  const box = without()
  if (box === undefined) throw new Error('not offered')
  await click(box)
  await click(find('button', 'Freeze version 3'))
  await eventually(() => expect(readVersions(doc).map(({ number, follows }) => [number, follows])).toEqual([[1, null], [2, 1], [3, 2]]))
})

test('VF48 lines that say the same are changes of their own, and go with the last of them', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const [board] = readWorkshop(doc, responses).boards
    const fragment = board && boardFragment(doc, board.id)
    if (!fragment) throw new Error('no board')
    await drawDialog()
    await open('Changes')
    const change = (write: () => void): Promise<void> => act(async () => {
      write()
      await vi.advanceTimersByTimeAsync(1_000)
    })
    const items = (): number => [...document.querySelectorAll('li.change')].filter(({ textContent }) => textContent.includes('Say it twice.')).length
    const point = (): Y.XmlElement => {
      const [item, paragraph] = [new Y.XmlElement('listItem'), new Y.XmlElement('paragraph')]
      paragraph.insert(0, [new Y.XmlText('Say it twice.')])
      item.insert(0, [paragraph])
      return item
    }
    const list = new Y.XmlElement('bulletList')
    await change(() => {
      list.insert(0, [point(), point()])
      fragment.insert(fragment.length, [list])
    })
    expect(items()).toBe(2)
    await change(() => list.delete(0, 1))
    expect(items()).toBe(1)
    expect(error.mock.calls.map(([words]) => String(words)).filter((words) => words.includes('same key'))).toEqual([])
  } finally {
    vi.useRealTimers()
    error.mockRestore()
  }
})

test('VF48 a day is that of this computer, shortly after midnight as well', () => {
  expect([localDay(new Date(2026, 9, 6, 0, 10)), localDay(new Date(2026, 9, 5, 23, 50)), localDay(new Date(2026, 0, 1))]).toEqual(['2026-10-06', '2026-10-05', '2026-01-01'])
})
