import { describe, expect, it } from 'vitest'
import { Presences } from '../../../server/room/presences.ts'
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

  it.each(['x', 'م', '語'])('RL71: one connection owns a bounded number of bytes, however many updates bring them, in letters like %s', (letter) => {
    const presences = new Presences<string>()
    const long = (client: number) => ({ client, clock: 1, state: JSON.stringify(letter.repeat(Math.ceil(limits.maxAwarenessBytes / 2 / Buffer.byteLength(letter)))) })
    expect(presences.receive('ana', [long(1)]).isOverLimit).toBe(false)
    expect(presences.receive('ben', [long(2)]).isOverLimit).toBe(false)
    expect(presences.receive('ana', [long(3)]).isOverLimit).toBe(true)
  })

  it('AC13: what belongs to somebody who is here is taken over by the same person only, and is free when they have left', () => {
    const presences = new Presences<string>((owner) => owner[0] ?? '')
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

  it('AC82: a clock that somebody leaves behind in another name leaves them room to go on', () => {
    const presences = new Presences<string>((owner) => owner[0] ?? '')
    const far = limits.maxFirstAwarenessClock
    // No client reaches that; nobody is cut off for it.
    expect(presences.receive('vic', [here(1, limits.maxClock + 1)])).toEqual({ news: [], stale: [], isOverLimit: false })
    const own = new Presences<string>()
    own.receive('vic', [here(2, 1)])
    own.leave('vic')
    expect(own.receive('vic', [here(2, limits.maxClock + 1)])).toEqual({ news: [], stale: [], isOverLimit: false })
    for (const clock of [far + 1, limits.maxClock]) expect(presences.receive('vic', [here(1, clock)])).toEqual({ news: [], stale: [], isOverLimit: false })
    expect(presences.receive('vic', [here(1, far)]).news).toEqual([here(1, far)])
    expect(presences.receive('vic', [gone(1, limits.maxClock)]).isOverLimit).toBe(true)
    expect(presences.leave('vic')).toEqual([gone(1, far)])
    for (const clock of [far + limits.maxAwarenessClockStep + 1, limits.maxClock]) expect(presences.receive('walter', [here(1, clock)]).news).toEqual([])
    expect(presences.receive('ana', [here(1, 3)])).toEqual({ news: [], stale: [gone(1, far)], isOverLimit: false })
    expect(presences.receive('ana', [here(1, far + 1)]).news).toEqual([here(1, far + 1)])
    // Who was long without a network counted on.
    presences.receive('ben', [here(2, far)])
    presences.leave('ben')
    expect(presences.receive('ben', [here(2, far + 5_000)]).news).toEqual([here(2, far + 5_000)])
  })

  it('AC82: who comes back to a client that somebody else took meanwhile gets it back, however often that one comes and goes', () => {
    const presences = new Presences<string>((owner) => owner[0] ?? '')
    presences.receive('ana', [here(1, 5)])
    presences.leave('ana')
    for (const clock of [100, 200]) {
      expect(presences.receive('vic', [here(1, clock)]).news).toEqual([here(1, clock)])
      presences.leave('vic')
    }
    presences.receive('vic', [here(1, 300)])
    expect(presences.receive('ben', [here(1, 301)])).toEqual({ news: [], stale: [], isOverLimit: false })
    expect(presences.receive('ana again', [here(1, 6)])).toEqual({ news: [gone(1, 300)], stale: [gone(1, 300)], isOverLimit: false })
    expect(presences.receive('ana again', [here(1, 301)]).news).toEqual([here(1, 301)])
    expect(presences.receive('vic', [here(1, 302)]).news).toEqual([])
  })

  it('AC82: nobody makes it forget who left by leaving again and again', () => {
    const presences = new Presences<string>((owner) => owner[0] ?? '')
    presences.receive('ana', [here(1, 5)])
    presences.leave('ana')
    for (let client = 100; client < 10_000; client += 1) presences.receive('vic', [here(client, 1), gone(client, 1)])
    expect(presences.receive('vic', [here(1, 9)]).news).toEqual([here(1, 9)])
    expect(presences.receive('ana', [here(1, 6)]).stale).toEqual([gone(1, 9)])
  })
})
