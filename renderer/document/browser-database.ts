/** The browser's database, its stores, and promises of what it answers. */

const databaseName = 'minuta'
const databaseVersion = 1
const openTimeoutMs = 5_000

/** Rejects where there is none that answers within five seconds. */
export async function openDatabase(factory: IDBFactory): Promise<IDBDatabase> {
  const opening = factory.open(databaseName, databaseVersion)
  opening.addEventListener('upgradeneeded', () => {
    const { result } = opening
    result.createObjectStore('updates', { autoIncrement: true }).createIndex('room', 'room')
    result.createObjectStore('workshops', { keyPath: 'id' })
    result.createObjectStore('blobs', { keyPath: 'id' })
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      // One that comes later is nobody's, and would keep a newer page from changing the layout.
      opening.addEventListener('success', () => opening.result.close())
      reject(new Error('IndexedDB does not answer'))
    }, openTimeoutMs)
  })
  try {
    return await Promise.race([request<IDBDatabase>(opening), timeout])
  } finally {
    clearTimeout(timer)
  }
}

/** What `asked` gives; rejects with its error. */
export function request<T>(asked: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    asked.addEventListener('success', () => resolve(asked.result as T))
    asked.addEventListener('error', () => reject(asked.error ?? new Error('IndexedDB failed')))
  })
}

/** Resolves when `transaction` is committed; rejects when it was given up. */
export function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('IndexedDB gave up')))
  })
}
