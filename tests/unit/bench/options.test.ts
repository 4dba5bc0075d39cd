import { describe, expect, it } from 'vitest'
import { BadUsage, parseOptions } from '../../bench/relay/options.ts'
import { scenarios } from '../../bench/relay/scenarios.ts'

describe('command line of the relay bench', () => {
  it('without arguments every scenario runs with its own peers and rounds', () => {
    expect(parseOptions([])).toMatchObject({ scenarios: Object.keys(scenarios), peers: null, rounds: null, isQuick: false, from: [] })
  })

  it('peers are named one by one, the limits together', () => {
    expect(parseOptions(['--peers', 'minuta,limits']).peers).toEqual(['minuta', 'ws-send', 'ws-joined', 'ws-prepared'])
  })

  it.each([
    ['an unknown scenario', ['fan-out-3'], 'there is no scenario fan-out-3'],
    ['an unknown peer', ['--peers', 'minuta,y-sweet'], 'there is no peer y-sweet'],
    ['a wrong number', ['--rounds', '0'], '--rounds must be a number'],
    ['an unknown option', ['--fast'], '--fast'],
  ])('%s is named', (_name, args, message) => {
    expect(() => parseOptions(args)).toThrow(BadUsage)
    expect(() => parseOptions(args)).toThrow(message)
  })
})
