/** A window's port as the engine sees it, whatever carries it: a MessagePort, or main passing messages on. */
import type { EngineToWindow } from '../../../shared/ipc/engine-port.ts'

export type EngineChannel = {
  post(message: EngineToWindow): void
  /** `listener` gets whatever the window sent; nothing about it is checked yet. */
  onMessage(listener: (message: unknown) => void): void
  /** Called once, when the window is gone. */
  onClose(listener: () => void): void
}
