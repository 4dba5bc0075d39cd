/** Owns the thread that makes snapshots: started with the first job, ended when there has been none for a while. */
import { Worker } from 'node:worker_threads'
import type { CompactionJob, CompactionResult } from './make-snapshot.ts'

/** Starting it costs more than most snapshots. */
const idleMs = 60_000
/** A document that needs more than this keeps its log. A small young generation keeps the thread as small as its documents. */
const resourceLimits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 4 }
/** Beside this file, in the source as in a bundle. */
const workerFile = import.meta.url.endsWith('.ts') ? './compaction-worker.ts' : './compaction-worker.js'

export class CompactionThread {
  #worker: Worker | undefined
  #idleTimer: NodeJS.Timeout | undefined
  #settle: ((result: CompactionResult) => void) | undefined

  /** One job at a time. A log that cannot be compacted is a result, too. The bytes of the job are the thread's from now on. */
  async run(job: CompactionJob): Promise<CompactionResult> {
    clearTimeout(this.#idleTimer)
    if (this.#settle !== undefined) throw new Error('a compaction is running already')
    const { snapshot, updates, updateCount } = job
    return await new Promise((resolve) => {
      this.#settle = resolve
      this.#started().postMessage({ snapshot, updates, updateCount }, [updates, snapshot].flatMap((bytes) => bytes === null ? [] : [bytes.buffer as ArrayBuffer]))
    })
  }

  /** Ends the thread, whatever it is doing; a running job fails. */
  dispose(): void {
    clearTimeout(this.#idleTimer)
    const worker = this.#worker
    this.#worker = undefined
    this.#finish({ kind: 'failed', reason: 'the thread was ended' })
    void worker?.terminate()
  }

  #started(): Worker {
    if (this.#worker !== undefined) return this.#worker
    const worker = new Worker(new URL(workerFile, import.meta.url), { resourceLimits })
    // It never keeps the relay from ending.
    worker.unref()
    worker.on('message', (result: CompactionResult) => {
      this.#finish(result)
      this.#idleTimer = setTimeout(() => {
        this.dispose()
      }, idleMs).unref()
    })
    worker.on('error', (error) => {
      if (this.#worker === worker) this.#worker = undefined
      this.#finish({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
    })
    this.#worker = worker
    return worker
  }

  #finish(result: CompactionResult): void {
    const settle = this.#settle
    this.#settle = undefined
    settle?.(result)
  }
}
