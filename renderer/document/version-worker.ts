/** The worker that reads a document to be checked: whatever is in it, the page goes on, and can end it. */
import type { DroppedFile } from '../../shared/ipc/desktop-api.ts'
import { readVersionHere } from './read-version-here.ts'
import type { FromVersionWorker } from './browser-check.ts'

const tell = (message: FromVersionWorker): void => globalThis.postMessage(message)

globalThis.addEventListener('message', ({ data }: MessageEvent<DroppedFile>) => void readVersionHere(data).then((outcome) => tell({ type: 'done', outcome })))
tell({ type: 'ready' })
