import { describe, expect, it } from 'vitest'
import { Latencies } from '../../bench/relay/latencies.ts'

describe('latencies', () => {
  it('quantiles are exact, beyond the first buffer too', () => {
    const latencies = new Latencies()
    for (let value = 9_999; value >= 0; value -= 1) latencies.add(value)
    expect(latencies.count).toBe(10_000)
    expect(latencies.quantiles([0, 0.5, 0.99, 1])).toEqual([0, 5_000, 9_900, 9_999])
  })

  it('of nothing there are none', () => {
    expect(new Latencies().quantiles([0.5])).toEqual([Number.NaN])
  })
})
