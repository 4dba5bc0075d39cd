/** Who is in a room and who is on the relay behind it, told to each other; the two relays are what the awareness of each side is told by `say`. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { Doc } from 'yjs'
import { PresencePassage } from '../../../main/engine/relay/presence-passage.ts'
import { Presences } from '../../../server/room/presences.ts'
import { limits } from '../../../shared/protocol/messages.ts'
import { encodeAwarenessEntries } from '../../../shared/protocol/sync-frames.ts'

const relay = 'relay'
/** A client that is a window of the host. */
const window = 2
const gatheringMs = 250
let near: Awareness
let far: Awareness
let passage: PresencePassage
/** Awareness updates that arrived on the far side, each with its clients. */
let told: number[][]

beforeEach(() => {
  vi.useFakeTimers()
  const doc = new Doc()
  near = new Awareness(doc)
  far = new Awareness(doc)
  for (const awareness of [near, far]) awareness.setLocalState(null)
  passage = new PresencePassage({ near, far, isOwn: (client) => client === window, nameOfHost: () => 'Host' })
  told = []
  far.on('update', ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>, origin: unknown) => {
    if (origin === passage) told.push([...added, ...updated, ...removed])
  })
})

afterEach(() => {
  passage.dispose()
  near.destroy()
  far.destroy()
  vi.useRealTimers()
})

type User = { readonly name: string; readonly through?: string }

function say(side: Awareness, client: number, clock: number, user: User | null): void {
  applyAwarenessUpdate(side, encodeAwarenessEntries([{ client, clock, state: JSON.stringify(user && { user }) }]), relay)
}

function seenOn(side: Awareness): Record<number, User> {
  return Object.fromEntries([...side.getStates()].map(([client, state]) => [client, state['user'] as User]))
}

const pass = (): unknown => vi.advanceTimersByTime(gatheringMs)

describe('EN77 presence of a room and of the relay behind it', () => {
  test('passes both ways, and says through whom; windows of the host are themselves on both sides', () => {
    say(near, 1, 1, { name: 'Here' })
    say(near, window, 1, { name: 'Host' })
    say(far, 3, 1, { name: 'Elsewhere' })
    pass()
    expect(seenOn(far)).toEqual({ 1: { name: 'Here', through: 'Host' }, 2: { name: 'Host' }, 3: { name: 'Elsewhere' } })
    expect(seenOn(near)).toEqual({ 1: { name: 'Here' }, 2: { name: 'Host' }, 3: { name: 'Elsewhere', through: 'Host' } })
  })

  test('who leaves is gone from the other side', () => {
    say(near, 1, 1, { name: 'Here' })
    say(far, 3, 1, { name: 'Elsewhere' })
    pass()
    say(near, 1, 1, null)
    say(far, 3, 1, null)
    pass()
    expect([seenOn(near), seenOn(far)]).toEqual([{}, {}])
  })

  test('news are gathered, and nothing comes back', () => {
    for (let clock = 1; clock <= 50; clock += 1) say(near, 1, clock, { name: `Here ${clock}` })
    pass()
    expect(seenOn(far)).toEqual({ 1: { name: 'Here 50', through: 'Host' } })
    for (let times = 0; times < 10; times += 1) pass()
    expect(told).toEqual([[1]])
  })

  test('whom a relay saw leave before is announced to it with a higher clock, once', () => {
    say(near, 1, 5, { name: 'Here' })
    pass()
    say(far, 1, 5, null)
    for (let times = 0; times < 10; times += 1) pass()
    expect(seenOn(far)).toEqual({ 1: { name: 'Here', through: 'Host' } })
    expect(far.meta.get(1)?.clock).toBeGreaterThan(5)
    expect(told).toEqual([[1], [1]])
    say(near, 1, 6, { name: 'Here again' })
    pass()
    expect(seenOn(far)[1]?.name).toBe('Here again')
  })

  test('after a break everybody is announced to the relay with a higher clock, and to no other', () => {
    say(near, 1, 5, { name: 'Here' })
    say(far, 3, 5, { name: 'Elsewhere' })
    pass()
    passage.announceTo(far)
    for (let times = 0; times < 10; times += 1) pass()
    expect(told).toEqual([[1], [1]])
    expect(far.meta.get(1)?.clock).toBe(6)
    expect(near.meta.get(3)?.clock).toBe(5)
  })

  test('whoever comes from the relay into the room is in the room, and stays when the relay notices that they left', () => {
    say(far, 3, 1, { name: 'Ana' })
    pass()
    say(near, 3, 5, { name: 'Ana' })
    pass()
    expect(seenOn(near)).toEqual({ 3: { name: 'Ana' } })
    say(far, 3, 5, null)
    pass()
    expect(seenOn(near)).toEqual({ 3: { name: 'Ana' } })
    expect(seenOn(far)).toEqual({ 3: { name: 'Ana', through: 'Host' } })
  })

  test('goes one hop only', () => {
    say(far, 3, 1, { name: 'Elsewhere', through: 'Another host' })
    pass()
    expect(seenOn(near)).toEqual({})
  })

  test('stays within what a relay takes of one connection, and has room again when somebody leaves', () => {
    const name = 'x'.repeat(1_000)
    for (let client = 1; client <= 100; client += 1) say(near, client, 1, { name })
    pass()
    const passed = Object.keys(seenOn(far)).length
    expect(JSON.stringify(seenOn(far)).length).toBeLessThan(limits.maxAwarenessBytes)
    expect(passed).toBeGreaterThan(40)
    expect(passed).toBeLessThan(100)
    say(near, 1, 1, null)
    say(near, 100, 2, { name })
    pass()
    expect(seenOn(far)).not.toHaveProperty('1')
    expect(seenOn(far)).toHaveProperty('100')
  })

  test('EN152 of a room in which hundreds are, it passes on no more people than a relay takes of one connection', () => {
    for (let client = 1; client <= 400; client += 1) say(near, client, 1, { name: 'Ana' })
    pass()
    const states = [...far.getStates()].map(([client, state]) => ({ client, clock: 1, state: JSON.stringify(state) }))
    expect(states.length).toBeGreaterThan(150)
    expect(new Presences<string>().receive('host', states).isOverLimit).toBe(false)
    // Windows of the host come by the same connection.
    expect(states.length).toBeLessThan(limits.maxAwarenessStates - 50)
  })

  test('EN150 what it takes is counted in bytes, as the relay counts it, whatever letters names are written in', () => {
    const name = 'مريم '.repeat(200)
    for (let client = 1; client <= 100; client += 1) say(near, client, 1, { name })
    pass()
    const states = Object.values(seenOn(far))
    expect(states.length).toBeGreaterThan(10)
    expect(encodeAwarenessUpdate(far, [...far.getStates().keys()]).length).toBeLessThan(limits.maxAwarenessBytes)
  })

  test('stops, and whoever was passed on is gone', () => {
    say(near, 1, 1, { name: 'Here' })
    say(far, 3, 1, { name: 'Elsewhere' })
    pass()
    passage.dispose()
    expect(seenOn(near)).toEqual({ 1: { name: 'Here' } })
    expect(seenOn(far)).toEqual({ 3: { name: 'Elsewhere' } })
    say(near, 1, 2, { name: 'Still here' })
    pass()
    expect(seenOn(far)).toEqual({ 3: { name: 'Elsewhere' } })
  })

  test('who was there before it begins is passed on as well', () => {
    passage.dispose()
    say(far, 3, 1, { name: 'Elsewhere' })
    say(near, window, 1, { name: 'Host' })
    passage = new PresencePassage({ near, far, isOwn: (client) => client === window, nameOfHost: () => 'Host' })
    pass()
    expect(seenOn(near)).toEqual({ 2: { name: 'Host' }, 3: { name: 'Elsewhere', through: 'Host' } })
    expect(seenOn(far)).toEqual({ 2: { name: 'Host' }, 3: { name: 'Elsewhere' } })
  })
})
