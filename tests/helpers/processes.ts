/** The processes under one that a test started, so that all of them can be ended at once. Linux: /proc. */
import fs from 'node:fs'

/** Ids of all descendants of `pid`. */
export function descendants(pid: number): number[] {
  const parents = new Map<number, number>()
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/u.test(name)) continue
    const parent = parentOf(Number(name))
    if (parent !== null) parents.set(Number(name), parent)
  }
  const isUnder = (candidate: number): boolean => {
    const parent = parents.get(candidate)
    return parent !== undefined && (parent === pid || isUnder(parent))
  }
  return [...parents.keys()].filter(isUnder)
}

/** The command lines of all descendants of `pid`. */
export function commandsUnder(pid: number): string[] {
  return descendants(pid).flatMap((each) => {
    try {
      return fs.readFileSync(`/proc/${each}/cmdline`, 'utf8')
    } catch {
      // Ended since.
      return []
    }
  })
}

/** The engine of the app whose main process is `main`: the only process of ours beside it and the page. */
export function enginePid(main: number): number {
  const found = descendants(main).find((pid) => {
    const command = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return command.includes('dist/engine') || command.includes('node.mojom.NodeService')
  })
  if (found === undefined) throw new Error('no engine')
  return found
}

/** SIGKILL; a process that has ended in between is fine. */
export function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function parentOf(pid: number): number | null {
  try {
    // The name in brackets may hold anything; the fields after the last bracket are state and parent.
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return null
  }
}
