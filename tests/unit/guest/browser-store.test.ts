/** What a page keeps where the browser keeps nothing, or nothing any more. */
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { RoomLog } from '../../../renderer/document/browser-room-log.ts'
import { BrowserStore } from '../../../renderer/document/browser-store.ts'
import type { KnownWorkshop } from '../../../renderer/document/known-workshop.ts'
import { newId, type RoomName, type WorkshopId } from '../../../shared/model/ids.ts'
import { collectGarbage } from '../../helpers/held-resources.ts'

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

/** A browser whose database takes something only while `space.isLeft`; all that it takes of workshops is in `rows`. */
function withSpace(space: { isLeft: boolean }, rows = new Map<string, KnownWorkshop>()): IDBFactory {
  const answered = (event: string, result: unknown, afterMs: number): EventTarget => {
    const target = Object.assign(new EventTarget(), { result })
    setTimeout(() => target.dispatchEvent(new Event(event)), afterMs)
    return target
  }
  const database = Object.assign(new EventTarget(), {
    close: () => undefined,
    transaction: () => Object.assign(answered(space.isLeft ? 'complete' : 'abort', null, 3), {
      error: new DOMException('No space', 'QuotaExceededError'),
      objectStore: () => ({ get: (id: string) => answered('success', rows.get(id), 1), put: (row: KnownWorkshop) => space.isLeft && rows.set(row.id, row), add: () => answered('success', 1, 1) }),
    }),
  })
  return { open: () => answered('success', database, 1) } as unknown as IDBFactory
}

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

/** Tabs of one browser that takes `rows`, while time stands still but for what they wait for. */
function tabsOver(rows: Map<string, KnownWorkshop>): { readonly openTab: (space: { isLeft: boolean }) => Promise<BrowserStore>; readonly change: (store: BrowserStore, what: Partial<KnownWorkshop>) => Promise<KnownWorkshop> } {
  vi.useFakeTimers()
  onTestFinished(() => {
    vi.useRealTimers()
  })
  return {
    openTab: async (space) => {
      const opening = BrowserStore.open(withSpace(space, rows))
      await vi.advanceTimersByTimeAsync(10)
      const store = await opening
      onTestFinished(() => store.close())
      return store
    },
    change: async (store, what) => {
      const changing = store.changeWorkshop(known, what)
      await vi.advanceTimersByTimeAsync(10)
      return changing
    },
  }
}

test('GU78 what a tab could not store replaces nothing that another tab stored later, at once or when its page is loaded anew, and everything older', async () => {
  const rows = new Map<string, KnownWorkshop>()
  const { openTab, change } = tabsOver(rows)
  const [here, there] = [{ isLeft: true }, { isLeft: true }]
  const storage = tabStorage()
  vi.stubGlobal('sessionStorage', storage)
  const [first, other] = [await openTab(here), await openTab(there)]
  await change(other, { token: 'from before' })
  here.isLeft = false
  await change(first, { token: 'newer invite', name: 'Zoe' })
  // The other tab has memory of its own.
  vi.stubGlobal('sessionStorage', tabStorage())
  await change(other, { name: 'Zoé' })
  vi.stubGlobal('sessionStorage', storage)
  first.close()
  here.isLeft = true
  const again = await openTab(here)
  expect(await change(again, { openedAt: 2 })).toMatchObject({ token: 'newer invite', name: 'Zoé', openedAt: 2 })
  expect(rows.get(known.id)).toMatchObject({ token: 'newer invite', name: 'Zoé', openedAt: 2 })
  // The same without loading it anew: it offers by itself what it could not store.
  here.isLeft = false
  await change(again, { name: 'Z', organisation: 'Skåne' })
  vi.stubGlobal('sessionStorage', tabStorage())
  await change(other, { name: 'Zoé Martin' })
  vi.stubGlobal('sessionStorage', storage)
  here.isLeft = true
  await vi.advanceTimersByTimeAsync(12_000)
  expect(rows.get(known.id)).toMatchObject({ name: 'Zoé Martin', organisation: 'Skåne' })
})

test.each([['at once', false], ['after the page was loaded anew', true]])('GU98 a name or an invite that found no space is kept although the clock was set back since the one before was stored: %s', async (_when, isReloaded) => {
  vi.stubGlobal('sessionStorage', tabStorage())
  const rows = new Map<string, KnownWorkshop>()
  const { openTab, change } = tabsOver(rows)
  const space = { isLeft: true }
  const tab = await openTab(space)
  vi.setSystemTime('2027-06-01')
  await change(tab, { name: 'Zoe', token: 'older invite' })
  vi.setSystemTime('2026-06-01')
  space.isLeft = false
  for (const name of ['Zo', 'Zoé']) expect(await change(tab, { name, token: 'newer invite' })).toMatchObject({ name, token: 'newer invite' })
  if (isReloaded) tab.close()
  space.isLeft = true
  if (isReloaded) await change(await openTab(space), {})
  else await vi.advanceTimersByTimeAsync(12_000)
  expect(rows.get(known.id)).toMatchObject({ name: 'Zoé', token: 'newer invite' })
  // And what comes next is newer again.
  expect(await change(await openTab(space), { name: 'Zoé Martin' })).toMatchObject({ name: 'Zoé Martin', token: 'newer invite' })
})

test('GU75 what came of a workshop before its line broke is not taken for all of it', async () => {
  type Row = { readonly key: number; readonly room: RoomName; readonly update: Uint8Array; readonly isPart?: boolean }
  const rows: Row[] = []
  const openLog = async (): Promise<RoomLog> => {
    const log = new RoomLog('room' as RoomName, {
      snapshot: () => new Uint8Array(), onChange: () => undefined, readRows: async () => rows, onClosed: () => undefined,
      enqueue: (row) => void rows.push({ ...row, key: rows.length }),
    })
    await log.load(() => true)
    return log
  }
  const first = await openLog()
  first.append(Uint8Array.of(1))
  expect([first.isWhole, (await openLog()).isWhole]).toEqual([false, false])
  first.noteWhole()
  first.append(Uint8Array.of(2))
  expect([first.isWhole, (await openLog()).isWhole]).toEqual([true, true])
})

test('GU65 what found no space is kept when there is some again, by itself, and whoever shows the lights is told', async () => {
  vi.useFakeTimers()
  const space = { isLeft: true }
  const opening = BrowserStore.open(withSpace(space))
  await vi.runAllTimersAsync()
  const store = await opening
  const told: (string | null)[] = []
  const log = store.openLog('room' as RoomName, () => new Uint8Array(), () => void told.push(store.problem))
  const tries = [(): unknown => store.changeWorkshop(known, { name: 'Zoé' }), () => store.writeBlob('a', Uint8Array.of(1)), () => log.append(Uint8Array.of(0, 0))]
  for (const tryIt of tries) {
    space.isLeft = false
    tryIt()
    await vi.advanceTimersByTimeAsync(12_000)
    expect([store.problem, told.at(-1)]).toEqual(['full', 'full'])
    space.isLeft = true
    await vi.advanceTimersByTimeAsync(12_000)
    expect([store.problem, told.at(-1), log.isKept]).toEqual([null, null, true])
  }
  expect(vi.getTimerCount()).toBe(0)
  store.close()
  vi.useRealTimers()
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
  const log = new RoomLog('room' as RoomName, { snapshot: () => new Uint8Array(), onChange: () => undefined, enqueue: () => undefined, readRows: () => Promise.resolve([]), onClosed: () => undefined })
  log.noteWhole()
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

test('GU16 many rows become one, once; what comes afterwards is a row of its own until there are many again', async () => {
  const disk = new Disk()
  const store = await BrowserStore.open(disk.factory)
  const log = store.openLog('room' as RoomName, () => Uint8Array.of(255), () => undefined)
  log.noteWhole()
  for (let value = 1; value < 200; value += 1) log.append(Uint8Array.of(value))
  await settled()
  expect(disk.contents).toEqual([255])
  for (let value = 0; value < 3; value += 1) {
    log.append(Uint8Array.of(value))
    await settled()
  }
  expect(disk.contents).toEqual([255, 0, 1, 2])
  store.close()
})

test('GU9 what a full disk refused is written when there is space again, before what came later, and is not called kept until then', async () => {
  vi.useFakeTimers()
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const disk = new Disk()
  const store = await BrowserStore.open(disk.factory)
  const log = store.openLog('room' as RoomName, () => new Uint8Array(), () => undefined)
  disk.isFull = true
  log.append(Uint8Array.of(1))
  // The first is on its way when the second comes.
  await vi.advanceTimersByTimeAsync(5)
  log.append(Uint8Array.of(2))
  await vi.advanceTimersByTimeAsync(1_000)
  expect([store.problem, log.isKept, disk.contents]).toEqual(['full', false, []])
  disk.isFull = false
  await vi.advanceTimersByTimeAsync(5_000)
  expect([store.problem, log.isKept, disk.contents]).toEqual([null, true, [1, 2]])
  store.close()
})

const settled = (): Promise<void> => new Promise((resolve) => {
  setTimeout(resolve)
})

/** A database of updates that takes what is added and deleted in a transaction, or refuses all of it. */
class Disk {
  isFull = false
  readonly #rows = new Map<number, Uint8Array>()
  #lastKey = 0

  /** The first byte of every row, in the order of their keys. */
  get contents(): (number | undefined)[] {
    return [...this.#rows].sort(([a], [b]) => a - b).map(([, [value]]) => value)
  }

  get factory(): IDBFactory {
    const database = Object.assign(new EventTarget(), { close: () => undefined, transaction: () => this.#transaction() })
    return { open: () => answered(database) } as unknown as IDBFactory
  }

  #transaction() {
    const error = this.isFull ? new DOMException('no space', 'QuotaExceededError') : null
    const transaction = Object.assign(new EventTarget(), {
      error,
      objectStore: () => ({
        add: ({ update }: { readonly update: Uint8Array }) => {
          this.#lastKey += 1
          if (error === null) this.#rows.set(this.#lastKey, update)
          return answered(this.#lastKey)
        },
        delete: (key: number) => this.#rows.delete(key),
      }),
    })
    if (error === null) queueMicrotask(() => transaction.dispatchEvent(new Event('complete')))
    else setTimeout(() => transaction.dispatchEvent(new Event('abort')), 10)
    return transaction
  }
}

/** A request that has been answered by the next turn. */
function answered<T>(result: T): EventTarget & { readonly result: T } {
  const request = Object.assign(new EventTarget(), { result })
  queueMicrotask(() => request.dispatchEvent(new Event('success')))
  return request
}

test('GU107 a database that was cut off is opened again, and all that is here is kept anew, as its owner may have emptied it', async () => {
  vi.useFakeTimers()
  onTestFinished(() => {
    vi.useRealTimers()
  })
  // Each has what was put into it while it was the one that is open.
  const opened: { readonly database: EventTarget; readonly updates: Uint8Array[]; readonly titles: string[] }[] = []
  const answered = (event: string, result: unknown, afterMs = 1): EventTarget => {
    const target = Object.assign(new EventTarget(), { result })
    setTimeout(() => target.dispatchEvent(new Event(event)), afterMs)
    return target
  }
  const factory = {
    open: () => {
      const [updates, titles]: [Uint8Array[], string[]] = [[], []]
      const objectStore = (): object => ({
        get: () => answered('success', undefined),
        put: ({ title }: KnownWorkshop) => titles.push(title),
        add: ({ update }: { readonly update: Uint8Array }) => answered('success', updates.push(update)),
      })
      const database = Object.assign(new EventTarget(), { close: () => undefined, transaction: () => Object.assign(answered('complete', null, 3), { objectStore }) })
      opened.push({ database, updates, titles })
      return answered('success', database)
    },
  } as unknown as IDBFactory
  const opening = BrowserStore.open(factory)
  await vi.advanceTimersByTimeAsync(10)
  const store = await opening
  onTestFinished(() => store.close())
  const all = Uint8Array.of(1, 2)
  const log = store.openLog('room' as RoomName, () => all, () => undefined)
  log.noteWhole()
  log.append(Uint8Array.of(1))
  void store.changeWorkshop(known, {})
  await vi.advanceTimersByTimeAsync(10)
  expect([store.problem, log.isKept]).toEqual([null, true])
  opened[0]?.database.dispatchEvent(new Event('close'))
  expect(store.problem).toBe('refused')
  log.append(Uint8Array.of(2))
  await vi.advanceTimersByTimeAsync(6_000)
  expect([store.problem, log.isKept]).toEqual([null, true])
  expect(opened).toHaveLength(2)
  expect(opened[1]?.updates).toContainEqual(all)
  expect(opened[1]?.updates).toContainEqual(Uint8Array.of(2))
  expect(opened[1]?.titles).toEqual(['Open day'])
})

test('GU109 a database that answers when the page goes on without it is let go', async () => {
  vi.useFakeTimers()
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const close = vi.fn<() => void>()
  const opening = Object.assign(new EventTarget(), { result: Object.assign(new EventTarget(), { close }) })
  const opened = BrowserStore.open({ open: () => opening } as unknown as IDBFactory)
  await vi.advanceTimersByTimeAsync(6_000)
  expect((await opened).problem).toBe('missing')
  opening.dispatchEvent(new Event('success'))
  expect(close).toHaveBeenCalledOnce()
})

test('SY93 where there is no database, what came is let go of when it was shown, and is still not called kept', async () => {
  const store = await BrowserStore.open(undefined)
  const log = store.openLog('room' as RoomName, () => new Uint8Array(), () => undefined)
  const held: WeakRef<Uint8Array>[] = []
  const receive = (): void => {
    const update = new Uint8Array(1_000)
    held.push(new WeakRef(update))
    log.append(update)
  }
  for (let count = 0; count < 20; count += 1) receive()
  await collectGarbage()
  expect(held.filter((reference) => reference.deref() !== undefined)).toEqual([])
  expect(log.isKept).toBe(false)
  store.close()
})
