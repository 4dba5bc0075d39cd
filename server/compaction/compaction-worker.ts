/**
 * The thread that makes snapshots, so that no room waits for one. Gets logs as bytes, gives back one update with the same content,
 * checked against the log that it replaces. A bundle puts this file beside that of the relay.
 */
import { parentPort } from 'node:worker_threads'
import { collectGarbage } from './collect-garbage.ts'
import { snapshotOf, type CompactionJob, type CompactionResult } from './make-snapshot.ts'

/** A log from which so much garbage comes that it is worth a collection; those of most rooms never get there. */
const largeBytes = 512 * 1024
/** A collection takes as long as some snapshots, and what was compiled for the one before with it: not while there is another to make. */
const restMs = 2_000

let timer: NodeJS.Timeout | undefined

parentPort?.on('message', (job: CompactionJob) => {
  const isLarge = job.updates.length + (job.snapshot?.length ?? 0) > largeBytes
  const result: CompactionResult = snapshotOf(job)
  // Lent by nobody: made here, and not looked at again.
  parentPort?.postMessage(result, result.kind === 'made' ? [result.snapshot.buffer as ArrayBuffer] : [])
  if (!isLarge && timer === undefined) return
  clearTimeout(timer)
  timer = setTimeout(() => {
    timer = undefined
    collectGarbage()
  }, restMs)
})
