/**
 * The only code that sees both Electron and the page. It exposes the typed calls and events of `desktop-api.ts` and passes the
 * engine's ports on; channels are checked against the lists here, so that the page can name no other.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron/renderer'
import {
  desktopCallNames, desktopEventNames, enginePortMessage, type DesktopApi, type DesktopCall, type DesktopCalls, type DesktopEvent, type DesktopEvents, type GivenFile, type OpenedFile,
} from '../../shared/ipc/desktop-api.ts'

const api: DesktopApi = {
  invoke(call, ...args) {
    if (!isCall(call)) return Promise.reject(new Error(`unknown call: ${String(call)}`))
    return invokeWith(call, args)
  },
  on(event, listener) {
    if (!isEvent(event)) throw new Error(`unknown event: ${String(event)}`)
    // The Electron event would hand the page `sender`, and with it every channel: only the payload crosses.
    const handler = (_event: unknown, payload: DesktopEvents[typeof event]): void => listener(payload)
    ipcRenderer.on(event, handler)
    return () => {
      ipcRenderer.off(event, handler)
    }
  },
}

async function invokeWith<C extends DesktopCall>(call: C, args: readonly unknown[]): Promise<DesktopCalls[C]['result']> {
  const crossing = call === 'import-workshop' ? [args[0], await givenFile(args[1])] : args
  return (await ipcRenderer.invoke(call, ...crossing)) as DesktopCalls[C]['result']
}

/**
 * A file of the page does not cross to main; where it lies does, without the page learning it. Of one that lies nowhere, its bytes do; of one that main
 * has named, its token. Whatever else the page names, such as a path, is no file.
 */
async function givenFile(file: unknown): Promise<GivenFile | Pick<OpenedFile, 'token'> | null> {
  if (file === null) return null
  if (isOpenedFile(file)) return { token: file.token }
  if (!(file instanceof File)) throw new TypeError('not a file of the page')
  const path = webUtils.getPathForFile(file)
  return path === '' ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } : { path }
}

function isOpenedFile(file: unknown): file is OpenedFile {
  return typeof file === 'object' && file !== null && !(file instanceof File) && 'token' in file
}

function isCall(name: string): name is DesktopCall {
  return (desktopCallNames as readonly string[]).includes(name)
}

function isEvent(name: string): name is DesktopEvent {
  return (desktopEventNames as readonly string[]).includes(name)
}

contextBridge.exposeInMainWorld('minuta', api)

// Ports cannot cross the context bridge; a window message can carry them.
ipcRenderer.on(enginePortMessage, ({ ports }) => {
  window.postMessage({ type: enginePortMessage }, window.location.origin, ports)
})
