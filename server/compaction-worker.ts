/**
 * The thread that makes snapshots, so that no room waits for one. Gets logs as bytes, gives back one update with the same content,
 * checked against the log that it replaces. A bundle puts this file beside that of the relay.
 */
import { parentPort } from 'node:worker_threads'
import { snapshotOf, type CompactionJob, type CompactionResult } from './make-snapshot.ts'

parentPort?.on('message', (job: CompactionJob) => {
  const result: CompactionResult = snapshotOf(job)
  // Lent by nobody: made here, and not looked at again.
  parentPort?.postMessage(result, result.kind === 'made' ? [result.snapshot.buffer as ArrayBuffer] : [])
})
