import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterEach, describe, expect, it } from 'vitest'
import { Metrics } from '../../../server/http/metrics.ts'
import { when } from '../../helpers/when.ts'

describe('the figures of a relay', () => {
  let metrics: Metrics | undefined

  afterEach(() => metrics?.dispose())

  it.each([3, 1_000, 2_500])('count each of %i commits once, however often somebody asks', async (commits) => {
    metrics = new Metrics({ members: () => [], rooms: () => 0, unadmitted: () => 0, queuedBytes: () => 0 })
    for (let commit = 0; commit < commits; commit += 1) metrics.noteCommit(2, 30, commit % 2 === 0 ? 1.5 : 15)
    for (let time = 0; time < 2; time += 1) {
      const { text } = await metrics.render()
      expect(text).toContain(`\nminuta_updates_total ${2 * commits}\n`)
      expect(text).toContain(`\nminuta_update_bytes_total ${30 * commits}\n`)
      expect(text).toContain(`\nminuta_commit_seconds_count ${commits}\n`)
      expect(text).toContain(`\nminuta_commit_seconds_bucket{le="0.002"} ${Math.ceil(commits / 2)}\n`)
    }
  })

  it('RL51: the delay of the event loop is what it was late, and nothing while nobody keeps it', async () => {
    metrics = new Metrics({ members: () => [], rooms: () => 0, unadmitted: () => 0, queuedBytes: () => 0 })
    const delay = async (): Promise<number> => Number(/^minuta_event_loop_delay_seconds (\S+)$/m.exec((await metrics?.render())?.text ?? '')?.[1])
    const samples = monitorEventLoopDelay({ resolution: 100 })
    samples.enable()
    const sampled = async (): Promise<void> => {
      samples.reset()
      await when('two samples', () => samples.count >= 2)
    }
    const afterSamples = async (): Promise<number> => {
      await sampled()
      return delay()
    }
    // Whatever else this computer does meanwhile makes it late too: the best of several counts.
    const delays: number[] = []
    while (delays.length < 8) delays.push(await afterSamples())
    expect(Math.min(...delays)).toBeLessThan(0.05)
    // What comes right after somebody asked is not measured.
    await sampled()
    const until = performance.now() + 400
    while (performance.now() < until);
    expect(await afterSamples()).toBeGreaterThan(0.25)
    samples.disable()
  })
})
