/** Documents that are checked in a browser: read in a worker of their own, which ends with them. Loaded when somebody checks one. */
import type { ImportOutcome } from '../../shared/import/imported.ts'
import type { DroppedFile, ImportResult } from '../../shared/ipc/desktop-api.ts'
import type { VersionFile } from '../../shared/verify/read-words.ts'

/** `ready` once it runs, then `done`. */
export type FromVersionWorker = { readonly type: 'ready' } | { readonly type: 'done'; readonly outcome: ImportOutcome<VersionFile> }

/** Longer than a telephone needs for the largest export. */
const timeLimitMs = 120_000

export type BrowserCheck = {
  /** Never rejects. */
  readonly result: Promise<ImportResult<VersionFile>>
  readonly cancel: () => void
}

/** Begins to read `file`, whose bytes are given away. */
export function checkInBrowser(file: DroppedFile): BrowserCheck {
  const { promise, resolve } = withResolvers<ImportResult<VersionFile>>()
  const end = (outcome: ImportOutcome<VersionFile> | { readonly kind: 'cancelled' }): void => resolve(outcome.kind === 'cancelled' ? outcome : { name: file.name, ...outcome })
  const worker = startWorker()
  if (worker === null) {
    void readInPage(file).then(end)
    return { result: promise, cancel: () => end({ kind: 'cancelled' }) }
  }
  let isReady = false
  worker.addEventListener('message', ({ data }: MessageEvent<FromVersionWorker>) => {
    if (data.type === 'done') return end(data.outcome)
    isReady = true
    worker.postMessage(file, [file.bytes.buffer])
  })
  worker.addEventListener('error', ({ message }) => {
    // A browser that cannot start it reads the file in the page. One whose worker broke over the file must not break over it once more.
    if (isReady) end({ kind: 'refused', refusal: { kind: 'crashed', detail: message } })
    else void readInPage(file).then(end)
  })
  const timer = setTimeout(() => end({ kind: 'refused', refusal: { kind: 'timed-out', detail: `after ${timeLimitMs / 1000} s` } }), timeLimitMs)
  void promise.finally(() => {
    clearTimeout(timer)
    worker.terminate()
  })
  return { result: promise, cancel: () => end({ kind: 'cancelled' }) }
}

function startWorker(): Worker | null {
  return typeof Worker === 'undefined' ? null : new Worker(new URL('version-worker.ts', import.meta.url), { type: 'module', name: 'check' })
}

async function readInPage(file: DroppedFile): Promise<ImportOutcome<VersionFile>> {
  try {
    const { readVersionHere } = await import('./read-version-here.ts')
    return await readVersionHere(file)
  } catch (error) {
    // The network went away before the reader had come.
    return { kind: 'refused', refusal: { kind: 'crashed', detail: error instanceof Error ? error.message : String(error) } }
  }
}

/** `Promise.withResolvers`, which browsers of guests may not have. */
function withResolvers<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
