/**
 * Keeps the page of guests, and nothing else, so that it opens without a network. What people wrote is not its business: that lies in
 * IndexedDB, and images come with a header that is theirs alone. So no answer with content ever gets into its cache.
 */

/** The files of this build but this one, with a hash over all of them: filled in by the build. `later`: kept once they were needed. */
declare const MINUTA_FILES: { readonly version: string; readonly first: readonly string[]; readonly later: readonly string[] }

/** What `self` is here; the library of types takes it for any worker. */
const worker = self as unknown as ServiceWorkerGlobalScope

const cachePrefix = 'minuta-page-'
const cacheName = cachePrefix + MINUTA_FILES.version
/** Everything below is beside this file, wherever the relay is. */
const root = new URL('./', worker.location.href)
const page = new URL('index.html', root).href
const [first, later] = [MINUTA_FILES.first, MINUTA_FILES.later].map((paths) => new Set(paths.map((path) => new URL(path, root).href))) as [Set<string>, Set<string>]

worker.addEventListener('install', (event) => {
  event.waitUntil(keepFiles())
})

/** All files or none: a page of which a part is missing would be worse than none. */
async function keepFiles(): Promise<void> {
  const cache = await caches.open(cacheName)
  // The page itself is served under the address of every workshop, and under no name of its own.
  const answer = await fetch(new URL('w/', root), { cache: 'reload', credentials: 'omit' })
  if (!answer.ok) throw new Error(`the page answered ${answer.status}`)
  await cache.put(page, answer)
  const needed = await neededBefore()
  await addTo(cache, [...first, ...[...later].filter((url) => needed.has(withoutHash(url)))])
}

/** What an earlier build was asked for, letters and language, is needed in this one, too, and perhaps without a network. */
async function neededBefore(): Promise<ReadonlySet<string>> {
  const needed = new Set<string>()
  for (const name of await caches.keys()) {
    if (!name.startsWith(cachePrefix) || name === cacheName) continue
    for (const { url } of await (await caches.open(name)).keys()) needed.add(withoutHash(url))
  }
  return needed
}

/** The build ends the name of a file with eight characters that stand for what is in it. */
function withoutHash(url: string): string {
  return url.replace(/-.{8}(?=\.\w+$)/u, '')
}

function addTo(cache: Cache, urls: readonly string[]): Promise<void> {
  return cache.addAll(urls.map((url) => new Request(url, { credentials: 'omit' })))
}

worker.addEventListener('activate', (event) => {
  event.waitUntil(forgetOlder())
})

async function forgetOlder(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(cachePrefix) && name !== cacheName) await caches.delete(name)
  await worker.clients.claim()
}

worker.addEventListener('message', (event) => {
  const { data } = event as { data: unknown }
  if (data === 'take-over') void worker.skipWaiting()
  if (Array.isArray(data)) event.waitUntil(keepLater(data))
})

/** Files that the page had before this worker was in charge of it: letters and language, without which it would not be the same. */
async function keepLater(urls: readonly unknown[]): Promise<void> {
  const cache = await caches.open(cacheName)
  await addTo(cache, [...later].filter((url) => urls.includes(url)))
}

worker.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET') return
  const isPage = request.mode === 'navigate' && request.url.startsWith(`${root.href}w/`)
  const url = request.url.split('#')[0] ?? ''
  if (!isPage && !first.has(url) && !later.has(url)) return
  event.respondWith(answerFromCache(request, isPage ? page : url))
})

async function answerFromCache(request: Request, url: string): Promise<Response> {
  const cache = await caches.open(cacheName)
  const kept = await cache.match(url)
  if (kept !== undefined) return kept
  const answer = await fetch(request)
  if (answer.ok && later.has(url)) await cache.put(url, answer.clone())
  return answer
}
