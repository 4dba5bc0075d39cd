/** How busy the load tool itself is: above 0.85 of its event loop it, and not the relay, is what was measured. */
import { performance } from 'node:perf_hooks'

export type HarnessHealth = { readonly harnessLoop: number; readonly harnessCpuSeconds: number }

/** Starts measuring; the result ends it. */
export function measureHarness(): () => HarnessHealth {
  const cpu = process.cpuUsage()
  const loop = performance.eventLoopUtilization()
  return () => {
    const { user, system } = process.cpuUsage(cpu)
    return { harnessLoop: performance.eventLoopUtilization(loop).utilization, harnessCpuSeconds: (user + system) / 1e6 }
  }
}
