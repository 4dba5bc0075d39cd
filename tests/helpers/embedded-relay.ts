/** The relay inside the app, as the main process starts it: a child that is told what to do by messages. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { RelayToShell, ShellToRelay } from '../../shared/ipc/relay-control.ts'
import { onMessageOver, sendOver } from '../../shared/node/child-channel.ts'
import { programs } from './programs.ts'
import { when } from './when.ts'


export class EmbeddedRelay {
  readonly messages: RelayToShell[] = []
  readonly #child: ChildProcess

  constructor() {
    this.#child = fork(programs.room, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    onMessageOver(this.#child, (message) => {
      this.messages.push(message as RelayToShell)
    })
  }

  tell(message: ShellToRelay): void {
    sendOver(this.#child, message)
  }

  /** The newest message of this type, awaited when there is none yet. */
  async heard<Type extends RelayToShell['type']>(type: Type): Promise<Extract<RelayToShell, { readonly type: Type }>> {
    const find = (): RelayToShell | undefined => this.messages.findLast((message) => message.type === type)
    await when(`the relay says ${type}`, () => find() !== undefined, 15_000, () => JSON.stringify(this.messages))
    return find() as Extract<RelayToShell, { readonly type: Type }>
  }

  /** Resolves with the exit code when it has ended. */
  async stop(): Promise<number | null> {
    if (this.#child.exitCode !== null) return this.#child.exitCode
    const exited = once(this.#child, 'exit')
    this.tell({ type: 'stop' })
    await exited
    return this.#child.exitCode
  }

  /** The app is gone without a goodbye. */
  async abandon(): Promise<number | null> {
    const exited = once(this.#child, 'exit')
    this.#child.disconnect()
    await exited
    return this.#child.exitCode
  }
}
