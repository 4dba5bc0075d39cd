/** The thread of `read-foreign.ts`: reads one file, says what it found, and is ended. */
import { parentPort, workerData } from 'node:worker_threads'
import { readImport } from '../../shared/node/import/read-import.ts'
import type { ReadingJob } from './read-foreign.ts'

const { kind, source } = workerData as ReadingJob
parentPort?.postMessage(await readImport(kind, source))
