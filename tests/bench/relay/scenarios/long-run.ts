/** A very long session: very many small updates in one room, as fast as they arrive, then what is left in memory and on disk. */
import { setTimeout as pause } from 'node:timers/promises'
import { measureHarness } from '../harness-meter.ts'
import type { Figures, Session } from '../session.ts'
import { merged } from '../typing-trace.ts'
import { Keystrokes } from '../wire/keystrokes.ts'
import { withinMs, type Member } from '../wire/member.ts'
import { walkUpdate } from '../wire/walk-update.ts'


export type LongRunSize = { readonly updates: number; readonly limitSeconds: number }

const room = 'bench-long-run'
const lineLength = 60
const onTheWay = 1_000
/** A relay that delivers nothing for so long is stuck. */
const stuckMs = 20_000
const loadLimitMs = 60_000

export async function longRun(session: Session, { updates, limitSeconds }: LongRunSize): Promise<Figures> {
  await session.start()
  const keystrokes = new Keystrokes(0, { lineLength })
  const progress = { arrived: 0, at: 0 }
  let refill = (): void => {}
  const reader = session.member(room, {
    onUpdate: (bytes, start) => {
      walkUpdate(bytes, start, (_client, clock, length) => {
        progress.arrived = Math.max(progress.arrived, clock + length - keystrokes.base)
      })
      progress.at = performance.now()
      refill()
    },
  })
  await reader.synced
  const writer = session.member(room)
  await writer.synced
  writer.sendUpdate(keystrokes.opening)
  await pause(300)

  const cpu = session.relay.cpuSeconds()
  const harness = measureHarness()
  const began = performance.now()
  progress.at = began
  refill = () => {
    const upTo = Math.min(updates, progress.arrived + onTheWay)
    // In large pieces: one write per update would measure this process.
    if (upTo - keystrokes.count >= onTheWay / 2 || upTo === updates) writeUpTo(writer, keystrokes, upTo)
  }
  refill()
  for (let now = began; progress.arrived < updates && now - progress.at < stuckMs && now - began < limitSeconds * 1_000; now = performance.now()) await pause(20)
  refill = () => {}
  const seconds = (progress.at - began) / 1_000
  const relayCpuSeconds = session.relay.cpuSeconds() - cpu
  const { rssMb, peakMb } = session.relay.memory()
  const health = harness()
  const done = progress.arrived
  await session.settled(30)
  const settledRssMb = session.relay.memory().rssMb
  const settledCpuSeconds = session.relay.cpuSeconds() - cpu
  writer.drop()
  reader.drop()
  await session.settled(15)
  const snapshotBytes = sizeOfMerged(keystrokes.count)
  const storedBytes = session.dataBytes()
  await session.stop()
  return {
    // What is still written after the last delivery belongs to the work.
    cpuPerMillion: settledCpuSeconds / done * 1e6, relayCpuSeconds, settledCpuSeconds, updates: done, updatesPerSecond: done / seconds,
    rssMb, peakMb, settledRssMb, storedBytes, snapshotBytes, storedPerSnapshot: storedBytes / snapshotBytes, ...health, ...await load(session, keystrokes),
  }
}

function writeUpTo(writer: Member, keystrokes: Keystrokes, count: number): void {
  const frames: Buffer[] = []
  while (keystrokes.count < count) frames.push(writer.frameOf(keystrokes.next()))
  if (frames.length > 0) writer.sendFrames(Buffer.concat(frames), frames.length)
}

/** The first client after a restart; a relay that lost some of it is told by `lostUpdates`. */
async function load(session: Session, keystrokes: Keystrokes): Promise<Figures> {
  if (session.peer.kind !== 'ours' && session.peer.kind !== 'storing') return {}
  await session.start()
  await pause(200)
  const began = performance.now()
  let back = 0
  let lastMs = Number.NaN
  const whole = new Promise<void>((resolve) => {
    session.member(room, {
      onUpdate: (bytes, start) => {
        walkUpdate(bytes, start, (_client, clock, length) => {
          back = Math.max(back, clock + length - keystrokes.base)
        })
        lastMs = performance.now() - began
        if (back >= keystrokes.count) resolve()
      },
    })
  })
  await Promise.race([whole, quiet(() => lastMs), withinMs(whole, loadLimitMs, 'incomplete').catch(() => {})])
  await session.stop()
  return { loadMs: lastMs, lostUpdates: keystrokes.count - back }
}

/** Resolves when `read` has not changed for ten seconds. */
async function quiet(read: () => number): Promise<void> {
  for (let last = Number.NaN, since = performance.now(); performance.now() - since < 10_000;) {
    await pause(200)
    if (!Object.is(read(), last)) {
      last = read()
      since = performance.now()
    }
  }
}

/** Bytes of the document that `count` keystrokes add up to, made line by line: Yjs merges the characters of a line in any case. */
function sizeOfMerged(count: number): number {
  const lines = new Keystrokes(0, { lineLength, charactersPerUpdate: lineLength })
  return merged([lines.opening, ...Array.from({ length: Math.ceil(count / lineLength) }, () => lines.next())]).length
}
