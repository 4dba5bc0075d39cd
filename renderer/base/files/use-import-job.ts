/** Long work on files in a process of its own: one at a time, told how far it is, and stopped by whoever asked for it. */
import { useEffect, useMemo, useRef } from 'react'
import type { DesktopApi, ImportProgress } from '../../../shared/ipc/desktop-api.ts'
import { nextImportId } from './use-file-import.ts'

/** `id` names it to the shell; `isStopped` once nobody waits for it any more: to be looked at after every wait. */
export type ImportJob = { readonly id: number; readonly isStopped: boolean }

export type ImportJobs = {
  readonly isRunning: () => boolean
  /** Only while none is running. */
  readonly begin: () => ImportJob
  /** It is done; nothing happens to one that was stopped. */
  readonly end: (job: ImportJob) => void
  /** Ends what is running, with the process that reads for it. */
  readonly stop: () => void
}

/** Stops by itself when the screen goes. `onProgress` must be stable; it hears of what is running now and of nothing else. */
export function useImportJobs(desktop: DesktopApi, onProgress: (progress: ImportProgress) => void): ImportJobs {
  const running = useRef<{ readonly id: number; isStopped: boolean } | null>(null)
  const jobs = useMemo<ImportJobs>(
    () => ({
      isRunning: () => running.current !== null,
      begin: () => {
        if (running.current !== null) throw new Error(`import ${running.current.id} is still running`)
        const job = { id: nextImportId(), isStopped: false }
        running.current = job
        return job
      },
      end: (job) => {
        if (running.current === job) running.current = null
      },
      stop: () => {
        const job = running.current
        running.current = null
        if (job === null) return
        job.isStopped = true
        void desktop.invoke('cancel-import', job.id)
      },
    }),
    [desktop],
  )
  useEffect(
    () =>
      desktop.on('import-progress', (progress) => {
        if (running.current?.id === progress.importId) onProgress(progress)
      }),
    [desktop, onProgress],
  )
  useEffect(() => jobs.stop, [jobs])
  return jobs
}
