import { afterEach, expect, test } from 'vitest'
import { ChangesDialog } from '../../../renderer/library/changes-dialog.tsx'
import { changedGroups, type FileChanges } from '../../../shared/document/hand-over/file-changes.ts'
import { draw, type Drawn } from './render-kit.tsx'

let drawn: Drawn | null = null
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
})

const none: FileChanges = {
  groups: Object.fromEntries(changedGroups.map((group) => [group, { added: [], changed: [], gone: [] }])) as unknown as FileChanges['groups'],
  others: ['details'], exposed: [], takenBack: [],
}

/** The dialog about `changes`, without the marks that keep names apart. */
async function told(changes: Partial<FileChanges>, mayTakeOver = true): Promise<{ readonly alarms: readonly string[]; readonly before: boolean }> {
  await drawn?.unmount()
  const state = { kind: 'compared', comparison: { kind: 'changes', changes: { ...none, ...changes } } } as const
  drawn = await draw(<ChangesDialog state={state} name="stick.minuta" title="Harbour" mayTakeOver={mayTakeOver} onTakeOver={() => undefined} onClose={() => undefined} />)
  const alarms = [...document.querySelectorAll('[role=alert]')]
  const list = document.querySelector('dl.changes')
  return {
    alarms: alarms.map(({ textContent }) => (textContent ?? '').replaceAll(/[\u2068\u2069]/gu, '')),
    before: list !== null && alarms.every((alarm) => (alarm.compareDocumentPosition(list) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0),
  }
}

test('UI261 what would be no longer confidential, and invites that would be taken back for good, are said before the list of changes, by name, whatever the role', async () => {
  expect((await told({})).alarms).toEqual([])
  for (const mayTakeOver of [true, false]) {
    const { alarms, before } = await told({ exposed: ['In camera', ''], takenBack: ['Guests', ''] }, mayTakeOver)
    expect(alarms).toEqual([
      'No longer confidential: In camera and Untitled. Minutes for everybody would show it, also public ones.',
      '2 invites are taken back: Guests and without a name. Whoever came by them is out at once, and Undo does not let them in again.',
    ])
    expect(before).toBe(true)
  }
  expect((await told({ takenBack: ['Guests'] })).alarms).toEqual(['An invite is taken back: Guests. Whoever came by it is out at once, and Undo does not let them in again.'])
})
