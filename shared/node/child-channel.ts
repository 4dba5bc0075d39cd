/**
 * Messages to and from a plain Node child (`fork`, or `spawn` with an 'ipc' channel): whatever a structured clone can hold, as one
 * line of base64 on the JSON channel. Node's own `serialization: 'advanced'` is not used, because until 20.19, 22.13 and 23.5 a parent
 * stops reading such a channel for good, without a word, when what it reads at once ends within the four bytes of a message's length
 * (nodejs/node#55834); the development substitute of Electron has such a Node.
 */
import type { ChildProcess } from 'node:child_process'
import { deserialize, serialize } from 'node:v8'

/** A child as its parent sees it, or `process` as a child sees its parent. */
type ChannelEnd = ChildProcess | NodeJS.Process

/** Does nothing when the other end is gone: its end is reported by 'exit' or 'disconnect', not here. */
export function sendOver(end: ChannelEnd, message: unknown): void {
  if (end.connected) end.send?.(serialize(message).toString('base64'), undefined, undefined, () => undefined)
}

export function onMessageOver(end: ChannelEnd, listener: (message: unknown) => void): void {
  end.on('message', (text: string) => {
    // Memory of its own: the bytes inside are views of it, and a view of Node's pool would be cloned with the whole pool.
    const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text, 'base64'))
    bytes.write(text, 'base64')
    listener(deserialize(bytes))
  })
}
