/** Two tabs of one browser, and what one of them leaves behind. */
import { expect, onTestFinished, test } from 'vitest'
import { RoomLog, type StoredRow } from '../../../renderer/document/browser-room-log.ts'
import { BrowserSession } from '../../../renderer/document/browser-session.ts'
import type { BrowserStore } from '../../../renderer/document/browser-store.ts'
import { newId, type WorkshopId } from '../../../shared/model/ids.ts'
import { when } from '../../helpers/when.ts'

/** Tabs that keep what they write in one place, and reach no relay. */
function browser(): { readonly openTab: () => BrowserSession } {
  const rows: StoredRow[] = []
  const workshop = newId<WorkshopId>()
  const store: Pick<BrowserStore, 'problem' | 'openLog'> = {
    problem: null,
    openLog: (room, snapshot, onChange) => {
      const log: RoomLog = new RoomLog(room, {
        snapshot, onChange, onClosed: () => undefined,
        readRows: async (isKnown) => rows.filter(({ key }) => !isKnown(key)),
        enqueue: (row) => {
          rows.push({ ...row, key: rows.length })
          log.committed(rows.length - 1)
        },
      })
      return log
    },
  }
  return {
    openTab: () => {
      const session = new BrowserSession(workshop, 'responses', { url: 'ws://127.0.0.1:9', token: null, identity: { name: '', organisation: '', person: '' }, device: 1, role: 'participant' }, {
        store: store as BrowserStore, unsent: new Map(), pendingBlobs: () => 0, onAdmitted: () => undefined, onInviteRefused: () => undefined, onPeers: () => undefined, release: () => true, onClosed: () => undefined,
      })
      onTestFinished(() => session.close())
      return session
    },
  }
}

test('GU108 what was written in a tab that is closed before it reached the relay is handed over by the others', async () => {
  const { openTab } = browser()
  const [first, second] = [openTab(), openTab()]
  await when('both have read what there is', () => first.getStatus().isSavedHere && second.getStatus().isSavedHere)
  first.doc.getMap('votes').set('ana', 'yes')
  first.close()
  second.hurry()
  await when('the vote', () => second.doc.getMap('votes').has('ana'))
  expect(second.doc.getMap('votes').toJSON()).toEqual({ ana: 'yes' })
})
