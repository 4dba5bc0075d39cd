/** To be imported before anything else by whatever process a relay runs in. */
import { PerformanceObserver } from 'node:perf_hooks'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/**
 * What passes through a relay is garbage at once. V8 would give it a hundred MiB to lie in; in the one that it begins with, a flood is
 * collected so often that this is half of the work (decision 0028). Both halves of the young generation together.
 */
const enoughBytes = 16 * 1024 * 1024

const observer = new PerformanceObserver(() => {
  const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')
  if (young === undefined || young.space_size < enoughBytes) return
  setFlagsFromString('--semi-space-growth-factor=1')
  observer.disconnect()
})
observer.observe({ entryTypes: ['gc'] })
