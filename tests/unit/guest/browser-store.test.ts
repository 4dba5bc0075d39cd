/** What a page keeps where the browser keeps nothing, or nothing any more. */
import { afterEach, expect, test, vi } from 'vitest'
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

/** What a tab keeps while its page is loaded anew. */
function tabStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>()
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) }
}

afterEach(() => {
  vi.unstubAllGlobals()
})

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

test.each([['there is no database', undefined], ['the database refuses', cutOff]] as const)('GU55 where %s, the invite and the name outlive that the page is loaded anew in its tab, and no key for signing leaves the page', async (_where, factory) => {
  vi.stubGlobal('sessionStorage', tabStorage())
  const blank: KnownWorkshop = { ...known, token: '', title: '' }
  const first = await BrowserStore.open(factory)
  await first.changeWorkshop(blank, { token: 'invite', signingKey: Uint8Array.of(1) })
  await first.changeWorkshop(blank, { name: 'Zoé' })
  first.close()
  const second = await BrowserStore.open(factory)
  const { signingKey, ...reloaded } = await second.changeWorkshop(blank, { openedAt: 2 })
  expect(reloaded).toEqual({ ...blank, token: 'invite', name: 'Zoé', openedAt: 2 })
  expect(signingKey).toBeUndefined()
  second.close()
  // Another tab has none of it.
  vi.stubGlobal('sessionStorage', tabStorage())
  const elsewhere = await BrowserStore.open(factory)
  expect(await elsewhere.changeWorkshop(blank, {})).toEqual(blank)
  elsewhere.close()
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
