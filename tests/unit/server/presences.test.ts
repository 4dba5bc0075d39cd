import { describe, expect, it } from 'vitest'
import { Presences } from '../../../server/presences.ts'
import { limits } from '../../../shared/protocol/messages.ts'

const here = (client: number, clock: number) => ({ client, clock, state: '{"user":"x"}' })
const gone = (client: number, clock: number) => ({ client, clock, state: 'null' })

describe('presences of a room', () => {
  it('RL23: news is passed on once; the echoes of others, equal or older, are not', () => {
    const presences = new Presences<string>()
    expect(presences.receive('ana', [here(1, 5)]).news).toEqual([here(1, 5)])
    for (const peer of ['ben', 'ana', 'cleo']) expect(presences.receive(peer, [here(1, 5), here(1, 4)])).toEqual({ news: [], stale: [], isOverLimit: false })
    expect(presences.receive('ana', [here(1, 6)]).news).toEqual([here(1, 6)])
    expect(presences.all()).toEqual([here(1, 6)])
  })

  it('RL23: nobody can be removed by another connection', () => {
    const presences = new Presences<string>()
    presences.receive('ana', [here(1, 5)])
    expect(presences.receive('ben', [gone(1, 5), gone(1, 99)]).news).toEqual([])
    expect(presences.all()).toEqual([here(1, 5)])
    expect(presences.receive('ana', [gone(1, 6)]).news).toEqual([gone(1, 6)])
    expect(presences.all()).toEqual([])
  })

  it('RL23: a connection that ends takes its states along, at the clock that the others know', () => {
    const presences = new Presences<string>()
    presences.receive('ana', [here(1, 5), here(2, 1)])
    presences.receive('ben', [here(3, 1)])
    expect(presences.leave('ana')).toEqual([gone(1, 5), gone(2, 1)])
    expect(presences.all()).toEqual([here(3, 1)])
    expect(presences.leave('ana')).toEqual([])
  })

  it('RL23: who is new, or returns with a clock already seen to leave, is asked to announce itself anew, and then is here', () => {
    const presences = new Presences<string>()
    expect(presences.receive('ana', [here(1, 5)])).toMatchObject({ news: [here(1, 5)], stale: [gone(1, 5)] })
    presences.leave('ana')
    expect(presences.receive('ana again', [here(1, 5)])).toMatchObject({ news: [], stale: [gone(1, 5)] })
    expect(presences.receive('ana again', [here(1, 6)])).toMatchObject({ news: [here(1, 6)], stale: [] })
  })

  it('RL23: who reconnects before the old connection is noticed dead keeps its presence when that one ends', () => {
    const presences = new Presences<string>()
    presences.receive('old', [here(1, 5)])
    presences.receive('new', [here(1, 6)])
    expect(presences.leave('old')).toEqual([])
    expect(presences.all()).toEqual([here(1, 6)])
  })

  it('RL23: one connection owns a bounded number of states', () => {
    const presences = new Presences<string>()
    const many = Array.from({ length: limits.maxAwarenessStates }, (_, client) => here(client, 1))
    expect(presences.receive('ana', many).isOverLimit).toBe(false)
    expect(presences.receive('ana', [here(1_000, 1)]).isOverLimit).toBe(true)
    expect(presences.receive('ben', [here(2_000, 1)]).isOverLimit).toBe(false)
  })

  it('AC13: what belongs to somebody who is here is taken over by the same person only, and is free when they have left', () => {
    const presences = new Presences<string>((owner, other) => owner[0] === other[0])
    presences.receive('ana', [here(1, 5)])
    expect(presences.receive('ben', [here(1, 6), here(1, 900)])).toEqual({ news: [], stale: [], isOverLimit: false })
    expect(presences.receive('ana again', [here(1, 6)]).news).toEqual([here(1, 6)])
    presences.leave('ana again')
    expect(presences.receive('ben', [here(1, 7)]).news).toEqual([here(1, 7)])
  })

  it('AC13: a clock does not leap while its connection lives', () => {
    const presences = new Presences<string>()
    presences.receive('ana', [here(1, 5_000)])
    expect(presences.receive('ana', [here(1, 6_000)]).isOverLimit).toBe(false)
    expect(presences.receive('ana', [here(1, 7_001)])).toEqual({ news: [], stale: [], isOverLimit: true })
  })
})
