/**
 * The app, as its processes see it: the parent of an Electron utility process, or of a plain Node child. Nothing else of engine,
 * exporter, importer, discovery and relay knows which of the two it runs as.
 */
import { onMessageOver, sendOver } from './child-channel.ts'

/** The part of Electron's `MessagePortMain` that is used here. */
export type TransferredPort = {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
  on(event: 'close', listener: () => void): void
  start(): void
}

/** The part of Electron's `process.parentPort` that is used here. */
type ParentPort = {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly TransferredPort[] }) => void): void
}

const parentPort = (process as unknown as { readonly parentPort?: ParentPort }).parentPort

export function tellParent(message: unknown): void {
  if (parentPort !== undefined) parentPort.postMessage(message)
  else sendOver(process, message)
}

/** `ports`: handed over with the message, which only a utility process can be. */
export function onParentMessage(listener: (message: unknown, ports: readonly TransferredPort[]) => void): void {
  if (parentPort !== undefined) parentPort.on('message', ({ data, ports }) => listener(data, ports))
  else onMessageOver(process, (message) => listener(message, []))
}

/** When the app is gone without a goodbye. A utility process ends with the app, and is not asked. */
export function onParentGone(listener: () => void): void {
  if (parentPort === undefined) process.on('disconnect', listener)
}
