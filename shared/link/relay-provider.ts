/** The stock y-websocket provider as both kinds of links begin with it. */
import { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import { Doc } from 'yjs'
import { subprotocol } from '../protocol/messages.ts'
import type { DisposableStore } from '../util/disposable-store.ts'
import { firstBackOffMs } from './back-off.ts'

export type RelayProviderOptions = {
  readonly url: string
  readonly room: string
  readonly doc: Doc
  readonly socketClass: typeof globalThis.WebSocket
  /** Whether it comes back by itself after a close; always, when left out. */
  readonly shouldReconnect?: () => boolean
}

/** One that speaks `minuta.1` and is not connected yet. It goes with `releases`; what its last events begin is to be released after it, so to be added before. */
export function makeRelayProvider({ url, room, doc, socketClass, shouldReconnect }: RelayProviderOptions, releases: DisposableStore): WebsocketProvider {
  // Presence is not the provider's business (RelayPresence): it gets an empty one. Of a document of its own: an awareness listens to its document for as long as that lives.
  const nowhere = new Doc()
  nowhere.clientID = doc.clientID
  const nobody = new Awareness(nowhere)
  nobody.setLocalState(null)
  releases.add(() => nowhere.destroy())
  const provider = new WebsocketProvider(url, room, doc, {
    awareness: nobody,
    connect: false,
    disableBc: true,
    protocols: [subprotocol],
    maxBackoffTime: firstBackOffMs,
    WebSocketPolyfill: socketClass,
    ...(shouldReconnect === undefined ? {} : { shouldReconnect }),
  })
  releases.add(() => provider.destroy())
  return provider
}
