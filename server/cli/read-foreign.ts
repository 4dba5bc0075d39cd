/** A foreign file, read as in the app: in a place of its own, with a bound on memory and time, so that no file holds a script or a server up for good. */
import { Worker } from 'node:worker_threads'
import type { ImportOutcome } from '../../shared/import/imported.ts'
import type { ImportContents, ImportKind, ImportSource } from '../../shared/ipc/importer-messages.ts'
import { readInput } from './files.ts'

/** A workshop is opened by `open-workshop.ts`. */
export type ForeignKind = Exclude<ImportKind, 'workshop'>

/** What the thread is given. */
export type ReadingJob = { readonly kind: ForeignKind; readonly source: ImportSource }

const bounds = { memoryMb: 1024, timeMs: 120_000 } as const

/** Throws a CliError for a file that is not there; whatever is in it, the answer is a value. */
export async function readForeign<K extends ForeignKind>(kind: K, input: string, { memoryMb, timeMs }: { readonly memoryMb: number; readonly timeMs: number } = bounds): Promise<ImportOutcome<ImportContents[K]>> {
  const job: ReadingJob = { kind, source: { kind: 'bytes', name: input, bytes: await readInput(input) } }
  const thread = new Worker(new URL('./reading-thread.ts', import.meta.url), { workerData: job, resourceLimits: { maxOldGenerationSizeMb: memoryMb } })
  let timer: NodeJS.Timeout | undefined
  const outcome = await new Promise<ImportOutcome<ImportContents[K]>>((resolve) => {
    const refuse = (as: 'timed-out' | 'crashed', detail: string): void => resolve({ kind: 'refused', refusal: { kind: as, detail } })
    timer = setTimeout(() => refuse('timed-out', `after ${timeMs / 1000} s`), timeMs)
    thread.once('message', resolve)
    thread.once('error', (error) => refuse('crashed', error instanceof Error ? error.message : String(error)))
    thread.once('exit', (code) => refuse('crashed', `exit code ${code}`))
  })
  clearTimeout(timer)
  await thread.terminate()
  return outcome
}
