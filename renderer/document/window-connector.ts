/** Ports as the preload script hands them to the page: in a window message that only our own window can have sent. */
import { enginePortMessage, type DesktopApi } from '../../shared/ipc/desktop-api.ts'
import type { EngineConnector } from './engine-connection.ts'

export function windowConnector(window: Window, api: DesktopApi): EngineConnector {
  return {
    requestPort: () => {
      void api.invoke('request-engine-port')
    },
    onPort: (listener) => {
      const receive = ({ source, data, ports }: MessageEvent<{ readonly type?: unknown } | null>): void => {
        const [port] = ports
        if (source === window && data?.type === enginePortMessage && port !== undefined) listener(port)
      }
      window.addEventListener('message', receive)
      return () => window.removeEventListener('message', receive)
    },
    onLost: (listener) => api.on('engine-lost', listener),
  }
}
