/** Whether anything takes connections at an address, before anything is said there. */
import { lookup } from 'node:dns/promises'
import { connect } from 'node:net'

export type Reached = 'open' | 'refused' | 'silent' | 'no-such-host'

const connectTimeoutMs = 2_500

/** Whether something takes connections there. */
export async function reach(url: URL, signal: AbortSignal): Promise<Reached> {
  const host = bareHost(url)
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(connectTimeoutMs)])
  const { promise, resolve } = Promise.withResolvers<Reached>()
  deadline.addEventListener('abort', () => resolve('silent'), { once: true })
  if (deadline.aborted) resolve('silent')
  lookup(host).then(({ address }) => {
    if (deadline.aborted) return
    const socket = connect({ host: address, port: portOf(url), signal: deadline })
    socket.once('connect', () => {
      resolve('open')
      socket.destroy()
    })
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED' ? 'refused' : 'silent'))
  }).catch(() => resolve('no-such-host'))
  return promise
}

/** `urls` with the one first that answers first; as they are when none does. A computer has left most of the networks whose addresses its links name. */
export async function answeringFirst(urls: readonly string[], signal: AbortSignal): Promise<readonly string[]> {
  if (urls.length < 2) return urls
  const isDecided = new AbortController()
  const { promise, resolve } = Promise.withResolvers<string | null>()
  const asked = urls.map(async (url) => {
    if (await reach(new URL(url), AbortSignal.any([signal, isDecided.signal])) === 'open') resolve(url)
  })
  void Promise.all(asked).then(() => resolve(null))
  const answering = await promise
  isDecided.abort()
  return answering === null ? urls : [answering, ...urls.filter((url) => url !== answering)]
}

/** A name or an address, without the brackets of IPv6. */
export function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '')
}

function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'wss:' ? 443 : 80) : Number(port)
}
