/** Everybody loses the network at once and comes back at once, into a room with the large document. */
import { setTimeout as pause } from 'node:timers/promises'
import { measureHarness } from '../harness-meter.ts'
import { Latencies } from '../latencies.ts'
import type { Figures, Session } from '../session.ts'
import { typingTrace } from '../typing-trace.ts'
import { WholeDocument } from '../whole-document.ts'
import type { Member } from '../wire/member.ts'
import { presenceUpdate, walkPresence } from './presence.ts'

export type StormSize = {
  readonly clients: number
  readonly edits: number
  /** What they come back with. */
  readonly have: 'nothing' | 'everything'
  /** Everybody also says who it is, and waits until it has seen everybody. */
  readonly hasPresence: boolean
}

const room = 'bench-storm'
const waveLimitMs = 60_000
const firstPerson = 0x7800_0000

export async function storm(session: Session, size: StormSize): Promise<Figures> {
  const { snapshot, snapshotFile } = typingTrace(session.request.cacheFolder, size.edits)
  const whole = new WholeDocument(snapshot)
  session.snapshotFile = snapshotFile
  await session.start()
  // Stays, so that no relay puts the room away between the two waves.
  const holder = session.member(room)
  await holder.synced
  if (!session.isLimit) holder.sendUpdate(snapshot)
  await session.settled()
  const join = await wave(session, size, whole, 10)
  await pause(1_000)
  for (const member of join.members) member.drop()
  await pause(50)
  const back = await wave(session, size, whole, 20)
  for (const member of [holder, ...back.members]) member.drop()
  const joined = Object.fromEntries(Object.entries(join.figures).map(([name, value]) => [`join${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`, value]))
  return { ...back.figures, ...joined, documentBytes: snapshot.length }
}

type Wave = { readonly members: readonly Member[]; readonly figures: Figures }

/** All connect at once; ends when everybody has everything (and has seen everybody), or after a minute. */
async function wave(session: Session, size: StormSize, whole: WholeDocument, clock: number): Promise<Wave> {
  const hasEverything = size.have === 'everything'
  const times = new Latencies()
  const members: Member[] = []
  let synced = 0
  let broken = 0
  let seen = 0
  let awarenessMessages = 0
  let syncedMs = Number.NaN
  let syncedCpuSeconds = Number.NaN
  session.relay.forgetPeak()
  const cpu = session.relay.cpuSeconds()
  const harness = measureHarness()
  const began = performance.now()
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, waveLimitMs)
    const others = size.hasPresence ? size.clients * (size.clients - 1) : 0
    const check = (): void => {
      if (synced + broken < size.clients) return
      if (Number.isNaN(syncedMs)) {
        syncedMs = performance.now() - began
        syncedCpuSeconds = session.relay.cpuSeconds() - cpu
      }
      if (broken === 0 && seen < others) return
      clearTimeout(timer)
      resolve()
    }
    for (let index = 0; index < size.clients; index += 1) {
      let parts: Buffer[] = []
      let hasAnswer = false
      let isDone = false
      const people = new Uint8Array(size.hasPresence ? size.clients : 0)
      people[index] = 1
      const onHere = (client: number): void => {
        const person = client - firstPerson
        if (people[person] !== 0) return
        people[person] = 1
        seen += 1
      }
      members.push(session.member(room, {
        ...(hasEverything ? { stateVector: whole.stateVector } : {}),
        ...(size.hasPresence ? { presence: presenceUpdate(firstPerson + index, clock) } : {}),
        onUpdate: (bytes, start, end, isStep2) => {
          if (isDone) return
          parts.push(Buffer.from(bytes.subarray(start, end)))
          hasAnswer ||= isStep2
          if (!hasAnswer || !whole.isWhole(parts, hasEverything)) return
          isDone = true
          parts = []
          synced += 1
          times.add(performance.now() - began)
          check()
        },
        onAwareness: (bytes, start) => {
          awarenessMessages += 1
          if (!size.hasPresence) return
          walkPresence(bytes, start, onHere)
          check()
        },
        onClose: () => {
          if (isDone) return
          broken += 1
          check()
        },
      }))
    }
  })
  const allMs = performance.now() - began
  const relayCpuSeconds = session.relay.cpuSeconds() - cpu
  const { rssMb, peakMb } = session.relay.memory()
  const [p50Ms = Number.NaN, p99Ms = Number.NaN] = times.quantiles([0.5, 0.99])
  const megabytes = members.reduce((sum, { bytesIn }) => sum + bytesIn, 0) / 1e6
  return {
    members,
    figures: {
      relayCpuSeconds, syncedCpuSeconds, syncedMs, allMs, p50Ms, p99Ms, inSync: synced, megabytes, rssMb, peakMb,
      ...(size.hasPresence ? { awarenessMessages, seenShare: seen / (size.clients * (size.clients - 1)) } : {}), ...harness(),
    },
  }
}
