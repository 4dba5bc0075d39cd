/** What a page keeps where the browser keeps nothing, or nothing any more. */
import { expect, test } from 'vitest'
import { BrowserStore, RoomLog, type KnownWorkshop } from '../../../renderer/document/browser-store.ts'
import { newId, type RoomName, type WorkshopId } from '../../../shared/model/ids.ts'

const known: KnownWorkshop = {
  id: newId<WorkshopId>(), token: 'invite', name: '', organisation: '', person: '', role: null, title: 'Open day', body: '', place: '', date: { year: null, month: null, day: null }, boardCount: 0, openedAt: 1,
}

/** A browser whose database opens, and whose connection to it is then cut: every transaction is refused on the spot. */
const cutOff = {
  open: () => {
    const database = Object.assign(new EventTarget(), {
      close: () => undefined,
      transaction: () => {
        throw new DOMException('The connection was lost', 'InvalidStateError')
      },
    })
    const opening = Object.assign(new EventTarget(), { result: database })
    queueMicrotask(() => opening.dispatchEvent(new Event('success')))
    return opening
  },
} as unknown as IDBFactory

test('GU44 a database that refuses every question leaves the page with what it knows itself, and the page says that nothing is kept', async () => {
  const store = await BrowserStore.open(cutOff)
  expect(store.problem).toBeNull()
  expect(await store.listWorkshops()).toEqual([])
  expect(await store.changeWorkshop(known, { title: 'Open evening' })).toEqual({ ...known, title: 'Open evening' })
  expect(store.problem).toBe('refused')
  expect(await store.changeWorkshop(known, { name: 'Zoé' })).toMatchObject({ title: 'Open evening', name: 'Zoé', token: 'invite' })
  expect(await store.listWorkshops()).toMatchObject([{ title: 'Open evening', name: 'Zoé' }])
  await store.writeBlob('a', new Uint8Array([1]))
  expect(await store.readBlob('a')).toEqual(new Uint8Array([1]))
  expect(await store.readBlob('b')).toBeNull()
  store.close()
})

test('GU43 a change writes what it names and nothing else, and never another key for signing', async () => {
  const store = await BrowserStore.open(undefined)
  await store.changeWorkshop(known, {})
  const [mine, theirs] = [Uint8Array.of(1), Uint8Array.of(2)]
  await store.changeWorkshop(known, { token: 'newer', name: 'Zoé', signingKey: mine })
  // Another tab, which knows the workshop as it was before.
  expect(await store.changeWorkshop(known, { title: 'Open evening', signingKey: theirs })).toEqual({ ...known, token: 'newer', name: 'Zoé', title: 'Open evening', signingKey: mine })
  store.close()
})

test('GU16 rows that are committed while many become one become part of the next one', () => {
  const log = new RoomLog('room' as RoomName, { snapshot: () => new Uint8Array(), onChange: () => undefined, enqueue: () => undefined, readRows: () => Promise.resolve([]) })
  const rowsToFold = (): readonly number[] => log.rowsToFold()?.keys ?? []
  let key = 0
  while (rowsToFold().length === 0) log.committed(++key)
  const folding = rowsToFold()
  const meanwhile = ++key
  log.committed(meanwhile)
  expect(folding).not.toContain(meanwhile)
  const folded = ++key
  log.folded(folding, folded)
  while (rowsToFold().length === 0) log.committed(++key)
  expect(rowsToFold().slice(0, 2)).toEqual([meanwhile, folded])
})
