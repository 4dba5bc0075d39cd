/** What keeps a process from ending, and what keeps memory from being given back. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Sockets, servers, child processes, ports and running timers of this process, by their kinds in Node. */
export function heldResources(): string[] {
  return process.getActiveResourcesInfo().filter((name) => /^(TCP|UDP|Process|MessagePort|Timeout|Immediate|FSEvent)/u.test(name))
}

/** Collects garbage until nothing more comes, so that what is left is held by somebody. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  for (let round = 0; round < 3; round += 1) {
    collect()
    // Weak references are cleared between tasks.
    await new Promise(setImmediate)
  }
}

/** Bytes of JavaScript objects that are in use after everything unused was collected. */
export async function heapInUse(): Promise<number> {
  await collectGarbage()
  return process.memoryUsage().heapUsed
}
