import { afterEach, describe, expect, it } from 'vitest'
import { Metrics } from '../../../server/http/metrics.ts'

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
})
