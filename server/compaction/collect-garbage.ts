/** Lets go at once of what is garbage: for a thread whose heap swells with every large job, where the collector would take its time. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collect: (() => void) | undefined

/** Takes some ten milliseconds; never for the thread of the sockets. Does nothing where the runtime does not hand out its collector. */
export function collectGarbage(): void {
  if (collect === undefined) {
    // The function is only in contexts that are made after the flag was set.
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('globalThis.gc ?? (() => undefined)') as () => void
  }
  collect()
}
