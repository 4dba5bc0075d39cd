import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { Vault } from '../../../main/engine/access/vault.ts'
import { MemoryRoomStore } from '../../../shared/storage/memory-room-store.ts'
import { StorageError } from '../../../shared/storage/room-store.ts'

const newKey = (): Uint8Array => new Uint8Array(randomBytes(32))
const secret = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))

class ReadOnlyStore extends MemoryRoomStore {
  isReadOnly = false

  override setValue(key: string, value: string): void {
    if (this.isReadOnly) throw new StorageError('readonly', 'no')
    super.setValue(key, value)
  }
}

test('EN49 what is sealed is not in the store in clear, and only the same key under the same name opens it', () => {
  const store = new MemoryRoomStore()
  const key = newKey()
  new Vault(store, [key]).put('one', secret('open sesame'))
  expect(store.getValue('secret:one')).not.toContain(Buffer.from('open sesame').toString('base64url'))
  expect(new Vault(store, [key]).all('one')).toEqual([secret('open sesame')])
  expect([new Vault(store, [newKey()]).all('one'), new Vault(store, []).all('one')]).toEqual([[], []])
  store.setValue('secret:two', store.getValue('secret:one') ?? '')
  expect(new Vault(store, [key]).all('two')).toEqual([])
})

test('EN49 what lay in clear is sealed as soon as there is a key, and stays readable while the disk refuses', () => {
  const store = new ReadOnlyStore()
  new Vault(store, []).put('one', secret('open sesame'))
  const clear = store.getValue('secret:one')
  store.isReadOnly = true
  const key = newKey()
  expect(new Vault(store, [key]).all('one')).toEqual([secret('open sesame')])
  expect(store.getValue('secret:one')).toBe(clear)
  store.isReadOnly = false
  new Vault(store, [key]).all('one')
  expect(new Vault(store, []).all('one')).toEqual([])
  expect(new Vault(store, [key]).all('one')).toEqual([secret('open sesame')])
})

test('EN49 a secret that the present key does not open is kept beside the new one, for the day when its key is back', () => {
  const store = new MemoryRoomStore()
  const [lost, present] = [newKey(), newKey()]
  new Vault(store, [lost]).put('one', secret('first'))
  const vault = new Vault(store, [present])
  expect(vault.isLocked('one')).toBe(true)
  vault.put('one', secret('second'))
  vault.put('one', secret('third'))
  expect(vault.isLocked('one')).toBe(false)
  expect(vault.all('one')).toEqual([secret('third')])
  expect(new Vault(store, [lost]).all('one')).toEqual([secret('first')])
  expect(vault.isLocked('never kept')).toBe(false)
})

test('EN79 what any of the keys sealed can be read; the first one seals, and what is put replaces what any of them opened', () => {
  const store = new MemoryRoomStore()
  const [present, earlier] = [newKey(), newKey()]
  new Vault(store, [earlier]).put('one', secret('first'))
  expect(new Vault(store, [present, earlier]).all('one')).toEqual([secret('first')])
  new Vault(store, [present]).put('one', secret('second'))
  const both = new Vault(store, [present, earlier])
  expect(both.all('one')).toEqual([secret('second'), secret('first')])
  both.put('one', secret('third'))
  expect(new Vault(store, [present]).all('one')).toEqual([secret('third')])
  expect(new Vault(store, [earlier]).isLocked('one')).toBe(true)
})
