/** What the main process and the relay inside the app ("the room") say to each other; its traffic goes over the network like any relay's. */
import type { WorkshopId } from '../model/ids.ts'

/**
 * A workshop that is let in. `proof`: base64url, see `isRelayVouchedFor`; '' where nobody vouches for this relay, or for a workshop without a
 * key: that one is open to whoever knows its id, since no invite can be checked.
 */
export type AdmittedWorkshop = { readonly workshop: WorkshopId; readonly proof: string }

/** Main → relay. */
export type ShellToRelay =
  /** Sent once, first. */
  | {
    readonly type: 'start'
    readonly dataDirectory: string
    /** 0 stands for the one used last. Where that is taken, or there is none, a free one is used. */
    readonly port: number
    readonly tls: { readonly key: string; readonly certificate: string }
    /** Folder of the pages for browsers, in the app. */
    readonly pagesDirectory: string
    /** Let in before anybody can come: whoever comes back to a relay that is started again must not be told that their workshop is not there. */
    readonly workshops: readonly AdmittedWorkshop[]
  }
  /** Lets one more workshop in; the relay refuses every other. */
  | ({ readonly type: 'admit' } & AdmittedWorkshop)
  /** Whether browsers are served over plain http, on a port of its own. */
  | { readonly type: 'admit-browsers'; readonly isAllowed: boolean }
  /** Store everything, tell every peer, end. */
  | { readonly type: 'stop' }

/** Relay → main. */
export type RelayToShell =
  | { readonly type: 'listening'; readonly port: number }
  /** `port`: null while browsers are not served. */
  | { readonly type: 'browsers'; readonly port: number | null }
  /** `reason`: 'port-in-use', 'cannot-write' or 'crashed'. The process ends after it. */
  | { readonly type: 'failed'; readonly reason: 'port-in-use' | 'cannot-write' | 'crashed'; readonly detail: string }
  /** Connected devices, for the question before quitting; the app's own engine is one of them while it is connected. */
  | { readonly type: 'peers'; readonly count: number }
  | { readonly type: 'log'; readonly level: 'info' | 'error'; readonly message: string }
