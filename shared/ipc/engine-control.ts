/**
 * What the main process and the engine process say to each other. Document traffic does not pass here: every window has its
 * own port (`engine-port.ts`). Only where a port cannot be handed to the engine's process (an old runtime, on which the engine
 * runs as a plain Node child) does main pass port messages on unread, as `port-message`.
 */

/** Main → engine. */
export type ShellToEngine =
  /** Sent once, first. `dataDirectory` holds the database and the blobs. */
  | { readonly type: 'start'; readonly dataDirectory: string }
  /** A window's port comes with this message. */
  | { readonly type: 'port' }
  | { readonly type: 'open-port'; readonly port: number }
  | { readonly type: 'port-message'; readonly port: number; readonly data: unknown }
  | { readonly type: 'close-port'; readonly port: number }
  /** Store everything, tell the relay goodbye, end. */
  | { readonly type: 'stop' }

/** Engine → main. */
export type EngineToShell =
  /** The engine takes ports. It is also sent when the database could not be opened: then every call fails with the reason. */
  | { readonly type: 'ready' }
  | { readonly type: 'port-message'; readonly port: number; readonly data: unknown }
  /** One line for the log file. */
  | { readonly type: 'log'; readonly level: 'info' | 'error'; readonly message: string }
